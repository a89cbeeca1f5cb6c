"""Assessments a second on one core, and reading beside them: `python -m benchmarks.assessing`.

Each line stands beside a baseline of the same minute, which a slow or busy machine slows as well: sorting the same
readings for the assessments, `csv` and `yaml` by themselves for the reading.
"""

from __future__ import annotations

import csv
import tempfile
import time
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import TypeVar

import yaml

from benchmarks.portfolios import AS_OF, SHAPES, write
from vpl_core.app.portfolio import Workspace, assess_one, collect, open_workspace
from vpl_core.model.accounts import AccountFacts

T = TypeVar("T")

ACCOUNTS = 400


def main() -> None:
    """Prints a line for the reading, and one for each segment."""
    with tempfile.TemporaryDirectory() as folder:
        root = write(Path(folder) / "portfolio", ACCOUNTS, SHAPES["full"])
        workspace = open_workspace(root)
        own, everyone = _seconds(lambda: collect(workspace).facts)
        base, _ = _seconds(lambda: _read_plainly(root))
    readings = sum(len(one.observations) for one in everyone)
    print(
        f"reading    {ACCOUNTS} accounts, {readings} readings: "
        f"{own / ACCOUNTS * 1e3:7.2f} ms an account, {own / base:5.1f} x csv and yaml"
    )
    for segment, few in groupby(sorted(everyone, key=_segment), key=_segment):
        _tell_assessing(segment, list(few), workspace)


def _tell_assessing(segment: str, world: list[AccountFacts], workspace: Workspace) -> None:
    playbook = workspace.playbooks.by_segment[segment]
    assess_one(workspace, world[0], AS_OF)
    own, _ = _seconds(lambda: [assess_one(workspace, one, AS_OF) for one in world])
    base, _ = _seconds(lambda: [sorted(one.observations, key=lambda o: (o.value, o.on)) for one in world])
    readings = sum(len(one.observations) for one in world) // len(world)
    print(
        f"{segment:<10} {len(playbook.values)} values, {readings} readings, {len(playbook.milestones)} milestones: "
        f"{len(world) / own:6.0f} assessments/s, {own / len(world) * 1e6:6.0f} us each, "
        f"{own / base:5.1f} x sorting the readings"
    )


def _segment(facts: AccountFacts) -> str:
    return facts.account.segment


def _read_plainly(root: Path) -> None:
    """The same files by the libraries' own readers, with nothing checked."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for path in [*root.glob("accounts/*.yml"), *root.glob("evidence/*.yml")]:
        yaml.load(path.read_text(encoding="utf-8"), loader)
    with (root / "observations.csv").open(encoding="utf-8", newline="") as rows:
        list(csv.DictReader(rows))


def _seconds(work: Callable[[], T]) -> tuple[float, T]:
    start = time.process_time()
    done = work()
    return time.process_time() - start, done


if __name__ == "__main__":
    main()
