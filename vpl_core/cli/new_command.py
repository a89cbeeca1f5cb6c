"""`vpl new`: a plugin of one's own, as a distribution that works from the first test on."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

into = click.option(
    "--into",
    metavar="DIR",
    default=".",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the folder vpl-NAME is made.  [default: here]",
)


@click.group()
def new() -> None:
    """Write a plugin of your own: a distribution with its contract test.

    \b
    vpl new segment retail
    vpl new plugin tills --kind source
    """


@new.command()
@click.argument("name")
@into
def segment(name: str, into: Path) -> None:
    """Write a segment: values, milestones, ladder, checklist, scorecard, and cases that hold.

    \b
    vpl new segment retail
    vpl new segment small-clinics --into ../plugins
    """
    _write("segment", name, into)


@new.command()
@click.argument("name")
@click.option("--kind", type=click.Choice(["source", "pages"]), required=True, help="What the plugin gives.")
@into
def plugin(name: str, kind: str, into: Path) -> None:
    """Write a source of facts, or pages that are added to every customer's site.

    \b
    vpl new plugin tills --kind source
    vpl new plugin next-steps --kind pages
    """
    _write(kind, name, into)


def _write(kind: str, name: str, into: Path) -> None:
    from vpl_core.app.new_plugins import write_plugin

    home, written = write_plugin(kind, name, into)
    click.echo(f"Created {home}:")
    for path in written:
        click.echo(f"  {path.as_posix()}")
    folder = shlex.quote(str(home))
    click.echo(f'Next: cd {folder} && pip install -e ".[test]" && pytest && vpl plugins')
    click.echo("A plugin's name is read when it is installed: after a change in pyproject.toml, install it again.")
