"""Refusals: what a model refuses in a document, told in the words of somebody who writes YAML."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from vpl_core.errors import Problem, did_you_mean
from vpl_core.sources.documents import FROM_ITS_KEY
from vpl_core.sources.flaws import field_name, shown
from vpl_core.sources.strict_yaml import UNREADABLE, YamlDocument

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


def told_by(
    refusal: ValidationError, document: YamlDocument, shape: type[BaseModel], *, path: str, account: str, reference: str
) -> tuple[Problem, ...]:
    """Pydantic's errors in our words, one for each place, however many readings of it were tried.

    `shape` is the model that refused the document's content, `reference` what tells its writer of the fields, such as
    "`vpl schema account`". What was unreadable already has its flaw, and is not told again.
    """
    found: dict[tuple[str | int, ...], list[ErrorDetails]] = defaultdict(list)
    for error in filter(_is_its_own, refusal.errors()):
        found[_way(error, document.content)].append(error)
    problems = []
    for way, errors in found.items():
        messages, steps = zip(*(_words(error, way, shape, reference) for error in errors), strict=True)
        message = messages[0] if len(errors) == 1 else f"{_said(errors[0]['input'])} is not allowed here"
        step = "; or ".join(dict.fromkeys(steps))
        problems.append(Problem(message, step, path, document.line_of(way), field_name(way), account))
    return tuple(problems)


def _is_its_own(error: ErrorDetails) -> bool:
    """False where the file was unreadable there, and where a list is too short only because of its wrong items."""
    if error["input"] is UNREADABLE:
        return False
    return error["type"] != "too_short" or len(error["input"]) < error["ctx"]["min_length"]


def _way(error: ErrorDetails, content: Any) -> tuple[str | int, ...]:
    """The keys and positions in the file that lead to the error, without the types that pydantic tried."""
    way: list[str | int] = []
    for number, part in enumerate(error["loc"], 1):
        is_missing = error["type"] == "missing" and number == len(error["loc"])
        if isinstance(content, dict) and (part in content or is_missing):
            content = content.get(part)
        elif isinstance(content, list) and isinstance(part, int) and part < len(content):
            content = content[part]
        else:
            continue
        way.append(part)
    return tuple(way)


def _words(error: ErrorDetails, way: tuple[str | int, ...], shape: type[BaseModel], reference: str) -> tuple[str, str]:
    """What is wrong and the next step, in the words of somebody who writes YAML."""
    kind, given = error["type"], error["input"]
    if kind == "extra_forbidden":
        otherwise = f"remove it; {reference} lists the fields there are"
        step = did_you_mean(str(way[-1]), _fields_at(shape, way[:-1]), otherwise)
        return f"there is no field {str(way[-1])!r} here", step
    if kind == "missing":
        return f"{way[-1]!r} is missing", f"add it; {reference} says what it holds"
    if kind == "union_tag_not_found":
        return "this does not say which kind of condition it is", f"begin with `kind:`; {reference} lists them"
    if kind == "union_tag_invalid":
        return f"there is no kind of condition {error['ctx']['tag']!r}", f"use one of: {error['ctx']['expected_tags']}"
    if kind == "literal_error":
        return _not_among(str(way[-1]), given, error["ctx"]["expected"])
    if given is None or given == "":
        return "nothing is written here", "write it, or remove the field"
    if kind in _DUE:
        due, step = _DUE[kind]
        return f"{_said(given)} stands where {due} is due", step
    if kind == "too_short":
        least = error["ctx"]["min_length"]
        message = f"this has only {len(given)}" if given else "this list is empty"
        return message, f"write at least {least} item{'s' if least > 1 else ''}"
    if kind in ("too_long", "string_too_long"):
        return f"this has {len(given):,} characters", f"keep it to {error['ctx']['max_length']:,}"
    if kind == "string_pattern_mismatch":
        return f"{_said(given)} is not written as it should be", f"let it fit {error['ctx']['pattern']}"
    message, _, step = error["msg"].removeprefix("Value error, ").partition("; ")
    if message.endswith("is not a number"):
        step = "write the figure alone, as 1200.5"
    return message, step or f"correct it; {reference} says what is allowed"


_DUE = {
    "model_type": ("a group of fields", "write them below it, indented"),
    "dict_type": ("a group of fields", "write them below it, indented, each under its id"),
    "tuple_type": ("a list", "begin each of its items with a hyphen on a line of its own"),
    "string_type": ("text", "write text, in quotes"),
    "date_type": ("a date", "write it as YYYY-MM-DD"),
    "date_from_datetime_parsing": ("a date", "write it as YYYY-MM-DD"),
    "bool_parsing": ("true or false", "write true or false"),
    "bool_type": ("true or false", "write true or false"),
}


def _not_among(name: str, given: object, expected: str) -> tuple[str, str]:
    if expected == repr(FROM_ITS_KEY):
        return f"{name!r} is not written here", "remove it; the key above is the id"
    if expected == repr(""):
        return f"{name!r} is never written down", "remove it; it is computed from the file"
    return f"{_said(given)} is not allowed here", f"use one of: {expected}"


def _said(given: object) -> str:
    """The value as its writer would know it again."""
    if isinstance(given, bool):
        return "true" if given else "false"
    if isinstance(given, list):
        return "a list"
    if isinstance(given, dict):
        return "a group of fields"
    return shown(given) if isinstance(given, str) else str(given)


def _fields_at(shape: type[BaseModel], way: tuple[str | int, ...]) -> list[str]:
    """The fields that may stand at the place."""
    schema = shape.model_json_schema()
    definitions = schema.get("$defs", {})
    nodes = list(_resolved(schema, definitions))
    for part in way:
        inner = [node.get("properties", {}).get(part) or _any_of_its_kind(node, part) for node in nodes]
        nodes = [resolved for node in inner if node for resolved in _resolved(node, definitions)]
    return sorted({name for node in nodes for name in node.get("properties", {})})


def _any_of_its_kind(node: dict[str, Any], part: str | int) -> Any:
    """What an entry of a mapping by id, or an item of a list, has to be."""
    inner = node.get("items") if isinstance(part, int) else node.get("additionalProperties")
    return inner if isinstance(inner, dict) else None


def _resolved(node: dict[str, Any], definitions: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The shapes that the node may have, whichever way they are said."""
    if "$ref" in node:
        yield from _resolved(definitions[node["$ref"].rpartition("/")[2]], definitions)
    elif options := node.get("anyOf", node.get("oneOf")):
        for option in options:
            yield from _resolved(option, definitions)
    else:
        yield node
