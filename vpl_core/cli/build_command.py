"""`vpl build`: a progress site for each account."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vpl_core.cli import options
from vpl_core.cli.console import leave
from vpl_core.cli.telling import counted, tell

if TYPE_CHECKING:
    from vpl_core.app.shards import Shard


class ShardType(click.ParamType["Shard"]):
    """A part of several, written as K/N."""

    name = "shard"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Shard:
        from vpl_core.app.shards import Shard

        found = re.fullmatch(r"([1-9]\d{0,4})/([1-9]\d{0,4})", str(value))
        if found is None or int(found[1]) > int(found[2]):
            self.fail(f'"{value}" is no part of several; write it as 1/8, 2/8 and so on to 8/8', param, ctx)
        return Shard(int(found[1]), int(found[2]))


@click.command()
@options.with_options(options.accounts, options.folder, options.as_of, options.as_json, options.quiet)
@click.option(
    "-o", "--output", help="Where sites go; with --dask an address, such as s3://bucket/sites.  [default: build/]"
)
@click.option("--standalone", is_flag=True, help="Put all that a site needs into its own folder, for a mail or a zip.")
@click.option("--dask", default="", metavar="ADDRESS", help="Build on the workers of the Dask scheduler there.")
@click.option("--force", is_flag=True, help="Build what has not changed as well.")
@click.option("--verify", is_flag=True, help="Read the sites that stand, whole; else their files are counted.")
@click.option("--shard", type=ShardType(), metavar="K/N", help="Only the Kth of N parts, as on the Kth of N machines.")
@click.option("--workers", type=click.IntRange(1), help="Processes that build.  [default: one for each core]")
def build(
    accounts: tuple[str, ...],
    root: Path,
    as_of: dt.date | None,
    wants_json: bool,
    quiet: bool,
    output: str | None,
    standalone: bool,
    force: bool,
    verify: bool,
    workers: int | None,
    shard: Shard | None,
    dask: str,
) -> None:
    """Build the customers' sites and the internal portfolio: what has changed since they were built.

    \b
    vpl build                       everything: build/sites/ACCOUNT/ and build/portfolio/
    vpl build northwind             one customer's site; the portfolio stays as it is
    vpl build --as-of 2026-06-30    as it was known on that day
    vpl build northwind --standalone -o sent    a site that can be sent by itself
    vpl build --force               what has not changed as well
    vpl build --dask tcp://scheduler:8786 -o s3://bucket/sites    on a cluster
    vpl build --shard 2/8           the second of eight parts; afterwards `vpl build` adds the portfolio
    """
    from vpl_core.app.portfolio import open_workspace
    from vpl_core.app.rebuild import Order, Stopped, rebuild
    from vpl_core.app.workers import cores

    if shard is not None and accounts:
        raise click.UsageError("a shard is a part of all accounts; leave the names out, or --shard")
    if "://" in (output or "") and not dask:
        raise click.UsageError("an address is for --dask; name a folder")
    workspace = open_workspace(root)
    kept = root / workspace.settings.build.output
    where = kept if output is None or "://" in output else Path(output)
    address = "" if not dask else output if output is not None and "://" in output else where.absolute().as_uri()
    order = Order(where, accounts, as_of, standalone, force, verify, workers or cores(), shard, dask, address)
    bar = _Bar(shown=sys.stderr.isatty() and not quiet and not wants_json)
    try:
        result = rebuild(workspace, order, options.today, bar)
    except Stopped as stopped:
        click.echo(f"\nbuilt {stopped.through:,} of {counted(stopped.of, 'site')}; build again to go on", err=True)
        raise
    finally:
        bar.end()
    if wants_json:
        click.echo(order.report.read_text(encoding="utf-8"), nl=False)
        leave(result.ok)
    tell(result.problems)
    for failure in result.failed:
        click.echo(f"FAILED {failure.account}", err=True)
        tell(failure.problems)
    if not quiet:
        _say(result, order.whole, order.report)
    leave(result.ok)


class _Bar:
    """How far the build is, at what rate, and for how long it will still go on."""

    def __init__(self, *, shown: bool) -> None:
        self._shown = shown
        self._bar: Any = None

    def __call__(self, through: int, of: int) -> None:
        if not self._shown:
            return
        if self._bar is None:
            label = f"Building {counted(of, 'site')}"
            self._bar = click.progressbar(
                length=of, label=label, file=sys.stderr, show_pos=True, item_show_func=lambda _: self._rate()
            )
        self._bar.update(through - self._bar.pos, through)

    def end(self) -> None:
        if self._bar is not None:
            self._bar.render_finish()

    def _rate(self) -> str:
        seconds = self._bar.time_per_iteration if self._bar is not None else 0
        return f"{1 / seconds:,.1f} a second" if seconds else ""


def _say(result: Any, portfolio: bool, report: Path) -> None:
    built = [build for build in result.accounts if build.built]
    size = sum(build.built.bytes for build in built) / 1e6
    states = Counter(build.state for build in result.accounts)
    told = f"Built {states['built']:,}, unchanged {states['unchanged']:,}, failed {states['failed']:,}"
    click.echo(f"{told} as of {result.as_of}, {size:.1f} MB, in {result.output / 'sites'}")
    if portfolio:
        click.echo(f"  portfolio  {result.output / 'portfolio' / 'index.html'}  (internal)")
    click.echo(f"  report     {report}")
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
