"""Account files: one YAML file read into one account, or into everything that is wrong with it."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, TypeAdapter, ValidationError

from vpl_core import (
    Account,
    AccountDocument,
    Flaw,
    Id,
    Problem,
    Refusal,
    Source,
    YamlDocument,
    read_yaml,
    told_by,
)

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
        told = told_by(
            refusal, document, AccountDocument, path=shown_path, account=id_, reference=reference_for(AccountDocument)
        )
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
        step = f"begin with `{next(iter(shape.model_fields))}:`; {reference_for(shape)} lists the fields"
        return None, (*problems, Problem("the file does not hold fields", step, shown_path, 1, account=account))
    return document, problems


def read_bytes(path: Path, root: Path, *, most: int, instead: str) -> bytes | Refusal:
    """What the file holds, of at most so many bytes; refused where it lies outside the portfolio's folder."""
    try:
        if _leads_out(path, root):
            return Refusal("the file is a link that leads out of the folder", "put the file itself here")
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            return Refusal("this is no file", "put a file here, or take it away")
        with path.open("rb") as file:
            # Room is made for all that is asked for, so the size that is known is asked for first.
            raw = file.read(min(state.st_size, most) + 1)
            if len(raw) > state.st_size:
                raw += file.read(most + 1 - len(raw))
    except (OSError, RuntimeError) as fault:  # before Python 3.13 a link that leads to itself is a RuntimeError
        why = getattr(fault, "strerror", None) or "a link leads to itself"
        return Refusal(f"the file cannot be read: {why}", "check that it is there, and its permissions")
    return raw if len(raw) <= most else Refusal(f"the file is larger than {most >> 20} MiB", instead)


def _leads_out(path: Path, root: Path) -> bool:
    """Whether a link on the way from the root leads out of it; where there is none, nothing has to be followed."""
    if path.parent.parent == root and path.parent.name != ".." and not (path.is_symlink() or path.parent.is_symlink()):
        return False
    return not path.resolve().is_relative_to(root.resolve())


def listed(folder: Path) -> list[str]:
    """The names in it; none where there is no such folder, but OSError for one that is there and cannot be read."""
    if not os.path.lexists(folder):
        return []
    with os.scandir(folder) as entries:
        return [entry.name for entry in entries]


def unread(folder: str, why: str, account: str = "") -> Problem:
    """That nobody can tell what lies in the folder."""
    step = "check that it is a folder, and its permissions"
    return Problem(f"the folder cannot be read: {why}", step, folder, account=account)


def path_in(root: Path, path: Path) -> str:
    """The path as a message shows it, relative to the portfolio's folder."""
    whole, home = str(path), f"{root}{os.sep}"
    # Taking paths apart is dear, and every account's are told.
    return as_text(whole.removeprefix(home) if whole.startswith(home) else str(path.relative_to(root)))


def id_of(path: Path) -> str:
    """The account that a file is about: its name without the ending."""
    return as_text(path.stem)


def as_text(name: str) -> str:
    """The name of a file, which may be any bytes, as text that can be printed."""
    return name if name.isascii() else name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


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


def reference_for(shape: type[BaseModel]) -> str:
    """What lists the fields of the files of this shape."""
    return f"`vpl schema {shape.__name__.removesuffix('Document').lower()}`"
