"""The pictures of the README and the documentation: those that `make pictures` takes, each shown somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.site.pictures import FOLDER, PICTURES, ROOT

SHOWN = re.compile(r"!\[([^\]]+)\]\(((?:docs/)?pictures/[^)]+)\)")
MOST = 300_000
"""Bytes of a picture at most: a README is read on the way, too."""


def shown() -> dict[str, str]:
    """What each picture is said to show, by its name."""
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    found = [(page, *match) for page in pages for match in SHOWN.findall(page.read_text("utf-8"))]
    for page, _, path in found:
        assert (page.parent / path).is_file(), f"{page.name} shows {path}, which is not there: make pictures"
    return {Path(path).stem: words for _, words, path in found}


def size_of(picture: bytes) -> tuple[int, int]:
    """Width and height of a WebP in its own pixels, as the head of an extended file gives them (RFC 9649, 2.7)."""
    assert picture[:4] + picture[8:16] == b"RIFFWEBPVP8X"
    width, height = (1 + int.from_bytes(picture[at : at + 3], "little") for at in (24, 27))
    return width, height


def test_each_picture_is_shown_and_no_other_lies_there() -> None:
    assert shown().keys() == PICTURES.keys() == {path.stem for path in FOLDER.iterdir()}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_as_large_as_it_was_asked_for_and_not_heavy(name: str) -> None:
    picture = (FOLDER / f"{name}.webp").read_bytes()
    assert size_of(picture) == (2 * PICTURES[name].width, 2 * PICTURES[name].height)
    assert len(picture) < MOST
