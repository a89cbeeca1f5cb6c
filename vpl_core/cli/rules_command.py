"""`vpl rules`: everything that the plugins declare and vpl.toml sets otherwise, as one document."""

from __future__ import annotations

from pathlib import Path

import click

from vpl_core.cli import options
from vpl_core.cli.console import leave
from vpl_core.cli.telling import tell


@click.command()
@click.argument("segments", nargs=-1, metavar="[SEGMENT]...")
@options.with_options(options.folder)
def rules(segments: tuple[str, ...], root: Path) -> None:
    """Print the rule book, to keep it and to compare with it later.

    \b
    vpl rules > before.json            every segment
    vpl rules healthcare               one of them
    vpl diff --rules before.json       after a change of a plugin or of vpl.toml
    """
    from vpl_core.app.portfolio import open_workspace
    from vpl_core.app.rule_books import installed_book, is_whole, save

    book = installed_book(open_workspace(root))
    click.echo(save(book, segments))
    tell([*book.playbooks.problems, *(problem for faults in book.faults.values() for problem in faults)])
    leave(is_whole(book))
