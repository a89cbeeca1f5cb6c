"""Descriptions: what the line below a field says of it, read in the source when somebody asks."""

from __future__ import annotations

import ast
import inspect
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic import BaseModel

__all__ = ["describe", "descriptions"]


@cache
def descriptions(word: type[BaseModel]) -> Mapping[str, str]:
    """By field, what is said of it, those of inherited fields too; without a source nothing is said.

    Pydantic would do the same for each class as it is made, and so read every source at every start.
    """
    told: dict[str, str] = {}
    for base in reversed(word.__mro__):
        if base.__module__ != "builtins" and inspect.get_annotations(base):
            told |= {name: text for name, text in _lines_below(base) if name in word.model_fields}
    return MappingProxyType(told)


def describe(schema: dict[str, Any], word: type[BaseModel]) -> None:
    """Adds to the JSON Schema of a word what is said of each field."""
    for name, text in descriptions(word).items():
        shown = word.model_fields[name].alias or name
        if shown in schema.get("properties", {}):
            schema["properties"][shown].setdefault("description", text)


def _lines_below(kind: type) -> Iterator[tuple[str, str]]:
    try:
        source = inspect.getsource(kind)
    except (OSError, TypeError):
        return
    opening = "if True:\n" if source[:1].isspace() else ""
    written = next(node for node in ast.walk(ast.parse(opening + source)) if isinstance(node, ast.ClassDef))
    for field, below in pairwise(written.body):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(below, ast.Expr):
            text = below.value
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                yield field.target.id, inspect.cleandoc(text.value)
