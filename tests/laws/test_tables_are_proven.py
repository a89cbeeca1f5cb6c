"""Threshold tables: what is called sound leaves no number out and counts none twice; what is not, does."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from tests.laws.law import law
from vpl_core.model.milestones import STAGE_WINDOWS, Stage, Window
from vpl_core.model.scorecards import Band
from vpl_core.rules.intervals import Interval
from vpl_core.rules.tables import calendar_slip, fault_in, idle_rows, slip_of

ENDS = [None, None, *(Decimal(number) / 2 for number in range(-1, 9))]
"""Ends of rows and of what is possible come from one small range, so that they often meet exactly."""
TINY = Fraction(1, 10**30)
POINTS = sorted({Fraction(end) + step for end in ENDS if end is not None for step in (-TINY, 0, TINY, Fraction(1, 4))})
"""Each end, right below it, right above it, and between it and the next."""

_ends = st.sampled_from(ENDS)
_limits = st.sampled_from([(low, high) for low in ENDS for high in ENDS if low is None or high is None or low < high])
cut_tables = st.lists(st.sampled_from([end for end in ENDS if end is not None]), unique=True).map(
    lambda cuts: list(zip([None, *sorted(cuts)], [*sorted(cuts), None], strict=True))
)
any_tables = st.lists(st.tuples(_ends, _ends), max_size=5)
tables = st.one_of(
    cut_tables,
    any_tables,
    st.tuples(cut_tables, any_tables).map(lambda both: [*both[0][1:], *both[1][:1]]),
).map(lambda rows: [Band(name=f"row {n}", at_least=low, below=below) for n, (low, below) in enumerate(rows)])
"""Tables that are right, that are arbitrary, and that lost one row or got one too many."""


def _exact(limits: tuple[Decimal | None, Decimal | None]) -> Interval:
    low, high = limits
    return Interval(None if low is None else Fraction(low), None if high is None else Fraction(high))


def _rows_of(bands: list[Band], point: Fraction) -> list[str]:
    return [band.name for band in bands if band.holds(point)]


@law(tables, _limits)
def test_a_table_is_sound_exactly_where_every_number_falls_into_one_row(
    bands: list[Band], limits: tuple[Decimal | None, Decimal | None]
) -> None:
    """The check of a table finds what trying every number would find: gaps, overlaps and open ends.

    fault(rows) is empty ⇔ |{row : x in row}| = 1 for every possible x.
    """
    within = _exact(limits)
    slips = [point for point in POINTS if within.holds(point) and len(_rows_of(bands, point)) != 1]
    assert (fault_in(bands, within.low, within.high) == "") is (not slips)


@law(tables, _limits)
def test_the_number_that_is_named_shows_the_fault(
    bands: list[Band], limits: tuple[Decimal | None, Decimal | None]
) -> None:
    """A fault is told with a number that anybody can try: it is possible, and falls where it is said to fall.

    slip = (x, rows) ⇒ x is possible, and rows = {row : x in row}, none or more than one.
    """
    within = _exact(limits)
    slip = slip_of(bands, within)
    if slip is not None:
        point = Fraction(slip.number)
        assert within.holds(point)
        assert slip.rows == tuple(_rows_of(bands, point))


@law(tables, _limits)
def test_a_row_is_idle_exactly_where_no_possible_number_falls_into_it(
    bands: list[Band], limits: tuple[Decimal | None, Decimal | None]
) -> None:
    """A row may be idle in a sound table: it is never seen, and its author ought to know.

    idle(rows) = {row : no possible x in row}.
    """
    within = _exact(limits)
    seen = {name for point in POINTS if within.holds(point) for name in _rows_of(bands, point)}
    assert idle_rows(bands, within) == [band.name for band in bands if band.name not in seen]


_windows = st.builds(
    lambda opens, length: Window(opens=opens, closes=None if length is None else opens + length),
    st.integers(0, 6),
    st.sampled_from([None, None, 1, 2, 3]),
)
_calendars = st.one_of(
    st.lists(st.integers(0, 8), min_size=1, max_size=5, unique=True).map(
        lambda cuts: [
            Window(opens=opens, closes=closes)
            for opens, closes in zip(sorted(cuts), [*sorted(cuts)[1:], None], strict=True)
        ]
    ),
    st.lists(_windows, max_size=4),
)
"""Calendars without gap or overlap but for the months before the first stage, and arbitrary ones."""


@law(_calendars)
def test_a_calendar_is_sound_exactly_where_every_month_lies_in_one_stage(windows: list[Window]) -> None:
    """A calendar of stages is proven like any table: no month falls between two stages or into both.

    slip(calendar) is empty ⇔ |{stage : month in stage}| = 1 for every month from 0 on.
    """
    calendar = dict(zip(Stage, windows, strict=False))
    holding = [
        [stage.value for stage, w in calendar.items() if w.opens <= month and (w.closes is None or month < w.closes)]
        for month in range(20)
    ]
    slip = calendar_slip(calendar)
    assert (slip is None) is all(len(stages) == 1 for stages in holding)
    if slip is not None:
        month = int(slip.number.removeprefix("month "))
        assert slip.rows == tuple(holding[month])


def test_the_calendar_of_the_stages_is_sound() -> None:
    """Every month of every account lies in one stage and in no other."""
    assert calendar_slip(STAGE_WINDOWS) is None
