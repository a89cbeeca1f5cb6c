"""Blame: what a stranger's code did wrong, and where, in words that whoever wrote it can act upon."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from traceback import walk_tb
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from vpl_core.errors import nearest
from vpl_core.model.base import Word

STRANGERS_FAULT = (Exception, SystemExit)
"""What a stranger's code may raise without taking anybody else down."""

_MACHINERY = sys.stdlib_module_names | {"vpl_core", "pydantic", "pydantic_core", "pluggy"}
"""The packages that a fault passes through on its way from a plugin, and that no plugin's author can mend."""


class Misdeclared(Exception):
    """A plugin's hook that is not declared as it is specified; its words say all."""


def told_shortly(fault: BaseException) -> str:
    """The fault's kind and words on one line, and the file and line of the plugin where it arose, if any did."""
    return _words(fault) + in_brackets(_place(fault))


def in_brackets(place: str) -> str:
    """The place as it stands behind a sentence; empty where there is none."""
    return f" ({place})" if place else ""


def place_of(function: Callable[..., Any]) -> str:
    """The file and line where a function begins, as `vpl_retail/__init__.py:36`; empty for what Python did not make."""
    code = getattr(inspect.unwrap(function), "__code__", None)
    return f"{within_its_package(code.co_filename)}:{code.co_firstlineno}" if code is not None else ""


def or_rather(name: str, known: Iterable[str]) -> str:
    """A question with the nearest of the known names, to stand behind a sentence; empty where none is near."""
    near = nearest(name, known)
    return f"; did you mean {near!r}?" if near else ""


def _words(fault: BaseException) -> str:
    if isinstance(fault, ValidationError):
        return "; ".join(_field(fault.title, error) for error in fault.errors())[:500]
    said = fault.msg if isinstance(fault, SyntaxError | ImportError) else str(fault)
    if isinstance(fault, ImportError) and fault.path:
        said = said.replace(f" ({fault.path})", "")
    words = " ".join(said.split())[:300]
    if isinstance(fault, Misdeclared):
        return words
    return f"{type(fault).__name__}: {words}" if words else type(fault).__name__


def _field(word: str, error: ErrorDetails) -> str:
    """What is wrong with one field of a declaration, with what was written there."""
    kind, given, way = error["type"], error["input"], ".".join(map(str, error["loc"]))
    place = f"{word}.{way}" if way else word
    if kind == "extra_forbidden":
        return f"{word} has no field {way!r}{or_rather(way, _fields_of(word))}"
    if kind == "missing":
        return f"{word} needs {way!r}"
    if kind in ("literal_error", "enum"):
        return f"{place}: {given!r} is not allowed; use one of {error['ctx']['expected']}"
    message = error["msg"].removeprefix("Value error, ")
    if kind == "value_error" or not isinstance(given, str | int | float | Decimal):
        return f"{place}: {message}"
    shown = given if isinstance(given, Decimal) else repr(given)
    return f"{place}: {shown} is not allowed; {message[:1].lower()}{message[1:]}"


def _fields_of(word: str) -> set[str]:
    """The fields of the word of this name; none where it is no word of the vocabulary."""
    return {name for kind in _kinds_of(Word) if kind.__name__ == word for name in kind.model_fields}


def _kinds_of(word: type[Word]) -> Iterator[type[Word]]:
    for kind in word.__subclasses__():
        yield kind
        yield from _kinds_of(kind)


def _place(fault: BaseException) -> str:
    """Where the fault arose: the deepest line of the package that was called, below whatever it called itself."""
    if isinstance(fault, SyntaxError) and fault.filename:
        return f"{within_its_package(fault.filename)}:{fault.lineno}"
    lines = [
        (_package(frame.f_globals), frame.f_code.co_filename, line) for frame, line in walk_tb(fault.__traceback__)
    ]
    strangers = [line for line in lines if line[0] not in _MACHINERY]
    own = [line for line in strangers if line[0] == strangers[0][0]]
    return f"{within_its_package(own[-1][1])}:{own[-1][2]}" if own else ""


def _package(names: dict[str, Any]) -> str:
    return str(names.get("__name__", "")).partition(".")[0]


def within_its_package(filename: str) -> str:
    """The file as seen from where its package lies, so that no message tells how somebody's machine is arranged."""
    folder = Path(filename).parent
    while (folder / "__init__.py").is_file():
        folder = folder.parent
    return Path(filename).relative_to(folder).as_posix()
