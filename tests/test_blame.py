"""Blame: the author of a plugin is told what was written, where, and what may stand there instead."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from vpl_core.blame import told_shortly
from vpl_core.registry import Candidate, admitted

VALUE = """
from vpl_core import ValueDefinition

VALUE = ValueDefinition(
    id="hours", name="Hours", what="Hours by hand.", direction="down",
    category="time", kind="outcome", methods=("time_log",), {fields}
)
"""


@pytest.fixture
def depot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of a package `vpl_depot`, which can be imported and is forgotten afterwards."""
    folder = tmp_path / "vpl_depot"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield folder
    for name in [name for name in sys.modules if name.partition(".")[0] == "vpl_depot"]:
        del sys.modules[name]


def told_of(folder: Path, source: str) -> str:
    """Why a plugin is left out: a package whose module `values` holds the source."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "vpl_depot"]:
        del sys.modules[name]
    importlib.invalidate_caches()
    (folder / "__init__.py").write_text("from vpl_depot import values\n")
    (folder / "values.py").write_text(source)
    [listed] = admitted([Candidate("depot", "kit", "1", partial(importlib.import_module, "vpl_depot"))]).listed
    assert listed.state == "failed"
    return listed.why


REFUSED = {
    "a unit that there is not": (
        "unit='%'",
        "ValueDefinition.unit: '%' is not allowed; use one of 'hours', 'minutes', 'days', 'percent', 'points', "
        "'count', 'money', 'score' or 'ratio'",
    ),
    "a unit that does not fit": (
        "unit='money'",
        "ValueDefinition: time is counted in days, hours, minutes, not in money",
    ),
    "a field that is missing": ("", "ValueDefinition needs 'unit'"),
    "a field that is misspelt": (
        "unit='hours', refresh_day=30",
        "ValueDefinition has no field 'refresh_day'; did you mean 'refresh_days'?",
    ),
    "a number out of its range": (
        "unit='hours', refresh_days=0",
        "ValueDefinition.refresh_days: 0 is not allowed; input should be greater than or equal to 1",
    ),
    "a decimal out of its range": (
        "unit='hours', tolerance_percent='-1.5'",
        "ValueDefinition.tolerance_percent: -1.5 is not allowed; input should be greater than or equal to 0",
    ),
}


@pytest.mark.parametrize(("fields", "told"), REFUSED.values(), ids=REFUSED)
def test_a_declaration_that_does_not_hold_is_told_with_what_was_written_and_where(
    depot: Path, fields: str, told: str
) -> None:
    assert told_of(depot, VALUE.format(fields=fields)) == f"{told} (vpl_depot/values.py:4)"


BROKEN = {
    "a missing comma": ("x = (1\n     2)\n", "SyntaxError: invalid syntax. Perhaps you forgot a comma?", 1),
    "a name that nobody defined": ("\nx = Rigour\n", "NameError: name 'Rigour' is not defined", 2),
    "a word that there is not": (
        "from vpl_core import Recordd\n",
        "ImportError: cannot import name 'Recordd' from 'vpl_core'",
        1,
    ),
}


@pytest.mark.parametrize(("source", "told", "line"), BROKEN.values(), ids=BROKEN)
def test_what_breaks_an_import_is_told_with_its_line_and_without_the_folders_of_the_machine(
    depot: Path, source: str, told: str, line: int
) -> None:
    assert told_of(depot, source) == f"{told} (vpl_depot/values.py:{line})"


def test_a_fault_in_a_library_is_told_where_the_plugin_called_it(depot: Path) -> None:
    (depot.parent / "vpl_depot_library.py").write_text("def read():\n    return 1 / 0\n")
    source = "import json\nimport vpl_depot_library\n\n\nvpl_depot_library.read()\n"
    assert told_of(depot, source) == "ZeroDivisionError: division by zero (vpl_depot/values.py:5)"
    assert told_of(depot, "import json\njson.loads('{')\n").endswith("(vpl_depot/values.py:2)")


def test_a_fault_that_no_plugin_had_a_part_in_has_no_place() -> None:
    assert told_shortly(RuntimeError("the warehouse\nis closed")) == "RuntimeError: the warehouse is closed"
    assert told_shortly(KeyError()) == "KeyError"
