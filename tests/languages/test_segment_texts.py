"""A segment's own texts are said in the language of the site: all of them, inertly, and in no other language's."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape, unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from tests.approvals import NOBODY_COMES, SIGNATURE, TOO_LONG, asked, given as answered, governed
from tests.languages.saying import saying
from tests.portfolios import collect
from tests.random_playbooks import playbooks
from tests.records import FACTS, whole
from tests.strangers import offered, registry, retail, retail_source
from tests.worlds import day, reading
from vpl_core.app.makings import Makings
from vpl_core.app.portfolio import Assessed, Workspace, assess_one, open_workspace
from vpl_core.app.site import extra_pages
from vpl_core.app.views import site_views
from vpl_core.errors import BuildFailure
from vpl_core.model.accounts import Language
from vpl_core.model.base import Word
from vpl_core.model.conditions import AttributeIs
from vpl_core.model.decisions import Approval, Trigger
from vpl_core.model.playbook import Playbook
from vpl_core.model.translations import Translations
from vpl_core.model.visibility import DECIDES, LAW, SHOWN
from vpl_core.playbooks import put_together
from vpl_core.po_files import Entry, written_entries
from vpl_core.rules.engine import assess
from vpl_core.rules.spoken import TEXTS, SegmentText, spoken, texts_of
from vpl_core.segment_texts import told_in, voice
from vpl_core.site.context import customer_view
from vpl_core.site.pages import PageMaker

EXAMPLE = Path(__file__).parents[2] / "examples" / "portfolio"
DAY = dt.date(2026, 11, 15)
ACCOUNTS = ("northwind", "hinokizaka", "quillon", "kingsmere", "harrowmere", "linden-clinic")
"""Of each bundled segment, with records, approvals, signals and archetypes, and one of two segments at once."""
CITED = {"Threshold.source", "Question.source", "Citation.title", "Citation.section"}
"""Published by others, who call it so."""
MAKER = PageMaker()
TEXT = re.compile(r'>([^<]+)<|\b(?:aria-label|data-l|title|alt)="([^"]+)"')


# --- which texts -----------------------------------------------------------------------------------------------------


def test_every_text_of_a_segment_that_a_page_prints_can_be_translated_unless_it_is_cited() -> None:
    inside = [part for part in LAW["Playbook"][DECIDES].split() if part in Playbook.model_fields]
    declared: set[str] = set()
    for part in inside:
        _gather(Playbook.model_fields[part].annotation, declared)
    shown = {f"{word}.{field}" for word in declared for field in LAW[word].get(SHOWN, "").split()}
    translated = {f"{word}.{field}" for word, fields in TEXTS.items() for field in fields}
    assert translated == (shown - CITED) | {"Segment.name", "Segment.cares_about"}, "the view carries the last two"


def _gather(annotation: Any, found: set[str]) -> None:
    """The names of all words that a field can hold, however deep."""
    if isinstance(annotation, type) and issubclass(annotation, Word) and annotation.__name__ not in found:
        found.add(annotation.__name__)
        for field in annotation.model_fields.values():
            _gather(field.annotation, found)
    for inner in getattr(annotation, "__args__", ()):
        _gather(inner, found)


@given(playbooks())
def test_a_spoken_playbook_differs_in_the_texts_that_customers_read_and_in_nothing_else(book: Playbook) -> None:
    said = spoken(book, lambda kind, text: f"{kind}⟦{text}")
    assert spoken(said, lambda kind, text: text.removeprefix(f"{kind}⟦")) == book
    expected = [one._replace(text=f"{one.kind}⟦{one.text}") for one in texts_of(book)]
    assert [one for one in texts_of(said) if one.text != f"{one.kind}⟦"] == expected


# --- on the pages ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def example() -> Workspace:
    return open_workspace(EXAMPLE)


def in_languages(workspace: Workspace, account: str, *languages: Language) -> Assessed:
    """The account as if its site were asked for in these languages."""
    [facts] = collect(workspace, (account,)).facts
    spoken_there = facts.account.model_copy(update={"languages": languages if len(languages) > 1 else ()})
    spoken_there = spoken_there.model_copy(update={"language": languages[0]})
    return assess_one(workspace, facts.model_copy(update={"account": spoken_there}), DAY)


def pages_of(workspace: Workspace, one: Assessed) -> list[str]:
    """What stands on all pages of each language, the first language first."""
    views = site_views(workspace, one)
    sites = [MAKER.site(view, extra_pages(workspace, view)) for view in views]
    return ["\n".join(f"<title>{escape(page.title)}</title>{page.body}" for page in site.pages) for site in sites]


def said_otherwise(one: Assessed, folder: Path, *languages: str) -> Assessed:
    def say(text: SegmentText) -> str:
        return f"⟦{{n}}<b>%s&amp;{text.id}⟧"

    return Assessed(one.facts, saying(one.playbook, folder, say, languages), one.assessment)


@pytest.mark.parametrize("account", ACCOUNTS)
def test_no_text_of_the_segment_goes_past_the_catalogue_and_a_hostile_one_is_inert(
    account: str, example: Workspace, tmp_path: Path
) -> None:
    one = in_languages(example, account, "ko")
    [before], [after] = (
        pages_of(example, Assessed(one.facts, book, one.assessment))
        for book in (one.playbook.model_copy(update={"translations": ()}), said_otherwise(one, tmp_path, "ko").playbook)
    )
    shown = {text for found in TEXT.findall(before) for text in found}
    texts = {text.text for text in texts_of(one.playbook)} - written_by_the_account(one)
    there = {text for text in texts if any(text in unescape(part) for part in shown)}
    assert len(there) > 80, "a page shows most of them"
    printed = unescape(re.sub(r"<[^>]*>", "\n", after))
    for source in cited_in(one.playbook):
        printed = printed.replace(source, "")
    assert {text for text in there if text in printed} == set()
    assert "&lt;b&gt;" in after
    assert "<b>%s" not in after


def cited_in(book: Playbook) -> set[str]:
    """What rules and publications are called."""
    questions = {question.source for checklist in book.checklists for question in checklist.questions}
    return (questions | {one.source.text for one in book.approvals} | {one.source for one in book.thresholds}) - {""}


def written_by_the_account(one: Assessed) -> set[str]:
    """Every text of the account's own facts."""
    return set(_texts(one.facts.model_dump(mode="json")))


