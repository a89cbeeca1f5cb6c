"""Programs: a digest of the files that a package is made of."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from pathlib import Path

__all__ = ["digest_below"]


@cache
def digest_below(place: Path) -> str:
    """Of each file, whatever it is, for templates and tables count as much as code; read once, as a program is.

    What Python makes of a package by itself, in `__pycache__`, is left out.
    """
    files = [place] if place.is_file() else sorted(path for path in place.rglob("*") if path.is_file())
    digest, above = blake2b(digest_size=20), len(f"{place.parent}/")
    for path in files:
        if "__pycache__" not in path.parts:
            name = str(path)[above:].encode("utf-8", "surrogateescape")
            digest.update(b"%d:%s%s" % (len(name), name, blake2b(path.read_bytes(), digest_size=20).digest()))
    return digest.hexdigest()
