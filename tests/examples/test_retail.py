"""The retail segment, written as a stranger would: it keeps the contract, and its own cases hold."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
import vpl_retail

from vpl_core.app.new_plugins import write_plugin
from vpl_core.model.playbook import Playbook
from vpl_core.testing.cases import case_table
from vpl_core.testing.given import playbook_of
from vpl_core.testing.segment_contract import *  # noqa: F403

EXAMPLE = Path(__file__).parents[2] / "examples" / "vpl-retail"


@pytest.fixture(scope="session")
def segment() -> tuple[ModuleType, str]:
    return vpl_retail, "retail"


test_cases = case_table(EXAMPLE / "tests" / "cases.yml", retail=vpl_retail)


@pytest.fixture(scope="module")
def book() -> Playbook:
    return playbook_of("retail", retail=vpl_retail)


def test_it_speaks_of_speed_of_what_shoppers_meet_and_of_inventory(book: Playbook) -> None:
    outcomes = {value.id for value in book.values if value.kind == "outcome"}
    assert outcomes == {"shelf-hours", "checkout-minutes", "complaints", "out-of-stock-percent", "shrinkage-percent"}
    assert [rung.carries for rung in book.ladder.rungs] == ["adoption", "outcome", "outcome", "outcome"]


def test_it_lies_as_a_new_segment_is_written(tmp_path: Path) -> None:
    _, written = write_plugin("segment", "retailers", tmp_path)
    files = (path.relative_to(EXAMPLE) for path in EXAMPLE.rglob("*") if path.is_file())
    ours = {str(path) for path in files if not any(part.startswith((".", "__pyc")) for part in path.parts)}
    assert ours == {str(path).replace("vpl_retailers", "vpl_retail") for path in written}


@pytest.mark.slow
def test_its_types_hold_strictly(tmp_path: Path) -> None:
    mypy = Path(sys.executable).with_name("mypy")
    sources = [EXAMPLE / "vpl_retail", EXAMPLE / "tests" / "test_segment.py"]
    command = [mypy, "--strict", "--cache-dir", tmp_path, *sources]
    done = subprocess.run(command, cwd=EXAMPLE.parents[1], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
