"""Declarations: a fault names the line on which a plugin's author wrote it, or none where nobody can tell which."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.strangers import retail_source
from vpl_core.declarations import Place, package_of, places_of
from vpl_core.playbooks import put_together
from vpl_core.registry import Candidate, Registry, admitted

STEPS = """
from vpl_core import AtLeast, Clock, Milestone, StopRule

ODD = Milestone(
    name="Odd tills",
    id="odd-tills",
    stage="growth",
    counts_as_reached="x",
    why_it_matters="x",
    condition=AtLeast(value="nothing-there", limit=1),
)
"""
GIVEN = """
from vpl_core import hookimpl
from vpl_depot.steps import *

@hookimpl
def vpl_milestones(segment):
    return (ODD,) if segment == "retail" else ()
"""


@pytest.fixture
def depot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of a package `vpl_depot`, which can be imported and is forgotten afterwards."""
    folder = tmp_path / "vpl_depot"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))
    yield folder
    for name in [name for name in sys.modules if name.partition(".")[0] == "vpl_depot"]:
        del sys.modules[name]


def loaded(folder: Path, **modules: str) -> Registry:
    """The registry of one plugin: the package, with these modules in it."""
    (folder / "__init__.py").write_text(modules.pop("init", ""))
    for name, text in modules.items():
        (folder / f"{name}.py").write_text(text)
    importlib.invalidate_caches()
    return admitted([Candidate("depot", "kit", "1", partial(importlib.import_module, "vpl_depot"))])


def told(folder: Path, steps: str = STEPS, given: str = GIVEN) -> list[str]:
    """The faults of the segment of all examples together with these steps."""
    found = put_together(loaded(folder, init=retail_source() + given, steps=steps))
    return [str(problem) for problem in found.problems if "odd-tills" in problem.message]


def line_of(text: str, wanted: str) -> int:
    return next(number for number, line in enumerate(text.split("\n"), 1) if wanted in line)


def test_a_fault_is_told_with_the_file_and_the_line_on_which_the_thing_is_named(depot: Path) -> None:
    [problem] = told(depot)
    assert problem.startswith(f"vpl_depot/steps.py:{line_of(STEPS, 'odd-tills')}  retail  odd-tills: ")
    assert "nothing-there" in problem and problem.split("\n  ")[1]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ('Milestone(name="x", id="first-sale")', [1]),
        ('core.Milestone(id="first-sale")', [1]),
        ('MilestoneReached(milestone="first-sale")\nMilestone(\n    id="first-sale",\n)', [3]),
        ('step("first-sale", 3)\nneeds = ("first-sale",)', [1]),
        ('STEPS = {\n "first-sale": 3}', [2]),
        ('Milestone(id="first-sale")\nMilestone(id="first-sale")', [1, 2]),
        ('Milestone(id="first" + "-sale")', []),
        ("# first-sale", []),
        ('Milestone(id="first-sale"', []),
    ],
)
def test_an_id_is_found_where_it_is_declared_rather_than_where_it_is_only_spoken_of(depot: Path, text, lines) -> None:
    loaded(depot, init="")
    sys.modules["vpl_depot.steps"] = type(sys)("vpl_depot.steps")
    sys.modules["vpl_depot.steps"].__file__ = str(depot / "steps.py")
    (depot / "steps.py").write_text(text)
    assert places_of("vpl_depot", "Milestone", "first-sale") == tuple(Place("vpl_depot/steps.py", n) for n in lines)


def test_a_clock_is_found_by_its_member_and_a_predicate_by_its_name(depot: Path) -> None:
    later = 'def later():\n    StopRule(clock=Clock.ROI_BASED)\n    Predicate(name="three-goals", id="not-this")\n'
    loaded(depot, init=later)
    assert places_of("vpl_depot", "StopRule", "roi_based") == (Place("vpl_depot/__init__.py", 2),)
    assert places_of("vpl_depot", "Predicate", "three-goals") == (Place("vpl_depot/__init__.py", 3),)


def test_where_two_places_would_do_no_line_is_told_and_the_plugin_is(depot: Path) -> None:
    made = STEPS.replace("ODD = Milestone(", "ODD = dict(") + '\nOTHER = dict(id="odd-tills")\nODD = Milestone(**ODD)\n'
    [problem] = told(depot, steps=made)
    assert "(plugin depot)" in problem and ".py:" not in problem


def test_what_is_declared_twice_is_told_with_both_lines(depot: Path) -> None:
    text = STEPS.replace("nothing-there", "checkout-minutes")
    again = text + text.replace("ODD =", "SECOND =")
    problems = told(depot, steps=again, given=GIVEN.replace("(ODD,)", "(ODD, SECOND)"))
    first = line_of(text, "odd-tills")
    both = f"(vpl_depot/steps.py:{first} and vpl_depot/steps.py:{first + text.count(chr(10))})"
    assert f"milestones: 'odd-tills' is declared twice {both}" in problems[0]


def test_a_plugin_is_written_in_its_own_package_in_the_one_around_it_or_in_itself() -> None:
    import vpl_files
    import vpl_smb
    import vpl_smb.values

    assert package_of(vpl_smb) == "vpl_smb"
    assert package_of(vpl_smb.values) == "vpl_smb"
    assert package_of(type("Given", (), {"__module__": "vpl_smb.values"})()) == "vpl_smb"
    assert package_of(importlib.import_module("this")) == "this"
    assert package_of(vpl_files) == "vpl_files"


def test_every_thing_that_a_bundled_segment_declares_is_found_on_one_line() -> None:
    """The control: what is searched for in earnest is there to be found."""
    import vpl_smb

    for value in vpl_smb.VALUES:
        assert len(places_of("vpl_smb", "ValueDefinition", value.id)) == 1
