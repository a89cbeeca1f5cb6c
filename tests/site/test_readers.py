"""A site for one reader holds nothing that only others may read, and does not take silence for absence."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from html import escape
from pathlib import Path

import pytest

from tests.site.canaries import AS_OF, Marks, marked_facts, marked_playbook
from tests.site.mark_search import found_under
from tests.site.segments import PLAYBOOKS
from tests.site.test_type_law import annotations_of, inside, is_word
from tests.worlds import day
from vpl_core.model import money_views, record_views
from vpl_core.model.accounts import Account, AccountFacts, Visibility
from vpl_core.model.audience import CustomerView
from vpl_core.model.audiences import Audience
from vpl_core.model.playbook import Playbook
from vpl_core.model.visibility import DOORS, READERS, WORDS, Subject, subject_of
from vpl_core.rules.engine import assess
from vpl_core.rules.looking_back import day_before, look_back
from vpl_core.rules.readers import speaks_of_money, withheld_from
from vpl_core.site.context import customer_view
from vpl_core.site.pages import PageMaker

ROOTS = (AccountFacts, Playbook)
CLOSED = tuple(subject for subject in Subject if subject is not Subject.PROGRESS)
SECRET_AMOUNT = Decimal(7_712_345)


def reached(roots: tuple[type, ...], doors: tuple[str, ...]) -> set[str]:
    """Every word that the types can hold once nothing stands behind the doors."""
    found: set[str] = set()
    todo = list(roots)
    while todo:
        word = todo.pop()
        if word.__name__ in found:
            continue
        found.add(word.__name__)
        for field, annotation in annotations_of(word).items():
            if f"{word.__name__}.{field}" not in doors:
                todo += [part for part in inside(annotation) if is_word(part)]
    return found


# --- the table -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("subject", CLOSED)
def test_behind_the_doors_of_a_subject_stands_all_that_speaks_of_it(subject):
    words = {*WORDS[subject].split()}
    assert words <= reached(ROOTS, ())
    assert not words & reached(ROOTS, DOORS[subject])


@pytest.mark.parametrize("subject", CLOSED)
def test_a_door_can_be_closed_for_its_field_may_be_left_out(subject):
    words = {word.__name__: word for word in (Account, AccountFacts, Playbook)} | {
        part.__name__: part for a in annotations_of(Account).values() for part in inside(a) if is_word(part)
    }
    for door in DOORS[subject]:
        word, field = door.split(".")
        assert not words[word].model_fields[field].is_required(), door


def test_a_view_holds_money_and_decisions_behind_doors_of_their_own():
    doors = (
        *(f"CustomerView.{field}" for field in ("money", "decisions", "records", "checklists")),
        "ChangesView.money",
    )
    shared = {"Dated", "Word"}
    closed = {
        name for module in (money_views, record_views) for name, word in vars(module).items() if is_word(word)
    } | {"ChecklistView", "QuestionView", "MoneyMove"}
    assert {"MoneyView", "CostView", "RecordView", "DecisionView", "MoneyMove"} <= closed & reached((CustomerView,), ())
    assert not (closed - shared) & reached((CustomerView,), doors)


@pytest.mark.parametrize("subject", CLOSED)
def test_an_account_may_name_fewer_readers_and_never_more(subject):
    assert Visibility().readers(subject) == READERS[subject]
    assert Visibility.model_validate({subject: ["finance"]}).readers(subject) == (Audience.FINANCE,)
    assert Visibility.model_validate({subject: []}).readers(subject) == ()
    with pytest.raises(ValueError, match=f"{subject} is never shown to it; name some of sponsor, finance, or nobody"):
        Visibility.model_validate({subject: ["it", "finance"]})


# --- the pages -----------------------------------------------------------------------------------------------------


@cache
def marked(segment: str) -> tuple[AccountFacts, Playbook, Marks]:
    """An account with a mark in every text and a reading of its own for every value that is counted in money."""
    marks = Marks(segment)
    playbook = marked_playbook(PLAYBOOKS[segment], marks)
    facts, of_facts = marked_facts(playbook, "acme", 1)
    marks.by_field.update(of_facts.by_field)
    amounts = tuple(
        facts.observations[0].model_copy(update={"value": value.id, "number": SECRET_AMOUNT, "on": day(60)})
        for value in playbook.values
        if speaks_of_money(value) and not value.internal
    )
    return facts.model_copy(update={"observations": (*facts.observations, *amounts)}), playbook, marks


def site_for(segment: str, reader: Audience | None, visibility: Visibility, builder, place: Path) -> Path:
    facts, playbook, _ = marked(segment)
    assessment = assess(facts, playbook, AS_OF)
    facts = facts.model_copy(update={"account": facts.account.model_copy(update={"visibility": visibility})})
    before = look_back(facts, playbook, day_before(AS_OF))
    view = customer_view(facts, playbook, assessment, vendor="Tessaly", before=before, reader=reader)
    assert (view.proven, view.claimed) == (assessment.standing.proven, assessment.standing.claimed)
    builder.build(PageMaker().site(view), place)
    return place


def marks_of(segment: str, subjects: tuple[Subject, ...]) -> dict[str, str]:
    """The marks of fields that speak of these subjects and may be read by somebody."""
    shown = {name: mark for name, mark in marked(segment)[2].by_field.items() if not name.endswith("(kept)")}
    return {name: mark for name, mark in shown.items() if subject_of(*name.split(" ")[0].split(".")[:2]) in subjects}


@pytest.mark.parametrize("segment", ["enterprise", "smb"])
@pytest.mark.parametrize("reader", Audience)
def test_no_byte_of_a_readers_site_holds_what_is_for_others(segment, reader, builder, tmp_path):
    site = site_for(segment, reader, Visibility(), builder, tmp_path / "site")
    withheld = withheld_from(marked(segment)[0].account, reader)
    assert found_under(site, marks_of(segment, withheld)) == []
    text = "".join(path.read_text("utf-8") for path in sorted(site.rglob("*.html")))
    read = reader in READERS[Subject.MONEY]
    assert ("7,712,345" in text) == read
    if not read:
        speaking = [value.name for value in marked(segment)[1].values if speaks_of_money(value)]
        assert len(speaking) > 1 and not [name for name in speaking if escape(name) in text]
    assert (
        (site / "value.html").exists() == (site / "decisions.html").exists() == (site / "review.html").exists() == read
    )
    if read:
        assert len(found_under(site, marks_of(segment, CLOSED))) > 25
    else:
        assert len(marks_of(segment, withheld)) > 25 and "€" not in text


def test_an_account_that_names_fewer_readers_shows_less(builder, tmp_path):
    site = site_for("smb", Audience.SPONSOR, Visibility(money=("finance",)), builder, tmp_path / "site")
    assert found_under(site, marks_of("smb", (Subject.MONEY,))) == []
    assert len(found_under(site, marks_of("smb", (Subject.DECISIONS,)))) > 25
    assert "Left out, because it is for others: Value and return." in (site / "index.html").read_text("utf-8")


@pytest.mark.parametrize("reader", Audience)
def test_a_readers_site_says_what_it_leaves_out_and_never_that_there_is_none(reader, builder, tmp_path):
    nobody = Visibility(money=(), decisions=())
    site = site_for("smb", reader, nobody, builder, tmp_path / "site")
    for page in sorted(site.rglob("*.html")):
        text = page.read_text("utf-8")
        assert "Left out, because it is for others: Value and return, Decisions." in text
        assert "Nothing is said of money" not in text and "Nothing has been agreed about money" not in text
        assert "every decision on record" not in text and "no decision" not in text
    role = (site / "roles.html").read_text("utf-8")
    assert [one for one in Audience if f'id="{one}"' in role] == [reader]


def test_what_is_asked_of_a_reader_stands_on_the_readers_site_alone():
    facts, playbook, _ = marked("smb")
    [ask] = facts.account.asks
    asks = tuple(ask.model_copy(update={"what": str(one), "audience": one}) for one in Audience)
    facts = facts.model_copy(update={"account": facts.account.model_copy(update={"asks": asks})})
    assessment = assess(facts, playbook, AS_OF)
    for reader in (None, *Audience):
        view = customer_view(facts, playbook, assessment, vendor="Tessaly", reader=reader)
        assert {one.what for one in view.asks} == ({*map(str, Audience)} if reader is None else {str(reader)})


def test_a_site_for_all_is_what_it_was_whatever_its_account_withholds(builder, tmp_path):
    plain = site_for("smb", None, Visibility(), builder, tmp_path / "one")
    other = site_for("smb", None, Visibility(money=(), decisions=()), builder, tmp_path / "two")
    assert {p.name: p.read_bytes() for p in plain.rglob("*.html")} == {
        p.name: p.read_bytes() for p in other.rglob("*.html")
    }


def test_nobody_reads_what_the_account_shows_to_nobody():
    facts, playbook, _ = marked("smb")
    account = facts.account.model_copy(update={"visibility": Visibility(money=(), decisions=())})
    for reader in Audience:
        assert withheld_from(account, reader) == CLOSED
    assessment = assess(facts, playbook, AS_OF)
    view = customer_view(replace_account(facts, account), playbook, assessment, vendor="T", reader=Audience.FINANCE)
    assert (view.money, view.decisions, view.records, view.checklists) == (None, (), (), ())


def replace_account(facts: AccountFacts, account: Account) -> AccountFacts:
    return facts.model_copy(update={"account": account})
