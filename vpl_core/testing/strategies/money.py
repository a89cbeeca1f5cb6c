"""Strategies for money: benefits and costs with what stands behind their numbers."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from vpl_core.model.benefits import Benefit, Cost, StatedNumber
from vpl_core.model.playbook import Playbook
from vpl_core.model.values import Kind, ValueDefinition
from vpl_core.testing.strategies.numbers import day, days
from vpl_core.testing.strategies.texts import ids, names


def stated(record: str) -> st.SearchStrategy[dict[str, Any]]:
    """What stands behind a number: a record and an agreement, one of them, or nothing."""
    written, agreed = {"source": record}, {"agreed_by": "Mina Park", "agreed_on": day(-1)}
    return st.sampled_from([{**written, **agreed}, written, agreed, {"because": "A guess"}])


def assumptions(record: str, *numbers: str) -> st.SearchStrategy[StatedNumber]:
    return st.builds(lambda number, said: StatedNumber(number=number, **said), st.sampled_from(numbers), stated(record))


def benefits(playbook: Playbook, record: str) -> st.SearchStrategy[Benefit]:
    """What an outcome is worth, by whose word; some draw on the same resource; none without an outcome.

    `record` is the id of a source that measures.
    """
    outcomes = [v for v in playbook.values if v.kind is Kind.OUTCOME and not v.internal]
    return benefits_of(outcomes, record) if outcomes else st.nothing()


@st.composite
def benefits_of(draw: st.DrawFn, outcomes: list[ValueDefinition], record: str) -> Benefit:
    value = draw(st.sampled_from(outcomes))
    return Benefit(
        id=draw(ids),
        name=draw(names),
        value=value.id,
        effect=draw(st.sampled_from(["cashable", "avoided", "non_cashable"])),
        rate=None if value.unit == "money" else draw(assumptions(record, "12.5", "40")),
        times=draw(assumptions(record, "1", "30")),
        share=draw(st.none() | assumptions(record, "0.5", "1")),
        every="" if value.per else "month",
        resource=draw(st.sampled_from([None, "desk"])),
        first_reading=draw(st.none() | days),
    )


def costs(record: str) -> st.SearchStrategy[Cost]:
    return st.builds(
        lambda id_, name, every, start, said: Cost(
            id=id_, name=name, kind="licence", amount=900, every=every, start=start, **said
        ),
        ids,
        names,
        st.sampled_from(["once", "month", "quarter", "year"]),
        days,
        stated(record),
    )
