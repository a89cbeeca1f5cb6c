"""How problems and tables look on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from unicodedata import category, combining, east_asian_width

import click

from vpl_core.errors import Problem


def tell(problems: Iterable[Problem], *, err: bool = True) -> None:
    """Each problem with its place and its next step."""
    for problem in problems:
        head, step = (inert(part) for part in str(problem).rsplit("\n", 1))
        mark = click.style("warning  ", fg="yellow") if problem.warning else ""
        click.echo(f"{mark}{click.style(head, bold=True)}\n{click.style(step, dim=True)}", err=err)


def inert(text: str) -> str:
    """The text without characters that a terminal would obey: a file's name may hold anything."""
    return "".join("\N{REPLACEMENT CHARACTER}" if category(char) in ("Cc", "Cs") else char for char in text)


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
