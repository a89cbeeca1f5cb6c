"""Strict YAML: one document of plain values, or flaws that say where and why not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import yaml
from yaml import events

from vpl_core.sources.figures import Refusal, clean_text
from vpl_core.sources.flaws import WHOLE_FILE, Flaw, FlawSheet, field_name, shown
from vpl_core.sources.quick_yaml import Doubtful, read_quickly
from vpl_core.sources.yaml_scalars import (
    MAX_BYTES as MAX_BYTES,
    MAX_CHARACTERS as MAX_CHARACTERS,
    MAX_DEPTH as MAX_DEPTH,
    MAX_NODES as MAX_NODES,
    UNREADABLE as UNREADABLE,
    Content as Content,
    Scalar as Scalar,
    unquoted,
)

Loc: TypeAlias = tuple[str | int, ...]
"""The way from the root to a node: keys, and positions from 0."""


@dataclass(frozen=True, slots=True)
class YamlDocument:
    """What a file says, and where it says it."""

    content: Content
    """Plain values: dict, list, str, int, Decimal, bool, date, None; the caller's own to change.

    UNREADABLE where a flaw was found in the place of a value.
    """
    lines: Mapping[Loc, int]
    """On which line each node begins; an entry of a mapping begins at its key."""

    def line_of(self, loc: Loc) -> int:
        """The line of the deepest node on the way to `loc`, so a missing field is looked for in its parent."""
        ways = (loc[:length] for length in range(len(loc), -1, -1))
        return next((self.lines[way] for way in ways if way in self.lines), 1)


def read_yaml(text: str, *, path: str) -> tuple[YamlDocument | None, tuple[Flaw, ...]]:
    """The document of one YAML text and all flaws that were found; nothing is raised.

    With flaws the document is for finding more of them and for nothing else; it is None where the text could not be
    read to its end.

    Unquoted scalars are true, false, null (~ or nothing), JSON numbers and YYYY-MM-DD; all else is text, and so is
    all that is quoted. Tags, anchors, aliases, merge keys, doubled keys, keys that are no text and further documents
    are flaws. An empty text is a document that says None.
    """
    sheet = FlawSheet(path)
    if not _may_be_parsed(text, sheet):
        return None, sheet.flaws()
    try:
        return YamlDocument(read_quickly(text), _LaterLines(text)), ()
    except Doubtful:
        return read_strictly(text, sheet), sheet.flaws()


def read_strictly(text: str, sheet: FlawSheet) -> YamlDocument | None:
    """The document with its lines, each looked at; its flaws are put on the sheet."""
    return _Reading(text, sheet).document()


class _LaterLines(Mapping[Loc, int]):
    """The lines of a sound text, found once somebody asks: most texts are never asked for any."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _found(self) -> Mapping[Loc, int]:
        document = read_strictly(self._text, FlawSheet(""))
        return document.lines if document else {}

    def __getitem__(self, way: Loc) -> int:
        return self._found[way]

    def __iter__(self) -> Iterator[Loc]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


# What YAML does not allow in a file; looked for first, as its parsers tell no line for it.
_UNREADABLE = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_BREAK = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
# Parsers hold each directive against all before it: fifty thousand of them, which fit into the size, take many seconds.
_DIRECTIVE = re.compile(r"(?:^|[\r\n\x85\u2028\u2029])\ufeff*(%)")


def _may_be_parsed(text: str, sheet: FlawSheet) -> bool:
    if len(text) <= MAX_BYTES // 4 and text.replace("\n", "").isprintable() and "\n%" not in f"\n{text}":
        return True  # four bytes at most for a character, and YAML allows all that can be printed
    if len(text) > MAX_BYTES or len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        sheet.note(1, WHOLE_FILE, "this file is larger than 1 MiB", "split it, or put its readings into a CSV file")
    elif unreadable := _UNREADABLE.search(text):
        message = f"the control character U+{ord(unreadable[0]):04X} stands here"
        sheet.note(_line_at(text, unreadable.start()), WHOLE_FILE, message, "delete it")
    elif directive := _DIRECTIVE.search(text):
        next_step = "delete it if it is a directive; indent it if it is text"
        sheet.note(_line_at(text, directive.start(1)), WHOLE_FILE, "this line begins with %", next_step)
    return not sheet.flaws()


