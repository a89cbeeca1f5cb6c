"""Documents: results as plain JSON values, keys sorted, nothing that depends on the run."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

from pydantic import BaseModel

from vpl_core.errors import Problem
from vpl_core.model.base import as_json_number


def plain(thing: Any) -> Any:
    """The thing as JSON values: words by field, dates as ISO text, exact numbers as numbers."""
    if isinstance(thing, BaseModel):
        return thing.model_dump(mode="json")
    if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        return {field.name: plain(getattr(thing, field.name)) for field in dataclasses.fields(thing)}
    if isinstance(thing, tuple) and hasattr(thing, "_asdict"):
        return {name: plain(part) for name, part in thing._asdict().items()}
    if isinstance(thing, Mapping):
        return {str(key): plain(part) for key, part in thing.items()}
    if isinstance(thing, list | tuple):
        return [plain(part) for part in thing]
    return _scalar(thing)


def _scalar(thing: Any) -> Any:
    if isinstance(thing, Enum):
        return thing.value
    if isinstance(thing, Decimal):
        return as_json_number(thing)
    if isinstance(thing, Fraction):
        return float(thing)
    if isinstance(thing, dt.date):
        return thing.isoformat()
    return thing


def document(schema: str, ok: bool, **content: Any) -> str:
    """One JSON document with its schema's name and version, such as `vpl.check/1`."""
    body = {"schema": schema, "ok": ok, **{key: plain(part) for key, part in content.items()}}
    return json.dumps(body, sort_keys=True, ensure_ascii=False, indent=2, allow_nan=False)


def told(problem: Problem) -> dict[str, Any]:
    """A problem as JSON values, without its empty fields."""
    return {name: part for name, part in plain(problem).items() if part}
