"""What was set out to be reached, and whether a run has reached it; what was not measured is neither."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.contestants import HUGO, NAIVE, PRINTING, VPL
from benchmarks.results import Measured, Results


@dataclass(frozen=True, slots=True)
class Finding:
    """What a run says of a goal."""

    measured: str
    beyond: float
    """What was measured as a part of what it may be at most; above 1 the goal is missed."""
    whole: bool = True
    """False where the goal asks for something else as well, which is not there."""

    @property
    def reached(self) -> bool:
        return self.whole and self.beyond <= 1


@dataclass(frozen=True, slots=True)
class Goal:
    """A bound that can be missed."""

    text: str
    find: Callable[[Results], Finding | None]
    """None where the run has not measured it."""
    why: Callable[[Results], str]
    """Why it is missed where it is; asked only then."""


def _naive_share(results: Results) -> Finding | None:
    given, naive = results.of(PRINTING, 1000), results.of(NAIVE, 1000)
    if given is None or naive is None:
        return None
    times, own = naive.times(given), results.of(VPL, 1000)
    whole = f"; all that `{VPL}` does besides included, 1/{naive.times(own):.0f}" if own else ""
    return Finding(f"1/{times:.0f}{whole}", 150 / times)


def _looking_through(results: Results) -> str:
    given = results.of(PRINTING, 1000)
    return (
        f"More than half of the time goes into looking through each of the {_pages(given)} pages before it is written,"
        " tag by tag, and into what the search finds on it. The first keeps foreign markup off a customer's page, and"
        " is not given up for speed."
    )


def _pages(one: Measured | None) -> str:
    return f"{one.pages / one.sites:.0f}" if one else "many"


def _beside_hugo(results: Results) -> Finding | None:
    own, hugo = results.of(PRINTING, 1000), results.of(HUGO, 1000)
    if own is None or hugo is None:
        return None
    times = own.times(hugo)
    return Finding(f"{times:.2f} of it", times)


def _heavier(results: Results) -> str:
    sizes = [one.bytes / one.sites / 1e3 for name in (PRINTING, HUGO) if (one := results.of(name, 1000))]
    return (
        f"Each of our pages carries the whole shell of Material, with its navigation, header and search: a site has"
        f" {sizes[0]:.0f} KB, that of the far lighter theme which Hugo prints {sizes[-1]:.0f} KB."
    )


def _ten_thousand(results: Results) -> Finding | None:
    own = results.of(VPL, 10_000)
    if own is None or not own.is_whole:
        return None
    seconds = own.cpu_a_site * own.sites
    whole = own.pages >= 8 * own.sites and seconds < 60
    return Finding(f"{seconds:.0f} s, {_pages(own)} pages each", seconds / 60, whole)


def _more_pages(results: Results) -> str:
    own, given = results.of(VPL, 10_000), results.of(PRINTING, 10_000) or results.of(PRINTING, 1000)
    if own is None or given is None:
        return "A site has more than the eight plain pages that the goal speaks of."
    return (
        f"A site has {_pages(own)} pages with charts, proofs and tables, and not the eight plain ones that the goal"
        f" speaks of; printing takes {given.cpu_a_site * 1e3:.1f} of the {own.cpu_a_site * 1e3:.1f} ms, looking through"
        f" every page included, and reading, judging and making the bodies take the rest."
    )


def _memory(results: Results) -> Finding | None:
    small, large = results.of(VPL, 1000), results.of(VPL, 10_000)
    if small is None or large is None:
        return None
    beyond = max(large.peak / (1.1 * small.peak), large.peak / 300e6)
    return Finding(f"{small.peak / 1e6:.0f} MB and {large.peak / 1e6:.0f} MB", beyond, large.peak < 300e6)


def _held(results: Results) -> str:
    return (
        "The figure is that of all processes together: each worker holds the theme and what it remembers of pages, and"
        " accounts pass through it a few at a time; the process that is started knows of every account which files it"
        " has and where it was noted what its site was made from, about a kilobyte and a half."
    )


def _disk(results: Results) -> Finding | None:
    sites = results.of(PRINTING, 1000)  # which leaves nothing but sites
    if sites is None:
        return None
    size, blocks = (amount / sites.sites / 1e6 for amount in (sites.bytes, sites.allocated))
    return Finding(f"{size:.2f} MB, in whole blocks of the disk {blocks:.2f} MB", size / 0.35)


def _weight(results: Results) -> str:
    sites = results.of(PRINTING, 1000)
    return f"A site has {_pages(sites)} pages, each in the whole shell of Material."


GOALS = (
    Goal(
        f"Printing 1,000 sites from given pages takes at most 1/150 of the CPU a site of a fresh `{NAIVE}` of the same",
        _naive_share,
        _looking_through,
    ),
    Goal("Printing 1,000 sites from given pages takes no more CPU than Hugo in one batch", _beside_hugo, _heavier),
    Goal(f"`{VPL}` makes 10,000 sites of 8 pages or more in less than 60 s of CPU", _ten_thousand, _more_pages),
    Goal(
        f"`{VPL}` stays under 300 MB of memory, no higher at 10,000 accounts than at 1,000 (within a tenth)",
        _memory,
        _held,
    ),
    Goal("A site has at most 0.35 MB, at 1,000 accounts", _disk, _weight),
)
