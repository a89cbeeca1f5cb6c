"""`vpl decide`: decision records written, shown, checked, committed and reviewed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vpl_core.cli import options
from vpl_core.cli.console import FINDINGS, FINE, WRONG_USE, leave
from vpl_core.cli.named_account import named
from vpl_core.cli.telling import counted, table, tell

if TYPE_CHECKING:
    from vpl_core.app.portfolio import Assessed, Collected, Workspace
    from vpl_core.errors import Problem
    from vpl_core.model.decision_states import RecordState

_one = click.argument("account")
_record = click.argument("record")


@click.group()
def decide() -> None:
    """Decisions that hold: framed, compared, committed, and checked like code.

    \b
    vpl decide new northwind claim-rules --title "How to get claim errors below 2%"
    vpl decide check                         fails where a decision does not hold any more
    """


@decide.command()
@options.with_options(_one, _record, options.folder)
@click.option("--title", required=True, help="The choice, as a question or a sentence.")
def new(account: str, record: str, root: Path, title: str) -> None:
    """Write an empty record with its twelve sections into decisions/ACCOUNT/RECORD.md.

    The approvals that the account's segment asks for stand in it as a checklist to fill.

    \b
    vpl decide new northwind claim-rules --title "How to get claim errors below 2%"
    """
    from vpl_core.app.portfolio import open_workspace
    from vpl_core.app.record_files import new_record, write_new

    workspace = open_workspace(root)
    [collected] = named(workspace, account)
    playbook = workspace.playbooks.by_segment[collected.facts[0].account.segment] if collected.facts else None
    path = _written(lambda: write_new(workspace, account, record, new_record(record, title, playbook)))
    click.echo(f"Created {path}")
    if playbook is not None and playbook.approvals:
        click.echo(f"It asks for {counted(len(playbook.approvals), 'approval')} of the segment {playbook.segment.id}.")
    click.echo(f"Next: fill it in, then vpl decide show {account} {record}")


@decide.command()
@options.with_options(_one, click.argument("record", required=False), options.folder, options.as_of, options.as_json)
def show(account: str, record: str | None, root: Path, as_of: dt.date | None, wants_json: bool) -> None:
    """Tell where an account's decisions stand, or all about one of them.

    \b
    vpl decide show northwind
    vpl decide show northwind claim-rules
    """
    from vpl_core.app.decide import record_of
    from vpl_core.app.documents import document, plain

    _, _, day, one = _account(root, account, as_of)
    states = one.assessment.records if record is None else (record_of(one, record),)
    if wants_json:
        click.echo(document("vpl.decision/1", True, account=one.id, as_of=day, records=plain(states)))
    elif not states:
        click.echo(f"No decision of {one.id} has a record. Next: vpl decide new {one.id} NAME --title TEXT")
    elif record is None:
        _list([(one.id, state) for state in states])
    else:
        from vpl_core.app.decision_text import lines_of

        for depth, text in lines_of(states[0], one):
            click.echo(f"{'  ' * depth}{text}" if depth else click.style(text, bold=True))


@decide.command()
@options.with_options(options.accounts, options.folder, options.as_of, options.as_json, options.quiet)
def check(accounts: tuple[str, ...], root: Path, as_of: dt.date | None, wants_json: bool, quiet: bool) -> None:
    """Fail where a decision does not hold any more: missed reviews and approvals, signals seen, stale inputs.

    \b
    vpl decide check                       0 all hold, 1 some do not, 2 it could not be found out
    vpl decide check --as-of 2027-01-10    what will be late by then
    """
    from vpl_core.app.decide import held_to
    from vpl_core.app.documents import document, told
    from vpl_core.app.portfolio import open_workspace
    from vpl_core.app.roster import Roster

    workspace = open_workspace(root)
    roster = Roster(workspace, accounts)
    day = roster.day(as_of, options.today)
    records, found, short = held_to(workspace, roster, day)
    code = WRONG_USE if not roster.ok else FINDINGS if found else FINE
    if wants_json:
        problems, objections = ([told(one) for one in some] for some in (roster.problems, found))
        body = {"records": records, "objections": objections, "problems": problems}
        click.echo(document("vpl.decide-check/1", code == FINE, as_of=day, **body))
        raise click.exceptions.Exit(code)
    tell(_broken(roster.problems), err=False, root=root)
    tell(found, err=False, root=root)
    if not quiet or code:
        checked = f"{counted(len(records), 'record')} and {counted(short, 'short decision')}"
        click.echo(f"Checked {checked} as of {day}: {counted(len(found), 'objection')}.")
    raise click.exceptions.Exit(code)


@decide.command()
@options.with_options(_one, _record, options.folder, options.as_of)
@click.option("--choose", default="", metavar="OPTION", help="The id of the option that is taken.")
@click.option("--because", default="", metavar="TEXT", help="Why that one.")
def commit(account: str, record: str, root: Path, as_of: dt.date | None, choose: str, because: str) -> None:
    """Write the choice into the record, and seal what it rests on; refuse, with the reasons, where it would not hold.

    \b
    vpl decide commit northwind claim-rules --choose insurer-by-insurer --because "Four in five come from three"
    """
    from vpl_core.app.decide import record_of
    from vpl_core.app.record_files import commit as write

    workspace, collected, day, one = _account(root, account, as_of)
    record_of(one, record)
    path = _written(lambda: write(workspace, collected, record, day, choose, because), root)
    click.echo(f"Committed {account} {record} as of {day}, in {path}")


@decide.command()
@options.with_options(_one, _record, options.folder, options.as_of)
@click.option("--kind", type=click.Choice(["initial", "operating", "post"]), required=True)
@click.option("--outcome", type=click.Choice(["continue", "adapt", "stop"]), required=True)
@click.option("--by", required=True, help="Who held it.")
@click.option("--signal", "signals", multiple=True, required=True, help="What was seen; once for each.")
@click.option("--again-on", type=options.DayType(), metavar="DATE", help="The next look, where not on the rhythm.")
def review(account: str, record: str, root: Path, as_of: dt.date | None, **said: Any) -> None:
    """Append a review that took place to the record; none is ever taken away.

    \b
    vpl decide review northwind claim-rules --kind operating --outcome continue \\
        --by "P. Adeyemi" --signal "Two of three insurers have signed"
    """
    from pydantic import ValidationError

    from vpl_core.app.decide import record_of
    from vpl_core.app.record_files import write_review
    from vpl_core.model.reviews import HeldReview

    workspace, collected, day, one = _account(root, account, as_of)
    record_of(one, record)
    try:
        held = HeldReview(on=day, **said)
    except ValidationError as refusal:
        error = refusal.errors()[0]
        raise click.UsageError(f"--{error['loc'][0]}: {error['msg']}") from None
    path = _written(lambda: write_review(workspace, collected, record, held), root)
    click.echo(f"Appended the {held.kind} review of {day} to {path}")


@decide.command(name="import")
@options.with_options(_one, click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True)))
@options.with_options(options.folder)
@click.option("--id", "record", default="", metavar="ID", help="The record's id.  [default: from the file's name]")
def import_(account: str, file: Path, root: Path, record: str) -> None:
    """Take over a decision written after the MADR template, and tell what it does not say.

    \b
    vpl decide import northwind docs/decisions/0007-claim-rules.md
    """
    from vpl_core.app.madr import read_madr
    from vpl_core.app.portfolio import open_workspace
    from vpl_core.app.record_files import write_new

    workspace = open_workspace(root)
    named(workspace, account)
    found = read_madr(file.read_text(encoding="utf-8-sig"), file.name, record)
    path = _written(lambda: write_new(workspace, account, found.id, found.text))
    click.echo(f"Created {path}")
    for what in found.taken:
        click.echo(f"  taken over: {what}")
    for what in found.left:
        click.echo(f"  left where it was: {what}")
    click.echo(f"Next: vpl decide show {account} {found.id} lists what is missing")


@decide.command()
@options.with_options(options.accounts, options.folder, options.as_of)
@click.option("-o", "output", type=click.Path(path_type=Path, dir_okay=False), help="Write it there.")
def calendar(accounts: tuple[str, ...], root: Path, as_of: dt.date | None, output: Path | None) -> None:
    """Everything that decisions make due, and what corrections of milestones do, as a calendar file (.ics). Internal.

    \b
    vpl decide calendar -o decisions.ics
    """
    from vpl_core.app.calendar_file import calendar_of
    from vpl_core.app.decide import calendar_entries
    from vpl_core.app.portfolio import open_workspace
    from vpl_core.app.roster import Roster

    roster = Roster(open_workspace(root), accounts)
    day = roster.day(as_of, options.today)
    text = calendar_of(calendar_entries(roster.assessed(day)), day)
    tell(_broken(roster.problems))
    if output is None:
        click.echo(text.encode(), nl=False)
    else:
        output.write_bytes(text.encode())
        click.echo(f"Calendar: {output}")
    leave(roster.ok)


# --- what the commands share -----------------------------------------------------------------------------------------


def _account(root: Path, account: str, as_of: dt.date | None) -> tuple[Workspace, Collected, dt.date, Assessed]:
    """The one account that was named; what is wrong with it is told, and nothing else is done."""
    from vpl_core.app.portfolio import assess_one, open_workspace
    from vpl_core.errors import VplError

    workspace = open_workspace(root)
    roster = named(workspace, account)
    [collected] = roster
    if not collected.facts:
        raise VplError(*_broken(roster.problems))
    day = roster.day(as_of, options.today)
    return workspace, collected, day, assess_one(workspace, collected.facts[0], day)


def _broken(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if not problem.warning]


def _written(write: Callable[[], Path], root: Path | None = None) -> Path:
    """The file that was written; a refusal is told, and the command ends with findings."""
    from vpl_core.app.record_files import Refused

    try:
        return write()
    except Refused as refused:
        tell(refused.problems, root=root)
        leave(False)


def _list(states: Iterable[tuple[str, RecordState]]) -> None:
    rows = [
        (account, state.record.id, str(state.status), f"{state.completeness.percent}%", state.because)
        for account, state in states
    ]
    table(("ACCOUNT", "RECORD", "STATE", "COMPLETE", "WHY"), rows)
