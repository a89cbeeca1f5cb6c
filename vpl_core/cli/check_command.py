"""`vpl check`: is everything readable, known and consistent?"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from vpl_core.cli import options
from vpl_core.cli.console import leave
from vpl_core.cli.telling import counted, tell


@click.command()
@options.with_options(options.accounts, options.folder, options.as_of, options.as_json, options.quiet)
def check(accounts: tuple[str, ...], root: Path, as_of: dt.date | None, wants_json: bool, quiet: bool) -> None:
    """Read every file and tell all problems at once; change nothing.

    \b
    vpl check                 the whole portfolio
    vpl check 'north*'        some accounts
    vpl check --json          for another program
    """
    from vpl_core.app.documents import document, told
    from vpl_core.app.inspected import inspected
    from vpl_core.app.portfolio import open_workspace
    from vpl_core.app.roster import Roster

    workspace = open_workspace(root)
    roster = Roster(workspace, accounts)
    found, readings = inspected(workspace, roster, roster.day(as_of, options.today))
    errors = [problem for problem in found if not problem.warning]
    if wants_json:
        problems = [told(problem) for problem in found]
        left_out = sorted(roster.left_out)
        click.echo(document("vpl.check/1", not errors, accounts=roster.seen, left_out=left_out, problems=problems))
        leave(not errors)
    tell(found, err=False, root=root)
    warnings = len(found) - len(errors)
    if not quiet or errors:
        said = f"{counted(len(errors), 'error')}, {counted(warnings, 'warning')}"
        click.echo(f"Checked {counted(roster.seen, 'account')} with {counted(readings, 'reading')}: {said}.")
        for name in roster.left_out:
            click.echo(f"  left out: {name}")
        if not errors and not quiet:
            click.echo("Next: vpl assess")
    leave(not errors)