def _line_at(text: str, index: int) -> int:
    return len(_LINE_BREAK.findall(text, 0, index)) + 1


class _Abandoned(Exception):
    """The rest of the file cannot be read, or is not worth it; the flaw is on the sheet."""


class _Reading:
    """One pass over the events of a text: no node is kept that was not counted, no alias is ever followed."""

    def __init__(self, text: str, sheet: FlawSheet) -> None:
        self._sheet = sheet
        self._events = _parsed(text)
        self._line = 1
        self._nodes = 0
        self._lines: dict[Loc, int] = {}

    def document(self) -> YamlDocument | None:
        content: Content = None
        try:
            self._next()
            if isinstance(self._next(), events.DocumentStartEvent):
                content = self._value(self._next(), ())
                self._end()
        except _Abandoned:
            return None
        return YamlDocument(content, self._lines)

    def _end(self) -> None:
        self._next()
        if isinstance(self._next(), events.DocumentStartEvent):
            self._flaw((), "a second document begins here", "keep one document in a file, and delete this ---")

    def _value(self, event: events.Event, loc: Loc) -> Content:
        self._lines.setdefault(loc, _line_of(event))
        self._refuse_ties(event, loc)
        match event:
            case events.ScalarEvent():
                return self._scalar(event, loc)
            case events.SequenceStartEvent():
                return self._sequence(loc)
            case events.MappingStartEvent():
                return self._mapping(loc)
        return UNREADABLE

    def _scalar(self, event: Any, loc: Loc) -> Scalar:
        text = self._text(event, loc)
        if text is None:
            return UNREADABLE
        said = text if event.style else unquoted(text)
        if isinstance(said, Refusal):
            self._flaw(loc, said.message, said.next_step)
            return UNREADABLE
        return said

    def _text(self, event: Any, loc: Loc) -> str | None:
        """The text of a scalar, or None where it is too long; its flaw is then on the sheet."""
        if len(event.value) > MAX_CHARACTERS:
            self._flaw(loc, f"this text has {len(event.value):,} characters", f"keep it under {MAX_CHARACTERS:,}")
            return None
        return clean_text(event.value)

    def _sequence(self, loc: Loc) -> list[Content]:
        self._refuse_depth(loc)
        content: list[Content] = []
        while not isinstance(event := self._next(), events.SequenceEndEvent):
            content.append(self._value(event, (*loc, len(content))))
        return content

    def _mapping(self, loc: Loc) -> dict[str, Content]:
        self._refuse_depth(loc)
        content: dict[str, Content] = {}
        while not isinstance(event := self._next(), events.MappingEndEvent):
            key = self._key(event, loc)
            way = (*loc, "?" if key is None else key)
            if key in content:
                self._refuse_double(way)
            self._lines.setdefault(way, _line_of(event))
            value = self._value(self._next(), way)
            if key is not None:
                content.setdefault(key, value)
        return content

    def _key(self, event: Any, loc: Loc) -> str | None:
        """The key, or None where it is no text; its flaw is then on the sheet."""
        if isinstance(event, events.CollectionStartEvent):
            self._flaw(loc, "a key is a list or a mapping", "write a word as the key")
        if not isinstance(event, events.ScalarEvent):
            self._value(event, (*loc, "?"))
            return None
        self._refuse_ties(event, loc)
        key = self._text(event, loc)
        if key is None:
            return None
        if event.style or (key != "<<" and isinstance(unquoted(key), str)):
            return key
        if key == "<<":
            self._flaw(loc, "<< merges another mapping into this one", "write its entries out here")
        else:
            self._flaw(loc, f"the key {shown(key)} is not text", "write a word as the key, or put it in quotes")
        return None

    def _refuse_ties(self, event: Any, loc: Loc) -> None:
        if isinstance(event, events.AliasEvent):
            self._flaw(loc, f"the alias {shown(str(event.anchor))} repeats another place", "write it out here")
        elif event.anchor is not None:
            self._flaw(loc, f"the anchor {shown(event.anchor)} names a node", "delete it, and repeat what it names")
        if getattr(event, "tag", None) is not None:
            self._flaw(loc, f"the tag {shown(clean_text(event.tag))} gives a type to a node", "delete it")

    def _refuse_double(self, way: Loc) -> None:
        first = self._lines[way]
        message = f"{shown(str(way[-1]))} is written on line {first} and again on line {self._line}"
        self._flaw(way, message, "keep one of the two")

    def _refuse_depth(self, loc: Loc) -> None:
        if len(loc) >= MAX_DEPTH:
            self._flaw(loc, f"this lies deeper than {MAX_DEPTH} levels", "write it with fewer levels")
            raise _Abandoned

    def _next(self) -> events.Event:
        if self._sheet.full:
            raise _Abandoned
        try:
            event = next(self._events)
        except Exception as stumble:  # whatever the parser stumbles over is a flaw of the text
            self._sheet.note(*_told(stumble, self._line))
            raise _Abandoned from None
        self._line = _line_of(event)
        self._count(event)
        return event

    def _count(self, event: events.Event) -> None:
        self._nodes += isinstance(event, events.NodeEvent)
        if self._nodes > MAX_NODES:
            self._flaw((), f"this file has more than {MAX_NODES:,} nodes", "split it into several files")
            raise _Abandoned

    def _flaw(self, loc: Loc, message: str, next_step: str) -> None:
        self._sheet.note(self._line, field_name(loc), message, next_step)


