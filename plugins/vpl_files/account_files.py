"""Account files: one YAML file read into one account, or into everything that is wrong with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from vpl_core import Account, Id, Problem, Source
from vpl_files.documents import FROM_ITS_KEY, AccountDocument
from vpl_files.figures import Refusal
from vpl_files.flaws import Flaw, field_name, shown
from vpl_files.strict_yaml import YamlDocument, read_yaml

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

LARGEST_FILE = 1 << 20
_ID: TypeAdapter[str] = TypeAdapter(Id)


@dataclass(frozen=True, slots=True)
class AccountSheet:
    """One account's file as it was read."""

    id: str
    path: str
    """Relative to the portfolio's folder."""
    account: Account | None = None
    sources: tuple[Source, ...] = ()
    document: YamlDocument | None = None
    problems: tuple[Problem, ...] = field(default=())

    def place(self, dotted: str) -> tuple[str, int]:
        """The line of a field such as `plan.report-hours.target`."""
        return self.path, self.document.line_of(way_of(dotted)) if self.document else 0


def read_account(path: Path, root: Path) -> AccountSheet:
    """The account whose id is the file's name."""
    shown_path, id_ = path_in(root, path), id_of(path)
    document, problems = read_document(path, root, AccountDocument, id_)
    problems = (*misnamed(id_, "account", shown_path, id_), *problems)
    if document is None:
        return AccountSheet(id_, shown_path, problems=problems)
    try:
        content = AccountDocument.model_validate(document.content)
        account = None if problems else content.account(id_)
    except ValidationError as refusal:
        told = told_by(refusal, document, AccountDocument, shown_path, id_)
        return AccountSheet(id_, shown_path, document=document, problems=(*problems, *told))
    return AccountSheet(id_, shown_path, account, content.own_sources(), document, problems)


def read_document(
    path: Path, root: Path, shape: type[BaseModel], account: str
) -> tuple[YamlDocument | None, tuple[Problem, ...]]:
    """The file as a mapping with the places of its fields; none where it cannot be read at all."""
    text, problems = read_text(path, root, account)
    return read_fields(text, path_in(root, path), shape, account) if text is not None else (None, problems)


def read_text(path: Path, root: Path, account: str) -> tuple[str | None, tuple[Problem, ...]]:
    """The file as text; none where it is no text, or cannot be read."""
    shown_path = path_in(root, path)
    raw = read_bytes(path, root, most=LARGEST_FILE, instead="move readings to observations.csv")
    if isinstance(raw, Refusal):
        return None, (Problem(raw.message, raw.next_step, shown_path, account=account),)
    try:
        return raw.decode("utf-8-sig"), ()
    except UnicodeDecodeError as fault:
        line = raw[: fault.start].count(b"\n") + 1
        return None, (Problem("the file is not UTF-8 here", "save it as UTF-8", shown_path, line, account=account),)


def read_fields(
    text: str, shown_path: str, shape: type[BaseModel], account: str
) -> tuple[YamlDocument | None, tuple[Problem, ...]]:
    """The text as a mapping with the places of its fields; none where it cannot be read at all."""
    document, flaws = read_yaml(text, path=shown_path)
    problems = tuple(as_problem(flaw, account) for flaw in flaws)
    if document is not None and not isinstance(document.content, dict):
        step = f"begin with `{next(iter(shape.model_fields))}:`; `{_schema_of(shape)}` lists the fields"
        return None, (*problems, Problem("the file does not hold fields", step, shown_path, 1, account=account))
    return document, problems


def read_bytes(path: Path, root: Path, *, most: int, instead: str) -> bytes | Refusal:
    """What the file holds, of at most so many bytes; refused where it lies outside the portfolio's folder."""
    try:
        if not path.resolve().is_relative_to(root.resolve()):
            return Refusal("the file is a link that leads out of the folder", "put the file itself here")
        if path.exists() and not path.is_file():
            return Refusal("this is no file", "put a file here, or take it away")
        with path.open("rb") as file:
            raw = file.read(most + 1)
    except (OSError, RuntimeError) as fault:  # before Python 3.13 a link that leads to itself is a RuntimeError
        why = getattr(fault, "strerror", None) or "a link leads to itself"
        return Refusal(f"the file cannot be read: {why}", "check that it is there, and its permissions")
    return raw if len(raw) <= most else Refusal(f"the file is larger than {most >> 20} MiB", instead)


