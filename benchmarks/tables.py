"""Results as tables: as text for a terminal, as Markdown for the documentation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from benchmarks.assessing import Course
from benchmarks.contestants import HUGO, NAIVE
from benchmarks.goals import GOALS
from benchmarks.results import Measured, Results

HEADS = (
    "contestant", "CPU ms a site", f"cheaper than {NAIVE}", f"cheaper than {HUGO}",
    "files a site", "KB a site (on disk)", "peak MB",
)  # fmt: skip
SAMPLED = "*"
"""Marks the cost of a contestant that built fewer sites than there are accounts."""


def as_text(results: Results, accounts: int) -> str:
    """The rows for this number of accounts, in columns."""
    rows = [HEADS, *_rows(results, accounts)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [_aligned(row, widths) for row in rows]
    return "\n".join([f"{counted(accounts)}, shape {results.shape}; {SAMPLED} some of the sites built", *lines])


def _aligned(row: Sequence[str], widths: Sequence[int]) -> str:
    """The first cell to the left, the others to the right."""
    cells = [cell.rjust(width) for cell, width in zip(row, widths, strict=True)]
    return "  ".join([row[0].ljust(widths[0]), *cells[1:]])


def as_markdown(results: Results, accounts: int) -> str:
    """The same rows as a table of Markdown."""
    return _table(HEADS, _rows(results, accounts), right=len(HEADS) - 1)


def goals(results: Results) -> str:
    """Each goal with what was measured, as a table of Markdown; below it why those are missed that are."""
    rows, missed = [], []
    for goal in GOALS:
        found = goal.find(results)
        if found is None:
            rows.append((goal.text, "not measured", "unknown"))
            continue
        beyond = f", {number(found.beyond)} x the bound" if found.beyond > 1 else ""
        rows.append((goal.text, found.measured, "yes" if found.reached else f"**no**{beyond}"))
        if not found.reached:
            missed.append(f"- *{goal.text}*: {goal.why(results)}")
    table = _table(("goal", "measured", "reached"), rows)
    return "\n\n".join([table, "Why goals are missed:", "\n".join(missed)]) if missed else table


COURSE_HEADS = (
    "accounts", "readings", "reading, ms each", "beside csv and yaml", "assessing, ms each", "beside sorting",
    "accounts a second", "peak MB",
)  # fmt: skip


def courses_table(courses: Iterable[Course]) -> str:
    """What it cost to read and assess portfolios of each size, as a table of Markdown."""
    return _table(COURSE_HEADS, map(_course, courses), right=len(COURSE_HEADS))


def _course(one: Course) -> tuple[str, ...]:
    each = 1e3 / one.accounts
    return (
        f"{one.accounts:,}",
        f"{one.readings:,}",
        number((one.looking + one.reading) * each),
        f"{number((one.looking + one.reading) / one.plainly)} x",
        number(one.assessing * each),
        f"{number(one.assessing / one.sorting)} x",
        number(one.a_second),
        number(one.peak / 1e6),
    )


def counted(accounts: int) -> str:
    """So many accounts, in words."""
    return "1 account" if accounts == 1 else f"{accounts:,} accounts"


def _rows(results: Results, accounts: int) -> Iterator[tuple[str, ...]]:
    naive, hugo = results.of(NAIVE, accounts), results.of(HUGO, accounts)
    for name in results.contestants:
        one = results.of(name, accounts)
        if one is not None:
            beside = (_times(other, one) for other in (naive, hugo))
            spent = number(one.cpu_a_site * 1e3) + ("" if one.is_whole else SAMPLED)
            kilobytes = (one.bytes / one.sites / 1e3, one.allocated / one.sites / 1e3)
            size = "{} ({})".format(*map(number, kilobytes))
            yield (name, spent, *beside, number(one.files / one.sites), size, number(one.peak / 1e6))


def _times(other: Measured | None, one: Measured) -> str:
    return "" if other is None else f"{number(other.times(one))} x"


def number(amount: float) -> str:
    """Three digits that count."""
    places = 2 if amount < 1 else 1 if amount < 100 else 0
    return f"{amount:,.{places}f}"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], right: int = 0) -> str:
    """A table of Markdown whose last columns, so many, are numbers."""
    under = ["---"] * (len(heads) - right) + ["---:"] * right
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, under, *rows))
