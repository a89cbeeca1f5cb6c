"""Standing: whether a site is still there as it was built."""

from __future__ import annotations

import os
from pathlib import Path

from vpl_core.site.build import BuiltSite
from vpl_core.site.files import digest_of, site_file


def stands(site: Path, built: BuiltSite, *, read: bool = False) -> bool:
    """Whether it has as many files of as many bytes as were written, and no link; `read` compares every byte."""
    try:
        found = _files_below(site)
        if found is None or (len(found), sum(size for _, size in found)) != (built.files, built.bytes):
            return False
        if not read:
            return True
        files = (site_file(str(Path(path).relative_to(site)), Path(path).read_bytes()) for path, _ in found)
        return digest_of(files) == built.digest
    except OSError:
        return False


def _files_below(folder: str | Path) -> list[tuple[str, int]] | None:
    """Each file with its size; none where there is anything that no build has made."""
    found: list[tuple[str, int]] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                below = _files_below(entry.path)
                if below is None:
                    return None
                found += below
            elif entry.is_file(follow_symlinks=False):
                found.append((entry.path, entry.stat(follow_symlinks=False).st_size))
            else:
                return None
    return found
