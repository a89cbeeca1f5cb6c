"""The tutorial's code is the example's code: all of it, in order, and nothing else."""

from __future__ import annotations

import importlib
import re
import sys
from collections import defaultdict
from functools import partial
from pathlib import Path
from shutil import copytree

import pytest

from vpl_core.registry import Candidate, admitted

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "vpl-retail"
TUTORIAL = ROOT / "docs" / "segment-tutorial.md"
BLOCK = re.compile(r"^\*\*(\S+)\*\*\n\n```\w+\n(.*?)^```$", re.M | re.S)


def lines_of(text: str) -> list[str]:
    """The lines that say something: where a file is cut, blank ones are lost."""
    return [line for line in text.splitlines() if line.strip()]


def test_the_tutorial_builds_the_example_file_by_file_and_line_by_line() -> None:
    told: dict[str, list[str]] = defaultdict(list)
    for path, code in BLOCK.findall(TUTORIAL.read_text(encoding="utf-8")):
        told[path] += lines_of(code)
    written = {
        str(path.relative_to(EXAMPLE)): lines_of(path.read_text(encoding="utf-8"))
        for folder in ("vpl_retail", "tests")
        for path in (EXAMPLE / folder).rglob("*")
        if path.suffix in (".py", ".yml")
    }
    assert len(written) == 8
    assert dict(told) == written


def test_every_other_block_is_something_to_type_or_to_read() -> None:
    text = TUTORIAL.read_text(encoding="utf-8")
    languages = re.findall(r"^```(\w+)$", BLOCK.sub("", text), re.M)
    assert set(languages) == {"console", "text"}


def test_the_failure_that_is_shown_is_one_that_happens(tmp_path: Path) -> None:
    import vpl_retail

    from vpl_core.testing.cases import findings, read_cases
    from vpl_core.testing.given import playbook_of

    cases = (EXAMPLE / "tests" / "cases.yml").read_text(encoding="utf-8")
    reading = "      shopper-satisfaction: [[2026-05-20, 7.5, survey-customer]]\n"
    assert reading in cases
    (tmp_path / "cases.yml").write_text(cases.replace(reading, ""), encoding="utf-8")
    book = playbook_of("retail", retail=vpl_retail)
    failing = [case for case in read_cases(tmp_path / "cases.yml", book) if findings(case)]
    [case] = failing
    shown = re.search(r"^cases\.yml:.*?(?=^```)", TUTORIAL.read_text(encoding="utf-8"), re.M | re.S)
    assert shown is not None
    happened = [f"{case.path}:{case.line}  {case.name}", *findings(case)]
    assert [line for line in shown[0].splitlines() if line not in happened] == []


def test_the_unit_that_is_refused_is_refused_in_those_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copytree(EXAMPLE / "vpl_retail", tmp_path / "vpl_retail")
    values = tmp_path / "vpl_retail" / "values.py"
    values.write_text(values.read_text().replace('unit="percent"', 'unit="%"', 1))
    monkeypatch.syspath_prepend(tmp_path)
    for name in modules_of_retail():
        monkeypatch.delitem(sys.modules, name)
    refused = admitted([Candidate("retail", "kit", "1", partial(importlib.import_module, "vpl_retail"))])
    for name in modules_of_retail():
        del sys.modules[name]
    [problem] = refused.problems
    assert str(problem) in TUTORIAL.read_text(encoding="utf-8")


def modules_of_retail() -> list[str]:
    return [name for name in sys.modules if name.partition(".")[0] == "vpl_retail"]
