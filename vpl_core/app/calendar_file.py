"""Calendar files: deadlines as iCalendar (RFC 5545), the same bytes for the same facts and day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from vpl_core.model.decision_states import Deadline

_LONGEST = 75
"""Bytes of a line, its ending not counted (RFC 5545, 3.1)."""


def calendar_of(deadlines: Iterable[Deadline], as_of: dt.date) -> str:
    """One all-day event for each deadline; an event whose day is moved keeps its UID, so that calendars move it too."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//value-proof-ladder//decisions//EN", "CALSCALE:GREGORIAN"]
    for deadline in deadlines:
        lines += _event(deadline, as_of)
    return "".join(f"{_folded(line)}\r\n" for line in (*lines, "END:VCALENDAR"))


def _event(deadline: Deadline, as_of: dt.date) -> Iterator[str]:
    due = deadline.due
    late = "Overdue: " if deadline.is_late(as_of) else ""
    who = f"\nBy: {due.who}" if due.who else ""
    yield "BEGIN:VEVENT"
    yield f"UID:{deadline.account}.{deadline.decision}.{due.key}@value-proof-ladder"
    yield f"DTSTAMP:{_basic(as_of)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_basic(due.on)}"
    yield f"SUMMARY:{_escaped(f'{late}{deadline.customer}: {due.what}')}"
    yield f"DESCRIPTION:{_escaped(f'{deadline.title}{who}')}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _basic(day: dt.date) -> str:
    return day.isoformat().replace("-", "")


def _escaped(text: str) -> str:
    """A text value (3.3.11): backslash, semicolon, comma and line break escaped."""
    for char, escape in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(char, escape)
    return text


def _folded(line: str) -> str:
    """The line cut so that no part is longer than 75 bytes, and no character falls apart."""
    parts, part = list[str](), ""
    for char in line:
        # A part that goes on begins with a blank, which counts.
        room = _LONGEST - (1 if parts else 0)
        if len((part + char).encode()) > room:
            parts.append(part)
            part = ""
        part += char
    return "\r\n ".join((*parts, part))
