"""The door of the testing kit: every name opens, type checkers see it, and nothing heavy comes before it is needed."""

from __future__ import annotations

import ast
import pkgutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from vpl_core import testing


def test_every_name_of_the_kit_opens_the_module_that_it_is_kept_in() -> None:
    assert testing.__all__ == sorted(name for names in testing._ROOMS.values() for name in names)
    for room, names in testing._ROOMS.items():
        for name in names:
            assert getattr(testing, name) is getattr(import_module(f"vpl_core.{room}"), name)


def test_no_name_of_the_kit_is_hidden_by_a_module_of_that_name() -> None:
    assert {module.name for module in pkgutil.iter_modules(testing.__path__)} & set(testing.__all__) == set()


def test_type_checkers_see_behind_the_door_what_is_there() -> None:
    [only] = [line for line in ast.parse(Path(testing.__file__).read_text()).body if _is_for_type_checkers(line)]
    seen = {
        str(line.module).removeprefix("vpl_core."): tuple(alias.name for alias in line.names)
        for line in ast.walk(only)
        if isinstance(line, ast.ImportFrom) and all(alias.name == alias.asname for alias in line.names)
    }
    assert {room: sorted(names) for room, names in seen.items()} == {
        room: sorted(names) for room, names in testing._ROOMS.items()
    }


def _is_for_type_checkers(line: ast.stmt) -> bool:
    return isinstance(line, ast.If) and ast.unparse(line.test) == "TYPE_CHECKING"


def test_what_is_not_in_the_kit_is_refused_with_the_list_of_what_is() -> None:
    with pytest.raises(AttributeError, match=r"has no 'check_score'; .* vpl_core\.testing\.__all__"):
        testing.check_score  # noqa: B018


def test_the_door_is_opened_without_loading_pytest_or_hypothesis() -> None:
    code = "import sys, vpl_core.testing; print({'pytest', 'hypothesis', 'pydantic'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_what_a_contract_compares_is_told_where_it_fails(tmp_path: Path) -> None:
    """Its asserts are rewritten although it is no test module: pytest has to be told before it is imported."""
    (tmp_path / "test_said.py").write_text(
        "from vpl_core.testing import segment_contract\n"
        "def test_it():\n"
        "    assert '@pytest_ar' in vars(segment_contract)\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout[-800:]
