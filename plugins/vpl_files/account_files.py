"""Account files: one YAML file read into one account, or into everything that is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from vpl_core import Account, Problem, Source
from vpl_files.documents import AccountDocument
from vpl_files.flaws import Flaw
from vpl_files.strict_yaml import YamlDocument, read_yaml

LARGEST_FILE = 1 << 20


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
        if self.document is None:
            return self.path, 0
        renamed = dotted.replace("overrides.", "thresholds.", 1) if dotted.startswith("overrides.") else dotted
        way = tuple(int(part) if part.isdigit() else part for part in renamed.split("."))
        return self.path, self.document.line_of(way)


def read_account(path: Path, root: Path) -> AccountSheet:
    """The account whose id is the file's name."""
    shown, id_ = str(path.relative_to(root)), path.stem
    document, problems = read_document(path, root, id_)
    if document is None:
        return AccountSheet(id_, shown, problems=problems)
    try:
        content = AccountDocument.model_validate(document.content)
        account = content.account(id_)
    except ValidationError as refusal:
        told = tuple(told_by(error, document, AccountDocument, shown, id_) for error in refusal.errors())
        return AccountSheet(id_, shown, document=document, problems=(*problems, *told))
    return AccountSheet(id_, shown, account, content.own_sources(), document, problems)


def read_document(path: Path, root: Path, account: str) -> tuple[YamlDocument | None, tuple[Problem, ...]]:
    """The file as a mapping with the places of its fields; none where it cannot be read at all."""
    shown = str(path.relative_to(root))
    if not path.resolve().is_relative_to(root.resolve()):
        return None, (
            Problem(
                "the file is a link that leads out of the folder", "put the file itself here", shown, 0, "", account
            ),
        )
    try:
        raw = path.read_bytes()
        if len(raw) > LARGEST_FILE:
            step = "move readings to observations.csv"
            return None, (Problem("the file is larger than 1 MiB", step, shown, 0, "", account),)
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = raw[: fault.start].count(b"\n") + 1
        return None, (Problem("the file is not UTF-8 here", "save it as UTF-8", shown, line, "", account),)
    except OSError as fault:
        return None, (
            Problem(f"the file cannot be read: {fault.strerror}", "check its permissions", shown, 0, "", account),
        )
    document, flaws = read_yaml(text, path=shown)
    problems = tuple(as_problem(flaw, account) for flaw in flaws)
    if document is not None and not isinstance(document.content, dict):
        step = "begin with `name:`; `vpl schema account` lists the fields"
        return None, (*problems, Problem("the file does not hold fields", step, shown, 1, "", account))
    return document, problems


def as_problem(flaw: Flaw, account: str) -> Problem:
    return Problem(flaw.message, flaw.next_step, flaw.path, flaw.line, flaw.field, account)


def told_by(error: Any, document: YamlDocument, shape: type[BaseModel], path: str, account: str) -> Problem:
    """One of pydantic's errors in our words, at its line."""
    loc = tuple(part for part in error["loc"] if _is_in(document, part, error["loc"]))
    dotted = ".".join(str(part) for part in loc)
    message, step = _words(error, shape)
    line = document.line_of(loc if error["type"] != "missing" else loc[:-1])
    return Problem(message, step, path, line, dotted, account)


def _is_in(document: YamlDocument, part: object, loc: tuple[object, ...]) -> bool:
    """Whether the part is a field of the file and not the name of a type that pydantic tried."""
    return not (
        isinstance(part, str) and (part.startswith(("function-", "constrained-", "is-instance")) or "[" in part)
    )


def _words(error: Any, shape: type[BaseModel]) -> tuple[str, str]:
    kind, given = error["type"], error.get("input")
    if kind == "extra_forbidden":
        name = str(error["loc"][-1])
        close = get_close_matches(name, sorted(_fields(shape)), n=1)
        step = f"did you mean {close[0]!r}?" if close else "remove it; `vpl schema` lists the fields there are"
        return f"there is no field {name!r} here", step
    if kind == "missing":
        return f"{error['loc'][-1]!r} is missing", "add it; `vpl schema` says what it holds"
    if kind in ("literal_error", "enum"):
        return f"{given!r} is not allowed here", f"use one of: {error['ctx']['expected']}"
    message = error["msg"].removeprefix("Value error, ")
    if kind.startswith("date"):
        return f"{given!r} is not a date", "write it as YYYY-MM-DD"
    if ";" in message:
        head, _, step = message.partition("; ")
        return head, step
    shown = "" if kind == "value_error" or isinstance(given, dict | list) else f" ({given!r})"
    return f"{message}{shown}", "correct the value; `vpl schema` says what is allowed"


def _fields(shape: type[BaseModel]) -> set[str]:
    """Every field name that occurs anywhere in the shape."""
    names: set[str] = set()
    schema = shape.model_json_schema()
    for part in (schema, *schema.get("$defs", {}).values()):
        names |= set(part.get("properties", {}))
    return names