def path_in(root: Path, path: Path) -> str:
    """The path as a message shows it, relative to the portfolio's folder."""
    return _as_text(str(path.relative_to(root)))


def id_of(path: Path) -> str:
    """The account that a file is about: its name without the ending."""
    return _as_text(path.stem)


def _as_text(name: str) -> str:
    """The name of a file, which may be any bytes, as text that can be printed."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def way_of(dotted: str) -> tuple[str | int, ...]:
    """The keys and positions that a dotted field spells."""
    return tuple(int(part) if part.isdecimal() else part for part in dotted.split("."))


def as_problem(flaw: Flaw, account: str) -> Problem:
    return Problem(flaw.message, flaw.next_step, flaw.path, flaw.line, flaw.field, account)


def misnamed(id_: str, whose: str, path: str, account: str) -> tuple[Problem, ...]:
    """Why a file's name is not an id, where it is none."""
    try:
        _ID.validate_python(id_)
    except ValidationError as refusal:
        message, _, _ = refusal.errors()[0]["msg"].removeprefix("Value error, ").partition("; ")
        step = f"rename the file; its name without the ending is the {whose}'s id"
        return (Problem(message, step, path, account=account),)
    return ()


def told_by(
    refusal: ValidationError, document: YamlDocument, shape: type[BaseModel], path: str, account: str
) -> tuple[Problem, ...]:
    """Pydantic's errors in our words, one for each place, however many readings of it were tried."""
    found: dict[tuple[str | int, ...], list[ErrorDetails]] = defaultdict(list)
    for error in refusal.errors():
        found[_way(error, document.content)].append(error)
    problems = []
    for way, errors in found.items():
        messages, steps = zip(*(_words(error, way, shape) for error in errors), strict=True)
        message = messages[0] if len(errors) == 1 else f"{_said(errors[0]['input'])} is not allowed here"
        step = "; or ".join(dict.fromkeys(steps))
        problems.append(Problem(message, step, path, document.line_of(way), field_name(way), account))
    return tuple(problems)


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


def _words(error: ErrorDetails, way: tuple[str | int, ...], shape: type[BaseModel]) -> tuple[str, str]:
    """What is wrong and the next step, in the words of somebody who writes YAML."""
    kind, given, schema = error["type"], error["input"], _schema_of(shape)
    if kind == "extra_forbidden":
        close = get_close_matches(str(way[-1]), _fields_at(shape, way[:-1]), n=1)
        step = f"did you mean {close[0]!r}?" if close else f"remove it; `{schema}` lists the fields there are"
        return f"there is no field {str(way[-1])!r} here", step
    if kind == "missing":
        return f"{way[-1]!r} is missing", f"add it; `{schema}` says what it holds"
    if kind == "union_tag_not_found":
        return "this does not say which kind of condition it is", f"begin with `kind:`; `{schema}` lists them"
    if kind == "union_tag_invalid":
        return f"there is no kind of condition {error['ctx']['tag']!r}", f"use one of: {error['ctx']['expected_tags']}"
    if kind == "literal_error":
        return _not_among(str(way[-1]), given, error["ctx"]["expected"])
    if given is None or given == "":
        return "nothing is written here", "write it, or remove the field"
    if kind in _DUE:
        due, step = _DUE[kind]
        return f"{_said(given)} stands where {due} is due", step
    if kind in ("too_long", "string_too_long"):
        return f"this has {len(given):,} characters", f"keep it to {error['ctx']['max_length']:,}"
    if kind == "string_pattern_mismatch":
        return f"{_said(given)} is not written as it should be", f"let it fit {error['ctx']['pattern']}"
    message, _, step = error["msg"].removeprefix("Value error, ").partition("; ")
    if message.endswith("is not a number"):
        step = "write the figure alone, as 1200.5"
    return message, step or f"correct it; `{schema}` says what is allowed"


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


def _schema_of(shape: type[BaseModel]) -> str:
    return f"vpl schema {shape.__name__.removesuffix('Document').lower()}"


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
