"""Swap: a new site takes the old one's place whole, or not at all."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from vpl_core.errors import BuildFailure, Problem

__all__ = ["exchange", "staged"]

STAGING = ".staging"
"""Beside the sites, unreadable for a web server; it is there only while something is being built."""
MARKS_OF_A_SITE = ("index.html", "search/search_index.json")

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_UNSUPPORTED = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP})


@contextmanager
def staged(destination: Path) -> Iterator[Path]:
    """An empty directory that becomes `destination` when the block ends well, and is removed when it does not.

    The directory is `.staging/<name>/new` beside the destination. A site that stands at the destination is exchanged
    for it in one step where Linux can do that (`renameat2`). Elsewhere two renames are needed, and a process killed
    between them leaves the old site whole under `.staging/<name>/old`, from where the next build of that site puts it
    back first. Either way a reader meets the old site or the new one, never a mixture. Nothing is forced onto the disk:
    this outlives a killed process, not a power cut.

    BuildFailure where the destination is a link, holds links, holds anything but a site of ours, or is being built by
    another process.
    """
    with _locked(destination) as workshop:
        new, old = workshop / "new", workshop / "old"
        _tidy(destination, new, old)
        _refuse_strangers(destination)
        new.mkdir()
        new.chmod(0o755)
        try:
            yield new
            _put(new, destination, old)
        finally:
            _tidy(destination, new, old)


def exchange(one: Path, other: Path) -> bool:
    """Gives each of two directories the other's name in one step; False where the system cannot do that."""
    rename = _renameat2()
    if rename is None:
        return False
    if rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _UNSUPPORTED:
        return False
    raise OSError(number, os.strerror(number), str(one), None, str(other))


@cache
def _renameat2() -> Callable[..., int] | None:
    found: Callable[..., int] | None = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    return found


def _put(new: Path, destination: Path, old: Path) -> None:
    if not destination.exists():
        new.rename(destination)
    elif not exchange(new, destination):
        destination.rename(old)
        new.rename(destination)


def _tidy(destination: Path, new: Path, old: Path) -> None:
    """Puts back an old site that was moved away and not replaced, then clears away whatever is left."""
    if old.exists() and not os.path.lexists(destination):
        old.rename(destination)
    shutil.rmtree(new, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _locked(destination: Path) -> Iterator[Path]:
    """The site's own place in the staging directory, held against other processes."""
    staging = destination.parent / STAGING
    workshop = staging / destination.name
    handle = _held(workshop, destination)
    try:
        yield workshop
    finally:
        for emptied in (workshop, staging):
            with suppress(OSError):
                emptied.rmdir()
        os.close(handle)


_TRIES = 100
"""More often than other builds could remove the directory; a place that takes none would be asked for ever."""


def _held(workshop: Path, destination: Path) -> int:
    """An open handle on the directory with a lock on it, once it is certain that the name still means that one."""
    for _ in range(_TRIES):
        try:
            handle = _opened(workshop)
        except FileNotFoundError:  # another build removed its own, now empty, directory in between
            continue
        except FileExistsError:  # the same, while it was being made; unless it is no directory at all
            if any(os.path.lexists(place) and not place.is_dir() for place in (workshop.parent, workshop)):
                raise
            continue
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(handle)
            raise _refused(destination, "is being built by another process", "wait until that build is done") from error
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(handle), workshop.lstat()):
                return handle
        os.close(handle)
    raise _refused(destination, "has no place for a directory beside it", "choose a folder that can be written to")


def _opened(workshop: Path) -> int:
    for directory in (workshop.parent, workshop):
        if directory.is_symlink():
            raise _refused(directory, "is a link", "remove the link")
    workshop.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    workshop.mkdir(mode=0o700, exist_ok=True)
    return os.open(workshop, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)


def _refuse_strangers(destination: Path) -> None:
    """Only what a build made may be replaced, for what is replaced is removed."""
    if destination.is_symlink():
        raise _refused(destination, "is a link", "name the directory itself")
    if not destination.exists():
        return
    if not destination.is_dir():
        raise _refused(destination, "is not a directory", "name another place for the site")
    found = list(_below(destination))
    links = [Path(entry.path) for entry in found if entry.is_symlink()]
    if links:
        raise _refused(min(links), "is a link inside a built site", "remove it: a site holds only what its build wrote")
    if found and not all((destination / mark).is_file() for mark in MARKS_OF_A_SITE):
        raise _refused(destination, "holds something that is not a site", "name an empty or a new directory")


def _below(folder: Path | str) -> Iterator[os.DirEntry[str]]:
    """Everything in the folder and further down; no link is followed."""
    with os.scandir(folder) as entries:
        for entry in entries:
            yield entry
            if entry.is_dir(follow_symlinks=False):
                yield from _below(entry.path)


def _refused(path: Path, why: str, next_step: str) -> BuildFailure:
    return BuildFailure(Problem(f"{path} {why}", next_step, path=str(path)))
