"""`vpl portfolio`: all accounts at once."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from vpl_core.cli import options
from vpl_core.cli.console import leave
from vpl_core.cli.telling import counted, print_whole, table, tell


@click.command()
@options.with_options(options.accounts, options.folder, options.as_of, options.as_json)
@click.option("--limit", type=click.IntRange(1), help="Show only so many.")
@click.option("--html", type=click.Path(path_type=Path, file_okay=False), help="Also build the internal site there.")
def portfolio(
    accounts: tuple[str, ...], root: Path, as_of: dt.date | None, wants_json: bool, limit: int | None, html: Path | None
) -> None:
    """List the accounts, those furthest behind first. Internal: health and scores are on it.

    Under the table: who moved between rungs in 90 days, and how long the first proven value takes.

    \b
    vpl portfolio --limit 10
    vpl portfolio --html build/portfolio
    """
    from vpl_core.app.documents import document_of_many, told
    from vpl_core.app.internal import row_of, statistics, view_of
    from vpl_core.app.lines import Lines, packed
    from vpl_core.app.portfolio import open_workspace
    from vpl_core.app.roster import Roster

    workspace = open_workspace(root)
    roster = Roster(workspace, accounts)
    day = roster.day(as_of, options.today)
    rows = Lines(packed(row_of(workspace, one)) for one in roster.assessed(day))
    view = view_of(workspace, rows, day)
    numbers = statistics(view)
    if html is not None:
        from vpl_core.app.site import build_portfolio_alone

        build_portfolio_alone(workspace, rows, roster.left_out, day, html)
    shown = rows[:limit] if limit else rows
    if wants_json:
        problems = [told(problem) for problem in roster.problems]
        content = {"as_of": day, "problems": problems, **numbers}
        print_whole(document_of_many("vpl.portfolio/1", roster.ok, "rows", shown, **content))
        leave(roster.ok)
    tell(roster.problems)
    table(
        ("ACCOUNT", "HEALTH", "RUNG", "CLAIMED", "BEHIND", "DATES MOVED", "FIRST VALUE", "RENEWAL", "OWNER"),
        [
            (
                row.account,
                str(row.health),
                f"{row.proven}/{row.rungs}",
                f"{row.claimed}/{row.rungs}",
                f"{row.days_behind} d" if row.days_behind else "-",
                _moved(row.resets, row.variance),
                row.first_value or "-",
                str(row.renewal.on) if row.renewal else "-",
                row.owner or "-",
            )
            for row in shown
        ],
    )
    counts = Counter((str(row.health), row.started) for row in rows)
    colours = Counter(colour for colour, _ in counts.elements())
    told_colours = ", ".join(f"{count} {colour}" for colour, count in sorted(colours.items()))
    click.echo(f"{counted(len(rows), 'account')} as of {day}: {told_colours or 'none'}.")
    for line in _said(numbers, sum(number for (_, started), number in counts.items() if not started)):
        click.echo(line)
    if html is not None:
        click.echo(f"Internal site: {html / 'index.html'}")
    leave(roster.ok)


def _moved(times: int, days: int | None) -> str:
    """How often dates were moved and by how many days in all; without them where a first date was missing."""
    return "-" if not times else f"{times}" if days is None else f"{times} ({days:+,} d)"


def _said(numbers: dict[str, Any], not_started: int) -> Iterator[str]:
    """The movement and the time to the first proven value, a line each."""
    moved, proof = numbers["movement"], numbers["first_proven_value"]
    yield (
        f"Proven rung since {moved['earlier']}: {moved['up']} went up, {moved['down']} went down, "
        f"{moved['stayed']} stayed, {moved['entered']} new{f', {not_started} not started yet' if not_started else ''}."
    )
    median = proof["median_days"]
    known = (
        f"no median yet, for {proof['why_not_known']}"
        if median is None
        else f"half of the accounts have it {counted(median, 'day')} after their start (median)"
    )
    yield f"First proven value: {known}; {proof['reached']} have it, {proof['open']} not yet."
