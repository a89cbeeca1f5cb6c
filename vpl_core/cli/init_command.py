"""`vpl init`: a folder that works, with an account to learn from."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

_HOLDS = {
    "vpl.toml": "who publishes, and sources that accounts share",
    "accounts": "who the customer is, what they want, what was agreed",
    "observations.csv": "every reading, with its source",
    "evidence": "what can be shown for it",
    "account.schema.json": "lets your editor complete and check an account's file",
    "README.md": "what each file is for, and what to do next",
}
"""By file or by the folder it lies in."""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--segment",
    type=click.Choice(["smb", "enterprise", "healthcare", "finance"]),
    default="smb",
    show_default=True,
    help="The kind of customer that the account is an example of.",
)
def init(folder: Path, segment: str) -> None:
    """Write a portfolio with one account into a new or empty folder.

    \b
    vpl init customers
    vpl init clinics --segment healthcare
    """
    from vpl_core.app.scaffold import write_portfolio

    written = write_portfolio(folder, segment)
    width = max(len(path.as_posix()) for path in written)
    click.echo(f"Created {folder}, with an account of the segment {segment}:")
    for path in written:
        click.echo(f"  {path.as_posix():<{width}}  {_HOLDS.get(path.parts[0], '')}".rstrip())
    click.echo(f"Next: cd {shlex.quote(str(folder))} && vpl check")
