"""Rule books: everything the plugins declare and a folder sets otherwise, saved, read back and put in order."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError

from vpl_core.app.documents import document
from vpl_core.app.portfolio import Workspace
from vpl_core.errors import NotFound, Problem, UnusableRules, did_you_mean
from vpl_core.model.accounts import Override
from vpl_core.model.base import Id, Word
from vpl_core.model.playbook import Playbook, Predicate
from vpl_core.playbooks import Playbooks, predicates_of, put_together
from vpl_core.registry import find
from vpl_core.rules.composition import PARTS, key_of
from vpl_core.rules.overridden import emptied
from vpl_core.rules.soundness import Fault, faults_of
from vpl_core.settings import (
    KEEP_THE_SIGN,
    LEAVE_ROOM,
    Settings,
    declared_compositions,
    load_settings,
    override_faults,
    turned_round,
)

INSTALLED = "installed"
SCHEMA = "vpl.rules/1"
_LARGEST_FILE = 1 << 26


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The playbooks by segment and the thresholds that are set otherwise for all accounts of one."""

    name: str
    playbooks: Playbooks
    overrides: Mapping[str, tuple[Override, ...]]
    faults: Mapping[str, tuple[Problem, ...]]
    """By segment, what is wrong with its overrides."""
    only: frozenset[str] = frozenset()
    """The segments that it is about, where it was asked for some of them; of the others it says nothing."""

    def is_about(self, segment: str) -> bool:
        return not self.only or segment in self.only


class SavedSegment(Word):
    """One segment of a saved rule book."""

    playbook: Playbook
    overrides: tuple[Override, ...] = ()


class SavedRules(Word):
    """A saved rule book, as `vpl rules` prints it."""

    schema_: Literal["vpl.rules/1"] = Field(alias="schema")
    ok: Literal[True]
    """False where something was wrong when it was saved; such a book is not whole."""
    only: tuple[Id, ...] = ()
    """The segments that were asked for; empty where the book is about all that there were."""
    segments: dict[Id, SavedSegment]


def installed_book(workspace: Workspace) -> RuleBook:
    """What the installed plugins and this folder's settings say."""
    return _book(INSTALLED, workspace.settings, workspace.playbooks, workspace.root)


def open_book(name: str, workspace: Workspace) -> RuleBook:
    """The book of that name: `installed`, a saved one, or what another vpl.toml would make of the installed plugins.

    Raises NotFound where there is no such file, UnusableRules or UnusableSettings where it is not as it should be.
    """
    if name == INSTALLED:
        return installed_book(workspace)
    path = Path(name)
    if not path.is_file():
        step = "save one with `vpl rules > FILE`, or say `installed`"
        raise NotFound(Problem(f"there is no rule book {name!r}", step))
    if path.suffix == ".toml":
        settings = load_settings(path.parent, path.name)
        composed = declared_compositions(settings, path.parent, path.name)
        playbooks = put_together(find(settings.plugins.disable), composed)
        return _book(name, settings, playbooks, path.parent, path.name)
    return _read(path, predicates_of(workspace.registry))


def save(book: RuleBook, segments: Collection[str] = ()) -> str:
    """The book as one document, the same for the same rules; raises NotFound where a segment is not in it."""
    wanted = sorted(segments) or sorted(book.playbooks.by_segment)
    if missing := [segment for segment in wanted if segment not in book.playbooks.by_segment]:
        raise NotFound(*(_no_segment(segment, book.playbooks.by_segment) for segment in missing))
    found = {
        segment: {"playbook": book.playbooks.by_segment[segment], "overrides": book.overrides.get(segment, ())}
        for segment in wanted
    }
    return document(SCHEMA, is_whole(book), only=wanted if segments else (), segments=found)


def is_whole(book: RuleBook) -> bool:
    """Whether nothing is wrong with any of its playbooks and overrides."""
    return not book.faults and all(problem.warning for problem in book.playbooks.problems)


def _no_segment(segment: str, known: Iterable[str]) -> Problem:
    return Problem(f"there is no segment {segment!r}", did_you_mean(segment, known))


def _book(name: str, settings: Settings, playbooks: Playbooks, root: Path, file: str = "vpl.toml") -> RuleBook:
    overrides = {segment: settings.overrides(segment) for segment in sorted(settings.thresholds)}
    faults = override_faults(settings, playbooks.by_segment, playbooks.broken, root, playbooks.off, file)
    return RuleBook(name, playbooks, overrides, faults)


def _read(path: Path, predicates: tuple[Predicate, ...]) -> RuleBook:
    content = _content_of(path)
    try:
        saved = SavedRules.model_validate(content)
    except ValidationError as refusal:
        raise UnusableRules(*_told(refusal, content, path)) from None
    books = {
        segment: one.playbook.model_copy(update={"predicates": predicates}) for segment, one in saved.segments.items()
    }
    problems = [problem for segment, book in sorted(books.items()) for problem in _faults(segment, book, path)]
    if not problems:
        problems = [p for segment, one in sorted(saved.segments.items()) for p in _override_faults(segment, one, path)]
    if problems:
        raise UnusableRules(*problems)
    overrides = {id_: one.overrides for id_, one in saved.segments.items()}
    return RuleBook(str(path), Playbooks(books, ()), overrides, {}, frozenset(saved.only))


