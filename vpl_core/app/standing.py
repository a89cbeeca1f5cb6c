"""Standing: whether a site is still there as it was built."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from vpl_core.site.build import BuiltSite
from vpl_core.site.files import digest_of, site_file


def stands(site: Path, built: BuiltSite, *, read: bool = False) -> bool:
    """Whether it has as many files of as many bytes as were written, and no link; `read` compares every byte."""
    try:
        paths, size = [], 0
        for path, bytes_of_it in _files_below(str(site)):
            paths.append(path)
            size += bytes_of_it
        if (len(paths), size) != (built.files, built.bytes):
            return False
        if not read:
            return True
        files = (site_file(path[len(str(site)) + 1 :], Path(path).read_bytes()) for path in paths)
        return digest_of(files) == built.digest
    except (OSError, _StrangeError):
        return False


class _StrangeError(Exception):
    """There is something that no build has made."""


def _files_below(folder: str) -> Iterator[tuple[str, int]]:
    """Each file with its size."""
    waiting = [folder]
    for place in waiting:
        with os.scandir(place) as entries:
            for entry in entries:
                if entry.is_file(follow_symlinks=False):
                    yield entry.path, entry.stat(follow_symlinks=False).st_size
                elif entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                else:
                    raise _StrangeError
