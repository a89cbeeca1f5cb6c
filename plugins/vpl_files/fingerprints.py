"""Fingerprints: a digest of every byte from which an account would be read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from hashlib import blake2b

from vpl_files.notes import Horizon

_LARGEST = 256 << 20
_AT_ONCE = 1 << 20


class _UnclearError(Exception):
    """What would be read cannot be told from these files alone."""


def fingerprint(root: str, files: Iterable[str], folders: Iterable[str]) -> str:
    """A digest of the files and of everything below the folders.

    The same in whatever place the folder `root` lies. Empty where a link, a file of another kind or one that cannot be
    read stands among them: what lies behind it may change unseen. A folder that is not there is an empty one.

    Sizes and times would be quicker to compare, and say less: a file can be put back with the time that it had.
    """
    # Thousands of accounts are asked for in a row, so paths are text here, which is not taken apart each time.
    try:
        digest, above = blake2b(digest_size=20), len(root)
        for path in [*files, *(entry.path for folder in folders for entry in _below(folder))]:
            digest.update(b"%s\0%s" % (path[above:].encode("utf-8", "surrogateescape"), _digest_of(path)))
    except (OSError, _UnclearError):
        return ""
    return digest.hexdigest()


def mark_of(root: str, files: Iterable[str], folders: Iterable[str], horizon: Horizon) -> str:
    """A digest of what the system tells of the same files, none of which is read: another one after each change.

    Empty where one of them may be changed without that, or is one that has no fingerprint.
    """
    if not horizon.time:
        return ""
    try:
        above = len(root)
        found = [(path, os.lstat(path)) for path in files]
        found += [(entry.path, entry.stat(follow_symlinks=False)) for folder in folders for entry in _below(folder)]
    except (OSError, _UnclearError):
        return ""
    marks = [horizon.mark(path[above:], state) if stat.S_ISREG(state.st_mode) else "" for path, state in found]
    told = "".join(marks).encode("utf-8", "surrogateescape")
    return blake2b(told, digest_size=20).hexdigest() if all(marks) else ""


def _below(folder: str) -> Iterator[os.DirEntry[str]]:
    """Every file below the folder, by name."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except FileNotFoundError:
        if os.path.lexists(folder):
            raise
        return
    if stat.S_ISLNK(os.lstat(folder).st_mode):
        raise _UnclearError
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path)
        else:
            yield entry


def _digest_of(path: str) -> bytes:
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST:
            raise _UnclearError
        size = min(found.st_size + 1, _AT_ONCE)
        some = os.read(handle, size)
        digest = blake2b(some, digest_size=20)
        # Less than was asked for is the end of the file.
        while len(some) == size:
            some = os.read(handle, size)
            digest.update(some)
        return digest.digest()
    finally:
        os.close(handle)
