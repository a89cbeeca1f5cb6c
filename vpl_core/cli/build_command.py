"""`vpl build`: a progress site for each account."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from vpl_core.cli import options
from vpl_core.cli.console import leave
from vpl_core.cli.telling import counted, tell


@click.command()
@options.with_options(options.accounts, options.folder, options.as_of, options.as_json, options.quiet)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), help="Where sites go.  [default: build/]"
)
@click.option("--standalone", is_flag=True, help="Put all that a site needs into its own folder, for a mail or a zip.")
def build(
    accounts: tuple[str, ...],
    root: Path,
    as_of: dt.date | None,
    wants_json: bool,
    quiet: bool,
    output: Path | None,
    standalone: bool,
) -> None:
    """Build the customers' sites and the internal portfolio.

    \b
    vpl build                       everything: build/sites/ACCOUNT/ and build/portfolio/
    vpl build northwind             one customer's site; the portfolio stays as it is
    vpl build --as-of 2026-06-30    as it was known on that day
    vpl build northwind --standalone -o sent    a site that can be sent by itself
    """
    from vpl_core.app.portfolio import collect, day_of, open_workspace
    from vpl_core.app.site import build_portfolio

    workspace = open_workspace(root)
    collected = collect(workspace, accounts)
    day = day_of(workspace, collected, as_of, options.today)
    where = output or root / workspace.settings.build.output
    bar = _progress if sys.stderr.isatty() and not quiet and not wants_json else iter
    result = build_portfolio(
        workspace, collected, day, where, portfolio=not accounts, standalone=standalone, progress=bar
    )
    if wants_json:
        click.echo((where / "report.json").read_text(encoding="utf-8"), nl=False)
        leave(result.ok)
    tell((*collected.problems, *result.warnings))
    for failure in result.failed:
        click.echo(f"FAILED {failure.account}", err=True)
        tell(failure.problems)
    if not quiet:
        _say(result, not accounts)
    leave(result.ok)


def _progress(items: Iterable[object]) -> Iterator[object]:
    todo = list(items)
    with click.progressbar(todo, label=f"Building {counted(len(todo), 'site')}", file=sys.stderr, show_pos=True) as bar:
        yield from bar


def _say(result: Any, portfolio: bool) -> None:
    built = [build for build in result.accounts if build.built]
    size = sum(build.built.bytes for build in built) / 1e6
    click.echo(f"Built {counted(len(built), 'site')} as of {result.as_of}, {size:.1f} MB, in {result.output / 'sites'}")
    if portfolio:
        click.echo(f"  portfolio  {result.output / 'portfolio' / 'index.html'}  (internal)")
    click.echo(f"  report     {result.output / 'report.json'}")
    for number in sorted({build.proven for build in built}):
        at = [build for build in built if build.proven == number]
        names = ", ".join(build.account for build in at[:6]) + (f" and {len(at) - 6} more" if len(at) > 6 else "")
        click.echo(f"  rung {number}     {len(at):>4}  {names}")
    ahead = [build.account for build in built if build.claimed > build.proven]
    if ahead:
        click.echo(
            f"  claims outrun the proof: {', '.join(ahead[:6])}"
            + (f" and {len(ahead) - 6} more" if len(ahead) > 6 else "")
        )
    if result.left_out:
        click.echo(f"  left out   {', '.join(result.left_out)}: their last good site stands")
    if result.orphans:
        click.echo(f"  no longer in the portfolio, but still there: {', '.join(result.orphans)}")
    click.echo("Next: vpl serve")
