"""`vpl explain`: the reasons for a milestone, rung, value, score or colour."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vpl_core.cli import options
from vpl_core.cli.console import leave
from vpl_core.cli.named_account import named
from vpl_core.cli.telling import tell

if TYPE_CHECKING:
    from vpl_core.app.portfolio import Assessed
    from vpl_core.app.what_would_change import ToldWay, WhatWouldChange
    from vpl_core.app.why import Why
    from vpl_core.errors import Problem

_COLOURS = {"met": "green", "unmet": "red", "unknown": "yellow", "green": "green", "red": "red", "yellow": "yellow"}
_WORDS = {"met": "yes", "unmet": "no", "unknown": "not known", "exempt": "excused"}


@click.command()
@click.argument("account")
@click.argument("what", required=False)
@click.option("--next", "wants_next", is_flag=True, help="What would lift the account one rung, and nothing more.")
@options.with_options(options.folder, options.as_of, options.as_json)
def explain(
    account: str, what: str | None, wants_next: bool, root: Path, as_of: dt.date | None, wants_json: bool
) -> None:
    """Print the proof of anything about an account, down to the observation.

    \b
    vpl explain northwind                  what can be asked
    vpl explain northwind claim-errors     a milestone or value
    vpl explain northwind 3                a rung
    vpl explain northwind health           the colour
    vpl explain --next northwind           what would lift it one rung
    """
    from vpl_core.app.documents import document, plain
    from vpl_core.app.explain import askable, explain as reasons
    from vpl_core.app.portfolio import assess_one, open_workspace

    if wants_next and what is not None:
        raise click.UsageError(f'--next is about the whole account; leave out "{what}"')
    workspace = open_workspace(root)
    roster = named(workspace, account)
    [collected] = roster
    if not collected.facts:
        _tell_why_not(roster.problems, account, wants_json)
        leave(False)
    day = roster.day(as_of, options.today)
    one = assess_one(workspace, collected.facts[0], day)
    if wants_next:
        _tell_next(one, wants_json)
        return
    if what is None:
        _list(askable(one), one.id, wants_json)
        return
    lines = reasons(one, what, collected.locate)
    if wants_json:
        click.echo(document("vpl.explain/1", True, account=one.id, what=what, as_of=day, lines=plain(lines)))
        return
    for line in lines:
        _print(line)


def _tell_why_not(found: Iterable[Problem], account: str, wants_json: bool) -> None:
    from vpl_core.app.documents import document, told

    if wants_json:
        problems = [told(problem) for problem in found]
        click.echo(document("vpl.explain/1", False, account=account, problems=problems))
    else:
        tell(found)


def _list(groups: dict[str, tuple[str, ...]], account: str, wants_json: bool) -> None:
    from vpl_core.app.documents import document

    if wants_json:
        click.echo(document("vpl.explain/1", True, account=account, askable=groups))
        return
    for kind, names in groups.items():
        click.echo(f"{click.style(kind, bold=True)}: {', '.join(names)}")
    click.echo(f"`vpl explain --next {account}` says what would lift it one rung.")


def _tell_next(one: Assessed, wants_json: bool) -> None:
    from vpl_core.app.documents import document, plain
    from vpl_core.app.what_would_change import what_would_change

    coming = what_would_change(one)
    if wants_json:
        day = one.assessment.as_of
        click.echo(document("vpl.explain/1", True, account=one.id, as_of=day, next=plain(coming)))
        return
    for line in next_lines(one.id, coming):
        click.echo(line)


def next_lines(account: str, coming: WhatWouldChange) -> Iterator[str]:
    """The ways to the next rung as they are read on a terminal."""
    if coming.number is None:
        yield f"{account} stands at the top: {coming.name}."
        return
    proof = " It is claimed already, and lacks only proof." if coming.claimed else ""
    yield f"{account} would stand on rung {coming.number}, {click.style(coming.name, bold=True)}.{proof}"
    if len(coming.ways) > 1:
        yield "Each of these ways is enough by itself."
    for number, way in enumerate(coming.ways, start=1):
        yield f"\n{_head(number, way, coming)}"
        yield from (f"  - {change.says}" for change in way.changes)
    yield from (f"  - {obstacle}" for obstacle in coming.obstacles)
    if not coming.ways and not coming.obstacles:
        yield "No way was found: each thing that it asks for can be proven, but not all of them at once."
    if coming.found > len(coming.ways):
        at_least = "" if coming.all_counted else "at least "
        yield f"\nThese are the shortest of {at_least}{coming.found} ways."


def _head(number: int, way: ToldWay, coming: WhatWouldChange) -> str:
    """How many changes it takes, when it can be so, and on what it rests."""
    many = len(way.changes)
    needs = {1: "One change is enough", 2: "Both of these are needed"}.get(many, f"All {many} of these are needed")
    when = f", and it takes until {way.when}" if way.when else ""
    provided = f", provided that {way.provided}" if way.provided else ""
    return f"{number}. {needs}{when}{provided}:" if coming.found > 1 else f"{needs}{when}{provided}:"


def _print(line: Why) -> None:
    mark = click.style(f"{_WORDS.get(line.mark, line.mark):<9} ", fg=_COLOURS.get(line.mark)) if line.mark else ""
    place = click.style(f"  {line.place}", dim=True) if line.place else ""
    click.echo(f"{'  ' * line.depth}{mark}{line.text}{place}")
