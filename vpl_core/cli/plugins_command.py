"""`vpl plugins`: which plugins were loaded, which were left out, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vpl_core.cli import options
from vpl_core.cli.console import leave
from vpl_core.cli.telling import table, tell

if TYPE_CHECKING:
    from vpl_core.errors import Problem
    from vpl_core.playbooks import Playbooks
    from vpl_core.registry import Listed
    from vpl_core.segment_texts import Told

    Spoken = Mapping[str, tuple[Told, ...]]


@click.command()
@options.with_options(options.folder, options.as_json)
def plugins(root: Path, wants_json: bool) -> None:
    """List the plugins with what they speak for.

    \b
    vpl plugins
    VPL_DISABLE=finance vpl plugins       without one of them
    """
    from vpl_core.app.translated import faults_of_catalogues, told_of_all
    from vpl_core.errors import in_order
    from vpl_core.playbooks import put_together, warned
    from vpl_core.registry import find
    from vpl_core.settings import FILE, Settings, declared_compositions, load_settings

    there = (root / FILE).exists()
    settings = load_settings(root) if there else Settings()
    registry = find(settings.plugins.disable)
    playbooks = put_together(registry, declared_compositions(settings, root) if there else ())
    found = in_order([*playbooks.problems, *warned(playbooks), *faults_of_catalogues(playbooks)])
    spoken = dict(told_of_all([*playbooks.by_segment.values()]))
    fine = all(problem.warning for problem in found)
    if wants_json:
        click.echo(_document(registry.listed, playbooks, spoken, found, fine=fine))
    else:
        _tell(registry.listed, playbooks, spoken)
        tell(found)
    leave(fine)


def _document(
    listed: Iterable[Listed], playbooks: Playbooks, spoken: Spoken, found: Iterable[Problem], *, fine: bool
) -> str:
    from vpl_core.app.documents import document, plain, told

    return document(
        "vpl.plugins/1",
        fine,
        plugins=plain(listed),
        segments=sorted(playbooks.by_segment),
        compositions={one.id: {"of": sorted(one.content.of), "by": one.place(None)} for one in playbooks.compositions},
        languages={
            segment: {one.language: {"texts": one.texts, "said": one.said} for one in each}
            for segment, each in spoken.items()
        },
        problems=[told(problem) for problem in found],
    )


def _tell(listed: Iterable[Listed], playbooks: Playbooks, spoken: Spoken) -> None:
    rows = [
        (p.name, p.state, f"{p.distribution} {p.version}", p.why or ", ".join(h.removeprefix("vpl_") for h in p.hooks))
        for p in listed
    ]
    table(("NAME", "STATE", "FROM", "SPEAKS FOR"), rows)
    click.echo(f"Segments: {', '.join(sorted(playbooks.by_segment)) or 'none'}")
    for one in playbooks.compositions:
        click.echo(f"  {one.id} is {' and '.join(sorted(one.content.of))} at once ({one.place(None)})")
    for segment, each in spoken.items():
        said_in = ", ".join(f"{one.said} of {one.texts} texts in {one.language}" for one in each)
        click.echo(f"  {segment} says {said_in}")
