"""The files of a site, as bytes, on their way to the disk."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

__all__ = ["SiteFile", "Written", "digest_of", "site_file", "write"]


@dataclass(frozen=True, slots=True)
class SiteFile:
    """One file."""

    path: str
    """Relative to the site, with `/`."""
    content: bytes
    digest: str
    """SHA-256 of the content, in hexadecimal."""


@dataclass(frozen=True, slots=True)
class Written:
    """What is remembered of a file that was written."""

    path: str
    size: int
    """In bytes."""
    digest: str


def site_file(path: str, content: bytes) -> SiteFile:
    """The file with its digest."""
    return SiteFile(path, content, sha256(content).hexdigest())


def digest_of(files: Iterable[SiteFile | Written]) -> str:
    """SHA-256 over the lines `<digest> <path>`, by path: equal where two sites are equal."""
    lines = sorted((file.path, file.digest) for file in files)
    return sha256("".join(f"{digest} {path}\n" for path, digest in lines).encode()).hexdigest()


def write(files: Iterable[SiteFile], directory: Path) -> list[Written]:
    """Writes new files below an empty directory: 0644, and 0755 for the folders, whatever the umask is.

    They are taken one at a time, and none is kept.
    """
    made = {""}
    written: list[Written] = []
    for file in files:
        _make(file.path.rpartition("/")[0], directory, made)
        handle = os.open(f"{directory}/{file.path}", os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o644)
        try:
            os.fchmod(handle, 0o644)
            _fill(handle, file.content)
        finally:
            os.close(handle)
        written.append(Written(file.path, len(file.content), file.digest))
    return written


def _make(folder: str, directory: Path, made: set[str]) -> None:
    if folder in made:
        return
    _make(folder.rpartition("/")[0], directory, made)
    new = directory / folder
    new.mkdir()
    new.chmod(0o755)
    made.add(folder)


def _fill(handle: int, content: bytes) -> None:
    """Writes all of it: the system may take less at a time."""
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]
