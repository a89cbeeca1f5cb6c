"""Catalogues of gettext as files: Babel reads and writes them, and what it would pass over is told with its line."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, PoFileParser, write_po

from vpl_core.errors import Problem, VplError

_LINE = re.compile(r'(#~ *)?(?:(msgctxt|msgid|msgstr) +)?"(?:[^"\\]|\\[nrt"\\])*"')
"""A line that is no note: what is out of use has `#~` before it, and a text that goes on has no keyword."""
_PREVIOUS = ("#|", "#~|")
"""Before what a text was called earlier: nobody needs it, and Babel knows it nowhere."""


class Entry(NamedTuple):
    """One text with what it is called in the other language."""

    english: str
    says: str = ""
    """Empty while nobody has translated it."""
    context: str = ""
    """Which of several things the text means; empty where it means one."""
    notes: tuple[str, ...] = ()
    """What translators wrote beside it, line by line."""
    places: tuple[str, ...] = ()
    """Which definitions say it, as a program found them."""
    doubtful: bool = False
    """True where it is marked as `fuzzy`: it is not said before somebody has looked at it."""
    line: int = 0
    """Where its msgid stands, from 1."""

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from all others of its catalogue."""
        return self.context, self.english


class Entries(NamedTuple):
    """What a catalogue holds, without its header."""

    used: tuple[Entry, ...]
    """In the order of the file."""
    out_of_use: tuple[Entry, ...]
    """What is kept at its end, behind `#~`, in case it comes back."""


def read_entries(text: str, path: str) -> Entries:
    """What stands in the catalogue.

    Raises VplError, each fault with its line in `path`: first every line that is none of a catalogue's, and once there
    is no such line, every text that stands twice and the first that has no msgstr.
    """
    lines = ["" if line.startswith(_PREVIOUS) else line for line in map(str.strip, text.split("\n"))]
    if misread := [*_misread(lines, path)]:
        raise VplError(*misread)
    catalogue = _Read(path)
    try:
        PoFileParser(catalogue, abort_invalid=True).parse(lines)
    except PoFileError as refusal:
        message = str(refusal).removesuffix(f" on {refusal.lineno}")
        step = 'write msgid "…" and msgstr "…" below it, which is "" where nobody has translated it'
        catalogue.problems.append(Problem(message, step, path, refusal.lineno + 1))
    if catalogue.problems:
        raise VplError(*catalogue.problems)
    catalogue.found.pop(("", ""), None)
    return Entries(tuple(catalogue.found.values()), tuple(map(_entry, catalogue.obsolete.values())))


def _misread(lines: Sequence[str], path: str) -> Iterator[Problem]:
    """Every line that Babel would read otherwise than it was meant.

    It takes a quotation mark that is missing for the last character, and an unknown escape or a second msgstr as it is.
    """
    before = (False, "")
    for number, line in enumerate(lines, start=1):
        if line in ("", "#~") or (line[0] == "#" and not line.startswith("#~")):
            continue
        found = _LINE.fullmatch(line)
        if found is None:
            yield Problem(*_no_line(line), path, number)
        elif found[2]:
            if found[2] == "msgstr" and before != (bool(found[1]), "msgid"):
                yield Problem("a msgstr without its msgid", "write the msgid on the line before it", path, number)
            before = bool(found[1]), found[2]


def _no_line(line: str) -> tuple[str, str]:
    if line.removeprefix("#~").lstrip().startswith(("msgid_plural", "msgstr[")):
        return "a text of a segment has one form, and no plural", "leave msgid_plural out"
    step = 'write msgid "…" or msgstr "…", with \\" for a quotation mark and \\\\ for a backslash in it'
    return f"{line[:40]!r} is no line of a catalogue", step


class _Read(Catalog):
    """What the parser finds, the header too; of two that say the same Babel would keep the first and be silent."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.found: dict[tuple[str, str], Entry] = {}
        self.problems: list[Problem] = []

    def __setitem__(self, id: object, message: Message) -> None:
        entry = _entry(message)
        first = self.found.setdefault(entry.key, entry)
        if first is not entry:
            told = f"{entry.english[:60]!r} stands here and on line {first.line}"
            step = "keep one of them, or tell the two meanings apart by msgctxt"
            self.problems.append(Problem(told, step, self.path, entry.line))


def _entry(message: Message) -> Entry:
    assert isinstance(message.id, str), "a plural has been refused"
    assert isinstance(message.string, str)
    notes, places = tuple(message.user_comments), tuple(message.auto_comments)
    return Entry(message.id, message.string, message.context or "", notes, places, message.fuzzy, message.lineno or 0)


def written_entries(language: str, entries: Iterable[Entry], out_of_use: Iterable[Entry] = (), head: str = "") -> bytes:
    """The catalogue as a file, below a comment that has its `#`; equal entries in equal order give equal bytes."""
    catalogue = Bare(language, header_comment=head)
    for entry in entries:
        catalogue[entry.english] = _message(entry)
    for entry in out_of_use:
        catalogue.obsolete[entry.key] = _message(entry)
    return written(catalogue)


def _message(entry: Entry) -> Message:
    """What Babel writes; it takes a sign of per cent for a place, of which there are none."""
    context, flags = entry.context or None, {"fuzzy"} if entry.doubtful else set()
    message = Message(entry.english, entry.says, (), (), entry.places, entry.notes, context=context)
    message.flags = flags
    return message


class Bare(Catalog):
    """A catalogue whose header tells how it is read and nothing else: no day, no name, no version of a program."""

    def __iter__(self) -> Iterator[Message]:
        _, *messages = super().__iter__()
        told = {
            "Language": self.locale_identifier,
            "Plural-Forms": self.plural_forms,
            "MIME-Version": "1.0",
            "Content-Type": f"text/plain; charset={self.charset}",
            "Content-Transfer-Encoding": "8bit",
        }
        yield Message("", "".join(f"{name}: {value}\n" for name, value in told.items()))
        yield from messages


def written(catalogue: Bare) -> bytes:
    """The file: each text on one line, however long, and no empty line at the end."""
    file = io.BytesIO()
    write_po(file, catalogue, width=0)
    return file.getvalue().strip(b"\n") + b"\n"
