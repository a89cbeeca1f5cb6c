"""Documents: results as plain JSON values, keys sorted, nothing that depends on the run."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Any

from pydantic import BaseModel

from vpl_core.errors import Problem
from vpl_core.model.base import as_json_number

_AS_IT_IS = frozenset([str, int, float, bool, type(None)])


def plain(thing: Any) -> Any:
    """The thing as JSON values: words by field, dates as ISO text, exact numbers as numbers."""
    kind: Any = type(thing)
    return thing if kind in _AS_IT_IS else _way_of(kind)(thing)


@cache
def _way_of(kind: Any) -> Callable[[Any], Any]:
    """How things of this type become plain; found once for each type."""
    for parent, way in _WAYS:
        if issubclass(kind, parent):
            return way
    names = _field_names(kind)
    if names is None:
        return _each
    return lambda thing: {name: plain(getattr(thing, name)) for name in names}


def _each(things: Iterable[Any]) -> list[Any]:
    return [plain(one) for one in things]


def _field_names(kind: type) -> tuple[str, ...] | None:
    if issubclass(kind, BaseModel):
        return tuple(name for name, field in kind.model_fields.items() if not field.exclude)
    if dataclasses.is_dataclass(kind):
        return tuple(field.name for field in dataclasses.fields(kind))
    return getattr(kind, "_fields", None)


_WAYS: tuple[tuple[type, Callable[[Any], Any]], ...] = (
    (Enum, lambda thing: thing.value),
    (Decimal, as_json_number),
    (Fraction, float),
    (dt.date, lambda day: day.isoformat()),
    (str, str),
    (Mapping, lambda mapping: {str(key): plain(part) for key, part in mapping.items()}),
)


def document(schema: str, ok: bool, **content: Any) -> str:
    """One JSON document with its schema's name and version, such as `vpl.check/1`."""
    body = {"schema": schema, "ok": ok, **{key: plain(part) for key, part in content.items()}}
    return _written(body)


def document_of_many(schema: str, ok: bool, name: str, items: Iterable[Any], **content: Any) -> Iterator[str]:
    """The same document and the end of its line, piece by piece; of its one long list no item is kept."""
    # No text holds a line break as such, so only a name of the document itself stands so at the beginning of a line.
    head, opening, tail = document(schema, ok, **{name: ()}, **content).partition(f'\n  "{name}": [')
    yield f"{head}{opening}"
    end = ""
    for item in items:
        text = _written(plain(item)).replace("\n", "\n    ")
        yield f"{end and ','}\n    {text}"
        end = "\n  "
    yield f"{end}{tail}\n"


def _written(body: Any) -> str:
    return json.dumps(body, sort_keys=True, ensure_ascii=False, indent=2, allow_nan=False)


def stream(schema: str, ok: bool, name: str, items: Iterable[Any], **content: Any) -> Iterator[str]:
    """The same document piece by piece, its one long list last; an item a line, none kept."""
    yield beginning(schema, ok, name, **content)
    yield from lines(items)


def beginning(schema: str, ok: bool, name: str, **content: Any) -> str:
    """Of a streamed document what stands before the items of its long list."""
    body = {"schema": schema, "ok": ok, **{key: plain(part) for key, part in content.items()}}
    head = json.dumps(body, sort_keys=True, ensure_ascii=False, allow_nan=False)
    return f'{head[:-1]}, "{name}": ['


def lines(items: Iterable[Any]) -> Iterator[str]:
    """Of a streamed document the items of its long list, and its end."""
    for number, item in enumerate(items):
        text = json.dumps(plain(item), sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        yield f"{',' if number else ''}\n{text}"
    yield "\n]}\n"


def told(problem: Problem) -> dict[str, Any]:
    """A problem as JSON values, without its empty fields."""
    return {name: part for name, part in plain(problem).items() if part}
