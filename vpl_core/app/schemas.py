"""JSON Schemas of the files that the settings and the plugins read."""

from __future__ import annotations

from typing import Any

from vpl_core.errors import NotFound, Problem, did_you_mean
from vpl_core.ports import FileSchema
from vpl_core.registry import Contribution, find
from vpl_core.settings import FILE, Settings

OURS = Contribution("", FileSchema("settings", FILE, Settings.model_json_schema))
"""Of the core itself, and no plugin's to give."""


def schema_of(name: str) -> dict[str, Any]:
    """The JSON Schema of that name.

    Raises NotFound where no plugin gives it, with what was wrong with those that could have, or where two give it.
    """
    registry = find()
    given = [OURS, *registry.contributions("vpl_file_schemas", FileSchema)]
    called_so = [contribution for contribution in given if contribution.content.name == name]
    if len(called_so) > 1:
        makers = " and ".join(c.plugin or "vpl itself" for c in called_so)
        raise NotFound(Problem(f"the schema {name!r} is given by {makers}", "switch one of the plugins off"))
    if not called_so:
        step = did_you_mean(name, {contribution.content.name for contribution in given})
        raise NotFound(Problem(f"there is no schema {name!r}", step), *registry.problems)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **called_so[0].content.schema()}
