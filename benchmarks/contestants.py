"""The contestants: each builds the same pages in its own way, and is measured with everything that it starts."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from benchmarks import KITS
from benchmarks.cost import Cost, Failed, Footprint, cost_of, footprint
from benchmarks.pages import Named, finished, hugo_project, keep, kept, mkdocs_project
from benchmarks.portfolios import Shape, write
from vpl_core.site.finished import Site

NAIVE, HUGO, ZENSICAL, VPL, PRINTING, COPY = (
    "mkdocs build",
    "hugo",
    "zensical",
    "vpl build",
    "vpl, pages given",
    "cp -r",
)

SAMPLE, BATCH = 3, 1000
"""How many sites are built where each takes a process of its own, and how many at most in one process of Hugo's, which
holds all of them in memory."""

ENVIRONMENT = {
    "PYTHONPATH": os.pathsep.join([*(part for part in sys.path if part), str(KITS)]),
    "NO_MKDOCS_2_WARNING": "1",
    "PYTHONDONTWRITEBYTECODE": "",  # as where it is installed: nobody's modules are compiled at each start
}


class Batch:
    """A portfolio of so many accounts, and the finished pages of as many of its first ones as are asked for.

    Nothing in it is deleted: for minutes ext4 looks at every inode that was freed in a group before it gives out one of
    the same group, and whoever wrote next would pay for that with several milliseconds a site.
    """

    def __init__(self, folder: Path, accounts: int, shape: Shape) -> None:
        self.folder = folder
        self.accounts = accounts
        self.portfolio = write(folder / "portfolio", accounts, shape)
        self._shape = shape

    def pages(self, most: int) -> Path:
        """The file with the pages of the first sites, which others than `vpl build` are given."""
        many = min(most, self.accounts)
        file = self.folder / f"pages-{many}"
        if not file.exists():
            # An account is the same, however many come after it.
            alone = self.folder / f"first-{many}"
            keep(finished(self.portfolio if many == self.accounts else write(alone, many, self._shape)), file)
        return file

    def sites(self, most: int) -> Iterator[Named]:
        """The first so many sites with their finished pages."""
        return kept(self.pages(most))

    @cached_property
    def printed(self) -> Path:
        """A folder with the sites as `vpl` prints them."""
        out = self.folder / "printed"
        cost_of(_print(self, out), cwd=self.folder, environment=ENVIRONMENT)
        return out

    def room(self, name: str) -> Path:
        """A folder of that name that is not there yet, within a new one."""
        return Path(tempfile.mkdtemp(prefix="room-", dir=self.folder), name)


@dataclass(frozen=True, slots=True)
class Built:
    """What one round has cost and left."""

    sites: int
    pages: int
    cost: Cost
    footprint: Footprint


@dataclass(frozen=True, slots=True)
class Contestant:
    """One way to build the sites of a batch."""

    name: str
    what: str
    """How it goes about it, and what it is spared: a sentence for the table."""
    build: Callable[[Batch], Built]
    """Raises Failed where it cannot, or where a page lacks its body."""
    version: Callable[[], str]
    """Raises Failed where it is not installed, with the way to get it."""


def contestants(*, zensical: str = "zensical") -> tuple[Contestant, ...]:
    """All of them, in the order in which they take their turn; `zensical` is its command."""
    return (
        Contestant(
            NAIVE,
            f"a process for each site, Material, the bodies as raw HTML in Markdown files; {SAMPLE} sites are built",
            _naive,
            lambda: f"{version('mkdocs')}, Material {version('mkdocs-material')}",
        ),
        Contestant(
            ZENSICAL,
            f"a process for each site, from the files that `{NAIVE}` is given; {SAMPLE} sites are built",
            lambda batch: _zensical(batch, zensical),
            lambda: _said(
                [zensical, "--version"], "python -m venv V && V/bin/pip install zensical; --zensical V/bin/zensical"
            ),
        ),
        Contestant(
            HUGO,
            f"one process for up to {BATCH} sites, a theme by hand that is far lighter than Material",
            _hugo,
            lambda: _said(["hugo", "version"], "apt-get install hugo").split()[1].partition("+")[0],
        ),
        Contestant(
            PRINTING,
            f"our site builder alone, one process for up to {BATCH} sites, the same bodies that Hugo is given",
            _printing,
            _own_version,
        ),
        Contestant(
            VPL,
            "what a user runs: facts read and checked, accounts assessed, bodies made, every site and the portfolio",
            _vpl,
            _own_version,
        ),
        Contestant(
            COPY, f"the files of up to {BATCH} sites copied and nothing else: the floor", _copy, lambda: "coreutils"
        ),
    )


def _own_version() -> str:
    return version("value-proof-ladder")


def _said(command: Sequence[str], remedy: str) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError) as fault:
        raise Failed(f"there is no command {Path(command[0]).name} that runs: {remedy}") from fault


def _naive(batch: Batch) -> Built:
    return _one_by_one(batch, [sys.executable, "-m", "mkdocs", "build", "-q"])


def _zensical(batch: Batch, command: str) -> Built:
    return _one_by_one(batch, [str(Path(command).absolute()) if os.sep in command else command, "build"])


def _one_by_one(batch: Batch, command: Sequence[str]) -> Built:
    """A few sites, each in a fresh process."""
    rounds = []
    for _, site in batch.sites(SAMPLE):
        project = batch.room("project")
        mkdocs_project(site, project)
        cost = cost_of(command, cwd=project, environment=ENVIRONMENT)
        insist_on_pages(site, project / "site")
        rounds.append((len(site.pages), cost, footprint(project / "site")))
    pages, costs, prints = zip(*rounds, strict=True)
    cost = Cost(sum(one.cpu for one in costs), max(one.peak for one in costs))
    return Built(len(rounds), sum(pages), cost, Footprint.together(prints))


def _hugo(batch: Batch) -> Built:
    project = batch.room("hugo")
    hugo_project(batch.sites(BATCH), project)
    cost = cost_of(["hugo", "--quiet"], cwd=project)
    return _built(batch.sites(BATCH), project / "public", cost)


def _printing(batch: Batch) -> Built:
    out = batch.room("given")
    cost = cost_of(_print(batch, out), cwd=batch.folder, environment=ENVIRONMENT)
    return _built(batch.sites(BATCH), out, cost)


def _print(batch: Batch, out: Path) -> list[str]:
    return [sys.executable, "-m", "benchmarks.printing", str(batch.pages(BATCH)), str(out)]


def _vpl(batch: Batch) -> Built:
    out = batch.room("out")
    command = [sys.executable, "-m", "vpl_core", "build", "-q", "-C", str(batch.portfolio), "-o", str(out)]
    cost = cost_of(command, cwd=batch.folder, environment=ENVIRONMENT)
    for account, site in batch.sites(1):
        insist_on_pages(site, out / "sites" / account)
    sites = [home for home in (out / "sites").iterdir() if (home / "index.html").is_file()]
    pages = sum(1 for home in sites for _ in home.rglob("*.html"))
    return Built(len(sites), pages, cost, footprint(out))


def _copy(batch: Batch) -> Built:
    out, source = batch.room("copy"), batch.printed
    cost = cost_of(["cp", "-r", source, out], cwd=batch.folder)
    return _built(batch.sites(BATCH), out, cost)


def _built(sites: Iterable[Named], out: Path, cost: Cost) -> Built:
    pages = [insist_on_pages(site, out / account) for account, site in sites]
    return Built(len(pages), sum(pages), cost, footprint(out))


def insist_on_pages(site: Site, home: Path) -> int:
    """How many pages the site has; Failed where one is not there or lacks its body."""
    for page in site.pages:
        file = home / page.file
        if not file.is_file() or _plain(page.body) not in _plain(file.read_text(encoding="utf-8")):
            raise Failed(f"the page {page.file} is not the one that the others build")
    return len(site.pages)


def _plain(html: str) -> str:
    """Without what the search plugin of Material reads and takes away."""
    return html.replace(' data-search-exclude="true"', "").strip()
