"""Shared assets: the theme's files, once for all the sites that stand beside them."""

from __future__ import annotations

import fcntl
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vpl_core.errors import BuildFailure, Problem
from vpl_core.site.files import SiteFile, digest_of, write
from vpl_core.site.swap import exchange

__all__ = ["SHARED", "name_of", "place"]

SHARED = "_theme"
"""The folder's name beside the sites; no account has it, for an account's id begins with a letter."""
STAGING = ".new"
"""Where a set of assets is written before it gets its name; only whoever holds the lock may touch it."""
NAME_LENGTH = 16


def name_of(files: tuple[SiteFile, ...]) -> str:
    """The name of a set of assets, made of their paths and their content: another set has another name."""
    return digest_of(files)[:NAME_LENGTH]


def place(files: tuple[SiteFile, ...], folder: Path) -> None:
    """Sees to it that `folder/<name of the files>` holds these files and nothing else.

    A set that is there already is read again; where it differs in anything, a whole one takes its place in one step.
    Sets of other names stay, for a site that was built earlier may still fetch from them. Several processes may do this
    at once: one waits for the other. BuildFailure where the folder or the set is a link, or where the folder is a file.
    """
    target = folder / name_of(files)
    with _locked(folder):
        _refuse_link(target)
        if not _is_whole(target, files):
            _put(files, target, folder / STAGING)


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


def _is_whole(target: Path, files: tuple[SiteFile, ...]) -> bool:
    """True where the files are there, byte for byte, all readable for a web server, and nothing else is."""
    contents = {target / file.path: file.content for file in files}
    folders = {folder for path in contents for folder in path.parents if folder.is_relative_to(target)} - {target}
    return {*target.rglob("*")} == folders | contents.keys() and all(
        [*(_is_folder(folder) for folder in folders), *(_holds(path, content) for path, content in contents.items())]
    )


def _is_folder(path: Path) -> bool:
    state = path.lstat()
    return stat.S_ISDIR(state.st_mode) and stat.S_IMODE(state.st_mode) == 0o755


def _holds(path: Path, content: bytes) -> bool:
    state = path.lstat()
    readable = stat.S_ISREG(state.st_mode) and stat.S_IMODE(state.st_mode) == 0o644
    return readable and state.st_size == len(content) and path.read_bytes() == content


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
