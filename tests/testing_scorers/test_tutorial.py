"""The tutorial for rule testers runs as it stands, and prints what it says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from vpl_core.testing import scorer_bands, scorer_honesty, scorer_laws

PAGE = (Path(__file__).parents[2] / "docs" / "scorer-testing.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(python|text)\n(.*?)```", PAGE, re.DOTALL)


def uncounted(text: str) -> str:
    """The text without how many examples there were, for another Hypothesis draws others."""
    return re.sub(r"\(\d+ examples\)", "(some examples)", text)


def test_the_tutorial_prints_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {"__name__": "tutorial"}
    shown = 0
    for kind, text in BLOCKS:
        if kind == "python":
            assert capsys.readouterr().out == "", "what is printed is shown right below"
            exec(compile(text, "scorer-testing.md", "exec"), names)
        else:
            assert uncounted(capsys.readouterr().out) == uncounted(text)
            shown += 1
    assert shown >= 6


def test_the_tutorial_names_every_law() -> None:
    for module in (scorer_laws, scorer_honesty, scorer_bands):
        laws = [name for name, thing in vars(module).items() if getattr(thing, "__module__", "") == module.__name__]
        for name in laws:
            if isinstance(getattr(module, name), type):
                assert f"`{name}(" in PAGE, name
