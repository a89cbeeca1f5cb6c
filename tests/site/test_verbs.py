"""Strong verbs have to be earned: what a page says of a number grows and shrinks with the number's proof."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.languages.messages import extracted
from tests.site.small_pages import text_of, view_of
from tests.worlds import agreed, day, known, playbook, reading, step
from vpl_core.model.accounts import AccountFacts, Baseline
from vpl_core.model.conditions import AtMost
from vpl_core.model.outcomes import Rigor
from vpl_core.site import verbs
from vpl_core.site.build import SiteBuilder
from vpl_core.site.pages import PageMaker

TABLES = {name: table for name, table in vars(verbs).items() if isinstance(table, dict) and name.isupper()}
EARNED_FROM = {
    Rigor.CORROBORATED: r"prov(?:e|es|ed|en|ing)|(?:achiev|demonstrat|verif|confirm|deliver|realis|realiz)\w*",
    Rigor.MEASURED: r"measur(?:ed|es)",
}
DENIED = re.compile(
    r"\b(?:not(?: yet)?|no|nobody|nothing|never) (?:\w+ ){0,6}?$|\bto be $|\bto $|\bat least $", re.IGNORECASE
)
"""What stands before a verb that is denied, awaited or asked for."""
_PLACE = re.compile(r"\{(\w+)\}")

OF_THE_PROVEN_ALONE = {
    "Every agreed outcome is reached and proven.",
    "The agreed outcome is reached and proven.",
    "{n} of {agreed} agreed outcomes is reached and proven.",
    "Reached, counted as proven",
    "Rung {n} of {all}, {name}, is proven",
    "{done} of {n} milestone proven",
    "Every rung is proven; what was reached has to be kept.",
    "Proven",
    "Proven benefits",
    "Proven benefits and costs, added up from the start.",
    "corroborated and verified, less every loss",
    "From what is proven to what is left",
    "Proven: rung {was} then, rung {now} now. Claimed: rung {was_claimed} then, rung {claimed} now.",
    "What we achieved together",
    "{proven} proven, less {cost} of costs: {net}.",
    "{proven} proven against {cost} of costs by {day}.",
    "{proven} is proven against {cost} of costs: exactly what was paid.",
    "{proven} is proven against {cost} of costs: {net} less than was paid.",
    "{proven} is proven against {cost} of costs: {net} more than was paid.",
}
"""Said only where what it counts or adds up was sifted before; laws of headline, ladder and money see to it."""

NAMES_AND_EXPLAINS = {
    "A number that tends to move before an outcome does. It predicts; it proves nothing.",
    "How far the ladder would reach if every statement counted, however weakly proven.",
    "Locked until the step before is proven",
    "Reached, and proven at least as well as the rung asks.",
    "a benefit that two sources prove",
    "a value that success is measured by",
    "“{name}” has changed since the decision was made or last confirmed.",
    "A rung is held only when its milestones are reached, well enough proven, and every rung below it is held too.",
    "A step is locked until the one before it is proven.",
    "A decision counts once everybody has approved who is asked; an approval proves nothing.",
    "How it is measured",
    "Measured by",
    "Measured, one source",
    "Verified by {customer}",
    "Signed confirmation",
    "Confirmed by",
    "Better proven: “{was}” then, “{now}” now.",
    "Less well proven: “{was}” then, “{now}” now.",
    "What is proven first, then every cost, then what is only claimed. Solid is proven; hatched and outlined is not.",
    "They tend to move before outcomes do. They prove nothing by themselves and never carry an outcome rung.",
    "The strength of proof is computed from who measured, how, when, and four tests: "
    "confirmed by you, two sources agree, sound method, reproduced.",
    "Every milestone is needed, proven at least as: ",
    "{n} of these milestones are needed, proven at least as: ",
    "Two sources that do not depend on each other agree, measured in the agreed way.",
    "Who stands behind each number, how it was measured, and how old it is.",
    "{source}; confirmed by {name}",
    "{source}; {other} agrees; confirmed by {name}",
}
"""The name of a rigor, who signed what, and what the words mean: none says that something happened."""


def earned_by(sentence: str) -> Rigor:
    """The least proof with which the sentence may be said."""
    said = _PLACE.sub("so", sentence)
    for rigor, strong in EARNED_FROM.items():
        for verb in re.finditer(rf"\b(?:{strong})\b", said, re.IGNORECASE):
            if not DENIED.search(said[: verb.start()]):
                return rigor
    return Rigor.UNSOURCED


@pytest.mark.parametrize("table", sorted(TABLES))
@pytest.mark.parametrize("rigor", list(Rigor))
def test_a_sentence_has_no_verb_that_its_proof_has_not_earned(table, rigor):
    assert rigor.reaches(earned_by(TABLES[table][rigor])), TABLES[table][rigor]


@pytest.mark.parametrize("table", sorted(TABLES))
def test_each_weaker_proof_is_said_in_other_words(table):
    weaker = [TABLES[table][rigor] for rigor in Rigor if rigor.rank <= Rigor.CORROBORATED.rank]
    assert len(set(weaker)) == len(weaker)
    assert TABLES[table][Rigor.VERIFIED] == TABLES[table][Rigor.CORROBORATED]


def our_sentences() -> set[str]:
    """As the catalogues have them, so also those of rules and components; of two forms the one for one."""
    return {one.id[0] if isinstance(one.id, tuple) else one.id for one in extracted() if one.id}


def test_no_sentence_has_a_strong_verb_by_itself():
    from_the_table = {sentence for table in TABLES.values() for sentence in table.values()}
    sentences = our_sentences()
    assert len(sentences) > 500
    allowed = from_the_table | OF_THE_PROVEN_ALONE | NAMES_AND_EXPLAINS
    assert sorted(s for s in sentences - allowed if earned_by(s) is not Rigor.UNSOURCED) == []
    assert sorted((OF_THE_PROVEN_ALONE | NAMES_AND_EXPLAINS) - sentences) == [], "said no more: take it off the list"


@pytest.mark.parametrize(
    ("sentence", "rigor"),
    [
        ("{name} is proven.", Rigor.CORROBORATED),
        ("We delivered {n} hours.", Rigor.CORROBORATED),
        ("{name} was measured at {now}.", Rigor.MEASURED),
        ("{name} is not proven.", Rigor.UNSOURCED),
        ("No rung of {all} is proven yet", Rigor.UNSOURCED),
        ("To be confirmed by {name}.", Rigor.UNSOURCED),
        ("{name} is not reached, but it is proven.", Rigor.CORROBORATED),
        ("Reported, not measured: {name}", Rigor.UNSOURCED),
    ],
)
def test_the_look_for_strong_verbs_tells_a_claim_from_a_denial(sentence, rigor):
    assert earned_by(sentence) is rigor


# --- one source after the other is lost, in a site that is really built ---------------------------------------------

BOOK = playbook(step("fewer-hours", AtMost(value="hours", limit="few-hours")))
SEEN = (reading("hours", "3.9", on=60), reading("hours", "3.9", on=58, source="observer"))
BEGAN = (reading("hours", 15, on=-4, source="observer"),)
PLAN = agreed("hours", 15, 4)


def lost(how: str) -> AccountFacts:
    """The facts without one thing that the proof rested on, and without all that the names before it took away."""
    kept, plan, source = (*BEGAN, *SEEN), PLAN, "timesheet"
    stages = ("nothing", "the observer", "the agreement", "the timesheets", "every source")
    gone = stages[: stages.index(how) + 1]
    if "the observer" in gone:
        kept = SEEN[:1]
    if "the agreement" in gone:
        plan = plan.model_copy(update={"agreed_by": "", "agreed_on": None})
    if "the timesheets" in gone:
        source = "" if "every source" in gone else "our-word"
        kept = (reading("hours", "3.9", on=60, source=source),)
        plan = plan.model_copy(update={"baseline": Baseline(number=15, on=day(-5), source=source)})
    return known(kept, plan=(plan,))


SAID = {
    "nothing": ("Proved: Value hours went from 15", "and proved."),
    "the observer": ("Measured by one source: Value hours went from 15", "as measured by one source."),
    "the agreement": ("Reported, not measured: Value hours went from 15", "as reported, not measured."),
    "the timesheets": ("By the vendor’s word alone: Value hours went from 15", "by the vendor’s word alone."),
    "every source": ("Without a source: Value hours went from 15", "without a source."),
}


@pytest.mark.parametrize("how", list(SAID))
def test_losing_a_source_turns_proved_into_measured_and_then_into_less(how: str, tmp_path: Path, builder: SiteBuilder):
    builder.build(PageMaker().site(view_of(lost(how), BOOK)), tmp_path / "site")
    lead, reached = SAID[how]
    overview = text_of((tmp_path / "site/index.html").read_text(encoding="utf-8"))
    milestone = text_of((tmp_path / "site/milestones/fewer-hours.html").read_text(encoding="utf-8"))
    assert lead in overview
    assert re.search(rf"[Rr]eached on \d+ (?:Mar|Apr) 2025,? {re.escape(reached)}", milestone)
    others = [words for other in SAID if other != how for words in SAID[other]]
    assert not [words for words in others if words in overview or words in milestone.partition("How sure we are")[0]]
