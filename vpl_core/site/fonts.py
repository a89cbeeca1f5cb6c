"""Fonts of a brand: woff2 files that take the place of the theme's own, with the licence that allows it."""

from __future__ import annotations

import struct
from collections.abc import Mapping

from vpl_core.site.files import SiteFile, site_file

__all__ = ["FACES", "UnusableFont", "faces_of"]

LARGEST, LONGEST_LICENCE = 1 << 20, 1 << 17
"""Bytes of a font, and of its licence."""
FOLDER = "assets/vpl/fonts"
LICENCE = f"{FOLDER}/brand-licence.txt"
FACES: Mapping[str, tuple[str, str]] = {"text": ("Inter V", "100 900"), "headings": ("Source Serif V", "200 900")}
"""The theme's faces that a brand may replace: the family and the weights under which its style sheet declares each.

A later rule for the same face wins (CSS Fonts 4, section 4.4), and letters that it lacks come from the earlier one.
"""
_HEADER = struct.Struct(">4sIIHHIIHHIIIII")
"""WOFF2 header: W3C WOFF File Format 2.0, section 4.1."""
_ALL_TAGS_BUT_ONE, _VARIATIONS, _TRANSFORMED = 63, 47, (10, 11)
"""Section 4.2: the flag of a tag that is written out; the known tags `fvar`, `glyf` and `loca` by their numbers."""


class UnusableFont(Exception):
    """A file is no font that can take the place of the theme's, or its licence is none."""

    def __init__(self, name: str, message: str, step: str) -> None:
        self.name, self.message, self.step = name, message, step
        super().__init__(message)


def faces_of(read: Mapping[str, bytes | None]) -> tuple[tuple[SiteFile, ...], str]:
    """The files to publish and the rules that name them, of what is read of `text`, `headings` and `licence`.

    UnusableFont where a font is no whole variable woff2 file, or the licence no text.
    """
    files, rules = [], ""
    for name, (family, weights) in FACES.items():
        if raw := read.get(name):
            _insist_on_font(name, raw)
            path = f"{FOLDER}/brand-{name}.woff2"
            files.append(site_file(path, raw))
            rules += _rule(family, weights, path.removeprefix("assets/vpl/"))
    if (licence := read.get("licence")) is not None:
        files.append(site_file(LICENCE, _licence(licence)))
    return tuple(files), rules


def _rule(family: str, weights: str, address: str) -> str:
    return (
        f'@font-face {{ font-family: "{family}"; font-style: normal; font-weight: {weights}; font-display: swap;\n'
        f'  src: url({address}) format("woff2"); }}\n'
    )


def _insist_on_font(name: str, raw: bytes) -> None:
    if len(raw) > LARGEST:
        raise UnusableFont(name, f"the font has {len(raw):,} bytes, at most {LARGEST:,} are published", "make a subset")
    try:
        signature, _, length, tables, *_ = _HEADER.unpack_from(raw)
        if signature != b"wOF2" or length != len(raw):
            raise ValueError
        tags = _tags(raw, tables)
    except (struct.error, ValueError, IndexError):
        raise UnusableFont(name, "the file is no whole woff2 font", "give the font in this format") from None
    if _VARIATIONS not in tags:
        message = "the font has one weight, and the theme needs several"
        raise UnusableFont(name, message, "give a variable font, which has all weights in one file")


def _tags(raw: bytes, tables: int) -> set[int]:
    """The known tags of the tables, from the directory behind the header, which is not compressed."""
    place, tags = _HEADER.size, set[int]()
    for _ in range(tables):
        flags = raw[place]
        tag, version = flags & _ALL_TAGS_BUT_ONE, flags >> 6
        place = _behind_number(raw, place + (5 if tag == _ALL_TAGS_BUT_ONE else 1))
        if (version != 3) if tag in _TRANSFORMED else (version != 0):
            place = _behind_number(raw, place)
        tags.add(tag)
    return tags


def _behind_number(raw: bytes, place: int) -> int:
    """The place behind a UIntBase128 of at most five bytes; ValueError where there is none."""
    for step in range(5):
        if not raw[place + step] & 0x80:
            return place + step + 1
    raise ValueError


def _licence(raw: bytes) -> bytes:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnusableFont("licence", "the licence is not UTF-8", "save it as UTF-8") from None
    if len(raw) > LONGEST_LICENCE or len(text.split()) < 20:
        raise UnusableFont(
            "licence", "this is not the text of a licence", "copy the whole text that came with the font"
        )
    return text.encode()