def _content_of(path: Path) -> Any:
    with path.open("rb") as file:
        raw = file.read(_LARGEST_FILE + 1)
    if len(raw) > _LARGEST_FILE:
        raise UnusableRules(Problem("the file is larger than 64 MiB", "save it again", path=str(path)))
    try:
        return json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_each_key_once)
    except json.JSONDecodeError as fault:
        why = _BROKEN.get(fault.msg, fault.msg) if raw.strip() else "the file is empty"
        raise UnusableRules(Problem(f"this is no JSON: {why}", _AGAIN, path=str(path), line=fault.lineno)) from None
    except (ValueError, RecursionError) as fault:
        raise UnusableRules(Problem(f"this is no JSON: {fault}"[:200], _AGAIN, path=str(path))) from None


_AGAIN = "take back what was edited by hand, or save it again with `vpl rules`"
_BROKEN = {
    "Unterminated string starting at": "a quote is opened here and never closed",
    "Expecting value": "a value is missing here",
    "Expecting ',' delimiter": "a comma is missing before this, or the file breaks off",
    "Expecting ':' delimiter": "a colon is missing before this",
    "Expecting property name enclosed in double quotes": "a name in double quotes is missing here",
    "Extra data": "something stands after the end",
}
"""Words of the parser's complaint, and what they mean."""


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"{next(n for n in names if names.count(n) > 1)!r} stands there twice in one place")
    return found


def _told(refusal: ValidationError, content: Any, path: Path) -> list[Problem]:
    """Each refused field by its dotted name in the file."""
    if not isinstance(content, dict):
        return [Problem("the file does not hold fields", _AGAIN, path=str(path))]
    if content.get("schema") != SCHEMA:
        given = repr(content["schema"]) if "schema" in content else "what names no schema"
        message = f"{given} is not {SCHEMA!r}, which this version reads"
        return [Problem(message, _AGAIN, path=str(path), field="schema")]
    problems = {}
    for error in refusal.errors():
        field = ".".join(_way(error["loc"], content))
        said = _SAID.get("ok" if field == "ok" else error["type"], "")
        values = {"name": error["loc"][-1], "given": error["input"], **error.get("ctx", {})}
        message = said.format_map(values) or error["msg"].removeprefix("Value error, ")
        problems[field] = Problem(message, _AGAIN, path=str(path), field=field)
    return list(problems.values())


_SAID = {
    "ok": "the book is not whole: something was wrong with the rules when it was saved",
    "extra_forbidden": "there is no field {name!r}",
    "missing": "{name!r} is missing",
    "union_tag_invalid": "there is no kind {tag}",
    "literal_error": "{given!r} is not allowed here; it is one of {expected}",
    "model_type": "a group of fields is due here",
    "dict_type": "a group of fields is due here",
    "model_attributes_type": "a group of fields is due here",
    "tuple_type": "a list is due here",
    "string_type": "text is due here",
}
"""By the kind of the error; of what is not here, its own words are plain enough."""


def _way(loc: tuple[int | str, ...], content: Any) -> list[str]:
    """The keys and positions of the file that lead to the error, without the kinds that were tried."""
    way: list[str] = []
    for part in loc:
        inside = content.get(part, _NOT_THERE) if isinstance(content, dict) else _NOT_THERE
        if isinstance(content, list) and isinstance(part, int):
            inside = content[part]
        if inside is not _NOT_THERE:
            content = inside
            way.append(str(part))
    missing = isinstance(content, dict) and str(loc[-1]) not in way[-1:]
    return [*way, str(loc[-1])] if missing else way


_NOT_THERE = object()


def _faults(segment: str, book: Playbook, path: Path) -> list[Problem]:
    """What the rules themselves find wrong with the playbook, as they would with a plugin's."""
    if book.segment.id != segment:
        message = f"the playbook of {segment!r} calls itself {book.segment.id!r}"
        return [Problem(message, _AGAIN, path=str(path), field=f"segments.{segment}.playbook.segment.id")]
    return [
        Problem(fault.message, fault.next_step, path=str(path), field=f"segments.{segment}.playbook.{fault.part}")
        for fault in (*_doubles(book), *faults_of(book))
    ]


def _doubles(book: Playbook) -> list[Fault]:
    faults = []
    for part in (part for part in PARTS if part != "ladder"):
        keys = [key_of(part, one) for one in getattr(book, part)]
        for key in sorted({key for key in keys if keys.count(key) > 1}):
            faults.append(Fault(part, key, f"{key!r} is declared twice", "remove one of them"))
    return faults


def _override_faults(segment: str, one: SavedSegment, path: Path) -> Iterable[Problem]:
    """Overrides that the settings would refuse too."""
    known = one.playbook.threshold
    wrong: list[tuple[str, str, str]] = []
    for override in one.overrides:
        if override.threshold not in known:
            wrong.append((override.threshold, f"{override.threshold!r} is no threshold of the segment", _AGAIN))
        elif fault := turned_round(override, known[override.threshold]):
            wrong.append((override.threshold, fault, KEEP_THE_SIGN))
    wrong += [] if wrong else [(id_, why, LEAVE_ROOM) for id_, why in emptied(one.playbook, one.overrides)]
    for id_, message, step in wrong:
        yield Problem(message, step, path=str(path), field=f"segments.{segment}.overrides.{id_}")
