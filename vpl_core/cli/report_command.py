"""`vpl report`: a report to send, as Markdown or as one HTML file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from vpl_core.cli import options
from vpl_core.cli.console import leave
from vpl_core.cli.named_account import named
from vpl_core.cli.telling import tell


@click.command()
@click.argument("kind", required=False)
@click.argument("account", required=False)
@options.with_options(options.folder, options.as_of)
@click.option("--format", "form", type=click.Choice(["md", "html"]), default="md", show_default=True)
@click.option("-o", "output", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False), help="Write it there.")
def report(
    kind: str | None, account: str | None, root: Path, as_of: dt.date | None, form: str, output: Path | None
) -> None:
    """Print a report about an account. The weekly one is internal; no other holds anything internal.

    \b
    vpl report                              which kinds there are
    vpl report monthly                      which accounts there are
    vpl report monthly northwind            as Markdown
    vpl report quarterly northwind --format html -o review.html
    """
    from vpl_core.app.portfolio import assess_one, open_workspace
    from vpl_core.app.reports import KINDS, report_text
    from vpl_core.app.roster import Roster

    if kind is None:
        for name, what in KINDS.items():
            click.echo(f"{name:<10} {what}")
        return
    if kind not in KINDS:
        _no_such_kind(kind, tuple(KINDS))
    workspace = open_workspace(root)
    if account is None:
        for collected in Roster(workspace):
            for facts in collected.facts:
                click.echo(f"{facts.account.id}  {facts.account.name}")
        return
    roster = named(workspace, account)
    [collected] = roster
    if not collected.facts:
        tell(roster.problems)
        leave(False)
    day = roster.day(as_of, options.today)
    text = report_text(workspace, assess_one(workspace, collected.facts[0], day), kind, form)
    if output is None:
        click.echo(text, nl=False)
        return
    output.write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"Written: {output}", err=True)


def _no_such_kind(kind: str, known: tuple[str, ...]) -> None:
    from vpl_core.errors import did_you_mean

    raise click.UsageError(f'no report "{kind}"; {did_you_mean(kind, known, "`vpl report` lists the kinds")}')
