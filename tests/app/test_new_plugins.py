"""A new plugin works from the first test on, is content with every tool, and takes nothing from anybody."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from vpl_core.app.new_plugins import KINDS, module_of, write_plugin
from vpl_core.cli.console import vpl
from vpl_core.errors import VplError

LONGEST = "a-segment-with-the-longest-name-there-is"
NAMES = {"segment": "bakeries", "source": "tills", "pages": "next-steps"}


def run(*command: str, cwd: Path) -> str:
    """What a tool says of the folder; it has to be content."""
    program = Path(sys.executable).with_name(command[0])
    done = subprocess.run([program, *command[1:]], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("length", ["short", "long"])
def test_what_is_written_is_formatted_and_ruff_has_no_complaint(kind, length, tmp_path):
    home, _ = write_plugin(kind, NAMES[kind] if length == "short" else LONGEST, tmp_path)
    run("ruff", "check", "--no-cache", ".", cwd=home)
    run("ruff", "format", "--check", "--no-cache", ".", cwd=home)


@pytest.mark.slow
def test_the_types_of_what_is_written_hold_strictly(tmp_path):
    modules = []
    for kind, name in NAMES.items():
        home, _ = write_plugin(kind, name, tmp_path)
        modules += [str(home / module_of(name)), *map(str, (home / "tests").glob("*.py"))]
    run("mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), *modules, cwd=Path(__file__).parents[2])


@pytest.mark.parametrize("kind", KINDS)
def test_every_file_is_told_and_no_placeholder_is_left(kind, tmp_path):
    home, written = write_plugin(kind, NAMES[kind], tmp_path)
    there = {path.relative_to(home) for path in home.rglob("*") if path.is_file()}
    assert set(written) == there
    assert home == tmp_path / f"vpl-{NAMES[kind]}"
    package = Path(module_of(NAMES[kind]))
    assert {Path("pyproject.toml"), Path("README.md"), package / "__init__.py", package / "py.typed"} <= there
    for path in there:
        assert "${" not in (home / path).read_text(encoding="utf-8"), path


@pytest.mark.parametrize("kind", KINDS)
def test_the_readme_tells_the_three_commands_and_that_names_are_read_at_install(kind, tmp_path):
    home, _ = write_plugin(kind, NAMES[kind], tmp_path)
    readme = (home / "README.md").read_text(encoding="utf-8")
    assert [line.split("  ")[0] for line in readme.split("```")[1].splitlines()[1:]] == [
        'pip install -e ".[test]"',
        "pytest",
        "vpl plugins",
    ]
    assert "entry points are read at install" in readme


def told(kind: str, name: str, into: Path) -> str:
    with pytest.raises(VplError) as refusal:
        write_plugin(kind, name, into)
    return str(refusal.value)


@pytest.mark.parametrize("name", ["Retail", "two words", "a_b", "9lives", "", "x" * 41, "../up", "none"])
def test_a_name_that_is_no_id_is_refused_with_what_an_id_is(name, tmp_path):
    said = told("segment", name, tmp_path)
    assert "is not an id" in said or "is reserved" in said
    assert not any(tmp_path.iterdir())


def test_a_name_that_others_have_is_refused_with_all_of_them_at_once(tmp_path):
    said = told("segment", "smb", tmp_path)
    assert "a plugin 'smb' is installed already, by value-proof-ladder" in said
    assert "the segment 'smb' is declared already, by the plugin smb" in said
    assert "a module vpl_smb can be imported already" in said
    assert "the segment" not in told("pages", "files", tmp_path)
    assert "a module vpl_core can be imported already" in told("source", "core", tmp_path)
    assert not any(tmp_path.iterdir())


def test_a_folder_that_holds_anything_is_refused_and_left_as_it_is(tmp_path):
    (tmp_path / "vpl-bakeries").mkdir()
    (tmp_path / "vpl-bakeries" / "mine.txt").write_text("mine")
    assert "vpl-bakeries is not empty" in told("segment", "bakeries", tmp_path)
    assert [path.name for path in (tmp_path / "vpl-bakeries").iterdir()] == ["mine.txt"]


def test_the_command_names_the_files_and_what_to_do_next(tmp_path, capsys):
    vpl.main(["new", "segment", "bakeries", "--into", str(tmp_path)], standalone_mode=False)
    vpl.main(["new", "plugin", "tills", "--kind", "source", "--into", str(tmp_path)], standalone_mode=False)
    said = capsys.readouterr().out
    for path in ("vpl_bakeries/ladder.py", "tests/cases.yml", "vpl_tills/reader.py"):
        assert f"  {path}\n" in said
    assert f'Next: cd {tmp_path}/vpl-bakeries && pip install -e ".[test]" && pytest && vpl plugins\n' in said
