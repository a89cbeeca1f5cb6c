"""How problems and tables look on a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from linecache import getline
from pathlib import Path
from tempfile import SpooledTemporaryFile
from unicodedata import category, combining, east_asian_width

import click

from vpl_core.errors import Problem


def tell(problems: Iterable[Problem], *, err: bool = True, root: Path | None = None) -> None:
    """Each problem with its place and its next step; what is the same for many accounts is said once.

    With the portfolio's folder as `root`, the line to blame is shown between the two.
    """
    for text, problem in {str(problem): problem for problem in problems}.items():
        head, step = (inert(part) for part in text.rsplit("\n", 1))
        mark = click.style("warning  ", fg="yellow") if problem.warning else ""
        click.echo(f"{mark}{click.style(head, bold=True)}", err=err)
        if root is not None and (line := _line(root, problem)):
            click.echo(line, err=err)
        click.echo(click.style(step, dim=True), err=err)


def _line(root: Path, problem: Problem) -> str:
    """The line to blame behind its number, cut to the width of a terminal; empty where there is none."""
    words = getline(str(root / problem.path), problem.line).rstrip() if problem.path and problem.line else ""
    return inert(f"{problem.line:>5} | {words[:100]}") if words.strip() else ""


def inert(text: str) -> str:
    """The text without characters that a terminal would obey: a file's name may hold anything."""
    return "".join("\N{REPLACEMENT CHARACTER}" if category(char) in ("Cc", "Cs") else char for char in text)


def print_whole(pieces: Iterable[str], begun: Callable[[], str] = str) -> None:
    """All pieces on standard output once every one of them was made; a fault on the way leaves none of them there.

    `begun` says what stands before them, which may be known only by then.
    """
    with SpooledTemporaryFile(_KEPT_IN_MEMORY, "w+", encoding="utf-8", newline="") as made:
        for piece in pieces:  # `writelines` would look only at its end whether all of it is too much for memory
            made.write(piece)
        made.seek(0)
        click.echo(begun(), nl=False)
        while some := made.read(_AT_ONCE):
            click.echo(some, nl=False)


_KEPT_IN_MEMORY, _AT_ONCE = 1 << 24, 1 << 16


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Columns as wide as their widest cell; wide characters count as two."""
    lines = [list(head), *[list(row) for row in rows]]
    widths = [max(width(line[column]) for line in lines) for column in range(len(head))]
    for number, line in enumerate(lines):
        cells = [cell + " " * (widths[i] - width(cell)) for i, cell in enumerate(line)]
        text = "  ".join(cells).rstrip()
        click.echo(click.style(text, bold=True) if number == 0 else text)


def width(text: str) -> int:
    """How many columns the text takes on a terminal."""
    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)


def counted(number: int, one: str, many: str = "") -> str:
    """1 account, 2 accounts."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
