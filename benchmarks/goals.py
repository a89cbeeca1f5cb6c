"""What was set out to be reached, and whether a run has reached it; what was not measured is neither."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.contestants import HUGO, NAIVE, PRINTING, VPL
from benchmarks.results import Results


@dataclass(frozen=True, slots=True)
class Finding:
    """What a run says of a goal."""

    measured: str
    reached: bool


@dataclass(frozen=True, slots=True)
class Goal:
    """A bound that can be missed."""

    text: str
    find: Callable[[Results], Finding | None]
    """None where the run has not measured it."""


def _naive_share(results: Results) -> Finding | None:
    own, naive = results.of(VPL, 1000), results.of(NAIVE, 1000)
    if own is None or naive is None:
        return None
    times = naive.times(own)
    return Finding(f"1/{times:.0f}", times >= 150)


def _beside_hugo(results: Results) -> Finding | None:
    own, hugo = results.of(PRINTING, 1000), results.of(HUGO, 1000)
    if own is None or hugo is None:
        return None
    times = own.times(hugo)
    return Finding(f"{times:.2f} of it", times <= 1)


def _ten_thousand(results: Results) -> Finding | None:
    own = results.of(VPL, 10_000)
    if own is None or not own.is_whole:
        return None
    seconds = own.cpu_a_site * own.sites
    return Finding(
        f"{seconds:.0f} s, {own.pages / own.sites:.0f} pages each", seconds < 60 and own.pages >= 8 * own.sites
    )


def _memory(results: Results) -> Finding | None:
    small, large = results.of(VPL, 1000), results.of(VPL, 10_000)
    if small is None or large is None:
        return None
    flat = large.peak <= 1.1 * small.peak
    return Finding(f"{small.peak / 1e6:.0f} MB and {large.peak / 1e6:.0f} MB", flat and large.peak < 300e6)


def _disk(results: Results) -> Finding | None:
    own = results.of(VPL, 1000)
    if own is None:
        return None
    size = own.allocated / own.sites / 1e6
    return Finding(f"{size:.2f} MB", size <= 0.35)


GOALS = (
    Goal(f"`{VPL}` of 1,000 accounts takes at most 1/150 of the CPU a site of a fresh `{NAIVE}`", _naive_share),
    Goal("Printing 1,000 sites from given pages takes no more CPU than Hugo in one batch", _beside_hugo),
    Goal(f"`{VPL}` makes 10,000 sites of 8 pages or more in less than 60 s of CPU", _ten_thousand),
    Goal(f"`{VPL}` stays under 300 MB of memory, no higher at 10,000 accounts than at 1,000 (within a tenth)", _memory),
    Goal("A site takes up at most 0.35 MB of the disk, at 1,000 accounts", _disk),
)
