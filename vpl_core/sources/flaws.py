"""Flaws: what is wrong in a file, where it stands, and how to put it right."""

from __future__ import annotations

from dataclasses import dataclass

MAX_FLAWS = 100
"""A file with more flaws than this is not read to its end: nobody puts right a list of thousands."""
LONGEST_QUOTE = 60
"""Characters of a value that are shown in a message."""

WHOLE_FILE = "(file)"
WHOLE_ROW = "(row)"


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong in a file, told so that its writer can put it right."""

    path: str
    """The file, as the caller named it."""
    line: int
    """The line in that file, from 1."""
    field: str
    """The field, dotted (`plan.report-hours.target`, items counted from 0); in brackets where none is to blame."""
    message: str
    """What is wrong, on one line, with the offending value in it."""
    next_step: str
    """What to do about it, as an order."""

    @property
    def is_of_the_whole_file(self) -> bool:
        """True where the file as a whole is to blame, and no field of it."""
        return self.field == WHOLE_FILE


class FlawSheet:
    """The flaws of one file while it is read; once it is full, its reader stops."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._flaws: list[Flaw] = []

    @property
    def full(self) -> bool:
        return len(self._flaws) >= MAX_FLAWS

    def note(self, line: int, field: str, message: str, next_step: str) -> None:
        """Put a flaw on the sheet, unless the sheet is full."""
        if not self.full:
            self._flaws.append(Flaw(self._path, line, field, message, next_step))

    def flaws(self) -> tuple[Flaw, ...]:
        """The flaws by line; the last one of a full sheet says that the rest of the file was left unread."""
        found = sorted(self._flaws, key=lambda flaw: flaw.line)
        if self.full:
            message = f"this file has {MAX_FLAWS} flaws or more; the rest of it was not read"
            found.append(Flaw(self._path, found[-1].line, WHOLE_FILE, message, "put these right, then read it again"))
        return tuple(found)


def field_name(loc: tuple[str | int, ...]) -> str:
    """The place inside a document as one dotted name."""
    return ".".join(_shortened(str(step)) for step in loc) or WHOLE_FILE


def shown(text: str) -> str:
    """A value as a message shows it: on one line, shortened, in quotes."""
    return f'"{_shortened(text)}"'


def _shortened(text: str) -> str:
    line = " ".join(text[: 2 * LONGEST_QUOTE].split())
    return line if len(line) <= LONGEST_QUOTE and len(text) <= 2 * LONGEST_QUOTE else f"{line[:LONGEST_QUOTE]}…"
