"""Our own documentation: it builds strictly, and what is made from the code holds all of the code."""

import subprocess
import sys
from html import escape
from pathlib import Path
from runpy import run_path
from typing import get_args

import vpl_core
from tests.laws.book import all_laws, sentence_of
from vpl_core import hookspecs, testing
from vpl_core.cli.console import vpl
from vpl_core.model.conditions import Fact
from vpl_core.model.descriptions import descriptions
from vpl_core.model.values import Direction, Method, Party, Per, Unit

ROOT = Path(__file__).resolve().parents[2]


def test_the_documentation_builds_strictly_and_tells_of_every_hook_word_and_command(tmp_path: Path) -> None:
    built = subprocess.run(
        [
            sys.executable,
            "-m",
            "mkdocs",
            "build",
            "--strict",
            "-q",
            "-f",
            str(ROOT / "mkdocs.yml"),
            "-d",
            str(tmp_path),
        ],
        capture_output=True,
        text=True,
    )
    assert built.returncode == 0, built.stderr[-3000:]
    pages = {
        page: (tmp_path / f"{page}.html").read_text() for page in ("hooks", "words", "kit", "commands", "law-book")
    }
    hooks, words, kit, commands, laws = pages.values()
    assert [name for name in vars(hookspecs) if name.startswith("vpl_") and f'id="{name}"' not in hooks] == []
    assert [name for name in testing.__all__ if f'id="{name.lower()}"' not in kit] == []
    classes = [name for name in vpl_core.__all__ if getattr(getattr(vpl_core, name), "model_fields", None)]
    assert len(classes) > 30
    assert [name for name in classes if f'id="{name.lower()}"' not in words] == []
    assert [name for name in vpl.list_commands(None) if f"Usage: vpl {name} " not in commands] == []  # type: ignore[arg-type]
    assert [law for law in all_laws() if escape(sentence_of(law), quote=False) not in laws] == []


def test_what_a_field_may_hold_is_listed_for_whoever_writes_a_segment() -> None:
    made_pages = run_path(str(ROOT / "docs" / "made_pages.py"))
    listed = made_pages["word_reference"]()
    kinds = {"Unit": Unit, "Per": Per, "Direction": Direction, "Method": Method, "Party": Party, "Fact": Fact}
    missing = [text for kind in kinds.values() for text in get_args(kind) if text and f"`{text}`" not in listed]
    assert missing == []
    assert made_pages["closed_texts"]().items() >= kinds.items()
    assert "| `time` | `days` · `hours` · `minutes` |" in listed
    assert "| `growth` | 3 | 6 |" in listed


def test_every_field_that_a_plugin_may_write_says_what_it_is() -> None:
    silent = [
        f"{word.__name__}.{name}"
        for word in map(vpl_core.__getattr__, vpl_core.__all__)
        for name in getattr(word, "model_fields", {})
        if word is not vpl_core.CustomerView and name not in descriptions(word) and name != "kind"
    ]
    assert silent == []
