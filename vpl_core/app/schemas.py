"""JSON Schemas of the files that the settings and the plugins read."""

from __future__ import annotations

from typing import Any

from vpl_core.errors import NotFound, Problem
from vpl_core.ports import FileSchema
from vpl_core.registry import find
from vpl_core.settings import FILE, Settings


def schemas() -> dict[str, FileSchema]:
    """Every schema by name; the settings are ours, the others their plugin's."""
    ours = FileSchema("settings", FILE, Settings.model_json_schema)
    given = find().contributions("vpl_file_schemas", FileSchema)
    return {schema.name: schema for schema in (ours, *(c.content for c in given))}


def schema_of(name: str) -> dict[str, Any]:
    """The JSON Schema of that name; raises NotFound, naming those there are."""
    known = schemas()
    if name not in known:
        message = f"there is no schema {name!r}"
        raise NotFound(Problem(message, f"use one of: {', '.join(sorted(known))}"))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **known[name].schema()}
