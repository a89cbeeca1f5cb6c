"""Parts: strategies for values that are taken apart by team or region."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from hypothesis import strategies as st

from vpl_core.model.parts import Part, Parts
from vpl_core.model.playbook import Playbook
from vpl_core.model.values import ValueDefinition
from vpl_core.testing.strategies.numbers import days, range_of

Step = int | None
"""Of four on the way from the lowest reading to the highest; none where nobody knows."""
_TAKEN_APART: tuple[tuple[tuple[str, Step, Step], ...], ...] = (
    (("North", 0, 4),),
    (("North", 0, 4), ("South", 1, 3), ("東", 2, 2)),
    (("South", 4, 0), ("North", 0, 4)),
    (("North", None, 2), ("South", 2, None), ("O'Brien & Co", None, None)),
    (("東", 1, None), ("North", 1, 1)),
    (("South", None, None),),
)
"""Names, where they began, and where they are: better, worse, as before, unknown."""


def parts(playbook: Playbook, sources: Sequence[str] = ("",)) -> st.SearchStrategy[Parts]:
    """Values of the playbook part by part, with readings that they can have; of some it is not known, now or before.

    `sources` are the ids of who may have told them.
    """

    value, by = st.sampled_from(playbook.values), st.sampled_from(["team", "region"])
    return st.builds(_parts, value, by, days, st.sampled_from(sources), st.sampled_from(_TAKEN_APART))


def _parts(
    value: ValueDefinition, by: str, on: dt.date, source: str, apart: tuple[tuple[str, Step, Step], ...]
) -> Parts:
    low, high = range_of(value)

    def number(step: Step) -> Decimal | None:
        return None if step is None else low + (high - low) * step / 4

    of = tuple(Part(name=name, before=number(before), now=number(now)) for name, before, now in apart)
    return Parts(value=value.id, by=by, on=on, source=source, of=of)
