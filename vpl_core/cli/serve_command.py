"""`vpl serve`: look at the sites in a browser; they follow your changes."""

from __future__ import annotations

import datetime as dt
import logging
import tempfile
from collections import Counter
from collections.abc import Callable
from html import escape
from pathlib import Path

import click

from vpl_core.cli import options
from vpl_core.cli.telling import counted, tell


@click.command()
@options.with_options(options.accounts, options.folder, options.as_of)
@click.option("--host", default="127.0.0.1", show_default=True, help="Who may look: only this machine by default.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
def serve(accounts: tuple[str, ...], root: Path, as_of: dt.date | None, host: str, port: int) -> None:
    """Build into a folder of its own and serve it until Ctrl-C; what a saved change is about is built again.

    \b
    vpl serve                 all sites and the portfolio, from a list
    vpl serve northwind       one site
    """
    from mkdocs.livereload import LiveReloadServer

    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    with tempfile.TemporaryDirectory(prefix="vpl-serve-") as folder:
        place = Path(folder)
        build = _builder(accounts, root, as_of, place)
        build()
        server = LiveReloadServer(_forgiving(build), host, port, str(place), mount_path="/")
        for watched in _WATCHED:
            if (root / watched).exists():
                server.watch(str(root / watched), recursive=True)
        click.echo(f"Serving on http://{host}:{port}/  Follows your changes. Ctrl-C stops.")
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except OSError as refusal:
            message = f"port {port} of {host} cannot be used: {refusal.strerror}; try --port {port % 65535 + 1}"
            raise click.ClickException(message) from None
        finally:
            server.shutdown()


_WATCHED = ("vpl.toml", "accounts", "observations.csv", "observations", "evidence", "decisions")


def _forgiving(build: Callable[[], None]) -> Callable[[], None]:
    """The same build, for while the server runs: what is wrong is told, and mended by the next change."""

    def built() -> None:
        from vpl_core.errors import VplError

        try:
            build()
        except VplError as refusal:
            tell(refusal.problems)

    return built


def _builder(accounts: tuple[str, ...], root: Path, as_of: dt.date | None, place: Path) -> Callable[[], None]:
    """A function that builds what has changed and says what came of it."""

    def build() -> None:
        from vpl_core.app.portfolio import open_workspace
        from vpl_core.app.rebuild import Order, rebuild
        from vpl_core.app.workers import cores

        order = Order(place, accounts, as_of, workers=cores())
        result = rebuild(open_workspace(root), order, options.today)
        tell(result.problems)
        for failure in result.failed:
            tell(failure.problems)
        names = [one.account for one in result.accounts if one.built]
        (place / "index.html").write_text(_list(names, order.whole), encoding="utf-8")
        states = Counter(one.state for one in result.accounts)
        unchanged = f", {states['unchanged']:,} unchanged" if states["unchanged"] else ""
        click.echo(f"{options.now()}  {counted(states['built'], 'site')} built{unchanged} as of {result.as_of}")

    return build


def _list(names: list[str], portfolio: bool) -> str:
    links = "".join(f'<li><a href="sites/{escape(n)}/index.html">{escape(n)}</a></li>' for n in names)
    internal = '<p><a href="portfolio/index.html">Portfolio (internal)</a></p>' if portfolio else ""
    return f'<!doctype html><meta charset="utf-8"><title>Sites</title><h1>Sites</h1>{internal}<ul>{links}</ul>'
