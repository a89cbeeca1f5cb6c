"""The case study: nothing without a consent that covers the day, and only what is well proven."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from pydantic import ValidationError

from tests.portfolios import collect
from tests.worlds import agreed, day, known, paper, playbook, reading, step
from vpl_core.app.portfolio import open_workspace
from vpl_core.model.accounts import AccountFacts, Baseline, Goal
from vpl_core.model.conditions import TargetMet
from vpl_core.model.consents import Consent
from vpl_core.rules.engine import assess
from vpl_core.site.context import customer_view
from vpl_core.site.finished import Site
from vpl_core.site.pages import PageMaker

MAKER = PageMaker()
TODAY = 25
QUICK = playbook(step("quick", TargetMet(value="hours")))
BOTH = (reading("hours", 4, 20), reading("hours", 4, 20, "observer"), reading("hours", 10, -5, "observer"))
PLAN = (agreed("hours", 10, 5, source="timesheet"),)
QUOTE = paper("talk", "testimonial", 10, quote="I go home at five", consent="Mina, for these pages", by="Mina Ito")
AIM = Goal(id="home", words="Home by five", level="tactical", said_by="Mina Ito", said_on=day(1))


def consent(*scope: Any, id_: str = "story", **changes: Any) -> Consent:
    usual = {"id": id_, "scope": scope, "by": "Jun Sato", "given_on": day(5), "expires": day(400)}
    return Consent(**{**usual, **changes})


def site_of(*consents: Consent, facts: AccountFacts | None = None, after: int = TODAY) -> Site:
    told = facts or known(BOTH, (QUOTE,), plan=PLAN, goals=(AIM,), name="Acme & Sons")
    told = told.model_copy(update={"account": told.account.model_copy(update={"consents": consents})})
    view = customer_view(told, QUICK, assess(told, QUICK, day(after)), vendor="Tessaly")
    return MAKER.site(view)


def draft(*consents: Consent, **world: Any) -> str:
    """The page; empty where there is none."""
    pages = [page for page in site_of(*consents, **world).pages if page.path == "case-study"]
    assert not any(page.in_nav for page in pages)
    return "".join(str(page.body) for page in pages)


def test_without_a_consent_there_is_no_byte_of_it() -> None:
    """Not even a link: the site is the same as if nobody had ever thought of it."""
    told_elsewhere = site_of(consent("name", "quote"))
    assert told_elsewhere == site_of()
    assert "case-study" not in str(site_of()) and draft(consent("case_study"))


@pytest.mark.parametrize(("after", "told"), [(4, False), (5, True), (29, True), (30, False)])
def test_a_consent_counts_from_its_day_until_it_ends(after: int, told: bool) -> None:
    assert bool(draft(consent("case_study", expires=day(30)), after=after)) == told


@pytest.mark.parametrize(("after", "told"), [(19, True), (20, False), (40, False)])
def test_what_is_taken_back_is_gone_from_that_day_on(after: int, told: bool) -> None:
    assert bool(draft(consent("case_study", revoked_on=day(20)), after=after)) == told


def test_a_story_without_the_name_says_no_name() -> None:
    unnamed, named = draft(consent("case_study")), draft(consent("case_study", "name"))
    assert "Acme" not in unnamed and "Verified by the customer" in unnamed
    assert "Acme &amp; Sons works with Tessaly." in named


def test_words_are_quoted_only_where_their_speaker_allowed_just_that() -> None:
    story = consent("case_study")
    by_mina = consent("quote", id_="words", by="Mina Ito")
    said = ("I go home at five", "Home by five")
    assert not [words for words in said if words in draft(story)]
    assert not [words for words in said if words in draft(story, consent("quote", id_="words"))]
    unnamed = draft(story, by_mina)
    assert [words for words in said if words in unnamed] == [*said] and "Mina" not in unnamed
    assert "Mina Ito" in draft(story, consent("quote", "name", id_="words", by="mina ito"))


def test_words_that_may_not_stand_on_the_customers_own_site_are_not_told_elsewhere() -> None:
    words = consent("quote", id_="words", by="Mina Ito")
    for kept in (QUOTE.model_copy(update={"consent": ""}), QUOTE.model_copy(update={"internal": True})):
        facts = known(BOTH, (kept,), plan=PLAN)
        assert "I go home at five" not in draft(consent("case_study"), words, facts=facts)


def test_a_result_of_one_source_is_not_told() -> None:
    weak = known(BOTH[:1], plan=PLAN)
    said = draft(consent("case_study"), facts=weak)
    assert "No result is proven well enough to be told yet." in said
    assert "No milestone is proven well enough to be told yet." in said
    assert "4\u202fh" not in said


def test_a_result_whose_beginning_one_source_alone_tells_is_not_told() -> None:
    began = Baseline(number=10, on=day(-5), source="our-word")
    plan = (PLAN[0].model_copy(update={"baseline": began}),)
    said = draft(consent("case_study"), facts=known(BOTH[:2], plan=plan))
    assert "No result is proven well enough to be told yet." in said


def test_even_the_line_on_the_weakest_proof_says_no_name_that_nobody_allowed() -> None:
    signed = paper("signed", "confirmation", 21, values=("hours",))
    again = paper("again", "reproduction", 22, values=("hours",), by="Auditor", party="third_party")
    facts = known(BOTH[:2], (signed, again), plan=PLAN, name="Acme & Sons")
    said = draft(consent("case_study"), facts=facts)
    assert said.count("Verified by the customer") >= 2 and "Acme" not in said


def test_a_result_is_told_with_the_proof_of_both_ends() -> None:
    said = draft(consent("case_study"))
    assert "10\u202fh" in said and "4\u202fh" in said and said.count("vpl-rigor--") >= 3
    assert "Draft; not published" in said and "Jun Sato" in said


scopes = st.lists(st.sampled_from(["case_study", "name", "quote"]), min_size=1, max_size=3, unique=True).map(tuple)
given_days = st.integers(0, TODAY + 5)


@st.composite
def consents(draw: st.DrawFn) -> tuple[Consent, ...]:
    several = []
    for number in range(draw(st.integers(0, 3))):
        start = draw(given_days)
        taken_back = draw(st.one_of(st.none(), st.integers(start, TODAY + 5)))
        several.append(
            consent(
                *draw(scopes),
                id_=f"consent-{number}",
                by=draw(st.sampled_from(["Jun Sato", "Mina Ito"])),
                given_on=day(start),
                expires=day(start + draw(st.integers(1, 40))),
                revoked_on=None if taken_back is None else day(taken_back),
            )
        )
    return tuple(several)


def told_of(*several: Consent) -> set[str]:
    """Everything that the draft says, cut at its tags."""
    return {part.strip() for part in draft(*several).replace(">", "<").split("<")[::2] if part.strip()}


@settings(max_examples=60)
@given(consents(), st.data())
def test_taking_a_consent_back_never_adds_anything(several: tuple[Consent, ...], data: st.DataObject) -> None:
    """told(C without c) has no words, name or result that told(C) has not; without a story there is nothing at all."""
    if not any(one.covers("case_study", day(TODAY)) for one in several):
        assert draft(*several) == ""
    if several:
        gone = data.draw(st.sampled_from(several))
        fewer = tuple(one for one in several if one is not gone)
        fallback = {"A customer works with Tessaly; the name may not be told.", "Somebody who is not named"}
        unnamed = {part for part in told_of(*fewer) - told_of(*several) if "the customer" not in part}
        assert unnamed <= fallback


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("given_on: 2026-05-01, expires: 2026-05-01", "not after it was given"),
        ("given_on: 2026-05-01, expires: 2026-06-01, revoked_on: 2026-04-01", "before it was given"),
        ("given_on: 2026-05-01", "expires"),
        ("given_on: 2026-05-01, expires: 2026-06-01, for_ever: true", "for_ever"),
    ],
)
def test_a_consent_that_cannot_be_is_told_with_its_file_line_and_field(tmp_path: Path, line: str, wrong: str) -> None:
    (tmp_path / "accounts").mkdir()
    (tmp_path / "vpl.toml").write_text('[portfolio]\nname = "All"\n')
    head = "name: Acme\nsegment: smb\nstart: 2026-01-01\nconsents:\n"
    (tmp_path / "accounts/acme.yml").write_text(f"{head}  story: {{scope: [case_study], by: Jun, {line}}}\n")
    [problem] = collect(open_workspace(tmp_path)).problems
    assert (problem.path, problem.line) == ("accounts/acme.yml", 5)
    assert "consents.story" in problem.field and wrong in f"{problem.message} {problem.field}"


def test_a_consent_allows_something() -> None:
    with pytest.raises(ValidationError):
        consent()
    assert consent("name").covers("name", dt.date(2025, 2, 20)) == (day(5) <= dt.date(2025, 2, 20) < day(400))
