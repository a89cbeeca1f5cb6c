"""Shared assets: the theme's files, once for all the sites that stand beside them."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import stat
from collections.abc import Callable, Iterator, Set
from contextlib import contextmanager
from pathlib import Path

from vpl_core.errors import BuildFailure, Problem
from vpl_core.site.files import SiteFile, digest_of, site_file, write
from vpl_core.site.swap import exchange

__all__ = ["NAME_LENGTH", "SHARED", "keep_only", "name_of", "place", "stands"]

SHARED = "_theme"
"""The folder's name beside the sites; no account has it, for an account's id begins with a letter."""
STAGING = ".new"
"""Where a set of assets is written before it gets its name; only whoever holds the lock may touch it."""
NAME_LENGTH = 16
_NAME = re.compile(f"[0-9a-f]{{{NAME_LENGTH}}}")


def name_of(files: tuple[SiteFile, ...]) -> str:
    """The name of a set of assets, made of their paths and their content: another set has another name."""
    return digest_of(files)[:NAME_LENGTH]


def place(files: tuple[SiteFile, ...], folder: Path) -> None:
    """Sees to it that `folder/<name of the files>` holds these files and nothing else.

    A set that is there already is read again; where it differs in anything, a whole one takes its place in one step.
    Sets of other names stay, for a site that was built earlier may still fetch from them; `keep_only` is for when it is
    known which ones. Several processes may do this
    at once: one waits for the other. BuildFailure where the folder or the set is a link, or where the folder is a file.
    """
    target = folder / name_of(files)
    with _locked(folder):
        _refuse_link(target)
        if not stands(folder, target.name):
            _put(files, target, folder / STAGING)


def stands(folder: Path, name: str) -> bool:
    """Whether the set of this name is there, byte for byte, all readable for a web server, and nothing else in it.

    The name is made of the content, so nobody has to know what ought to be in it.
    """
    target = folder / name
    try:
        if any(place.is_symlink() or not place.is_dir() for place in (folder, target)):
            return False
        found = {path: path.lstat() for path in target.rglob("*")}
        files = [path for path, state in found.items() if _is(stat.S_ISREG, 0o644, state)]
        folders = {above for path in files for above in path.parents if above in found}
        if {*files, *folders} != found.keys() or not all(_is(stat.S_ISDIR, 0o755, found[path]) for path in folders):
            return False
        read = (site_file(path.relative_to(target).as_posix(), path.read_bytes()) for path in files)
        return name_of(tuple(read)) == name
    except OSError:
        return False


def keep_only(folder: Path, names: Set[str]) -> None:
    """Removes the sets of all other names, whole; what is no set is left alone."""
    if not folder.is_dir():
        return
    with _locked(folder):
        for place in sorted(folder.iterdir()):
            if place.name not in names and _NAME.fullmatch(place.name) and place.is_dir() and not place.is_symlink():
                shutil.rmtree(place)


def _put(files: tuple[SiteFile, ...], target: Path, staging: Path) -> None:
    _refuse_link(staging)
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir()
    staging.chmod(0o755)
    try:
        write(files, staging)
        if not os.path.lexists(target):
            staging.rename(target)
        elif not exchange(staging, target):
            shutil.rmtree(target)
            staging.rename(target)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _is(kind: Callable[[int], bool], mode: int, state: os.stat_result) -> bool:
    return kind(state.st_mode) and stat.S_IMODE(state.st_mode) == mode


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """The folder, made where it is missing, held against other processes; a killed process holds nothing."""
    _refuse_link(folder)
    folder.mkdir(mode=0o755, parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        os.fchmod(handle, 0o755)
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _refuse_link(path: Path) -> None:
    if path.is_symlink():
        next_step = "remove the link: the sites fetch from what is in this place"
        raise BuildFailure(Problem(f"{path} is a link", next_step, path=str(path)))
    if path.exists() and not path.is_dir():
        raise BuildFailure(Problem(f"{path} is not a directory", "move the file to another place", path=str(path)))
