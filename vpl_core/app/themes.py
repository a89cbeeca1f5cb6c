"""Themes: which sets of the theme's files the sites that stand fetch from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from vpl_core.site.shared import NAME_LENGTH, SHARED
from vpl_core.site.swap import STAGING

_START = "index.html"
_NAMED = re.compile(rf"\.\./{SHARED}/([0-9a-f]{{{NAME_LENGTH}}})/".encode())


def themes_of(sites: Path, standing: Iterable[str], known: Mapping[str, str]) -> frozenset[str] | None:
    """The names of the sets that these sites fetch from; none where that cannot be told for certain.

    `known` has the set of a site where it is known; a site that nobody knows is asked for it: its first page names the
    set that all its pages have.
    """
    if (sites / STAGING).exists():  # what a killed build has left may be put back in its place by the next one
        return None
    found = {known[site] for site in standing if site in known}
    try:
        for site in (site for site in standing if site not in known):
            found |= {name.decode() for name in _NAMED.findall((sites / site / _START).read_bytes())}
    except OSError:
        return None
    return frozenset(found - {""})
