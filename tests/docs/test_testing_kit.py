"""The page of the testing kit: its files are written beside each other as it names them, and pytest runs them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from vpl_core.testing import strategies

PAGE = (Path(__file__).parents[2] / "docs" / "testing-kit.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r'```\w+ title="([\w.]+)"\n(.*?)```', PAGE, re.DOTALL))
FEW = """\
from hypothesis import HealthCheck, Phase, settings

few = {"max_examples": 10, "phases": [Phase.generate], "database": None}
settings.register_profile("few", deadline=None, suppress_health_check=[HealthCheck.too_slow], **few)
settings.load_profile("few")
"""
"""The page shows how laws are written; that they hold is searched for elsewhere, and a failure here is told at once.

A machine that has much else to do is no failure of the page.
"""


def run(folder: Path, *arguments: str) -> str:
    for name, text in {**FILES, "conftest.py": FEW}.items():
        (folder / name).write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stdout[-3000:]
    return done.stdout


def test_all_tests_of_the_page_pass_as_they_stand(tmp_path: Path) -> None:
    said = run(tmp_path, "--ignore=test_contract.py")
    written = "".join(text for name, text in FILES.items() if name != "test_contract.py")
    assert f"{len(re.findall(r'^def test_', written, re.M)) + 1} passed" in said  # and the one case


def test_the_contract_of_the_page_is_collected(tmp_path: Path) -> None:
    """That the bundled segments keep it is tested where they are."""
    collected = run(tmp_path, "--collect-only", "test_contract.py")
    assert collected.count("test_contract.py::test_") > 10


def test_every_strategy_that_the_page_names_is_there() -> None:
    table = PAGE.partition("There is more to draw from")[2].partition("A law that holds")[0]
    named = re.findall(r"`(\w+)(?:\(\w*\))?`", table)
    assert len(named) > 10 and [name for name in named if not hasattr(strategies, name)] == []
