"""Fingerprints: a digest of every byte from which an account would be read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

_LARGEST = 256 << 20
_AT_ONCE = 1 << 20


class _UnclearError(Exception):
    """What would be read cannot be told from these files alone."""


def fingerprint(root: Path, files: Iterable[Path], folders: Iterable[Path], beside: bytes = b"") -> str:
    """A digest of the files, of everything below the folders and of what is given beside them.

    The same in whatever place the folder `root` lies. Empty where a link, a file of another kind or one that cannot be
    read stands among them: what lies behind it may change unseen. A folder that is not there is an empty one.
    """
    try:
        digest = blake2b(beside, digest_size=20)
        above = len(os.fsencode(root))
        for path in [*files, *(path for folder in folders for path in _below(folder))]:
            digest.update(b"%s\0%s" % (os.fsencode(path)[above:], _digest_of(path)))
    except (OSError, _UnclearError):
        return ""
    return digest.hexdigest()


def _below(folder: Path) -> Iterator[Path]:
    """Every file below the folder, by name."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        if os.path.lexists(folder):
            raise
        return
    if folder.is_symlink():
        raise _UnclearError
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _below(Path(entry.path))
        else:
            yield Path(entry.path)


def _digest_of(path: Path) -> bytes:
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST:
            raise _UnclearError
        digest = blake2b(digest_size=20)
        while some := os.read(handle, _AT_ONCE):
            digest.update(some)
        return digest.digest()
    finally:
        os.close(handle)
