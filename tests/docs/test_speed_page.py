"""The page about speed says what was measured, and nothing else."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.contestants import NAIVE, VPL
from benchmarks.results import load
from benchmarks.speed_page import RESULTS, speed_page


def test_every_number_on_the_page_is_that_of_the_run() -> None:
    kept = load(RESULTS)
    assert {NAIVE, VPL} <= set(kept.contestants)
    slower = tuple(replace(one, cpu=tuple(7 * cpu for cpu in one.cpu)) for one in kept.measured)
    page, other = speed_page(kept), speed_page(replace(kept, measured=slower))
    for one in kept.measured:
        assert f"| {one.contestant} | {_told(one.cpu_a_site)}" in page
        assert f"| {one.contestant} | {_told(7 * one.cpu_a_site)}" in other


def test_the_page_names_the_machine_the_versions_and_who_was_away() -> None:
    kept = load(RESULTS)
    told = speed_page(replace(kept, skipped={"gatsby": "there is no such command"}))
    assert all(version in told for version in kept.versions.values())
    assert f"{kept.machine.cores} cores of {kept.machine.cpu}" in told
    assert "| gatsby | not measured | there is no such command |" in told


def _told(seconds: float) -> str:
    milliseconds = seconds * 1e3
    places = 2 if milliseconds < 1 else 1 if milliseconds < 100 else 0
    return f"{milliseconds:,.{places}f}"
