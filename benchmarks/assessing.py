"""Assessments a second on one core, beside a baseline run in the same minute: `python benchmarks/assessing.py`.

The baseline copies and sorts the same readings and does nothing else; the ratio survives a slow or busy machine.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from worlds import AS_OF, facts

from vpl_core.playbooks import put_together
from vpl_core.registry import find
from vpl_core.rules.engine import assess

ACCOUNTS = 400


def main() -> None:
    """Prints a line for each segment."""
    playbooks = put_together(find()).by_segment
    for name, playbook in playbooks.items():
        values = min(20, len(playbook.values))
        # 20 values x 12 readings, where a segment has fewer values it gets more readings of each.
        readings = 240 // values
        world = [facts(number, playbook, values, readings) for number in range(ACCOUNTS)]
        assess(world[0], playbook, AS_OF)
        cpu = _seconds(lambda world=world, playbook=playbook: [assess(one, playbook, AS_OF) for one in world])
        base = _seconds(lambda world=world: [sorted(one.observations, key=lambda o: (o.value, o.on)) for one in world])
        rate = ACCOUNTS / cpu
        print(
            f"{name:<12} {values} values x {readings} readings, {len(playbook.milestones)} milestones: "
            f"{rate:7.0f} assessments/s, {cpu / ACCOUNTS * 1e6:6.0f} us each, {cpu / base:5.1f} x sorting the readings"
        )


def _seconds(work: object) -> float:
    start = time.process_time()
    work()  # type: ignore[operator]
    return time.process_time() - start


if __name__ == "__main__":
    main()
