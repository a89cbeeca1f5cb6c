"""Results: kept without loss, compared within a round, and honest about what was not measured."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.contestants import HUGO, NAIVE, PRINTING, VPL
from benchmarks.goals import GOALS
from benchmarks.results import Machine, Measured, Results, load, save, together
from benchmarks.tables import as_text, goals

MACHINE = Machine(cpu="A slow one", cores=2, memory_gb=8, system="Linux x86_64", python="3.11.7")


def measured(contestant: str, accounts: int, *cpu: float, sites: int | None = None, peak: int = 10**8) -> Measured:
    built = accounts if sites is None else sites
    return Measured(contestant, accounts, built, built * 10, cpu, peak, built * 12, built * 200_000, built * 300_000)


def run(*rows: Measured) -> Results:
    return Results("2026-11-22", "plain", MACHINE, {row.contestant: "1.0" for row in rows}, rows, {"zensical": "away"})


REACHED = run(
    measured(NAIVE, 1000, 4.5, sites=3),
    measured(HUGO, 1000, 9.0),
    measured(PRINTING, 1000, 9.0),
    measured(VPL, 1000, 10.0),
    measured(VPL, 10_000, 59.0, peak=109_000_000),
)


def test_a_run_is_read_as_it_was_kept(tmp_path: Path) -> None:
    save(REACHED, tmp_path / "run.json")
    assert load(tmp_path / "run.json") == REACHED


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text('{"schema": "vpl.build/1"}')
    with pytest.raises(ValueError, match=r"run\.json"):
        load(tmp_path / "run.json")


def test_a_round_in_which_the_machine_was_busy_does_not_move_a_ratio() -> None:
    naive, own = measured(NAIVE, 10, 3.0, 6.0, 12.0, sites=3), measured(VPL, 10, 1.0, 1.0, 4.0)
    assert naive.times(own) == pytest.approx(10)  # of the medians it would be 20


def test_every_goal_is_reached_where_its_bound_is_just_kept() -> None:
    assert goals(REACHED).count("| yes |") == len(GOALS)


@pytest.mark.parametrize(
    ("goal", "worse"),
    [
        (0, measured(PRINTING, 1000, 10.1)),
        (1, measured(PRINTING, 1000, 9.1)),
        (2, measured(VPL, 10_000, 60.0)),
        (2, measured(VPL, 10_000, 3.0, sites=3)),
        (2, replace(measured(VPL, 10_000, 59.0), pages=79_999)),
        (3, measured(VPL, 10_000, 59.0, peak=111_000_000)),
        (3, measured(VPL, 10_000, 59.0, peak=300_000_001)),
        (4, replace(measured(PRINTING, 1000, 9.0), bytes=350_000_001)),
    ],
)
def test_a_goal_that_is_missed_is_never_told_as_reached(goal: int, worse: Measured) -> None:
    kept = [one for one in REACHED.measured if (one.contestant, one.accounts) != (worse.contestant, worse.accounts)]
    found = GOALS[goal].find(run(*kept, worse))
    assert found is None or not found.reached


def test_a_goal_that_is_missed_is_told_with_by_how_much_and_why() -> None:
    missed = run(*REACHED.measured[:-1], measured(VPL, 10_000, 90.0, peak=120_000_000))
    told = goals(missed)
    assert "| 90 s, 10 pages each | **no**, 1.5 x the bound |" in told
    assert "| 100 MB and 120 MB | **no**, 1.1 x the bound |" in told
    assert told.count("\n- *") == 2
    assert "A site has 10 pages with charts" in told
    assert "Why goals" not in goals(REACHED)


def test_a_run_made_in_parts_is_told_as_one() -> None:
    first, second = run(*REACHED.measured[:2]), replace(run(*REACHED.measured[2:]), day="2026-11-23", skipped={})
    both = together(first, second)
    assert {*both.measured} == {*REACHED.measured}
    assert (both.day, both.counts) == ("2026-11-22 to 2026-11-23", (1000, 10_000))
    again = together(both, run(measured(VPL, 1000, 8.0)))
    assert again.of(VPL, 1000) == measured(VPL, 1000, 8.0)
    assert again.of(HUGO, 1000) == both.of(HUGO, 1000)
    assert again.day == both.day


def test_runs_of_two_machines_are_not_put_together() -> None:
    with pytest.raises(ValueError, match="another machine"):
        together(REACHED, replace(REACHED, machine=replace(MACHINE, cores=8)))


def test_what_was_not_measured_is_neither_reached_nor_missed() -> None:
    told = goals(run(measured(VPL, 10, 1.0)))
    assert told.count("| not measured | unknown |") == len(GOALS)


def test_a_cost_that_was_only_sampled_is_marked() -> None:
    text = as_text(run(measured(NAIVE, 10, 3.0, sites=3), measured(VPL, 10, 1.0)), 10)
    assert "1,000*" in text
    assert "100*" not in text
    assert "10.0 x" in text
