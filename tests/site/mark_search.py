"""The search for marks in whatever was written, however they may be hidden there."""

from __future__ import annotations

import base64
import datetime as dt
import json
import re
from functools import cache
from html import escape, unescape
from pathlib import Path
from urllib.parse import quote, quote_plus

from vpl_core.model.visibility import SHOWN as SHOWN
from vpl_core.rules.wording import Wording


@cache
def hidings(mark: str) -> dict[str, bytes]:
    """The ways in which a text can stand in a file, in small letters but for base64."""
    raw = mark.encode()
    written = {
        "as it is": mark,
        "escaped": escape(mark),
        "escaped but for quotes": escape(mark, quote=False),
        "escaped by MarkupSafe": escape(mark).replace("&quot;", "&#34;"),
        "escaped twice": escape(escape(mark)),
        "in entities": "".join(f"&#{ord(letter)};" for letter in mark),
        "in hexadecimal entities": "".join(f"&#x{ord(letter):x};" for letter in mark),
        "in an address": quote(mark),
        "in a form": quote_plus(mark),
        "in an address, wholly": "".join(f"%{byte:02x}" for byte in raw),
        "in JSON": json.dumps(mark)[1:-1],
        "in JSON as it is": json.dumps(mark, ensure_ascii=False)[1:-1],
        "escaped in JSON": json.dumps(escape(mark))[1:-1],
        "in hexadecimal": raw.hex(),
        "as an anchor": re.sub(r"[^a-z0-9]+", "-", mark.casefold()).strip("-"),
    }
    return {how: text.casefold().encode() for how, text in written.items()} | {
        "in UTF-16": mark.encode("utf-16-le"),
        **{f"in base64, shifted by {shift}": _base64(raw, shift) for shift in range(3)},
    }


def _base64(raw: bytes, shift: int) -> bytes:
    """The letters of the base64 that do not depend on what stands before and after."""
    encoded = base64.b64encode(b"\0" * shift + raw)
    return encoded[(0, 2, 3)[shift] : (shift + len(raw)) * 8 // 6]


_TAG = re.compile(r"<[^>]*>")

_UNSEEN = re.compile("[\\s\u200b-\u200f\u00ad\u2060\ufeff]+")


def found_in(content: bytes, marks: dict[str, str], name: str = "") -> list[str]:
    """Which marks the content or the name of a file holds, in whatever way."""
    text = content.decode("utf-8", "replace")
    small = f"{name}\n{text}".casefold().encode()
    unbroken = _UNSEEN.sub("", unescape(_TAG.sub("", text))).casefold().encode()
    hits = set()
    for how, wanted in _by_hiding(marks).items():
        hits |= {f"{field_} {how}" for place in (small, content) for field_ in _those_in(place, wanted)}
    between = {_UNSEEN.sub("", mark).casefold().encode(): field_ for field_, mark in marks.items()}
    return sorted(hits | {f"{field_} between tags" for field_ in _those_in(unbroken, between)})


def _by_hiding(marks: dict[str, str]) -> dict[str, dict[bytes, str]]:
    ways: dict[str, dict[bytes, str]] = {}
    for field_, mark in marks.items():
        for how, hidden in hidings(mark).items():
            ways.setdefault(how, {})[hidden] = field_
    return ways


def _those_in(place: bytes, wanted: dict[bytes, str]) -> set[str]:
    """The names of what occurs; marks begin alike, so one look for the beginning serves them all."""
    found = set()
    for beginning in {text[:3] for text in wanted}:
        alike = {text: name for text, name in wanted.items() if text.startswith(beginning)}
        lengths = {len(text) for text in alike}
        at = place.find(beginning)
        while at >= 0:
            found |= {alike[cut] for length in lengths if (cut := place[at : at + length]) in alike}
            at = place.find(beginning, at + 1)
    return found


def found_under(directory: Path, marks: dict[str, str]) -> list[str]:
    """Which marks stand in any byte or name below the directory."""
    names = {path.relative_to(directory): path for path in sorted(directory.rglob("*"))}
    contents = {str(name): path.read_bytes() if path.is_file() else b"" for name, path in names.items()}
    if not found_in(b"\n".join(contents.values()), marks, "\n".join(contents)):
        return []
    return [f"{name}: {hit}" for name, content in contents.items() for hit in found_in(content, marks, name)]


def as_written(day: dt.date) -> set[str]:
    """A day in every way that our pages write one."""
    return {day.isoformat(), *(Wording(language).day(day) for language in ("en", "ja", "ko"))}  # type: ignore[arg-type]
