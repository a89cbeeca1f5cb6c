"""The seven faults of a health score are found, each with the simplest account that shows it, in a sentence."""

from __future__ import annotations

import pytest

from tests.testing_scorers.faulty_scorer import ACCOUNTS, FAULTY, SOUND, VARIANTS, laws
from vpl_core.testing.scorers import ScorerFault, ScorerReport, check_scorer, examine_scorer, faults_of_scorer

SENTENCES = {
    "weights": ("FullMarks", "The score is 95, not 100."),
    "weights_for": ("RefusesUnknown", "The unknown segment 'mb' was scored 68, as if it were 'smb'."),
    "usage": ("Refuses", "Usage NaN was scored 78."),
    "support": ("MissingIsNotGood", "With support missing the score is 80; with support 60 it is 68."),
    "answers": ("RemovingDoesNotRaise", "Removing the 0 from answers raised the score from 68 to 78."),
    "rounded": ("RoundedOnce", "The exact score is 28.25, which rounds to 28.2; it was scored 28."),
    "band": ("EveryScoreHasABand", "50.3 falls into no band."),
}
"""By the rule that is faulty: the law that falls, and how the counterexample is told."""


@pytest.fixture(scope="module")
def report() -> ScorerReport:
    return examine_scorer(FAULTY, ACCOUNTS, *laws(FAULTY))


def test_all_seven_faults_are_told_in_sentences(report: ScorerReport) -> None:
    told = {type(fault.law).__name__: fault.told for fault in report.faults}
    assert told == dict(SENTENCES.values())


def test_a_counterexample_is_plain_but_for_one_field_besides_those_that_its_sentence_tells(
    report: ScorerReport,
) -> None:
    besides = [set(fault.apart) - set(fault.law.tells) for fault in report.faults]
    assert [len(fields) for fields in besides] == [1, 0, 0, 0, 1, 1, 1]
    assert str(report.faults[0]).endswith("not 100.\nHere segment 'enterprise'; the rest is plain.")


def test_the_score_put_right_keeps_all_laws_and_the_report_says_on_how_many_examples() -> None:
    kept = check_scorer(SOUND, ACCOUNTS, *laws(SOUND), examples=60)
    assert str(kept).startswith("HealthScore keeps 13 of 13 laws (each field step by step, then up to 60 ")
    assert all(finding.judged >= 15 for finding in kept.findings)


@pytest.mark.parametrize("rule", VARIANTS)
def test_each_fault_alone_breaks_its_own_law_and_no_other(rule: str) -> None:
    score = VARIANTS[rule]
    [fault] = faults_of_scorer(score, ACCOUNTS, *laws(score), examples=30)
    assert type(fault.law).__name__ == SENTENCES[rule][0]


def test_whoever_checks_is_told_everything_at_once() -> None:
    declared = [law for law in laws(FAULTY) if type(law).__name__ in ("Refuses", "RemovingDoesNotRaise", "Bounded")]
    with pytest.raises(ScorerFault) as raised:
        check_scorer(FAULTY, ACCOUNTS, *declared)
    assert isinstance(raised.value, AssertionError)
    assert str(raised.value) == TOLD


TOLD = """\
HealthScore breaks 2 of 3 laws (each field step by step, then up to 100 random examples, seed 0).

1. There is no score where usage is NaN, infinity or minus infinity.
   Usage NaN was scored 78.

2. Removing one of answers never raises the score.
   Removing the 0 from answers raised the score from 68 to 78.
   Here answers [0, 10]; the rest is plain.

Plain is segment 'smb', usage 80, support 60 and answers [5, 5, 5, 5, 5].

Kept:
  Every score lies between 0 and 100. (537 examples)"""


def test_the_same_seed_finds_the_same() -> None:
    declared = laws(FAULTY)[4:7]
    one, again = (str(examine_scorer(FAULTY, ACCOUNTS, *declared, examples=40, seed=7)) for _ in range(2))
    assert one == again
    assert "seed 7" in one
