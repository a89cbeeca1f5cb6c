"""Finished pages printed as sites, and nothing else: `python -m benchmarks.printing PAGES FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.pages import kept
from vpl_core.site.build import SiteBuilder
from vpl_core.site.shared import SHARED


def main(pages: Path, out: Path) -> None:
    """Builds each site of the file into a folder named after its account, with the theme's files beside them all."""
    builder = SiteBuilder(shared=out / SHARED)
    for account, site in kept(pages):
        builder.build(site, out / account)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
