"""`vpl lint`: is every table total, every condition possible and every rung to be reached?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from vpl_core.cli import options
from vpl_core.cli.console import leave
from vpl_core.cli.telling import counted, inert, tell

if TYPE_CHECKING:
    from vpl_core.app.lint import Lint, Linted


@click.command()
@click.argument("segment", default="", metavar="[SEGMENT]")
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@options.with_options(options.folder, options.as_json)
def lint(segment: str, strict: bool, root: Path, wants_json: bool) -> None:
    """Prove the rules of the installed plugins, or show what is wrong with them; no accounts are needed.

    Where the folder has a vpl.toml, its overrides are in force and its disabled plugins left out.

    \b
    vpl lint                  every segment
    vpl lint retail           one of them
    vpl lint --strict         for a plugin's own tests: warnings fail too
    """
    from vpl_core.app.lint import lint as looked_at

    found = looked_at(root, segment)
    fine = not found.errors and not (strict and found.warnings)
    if wants_json:
        click.echo(_document(found, fine))
        leave(fine)
    for linted in found.segments:
        _tell(linted)
    tell(found.problems, err=False, root=root)
    said = f"{counted(found.errors, 'error')}, {counted(found.warnings, 'warning')}"
    click.echo(f"Looked at {counted(len(found.segments), 'segment')}: {said}.")
    leave(fine)


def _tell(linted: Linted) -> None:
    """The segment, its findings by plugin and part, and what is proven."""
    click.echo(click.style(linted.segment, bold=True))
    for finding in linted.findings:
        problem = finding.problem
        line = f"{problem.path}:{problem.line}" if problem.path else ""
        place = " ".join(part for part in (problem.plugin, finding.part * bool(problem.plugin), line) if part)
        severity = click.style("warning", fg="yellow") if problem.warning else click.style("error  ", fg="red")
        click.echo(f"  {severity}  {inert(place)}  {inert(problem.message)}")
        click.echo(click.style(f"           {inert(problem.next_step)}", dim=True))
    click.echo(f"  {_proven(linted)}")
    for told in linted.languages:
        click.echo(f"  said in {told.language}: {told.said} of {counted(told.texts, 'text')}")


def _proven(linted: Linted) -> str:
    proven = linted.proven
    if proven is None:
        return "not proven: mend the errors first, some proofs rest on others"
    parts = (counted(proven.tables, "table"), counted(proven.conditions, "condition"), counted(proven.rungs, "rung"))
    said = "proven: {}, {} and {}".format(*parts)
    return f"{said}; {counted(proven.undecided, 'condition')} too large to decide" if proven.undecided else said


def _document(found: Lint, fine: bool) -> str:
    from vpl_core.app.documents import document, plain, told

    segments = [
        {
            "segment": linted.segment,
            "proven": plain(linted.proven),
            "languages": {one.language: {"texts": one.texts, "missing": list(one.missing)} for one in linted.languages},
            "findings": [
                {
                    **told(finding.problem),
                    "part": finding.part,
                    "shown_by": finding.shown_by,
                    "severity": "warning" if finding.problem.warning else "error",
                }
                for finding in linted.findings
            ],
        }
        for linted in found.segments
    ]
    problems = [told(problem) for problem in found.problems]
    return document("vpl.lint/1", fine, segments=segments, problems=problems)
