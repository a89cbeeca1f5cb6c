"""Cases: tables of "these facts stand on this rung", each a test that tells why it failed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from vpl_core.app.explain import explain
from vpl_core.app.portfolio import Assessed
from vpl_core.errors import VplError
from vpl_core.model.assessment import Score, ValueState
from vpl_core.model.playbook import Playbook
from vpl_core.rules.engine import assess
from vpl_core.testing.case_files import Case, ExpectedValue, read_cases
from vpl_core.testing.given import sound_playbooks

__all__ = ["Case", "case_table", "findings", "read_cases"]


def case_table(path: str | Path, *playbooks: Playbook, **plugins: Any) -> Callable[..., None]:
    """A test for each case of the file: `test_cases = case_table("cases.yml", retail=vpl_retail)`.

    The path is looked for beside the file that calls this. The playbooks are given as they are, or made of the plugins
    that are given by name. Where the plugins or the file are not sound it is one test, which fails with everything that
    is wrong: the tests beside it, such as the contract, run all the same.
    """
    beside = Path(sys._getframe(1).f_globals.get("__file__", "."))
    try:
        cases = read_cases(beside.parent / path, *playbooks, *sound_playbooks(**plugins))
    except VplError as fault:
        return _failing(f"the cases of {Path(path).name} cannot be told:\n{fault}")

    @pytest.mark.parametrize("case", cases, ids=[case.name for case in cases])
    def test_case(case: Case) -> None:
        found = findings(case)
        if found:
            pytest.fail("\n".join([f"{case.path}:{case.line}  {case.name}", *found]), pytrace=False)

    return test_case


def _failing(why: str) -> Callable[[], None]:
    def test_cases_can_be_told() -> None:
        pytest.fail(why, pytrace=False)

    return test_cases_can_be_told


def findings(case: Case) -> tuple[str, ...]:
    """What is not as expected, each with the reasons for what is; empty where the case holds."""
    one = Assessed(case.facts, case.playbook, assess(case.facts, case.playbook, case.as_of))
    told = []
    for what, expected, got, about in _differences(case, one):
        told.append(f"  {what}: expected {expected}, got {got}")
        told += [f"    {line}" for subject in about for line in _why(one, subject, case)]
    return tuple(told)


def _why(one: Assessed, subject: str, case: Case) -> Iterator[str]:
    for line in explain(one, subject, case.place):
        place = f"  ({line.place})" if line.place else ""
        yield f"{'  ' * line.depth}{line.mark + ': ' if line.mark else ''}{line.text}{place}"


_Difference = tuple[str, object, object, list[str]]
"""What was looked at, what was expected, what was found, and what explains it."""


def _differences(case: Case, one: Assessed) -> Iterator[_Difference]:
    yield from _of_standing(case, one)
    expect, assessment = case.expect, one.assessment
    states = {state.milestone: state for state in assessment.milestones}
    for id_, word in expect.milestones.items():
        state = states[id_]
        if word not in (state.outcome, state.status):
            yield f"milestones.{id_}", word, f"{state.outcome}, {state.status}", [id_]
    answers = {q.question: q.outcome for checklist in assessment.checklists for q in checklist.questions}
    for id_, outcome in expect.questions.items():
        if answers[id_] is not outcome:
            yield f"questions.{id_}", outcome, answers[id_], [id_]
    if expect.health not in (None, assessment.health.colour):
        yield "health", expect.health, assessment.health.colour, ["health"]
    scores = {score.scorecard: score for score in assessment.scores}
    for id_, wanted in expect.scores.items():
        if (got := _score(scores[id_], wanted)) != wanted:
            yield f"scores.{id_}", wanted, got, [id_]
    values = {state.value: state for state in assessment.values}
    for id_, value in expect.values.items():
        yield from _of_value(id_, value, values[id_])


def _of_standing(case: Case, one: Assessed) -> Iterator[_Difference]:
    expect, standing = case.expect, one.assessment.standing
    rungs = ["none", *(rung.id for rung in case.playbook.ladder.rungs)]
    for name, got in (("proven", standing.proven), ("claimed", standing.claimed), ("next", standing.next_rung or 0)):
        wanted = getattr(expect, name)
        number = rungs.index(wanted) if isinstance(wanted, str) else wanted
        if number is not None and number != got:
            # The rung that ought to have been held tells why it is not; else the first that is held and ought not be.
            about = min(number, got) + 1 if name != "next" else max(min(number, got), 1)
            yield name, f"{number} ({rungs[number]})", f"{got} ({rungs[got]})", [str(about)]
    blocking = sorted(requirement.milestone for requirement in standing.blocking)
    if expect.blocking is not None and sorted(expect.blocking) != blocking:
        odd = sorted({*expect.blocking} ^ {*blocking})
        yield "blocking", ", ".join(sorted(expect.blocking)) or "nothing", ", ".join(blocking) or "nothing", odd


def _of_value(id_: str, expect: ExpectedValue, state: ValueState) -> Iterator[_Difference]:
    found = {
        "latest": state.latest.number if state.latest else None,
        "gap_closed": _percent(state.gap_closed, expect.gap_closed),
        "change": _percent(state.change, expect.change),
        "target": state.target,
        "rigor": state.proof.rigor if state.proof else None,
    }
    for name, got in found.items():
        wanted = getattr(expect, name)
        if wanted is not None and wanted != got:
            yield f"values.{id_}.{name}", wanted, "nothing" if got is None else got, [id_]


def _score(score: Score, wanted: Decimal | str) -> Decimal | str:
    """The score's band, or its number where both ends are one."""
    if isinstance(wanted, str):
        return score.band or "no band: something is not known"
    if score.least != score.most:
        return f"from {float(score.least):.2f} to {float(score.most):.2f}"
    return _at_the_digits_of(wanted, score.least)


def _percent(share: Decimal | None, wanted: Decimal | None) -> Decimal | None:
    return share if share is None or wanted is None else _at_the_digits_of(wanted, Fraction(share) * 100)


def _at_the_digits_of(written: Decimal, exact: Fraction) -> Decimal:
    """The number rounded, half to even, to as many decimals as are written."""
    context = Context(prec=40, rounding=ROUND_HALF_EVEN)
    whole = context.divide(Decimal(exact.numerator), Decimal(exact.denominator))
    return whole.quantize(Decimal(1).scaleb(min(0, int(written.as_tuple().exponent))), context=context)
