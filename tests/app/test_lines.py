"""Lines of the portfolio: packed and unpacked they are the same rows, in the order of whom to call first."""

from __future__ import annotations

from hypothesis import given, strategies as st

from tests.worlds import assessed, known, playbook
from vpl_core.app.lines import Lines, packed, unpacked
from vpl_core.model.portfolio_views import PortfolioRow
from vpl_core.model.record_views import Dated
from vpl_core.site.portfolio_views import Past, portfolio_row, urgency

ROW = portfolio_row(known(), playbook(), assessed(known(), playbook(), 120), Past())
days = st.none() | st.dates().map(lambda on: Dated(on=on, text="Some day"))


@st.composite
def rows(draw: st.DrawFn) -> list[PortfolioRow]:
    """Accounts of one portfolio, some of them equally urgent."""
    names = draw(st.lists(st.from_regex(r"[a-z0-9]{1,2}(-[a-z0-9]{1,2})?", fullmatch=True), unique=True, max_size=8))
    return [
        ROW.model_copy(
            update={
                "account": name,
                "days_behind": draw(st.sampled_from((0, 1, 9, 10, 3_000_000))),
                "renewal": draw(days),
            }
        )
        for name in names
    ]


@given(rows(), st.randoms())
def test_lines_are_the_rows_by_urgency_in_whatever_order_they_come(given_rows, chance):
    lines = [packed(row) for row in given_rows]
    chance.shuffle(lines)
    made, ordered = Lines(lines), tuple(sorted(given_rows, key=urgency))
    assert (tuple(made), tuple(made), len(made)) == (ordered, ordered, len(ordered))
    assert made[1:3] == ordered[1:3]
    assert all(made[n] == row for n, row in enumerate(ordered))


def test_a_line_is_short_and_plain():
    line = packed(ROW)
    assert unpacked(line) == ROW
    assert line.isascii() and len(line) < len(ROW.model_dump_json()) * 0.75