def _parsed(text: str) -> Iterator[events.Event]:
    return yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _line_of(event: Any) -> int:
    return int(event.start_mark.line) + 1


_QUOTES = "put it in quotes"
_BACKSLASH = ("a backslash stands before something that it cannot change", "double it, or use single quotes")
_OPEN_QUOTE = ("a quote is opened here and never closed", "close it")
_COMPLAINTS = (
    ("mapping values are not allowed", "a colon stands where no key can be", 'put text that has ": " in it in quotes'),
    ("end of stream", *_OPEN_QUOTE),
    ("unexpected document indicator", *_OPEN_QUOTE),
    ("',' or ']'", "a list in brackets begins here and ends badly", "put commas between items and ] at the end"),
    ("',' or '}'", "a mapping in braces begins here and ends badly", "put commas between entries and } at the end"),
    ("expected ':'", "a key has no colon", "write it as key: value, or put the text in quotes"),
    ("cannot start any token", "a tab, or a character that YAML keeps for itself", "indent with blanks; quote text"),
    ("escape", *_BACKSLASH),
    ("hexdecimal", *_BACKSLASH),
    ("alphabetic or numeric", "this begins with * or &, which YAML keeps for itself", _QUOTES),
    ("line break", "text stands on the line of a | or >", "begin it on the next line"),
    ("tag", "this begins with an exclamation mark, which YAML keeps for itself", _QUOTES),
    ("document start", "this stands after the end of the document", "keep one document in a file"),
    ("expected", "this does not fit what stands above it", "mend its indentation, or put the text in quotes"),
)
"""Words of a parser's complaint, what they mean, and what to do; the first that fits counts."""


def _told(stumble: Exception, last_line: int) -> tuple[int, str, str, str]:
    """A parser's complaint as line, field, message and next step."""
    complaint = str(getattr(stumble, "problem", None) or "")
    for words, message, next_step in _COMPLAINTS:
        if words in complaint:
            return _line_to_blame(stumble, last_line), WHOLE_FILE, message, next_step
    message = "this is not YAML that can be read"
    return _line_to_blame(stumble, last_line), WHOLE_FILE, message, "mend this line, or put its text in quotes"


def _line_to_blame(stumble: Exception, last_line: int) -> int:
    """What was opened and never closed is told where it was opened."""
    opened = str(getattr(stumble, "context", "")).startswith(("while scanning a", "while parsing a flow"))
    mark = getattr(stumble, "context_mark" if opened else "problem_mark", None)
    return mark.line + 1 if mark else last_line
