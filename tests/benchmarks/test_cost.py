"""What a command costs: all of its processes, and nothing of ours."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from benchmarks.cost import Failed, cost_of, footprint

SPIN = "import time\nwhile time.process_time() < 0.5: pass"
HOLD = "import time; held = bytearray(80_000_000); time.sleep(1.5)"


def _two_at_once(code: str) -> list[str]:
    """A command that runs the code in two processes of its own at the same time."""
    start = f"[subprocess.Popen([sys.executable, '-c', {code!r}]) for _ in range(2)]"
    return [sys.executable, "-c", f"import subprocess, sys\nfor child in {start}: child.wait()"]


def test_the_cpu_of_every_process_counts(tmp_path: Path) -> None:
    assert cost_of(_two_at_once(SPIN), cwd=tmp_path).cpu >= 1.0


def test_the_memory_of_processes_that_run_together_counts_together(tmp_path: Path) -> None:
    assert cost_of(_two_at_once(HOLD), cwd=tmp_path).peak >= 160_000_000


def test_our_own_memory_does_not_count(tmp_path: Path) -> None:
    held = bytearray(120_000_000)
    assert cost_of(["true"], cwd=tmp_path).peak < len(held) / 3


def test_a_command_that_fails_is_told_with_the_last_thing_that_it_said(tmp_path: Path) -> None:
    with pytest.raises(Failed, match=r"python.* ended with 3: no such theme"):
        cost_of([sys.executable, "-c", "print('begun'); print('no such theme'); raise SystemExit(3)"], cwd=tmp_path)


def test_a_file_with_two_names_takes_up_its_room_once(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(bytes(10_000))
    once = footprint(tmp_path)
    os.link(tmp_path / "one", tmp_path / "two")
    assert footprint(tmp_path) == once
    assert (once.files, once.bytes) == (1, 10_000)
    assert once.allocated >= 10_000
