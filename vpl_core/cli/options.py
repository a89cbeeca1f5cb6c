"""Options that several commands share, and what they turn into."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click


class DayType(click.ParamType[dt.date]):
    """A day written as YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        if isinstance(value, dt.date):
            return value
        try:
            if not re.fullmatch(r"\d{4}-\d\d-\d\d", str(value)):
                raise ValueError
            return dt.date.fromisoformat(str(value))
        except ValueError:
            self.fail(f'"{value}" is not a date; write it as YYYY-MM-DD', param, ctx)


folder = click.option(
    "-C",
    "root",
    metavar="DIR",
    default=".",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="The portfolio's folder, where vpl.toml is.  [default: here]",
)
as_of = click.option(
    "--as-of",
    metavar="DATE",
    type=DayType(),
    help="The day of the assessment; later facts do not exist.  [default: as vpl.toml says]",
)
as_json = click.option("--json", "wants_json", is_flag=True, help="One JSON document on standard output.")
accounts = click.argument("accounts", nargs=-1, metavar="[ACCOUNT]...")
quiet = click.option("-q", "--quiet", is_flag=True, help="Say only what is wrong.")


def today() -> dt.date:
    """The clock's day: the only place where anything asks it."""
    return dt.datetime.now().astimezone().date()  # noqa: TID251


def with_options(*options: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Several options as one decorator, in reading order."""

    def decorate(command: Any) -> Any:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def now() -> str:
    """The clock's time, for a line on a terminal."""
    return dt.datetime.now().astimezone().strftime("%H:%M:%S")  # noqa: TID251