def _texts(thing: Any) -> Iterator[str]:
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, dict | list):
        for part in thing.values() if isinstance(thing, dict) else thing:
            yield from _texts(part)


RECORDS = {
    "nobody has approved it": (whole(approvals=()), 30),
    "it was needed by a day": (whole(approvals=(Approval(answers="works-council", needed_by=day(5)),)), 30),
    "it was given in another role": (whole(approvals=(answered(role="Head of sales"),)), 30),
    "it held until last year": (whole(approvals=(answered(),)), 500),
    "it may be needed": (whole(approvals=()), 30),
    "it is not decided": (whole(approvals=(), chosen=None, decided_on=None, locked=None), 30),
    "its signals are the segment's": (
        whole(
            approvals=(answered(),),
            locked=None,
            reversal=Trigger(signal="too-long"),
            stop=(Trigger(signal="nobody-comes"),),
        ),
        30,
    ),
}


@pytest.mark.parametrize("told", RECORDS)
def test_what_a_record_says_of_approvals_and_signals_is_said_in_its_language(told: str, tmp_path: Path) -> None:
    record, after = RECORDS[told]
    unsure = asked(condition=AttributeIs(attribute="union", one_of=("yes",)))
    plain = governed(*([unsure] if told == "it may be needed" else []))
    facts = FACTS.model_copy(update={"evidence": (*FACTS.evidence, SIGNATURE), "records": (record,)})
    hours = (reading("hours", 12, on=29), reading("errors", 99, on=29))
    facts = facts.model_copy(update={"observations": (*facts.observations, *hours)})
    book = saying(plain, tmp_path, lambda text: f"⟦{text.id}⟧")
    [english], [korean] = (
        customer_view(facts, book, assess(facts, book, day(after)), vendor="T", language=language).records
        for language in ("en", "ko")
    )
    texts = {asked().name, asked().role, asked().confirms, TOO_LONG.says, NOBODY_COMES.says}
    written, said = english.model_dump_json(), korean.model_dump_json()
    assert any(text in written for text in texts)
    assert [text for text in texts if text in said] == []
    assert "⟦works-council⟧" in said or "⟦too-long⟧" in said


def test_a_translation_is_said_in_its_own_language_only(example: Workspace, tmp_path: Path) -> None:
    one = in_languages(example, "northwind", "en", "ja", "ko")
    book = saying(one.playbook, tmp_path, lambda text: f"⟦ja {text.text}⟧", ("ja",))
    korean = saying(one.playbook, tmp_path, lambda text: f"⟦ko {text.text}⟧", ("ko",))
    both = book.model_copy(update={"translations": (*book.translations, *korean.translations)})
    english, japanese, in_korean = pages_of(example, Assessed(one.facts, both, one.assessment))
    assert "⟦" not in english
    assert ("⟦ja" in japanese, "⟦ko" in japanese) == (True, False)
    assert ("⟦ja" in in_korean, "⟦ko" in in_korean) == (False, True)


def test_an_english_page_is_the_same_with_and_without_translations(example: Workspace, tmp_path: Path) -> None:
    one = in_languages(example, "northwind", "en")
    plain = Assessed(one.facts, one.playbook.model_copy(update={"translations": ()}), one.assessment)
    assert pages_of(example, said_otherwise(one, tmp_path, "ja", "ko")) == pages_of(example, plain)


def test_what_the_account_wrote_itself_is_not_translated(example: Workspace, tmp_path: Path) -> None:
    [facts] = collect(example, ("northwind",)).facts
    goal = facts.account.goals[0].model_copy(update={"words": "All sites working in the tool"})
    account = facts.account.model_copy(update={"goals": (goal,), "language": "ja"})
    one = assess_one(example, facts.model_copy(update={"account": account}), DAY)
    assert goal.words in {milestone.name for milestone in one.playbook.milestones}
    [page] = pages_of(example, said_otherwise(one, tmp_path, "ja"))
    assert page.count(goal.words) >= 1


