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

    `known` has the sets of a site where they are known, with spaces between them; a site that nobody knows is asked for
    them: the first page of each language names the set that all its pages have.
    """
    if (sites / STAGING).exists():  # what a killed build has left may be put back in its place by the next one
        return None
    found = {name for site in standing if site in known for name in known[site].split()}
    try:
        for site in (site for site in standing if site not in known):
            for page in (sites / site / _START, *sorted((sites / site).glob(f"[a-z][a-z]/{_START}"))):
                found |= {name.decode() for name in _NAMED.findall(page.read_bytes())}
    except OSError:
        return None
    return frozenset(found)
