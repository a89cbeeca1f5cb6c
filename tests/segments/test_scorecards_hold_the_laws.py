"""The bundled segments' scorecards keep the laws of the kit that we give to others."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

import pytest

import vpl_enterprise
import vpl_finance
import vpl_healthcare
import vpl_smb
from vpl_core.model.playbook import Playbook
from vpl_core.model.scorecards import Band
from vpl_core.testing.scorecard_scorers import scorecard_inputs, scorecard_laws, scorecard_scorer
from vpl_core.testing.scorer_answers import Answer
from vpl_core.testing.scorers import check_scorer, examine_scorer


def playbook(segment: ModuleType) -> Playbook:
    [said] = segment.vpl_segments()
    return Playbook(
        segment=said,
        values=segment.vpl_value_definitions(said.id),
        ladder=segment.vpl_ladders(said.id)[0],
        scorecards=segment.vpl_scorecards(said.id),
    )


@pytest.mark.parametrize("segment", [vpl_smb, vpl_enterprise, vpl_healthcare, vpl_finance])
def test_a_bundled_scorecard_keeps_every_law_that_its_tables_declare(segment: ModuleType) -> None:
    book = playbook(segment)
    for card in book.scorecards:
        laws = scorecard_laws(card, book)
        assert len(laws) > 20
        given = scorecard_inputs(card, book)
        report = check_scorer(scorecard_scorer(card, book), given, *laws, examples=10)
        assert all(finding.judged for finding in report.findings)


def test_a_card_that_is_generous_to_the_unknown_is_caught() -> None:
    """The same card, read at the upper end of its interval."""
    book = playbook(vpl_smb)
    [card] = book.scorecards
    honest, given = scorecard_scorer(card, book), scorecard_inputs(card, book)

    def generous(one: dict[str, object]) -> Answer:
        answer = honest(one)
        return replace(answer, score=answer.most)

    report = examine_scorer(generous, given, *scorecard_laws(card, book), examples=10)
    broken = [type(fault.law).__name__ for fault in report.faults]
    assert broken.count("MissingIsNotGood") == len(card.factors)
    assert "With csat missing the score is 6" in str(report)


def test_a_card_with_a_table_that_turns_declares_no_direction_of_it() -> None:
    book = playbook(vpl_smb)
    [card] = book.scorecards
    turned = (Band(name="few", below=1, points=50), Band(name="some", at_least=1, below=5, points=70))
    turned = (*turned, Band(name="many", at_least=5, points=10))
    factors = tuple(f.model_copy(update={"bands": turned}) if f.value == "csat" else f for f in card.factors)
    laws = scorecard_laws(card.model_copy(update={"factors": factors}), book)
    directed = {law.field: law.falling for law in laws if type(law).__name__ == "Monotone"}
    assert "csat" not in directed
    assert directed["support-minutes"]
    assert not directed["nps"]