def test_numbers_ids_and_standing_are_those_of_english(example: Workspace, tmp_path: Path) -> None:
    one = in_languages(example, "northwind", "en", "ja")
    english, japanese = site_views(example, said_otherwise(one, tmp_path, "ja"))
    assert (english.proven, english.claimed) == (japanese.proven, japanese.claimed)
    for part in ("milestones", "measures", "evidence", "records"):
        assert [w.id for w in getattr(english, part)] == [w.id for w in getattr(japanese, part)]
    assert [m.status for m in english.milestones] == [m.status for m in japanese.milestones]
    assert [r.status for r in english.records] == [r.status for r in japanese.records]


# --- what is not translated ------------------------------------------------------------------------------------------


def book_with(folder: Path, *entries: Entry, head: str = "") -> Playbook:
    """The segment of the hooks' examples, with a Japanese catalogue of these entries."""
    book = put_together(registry(retail())).by_segment["retail"]
    path = folder / "retail.po"
    path.write_bytes(head.encode() + written_entries("ja", entries))
    return book.model_copy(update={"translations": (Translations(language="ja", path=path),)})


def test_a_text_that_nobody_translated_or_that_is_in_doubt_stays_english(tmp_path: Path) -> None:
    entries = (
        Entry("Faster tills", "高速なレジ", doubtful=True),
        Entry("Shorter queues.", ""),
        Entry("Retail", "小売"),
    )
    book = book_with(tmp_path, *entries)
    said = voice(book, "ja").playbook
    assert (said.segment.name, said.milestones[0].name, said.milestones[0].why_it_matters) == (
        "小売",
        "Faster tills",
        "Shorter queues.",
    )
    told = told_in(book, "ja")
    assert told.said == 1
    assert {"Faster tills", "Shorter queues."} < set(told.missing)


def test_one_text_that_means_two_things_is_said_twice(tmp_path: Path) -> None:
    entries = (Entry("Roll out", "展開"), Entry("Roll out", "出店", "Checklist.name"))
    book = book_with(tmp_path, *entries)
    assert voice(book, "ja").playbook.checklists[0].name == "出店"


def test_a_catalogue_that_has_changed_is_read_again(tmp_path: Path) -> None:
    assert voice(book_with(tmp_path, Entry("Retail", "小売")), "ja").playbook.segment.name == "小売"
    assert voice(book_with(tmp_path, Entry("Retail", "小売業界")), "ja").playbook.segment.name == "小売業界"


def test_a_catalogue_that_cannot_be_read_costs_the_site_with_file_and_line(tmp_path: Path) -> None:
    book = book_with(tmp_path, head='msgid "a"\nmsgstr "\n')
    with pytest.raises(BuildFailure) as failure:
        voice(book, "ja")
    [problem, *_] = failure.value.problems
    assert (problem.path.rpartition("/")[2], problem.line) == ("retail.po", 2)
    assert voice(book, "ko").playbook is book


def test_a_plugin_that_declares_nothing_may_translate_and_the_segments_own_plugin_comes_first(tmp_path: Path) -> None:
    for name, says in (("own", "自社"), ("others", "他社")):
        entries = [Entry("Retail", says), *([Entry("Faster tills", "速いレジ")] if name == "others" else [])]
        (tmp_path / f"{name}.po").write_bytes(written_entries("ja", entries))
    hook = '\n@hookimpl\ndef vpl_translations():\n    return (Translations(language="ja", path={!r}),)\n'
    adding = offered("a-translator", "from vpl_core import *\n" + hook.format(str(tmp_path / "others.po")))
    own = offered("retail", retail_source() + hook.format(str(tmp_path / "own.po")))
    book = put_together(registry(adding, own)).by_segment["retail"]
    assert voice(book, "ja").playbook.segment.name == "自社"
    assert voice(book, "ja").playbook.milestones[0].name == "速いレジ"


# --- what a site was made from ---------------------------------------------------------------------------------------


def test_a_changed_translation_rebuilds_the_sites_in_its_language_and_no_others(
    example: Workspace, tmp_path: Path
) -> None:
    book = saying(example.playbooks.by_segment["smb"], tmp_path, lambda text: "", ("ja",))
    playbooks = replace(example.playbooks, by_segment={**example.playbooks.by_segment, "smb": book})
    workspace = replace(example, playbooks=playbooks)

    def digests() -> dict[str, str]:
        makings = Makings(workspace, lambda language: "a theme")
        return {languages: makings.digest("smb", languages, "facts") for languages in ("en", "ko", "ja", "en ja")}

    before = digests()
    assert all(before.values())
    saying(book, tmp_path, lambda text: "別の言葉" if text.text == "Small business" else "", ("ja",))
    after = digests()
    assert {languages for languages in before if before[languages] != after[languages]} == {"ja", "en ja"}


def test_what_is_judged_does_not_hang_on_translations(example: Workspace, tmp_path: Path) -> None:
    book = example.playbooks.by_segment["smb"]
    assert saying(book, tmp_path, lambda text: "別").fingerprint == book.fingerprint
