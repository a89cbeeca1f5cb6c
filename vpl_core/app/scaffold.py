"""The scaffold: a new portfolio's folder that works, with one account to learn from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from vpl_core.app.schemas import schema_of
from vpl_core.errors import NotFound, Problem, VplError, did_you_mean

SEGMENTS = ("smb", "enterprise", "healthcare", "finance")
"""The segments that have an account to learn from; the first one's lies with the files that all of them share."""

SCHEMA = "account.schema.json"
"""Beside `accounts/`, where the first line of each account's file looks for it."""


def write_portfolio(folder: Path, segment: str) -> tuple[Path, ...]:
    """Writes a portfolio with one account of the segment, and says which files it holds, relative to the folder.

    Raises NotFound for a segment that has no account to learn from, and VplError where the folder is not empty or
    cannot be written. A file that is there is never written over.
    """
    contents = {**_bundled(segment), Path(SCHEMA): _schema()}
    insist_on_room(folder)
    for path, content in contents.items():
        write_new(folder / path, content)
    return tuple(sorted(contents))


def _bundled(segment: str) -> dict[Path, bytes]:
    """The bundled files by path; a segment's own `accounts`, `evidence` and readings stand in for the shared ones."""
    if segment not in SEGMENTS:
        message = f"there is no account to learn from for a segment {segment!r}"
        raise NotFound(Problem(message, did_you_mean(segment, SEGMENTS)))
    home = files("vpl_core") / "scaffold"
    entries = {entry.name: entry for entry in (home / "portfolio").iterdir()}
    if segment != SEGMENTS[0]:
        entries |= {entry.name: entry for entry in (home / "segments" / segment).iterdir()}
    return {path: content for entry in entries.values() for path, content in _files_in(entry)}


def _files_in(entry: Traversable) -> Iterator[tuple[Path, bytes]]:
    """The entry if it is a file, else every file below it, each with its path from the entry's name on."""
    if entry.is_file():
        yield Path(entry.name), entry.read_bytes()
        return
    for part in entry.iterdir():
        for path, content in _files_in(part):
            yield entry.name / path, content


def _schema() -> bytes:
    text = json.dumps(schema_of("account"), indent=2, sort_keys=True, ensure_ascii=False)
    return f"{text}\n".encode()


def insist_on_room(folder: Path) -> None:
    """Raises VplError where the folder holds anything, or cannot be looked into."""
    try:
        free = not folder.exists() or not any(folder.iterdir())
    except OSError as fault:
        raise _refused(folder, fault) from None
    if not free:
        step = "name a folder that is new or empty; nothing was written"
        raise VplError(Problem(f"{folder} is not empty", step))


def write_new(path: Path, content: bytes) -> None:
    """Writes a file that is not there yet; raises VplError where it is, or where it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(content)
    except OSError as fault:
        raise _refused(path, fault) from None


def _refused(path: Path, fault: OSError) -> VplError:
    step = "name a folder that can be written to"
    return VplError(Problem(f"{path} cannot be written: {fault.strerror}", step))
