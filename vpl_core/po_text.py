"""Catalogues of gettext as text: read line by line, with every fault told, and written so that little changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from vpl_core.errors import Problem, VplError

_KEYWORD = re.compile(r'(msgctxt|msgid|msgstr)\s*(".*)')
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"\s*')
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}


class Entry(NamedTuple):
    """One text with what it is called in the other language."""

    english: str
    says: str = ""
    """Empty while nobody has translated it."""
    context: str = ""
    """Which of several things the text means; empty where it means one."""
    notes: tuple[str, ...] = ()
    """What translators wrote beside it, line by line, with its `#`."""
    doubtful: bool = False
    """True where it is marked as `fuzzy`: it is not said before somebody has looked at it."""
    line: int = 0
    """Where its msgid stands, from 1."""

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from all others of its catalogue."""
        return self.context, self.english


def read_po(text: str, path: str) -> tuple[Entry, ...]:
    """The entries in their order, without the header and without what is out of use.

    Raises VplError with all that is wrong at once, each with its line in `path`.
    """
    reader = _Reader(path)
    for number, line in enumerate(text.split("\n"), start=1):
        reader.take(line.strip(), number)
    reader.finish()
    if reader.problems:
        raise VplError(*reader.problems)
    return tuple(reader.entries)


def out_of_use(text: str) -> Iterator[Entry]:
    """What is kept at the end of a catalogue, behind `#~`, in case it comes back."""
    kept = [line[2:].strip() for line in text.split("\n") if line.startswith("#~")]
    reader = _Reader("")
    for number, line in enumerate(kept, start=1):
        reader.take(line, number)
    reader.finish()
    return iter(reader.entries)


class _Reader:
    """Puts one entry together after the other."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.entries: list[Entry] = []
        self.problems: list[Problem] = []
        self._seen: dict[tuple[str, str], int] = {}
        self._notes: list[str] = []
        self._begin()

    def _begin(self) -> None:
        self._parts: dict[str, list[str]] = {}
        self._last, self._line = "", 0

    def take(self, line: str, number: int) -> None:
        if line.startswith("#"):
            self._note(line)
        elif line.startswith('"'):
            self._continue(line, number)
        elif line:
            self._keyword(line, number)

    def _note(self, line: str) -> None:
        self.finish()
        if not line.startswith(("#~", "#|")):
            self._notes.append(line)

    def _keyword(self, line: str, number: int) -> None:
        found = _KEYWORD.fullmatch(line)
        if found is None:
            if line.startswith(("msgid_plural", "msgstr[")):
                self._fault(number, "a text of a segment has one form, and no plural", "leave msgid_plural out")
            else:
                self._fault(number, f"{line[:40]!r} is no line of a catalogue", 'write msgid "…" and msgstr "…"')
            return
        keyword, rest = found.groups()
        if keyword in self._parts or (keyword == "msgctxt" and self._parts):
            self.finish()
        if keyword == "msgid":
            self._line = number
        if keyword == "msgstr" and "msgid" not in self._parts:
            self._fault(number, "a msgstr without its msgid", "write the msgid on the line before it")
        self._last = keyword
        self._parts[keyword] = []
        self._continue(rest, number)

    def _continue(self, line: str, number: int) -> None:
        found = _QUOTED.fullmatch(line)
        if found is None:
            self._fault(number, "the text does not end with the quotation mark it begins with", 'write \\" within it')
        elif not self._last:
            self._fault(number, "a text without its keyword", "write msgid or msgstr before it")
        else:
            self._parts[self._last].append(self._unescaped(found[1], number))

    def _unescaped(self, text: str, number: int) -> str:
        def character(found: re.Match[str]) -> str:
            if found[1] not in _ESCAPES:
                step = "write \\\\ for the sign itself"
                self._fault(number, f"\\{found[1]} means nothing in a catalogue", step)
            return _ESCAPES.get(found[1], "")

        return re.sub(r"\\(.)", character, text)

    def finish(self) -> None:
        """Keeps the entry that was begun, if one was."""
        parts = {keyword: "".join(texts) for keyword, texts in self._parts.items()}
        if not parts:
            return
        line, notes = self._line, self._notes
        self._begin()
        self._notes = []
        if "msgid" not in parts or "msgstr" not in parts:
            if "msgid" in parts:
                self._fault(
                    line, f"{parts['msgid'][:60]!r} has no msgstr", 'write msgstr "" where it is not translated'
                )
            return
        if parts["msgid"]:
            doubtful = any(note.startswith("#,") and "fuzzy" in note for note in notes)
            kept = tuple(note for note in notes if not note.startswith("#,"))
            self._keep(Entry(parts["msgid"], parts["msgstr"], parts.get("msgctxt", ""), kept, doubtful, line))

    def _keep(self, entry: Entry) -> None:
        first = self._seen.setdefault(entry.key, entry.line)
        if first != entry.line:
            message = f"{entry.english[:60]!r} stands here and on line {first}"
            self._fault(entry.line, message, "keep one of them, or tell the two meanings apart by msgctxt")
        else:
            self.entries.append(entry)

    def _fault(self, line: int, message: str, step: str) -> None:
        self.problems.append(Problem(message, step, self.path, line))


def written_po(language: str, entries: Iterable[Entry], old: Iterable[Entry] = ()) -> str:
    """The catalogue as text; equal entries in equal order give equal text, and no day or name is in it."""
    head = f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    blocks = [head, *(_written(entry) for entry in entries), *(_written(entry, "#~ ") for entry in old)]
    return "\n".join(blocks)


def _written(entry: Entry, before: str = "") -> str:
    lines = [] if before else [*entry.notes, *(["#, fuzzy"] if entry.doubtful else [])]
    lines += [f'{before}msgctxt "{_escaped(entry.context)}"'] if entry.context else []
    lines += [f'{before}msgid "{_escaped(entry.english)}"', f'{before}msgstr "{_escaped(entry.says)}"']
    return "".join(f"{line}\n" for line in lines)


def _escaped(text: str) -> str:
    plain = {character: f"\\{sign}" for sign, character in _ESCAPES.items()}
    return "".join(plain.get(character, character) for character in text)
