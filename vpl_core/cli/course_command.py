"""`vpl course`: what slips, what is done about it, and what each still needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vpl_core.cli import options
from vpl_core.cli.console import leave
from vpl_core.cli.telling import counted, print_whole, table, tell

if TYPE_CHECKING:
    from vpl_core.app.courses import Followed, Totals


@click.command()
@options.with_options(options.accounts, options.folder, options.as_of, options.as_json)
def course(accounts: tuple[str, ...], root: Path, as_of: dt.date | None, wants_json: bool) -> None:
    """List the milestones that slip, or once did, with what became of each promise and what is still needed.

    Leaves with 1 where something is needed. What was reached and not yet looked back on is counted, and is no fault.

    \b
    vpl course                the whole portfolio
    vpl course northwind      one account
    """
    from vpl_core.app.courses import as_row, courses_with_a_story
    from vpl_core.app.documents import document_of_many, told
    from vpl_core.app.portfolio import open_workspace
    from vpl_core.app.roster import Roster

    workspace = open_workspace(root)
    roster = Roster(workspace, accounts)
    day = roster.day(as_of, options.today)
    stories, numbers = courses_with_a_story(workspace, roster, day)
    ok = not numbers.needing and roster.ok
    if wants_json:
        problems = [told(problem) for problem in roster.problems]
        content = {"as_of": day, "totals": numbers._asdict(), "problems": problems}
        print_whole(document_of_many("vpl.course/1", ok, "rows", map(as_row, stories), **content))
        leave(ok)
    tell(roster.problems)
    _list(stories)
    _needed(stories)
    _count(numbers, day)
    leave(ok)


def _list(stories: Iterable[Followed]) -> None:
    from vpl_core.rules.course_words import told

    rows = [(account, one.milestone, str(one.status), told(one), _done(one.corrections)) for account, one in stories]
    if rows:
        table(("ACCOUNT", "MILESTONE", "STATUS", "WHAT BECAME OF THE PROMISE", "CORRECTED BY"), rows)
        click.echo()


def _done(corrections: Iterable[object]) -> str:
    ways = [str(getattr(one, "option", None) or "cause known") for one in corrections]
    return ", ".join(dict.fromkeys(ways)) or "-"


def _needed(stories: tuple[Followed, ...]) -> None:
    for account, one in stories:
        for need in one.off_course:
            click.echo(click.style(f"{account}  {one.milestone}: {need.says}", bold=True))
            click.echo(click.style(f"  {need.next_step}", dim=True))
    if any(one.off_course for _, one in stories):
        click.echo()


def _count(numbers: Totals, day: dt.date) -> None:
    needing = f"{counted(numbers.needing, 'milestone')} {'needs' if numbers.needing == 1 else 'need'} something"
    click.echo(f"As of {day}: {counted(numbers.slipping, 'milestone')} late or missed; {needing}.")
    from_none = f", {numbers.variance_unknown} of them from no date" if numbers.variance_unknown else ""
    by = f"{counted(numbers.resets, 'date')} moved by {numbers.variance:+,} days in all{from_none}"
    moved = by if numbers.resets else "No date was moved"
    reviews = f"{numbers.unreviewed:,} reached and not yet looked back on"
    click.echo(f"{moved}; {counted(numbers.open_escalations, 'escalation')} open; {reviews}.")
