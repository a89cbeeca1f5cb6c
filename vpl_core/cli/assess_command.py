"""`vpl assess`: where does each account stand, and why not higher?"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vpl_core.cli import options
from vpl_core.cli.console import leave
from vpl_core.cli.telling import counted, print_whole, table, tell

if TYPE_CHECKING:
    from vpl_core.app.portfolio import Assessed
    from vpl_core.app.roster import Roster


@click.command()
@options.with_options(options.accounts, options.folder, options.as_of, options.as_json)
def assess(accounts: tuple[str, ...], root: Path, as_of: dt.date | None, wants_json: bool) -> None:
    """Assess accounts: the rung that is proven, the one that is claimed, what blocks the next.

    \b
    vpl assess                       one line for each account
    vpl assess northwind             one account in full
    vpl assess --as-of 2026-06-30    as it was known on that day
    """
    from vpl_core.app.portfolio import open_workspace
    from vpl_core.app.roster import Roster

    roster = Roster(open_workspace(root), accounts)
    day = roster.day(as_of, options.today)
    if wants_json:
        _print_document(roster, day)
    else:
        _print(roster, day)
    leave(roster.ok)


def _print_document(roster: Roster, day: dt.date) -> None:
    from vpl_core.app.documents import beginning, lines, told

    def begun() -> str:
        problems = [told(problem) for problem in roster.problems]
        return beginning("vpl.assess/1", roster.ok, "assessments", as_of=day, problems=problems)

    print_whole(lines(one.assessment for one in roster.assessed(day)), begun)


def _print(roster: Roster, day: dt.date) -> None:
    last, rows = None, []
    for last in roster.assessed(day):
        rows.append(_row(last))
    tell(roster.problems)
    if last is not None and len(rows) == 1:
        _in_full(last)
    else:
        table(("ACCOUNT", "SEGMENT", "PROVEN", "CLAIMED", "HEALTH", "BEHIND", "NEXT IS BLOCKED BY"), rows)
    left = f", {counted(len(roster.left_out), 'account')} left out" if roster.left_out else ""
    click.echo(f"{counted(len(rows), 'account')} as of {day}{left}.")


def _row(one: Assessed) -> tuple[str, ...]:
    standing, playbook = one.assessment.standing, one.playbook
    rungs = len(standing.rungs)
    behind = max((m.days_behind for m in one.assessment.milestones if m.outcome != "met"), default=0)
    blocking = [playbook.milestone[r.milestone].name for r in standing.blocking]
    more = f" and {len(blocking) - 1} more" if len(blocking) > 1 else ""
    return (
        one.id,
        one.assessment.segment,
        f"{standing.proven}/{rungs}",
        f"{standing.claimed}/{rungs}",
        one.assessment.health.colour,
        f"{behind} d" if behind else "-",
        (blocking[0] + more) if blocking else "-",
    )


def _in_full(one: Assessed) -> None:
    from vpl_core.site.context import customer_view

    view = customer_view(one.facts, one.playbook, one.assessment, vendor="")
    click.echo(
        click.style(view.customer, bold=True) + f"   {view.segment}   month {view.month}, data to {view.as_of.text}"
    )
    for rung in view.rungs:
        mark = {"proven": "proven", "current": "here", "claimed": "claimed, not proven"}.get(rung.look, "")
        click.echo(f"  {rung.number} {rung.name:<28} {rung.done}/{len(rung.requirements)} proven   {mark}".rstrip())
    for sentence in view.blocking:
        click.echo(f"  missing    {sentence}")
    for sentence in view.unproven:
        click.echo(f"  unproven   {sentence}")
    click.echo(f"  health     {one.assessment.health.colour} (internal)")
    for issue in one.assessment.issues:
        click.echo(f"  look at    {issue}")
    click.echo(f"Ask why: vpl explain {one.id} MILESTONE, RUNG, VALUE, SCORECARD or health")
    click.echo(f"Ask what would lift it one rung: vpl explain --next {one.id}")
