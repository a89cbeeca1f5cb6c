"""Standing: whether a site is still there as it was built."""

from __future__ import annotations

import os
from pathlib import Path

from vpl_core.site.build import BuiltSite
from vpl_core.site.files import digest_of, site_file


def stands(site: str, built: BuiltSite, *, read: bool = False) -> bool:
    """Whether it has as many files of as many bytes as were written, and no link; `read` compares every byte."""
    try:
        found, size = _files_below(site)
        if (len(found), size) != (built.files, built.bytes):
            return False
        if not read:
            return True
        files = (site_file(file.path[len(site) + 1 :], Path(file.path).read_bytes()) for file in found)
        return digest_of(files) == built.digest
    except (OSError, _StrangeError):
        return False


class _StrangeError(Exception):
    """There is something that no build has made."""


def _files_below(folder: str) -> tuple[list[os.DirEntry[str]], int]:
    """The files, and how many bytes they have together."""
    waiting, files, size = [folder], [], 0
    # Every night each file of each site passes through here.
    for place in waiting:
        with os.scandir(place) as entries:
            for entry in entries:
                if entry.is_file(follow_symlinks=False):
                    size += entry.stat(follow_symlinks=False).st_size
                    files.append(entry)
                elif entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                else:
                    raise _StrangeError
    return files, size
