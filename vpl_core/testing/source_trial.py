"""Source trials: portfolios written into folders for a source of facts to read, and a watch over what it asks."""

from __future__ import annotations

import ast
import itertools
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from vpl_core.model.observations import Source
from vpl_core.ports import FactSource, SourceReading, SourceRequest

Files = Mapping[str, str | bytes]
"""By path in the portfolio's folder, what each file holds."""


@dataclass(frozen=True)
class SourceTrial:
    """A source on trial, with files that it has to read and files in which something is wrong."""

    source: FactSource
    whole: Files
    """Two accounts or more, with nothing wrong."""
    flawed: Mapping[str, Files]
    """By what is wrong: the same files with one flaw in them."""
    root: Path
    """A folder for portfolios, such as `tmp_path_factory.mktemp("portfolios")`."""
    spoils: Mapping[str, str] = field(default_factory=dict)
    """By what is wrong: the one account that it leaves out, where it is one."""
    declared: tuple[Source, ...] = ()
    """The sources that the settings declare for every account."""
    _number: Iterator[int] = field(default_factory=lambda: itertools.count(1), repr=False)

    def read(self, files: Files, *accounts: str) -> SourceReading:
        """What the source gives of these files: every account, or those that are named."""
        return self.source.read(self._request(files, accounts))

    def read_twice(self, files: Files) -> tuple[SourceReading, SourceReading]:
        request = self._request(files, ())
        return self.source.read(request), self.source.read(request)

    def _request(self, files: Files, accounts: tuple[str, ...]) -> SourceRequest:
        folder = self.root / f"portfolio-{next(self._number)}"
        folder.mkdir()
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return SourceRequest(folder, self.declared, frozenset(accounts) or None)


_watching: list[list[str]] = []
"""Where what is asked is written down; the last list is of the watch that is on."""


@contextmanager
def network_watched() -> Iterator[list[str]]:
    """A while in which no socket opens: yields what was asked for, each thing once."""
    _install_hook()
    asked: list[str] = []
    _watching.append(asked)
    try:
        yield asked
    finally:
        _watching.remove(asked)


@cache
def _install_hook() -> None:
    """An audit hook can never be taken away again; without a watch this one does nothing."""
    sys.addaudithook(_heard)


def _heard(event: str, arguments: tuple[Any, ...]) -> None:
    if _watching and event.startswith("socket."):
        if event not in _watching[-1]:
            _watching[-1].append(event)
        raise OSError(f"{event} is closed while the contract looks on")


def clock_calls(source: FactSource) -> list[str]:
    """Where the source's own modules ask the clock, as `warehouse.py:12  datetime.now()`."""
    package = type(source).__module__.partition(".")[0]
    names = sorted(name for name in sys.modules if name == package or name.startswith(f"{package}."))
    return [call for name in names for call in _clock_calls_in(getattr(sys.modules[name], "__file__", None))]


def _clock_calls_in(file: str | None) -> Iterator[str]:
    if not file or not file.endswith(".py"):
        return
    for node in ast.walk(ast.parse(Path(file).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and (words := ast.unparse(node.func)).endswith(_CLOCK):
            yield f"{Path(file).name}:{node.lineno}  {words}()"


_CLOCK = (
    "date.today",
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "time.time",
    "time.localtime",
    "time.time_ns",
)
