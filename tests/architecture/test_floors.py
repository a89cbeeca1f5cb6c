"""The house holds: imports go down, the door shows what is behind it, the examples run, the tools are content."""

from __future__ import annotations

import ast
import datetime as dt
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import vpl_core
from tests.strangers import HOOKS, corner_shops, example_of, registry, retail
from tests.worlds import known, reading
from vpl_core.model.audience import CustomerView
from vpl_core.model.extra_pages import ExtraPage
from vpl_core.model.outcomes import Outcome
from vpl_core.model.playbook import Predicate
from vpl_core.playbooks import put_together
from vpl_core.ports import FactSource, FileSchema, SourceRequest
from vpl_core.rules.engine import assess
from vpl_core.site.context import customer_view

ROOT = Path(__file__).parents[2]
PRODUCT = ("vpl_core", "segments", "plugins", "site_templates")
OURS = (*PRODUCT, "tests", "benchmarks", "docs", "examples", ".ci")


LEFT_BEHIND = frozenset(["__pycache__", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache"])


def tool(*command: str) -> str:
    """What one of the tools says, with its exit code first."""
    program = Path(sys.executable).with_name(command[0])
    done = subprocess.run([program, *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
    return f"exit {done.returncode}\n{done.stdout}{done.stderr}"


def files(*endings: str, folders: tuple[str, ...] = PRODUCT) -> Iterator[Path]:
    """Our own files, without what a tool or a build has left."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix in endings and LEFT_BEHIND.isdisjoint(path.parts):
                yield path


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


# --- tools -----------------------------------------------------------------------------------------------------------


def test_imports_only_go_down_and_plugins_enter_by_the_door() -> None:
    said = tool("lint-imports", "--no-cache")
    assert said.startswith("exit 0\n"), said
    assert "Contracts: 4 kept, 0 broken." in said


def test_ruff_has_no_complaint() -> None:
    assert tool("ruff", "check", "--no-cache", ".") == "exit 0\nAll checks passed!\n"


def test_every_file_is_formatted() -> None:
    said = tool("ruff", "format", "--check", "--no-cache", ".")
    assert said.startswith("exit 0\n"), said


def test_types_hold_strictly() -> None:
    said = tool("mypy")
    assert re.fullmatch(r"exit 0\nSuccess: no issues found in \d{3,} source files\n", said), said


# --- the door --------------------------------------------------------------------------------------------------------


def told_to_type_checkers() -> dict[str, tuple[str, ...]]:
    """By room, the names that the door imports where only a type checker looks."""
    [only] = [node for node in ast.parse(inspect.getsource(vpl_core)).body if isinstance(node, ast.If)]
    assert ast.unparse(only.test) == "TYPE_CHECKING"
    rooms: dict[str, tuple[str, ...]] = {}
    for line in only.body:
        assert isinstance(line, ast.ImportFrom) and line.module is not None
        # `name as name` is what makes a re-export of it.
        assert all(alias.name == alias.asname for alias in line.names)
        rooms[line.module.removeprefix("vpl_core.")] = tuple(alias.name for alias in line.names)
    return rooms


def test_type_checkers_see_behind_the_door_what_is_there() -> None:
    seen = {room: tuple(sorted(names)) for room, names in told_to_type_checkers().items()}
    assert seen == {room: tuple(sorted(names)) for room, names in vpl_core._ROOMS.items()}


def test_every_name_of_the_door_opens_a_room() -> None:
    assert vpl_core.__all__ == sorted(name for names in vpl_core._ROOMS.values() for name in names)
    for room, names in vpl_core._ROOMS.items():
        for name in names:
            assert getattr(vpl_core, name) is getattr(import_module(f"vpl_core.{room}"), name)


def test_what_is_not_behind_the_door_is_refused_with_the_list_of_what_is() -> None:
    with pytest.raises(AttributeError, match=r"vpl_core has no 'Milestones'; .* vpl_core\.__all__"):
        vpl_core.Milestones  # noqa: B018


def test_the_door_is_opened_without_entering_any_room() -> None:
    code = "import sys, vpl_core; print([name for name in sys.modules if name.startswith('vpl_core.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_nobody_inside_comes_through_the_door() -> None:
    for path in files(".py", folders=("vpl_core",)):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "vpl_core":
                assert {alias.name for alias in node.names} <= {"hookspecs"}, named(path)


# --- the hooks -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_says_what_it_is_for_and_shows_an_example_of_itself(hook: str) -> None:
    [first, *_] = (inspect.getdoc(HOOKS[hook]) or "").splitlines()
    assert len(first.split()) > 4
    [function] = ast.parse(example_of(hook)).body
    assert isinstance(function, ast.FunctionDef)
    assert function.name == hook
    assert [ast.unparse(decorator) for decorator in function.decorator_list] == ["hookimpl"]
    assert [argument.arg for argument in function.args.args] == list(inspect.signature(HOOKS[hook]).parameters)


def a_shop() -> CustomerView:
    """What the customer of the examples may read, a year after the start."""
    book = put_together(registry(retail())).by_segment["retail"]
    facts = known((reading("checkout-minutes", 12),), segment="retail")
    day = facts.account.start + dt.timedelta(days=365)
    return customer_view(facts, book, assess(facts, book, day), vendor="Tessaly")


def test_the_examples_run_and_each_gives_what_its_hook_promises(tmp_path: Path) -> None:
    found = registry(retail(), corner_shops())
    arguments = {"segment": "retail", "view": a_shop()}
    given = {
        hook: found.contributions(hook, **{name: arguments[name] for name in inspect.signature(HOOKS[hook]).parameters})
        for hook in HOOKS
    }
    assert not found.problems
    counts = {hook: len(contributions) for hook, contributions in given.items()}
    assert counts.pop("vpl_translations") == 0, "a module that lies in no folder has no catalogue beside it"
    assert counts == dict.fromkeys(HOOKS.keys() - {"vpl_translations"}, 1)
    [predicate] = [c.content for c in found.contributions("vpl_conditions", Predicate)]
    assert predicate.ask(known(), dt.date(2026, 1, 1)) is Outcome.UNMET
    [source] = [c.content for c in found.contributions("vpl_fact_sources", FactSource)]
    assert source.read(SourceRequest(tmp_path)).facts == ()
    [schema] = [c.content for c in found.contributions("vpl_file_schemas", FileSchema)]
    assert schema.schema() == {"type": "object"}
    [page] = [c.content for c in found.contributions("vpl_pages", ExtraPage, view=a_shop())]
    assert page.title == "Catching up"


def test_every_hook_is_asked_by_somebody() -> None:
    said = "\n".join(path.read_text(encoding="utf-8") for path in files(".py", folders=("vpl_core",)))
    for hook in HOOKS:
        assert f'"{hook}"' in said, hook


# --- texts -----------------------------------------------------------------------------------------------------------


def test_no_template_marks_anything_as_safe() -> None:
    templates = list(files(".j2", ".html", folders=("site_templates",)))
    assert len(templates) > 5
    for path in templates:
        said = path.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe\b|autoescape\s+false", said), named(path)


TEXTS = (".py", ".j2", ".html", ".md", ".toml", ".yml", ".yaml", ".csv", ".txt", ".css", ".svg", "")
MACHINES = (r"/home/\w", r"/Users/\w", r"(?<!\w)/ro[o]t/", r"[A-Z]:\\Users")


def places_of_this_machine() -> list[str]:
    """Where this checkout, its Python and its user are at home; too short a path would be found anywhere."""
    return [str(path) for path in (ROOT, Path(sys.prefix), Path.home()) if len(path.parts) > 2]


def test_no_text_names_a_place_of_somebodys_machine() -> None:
    top = [path for path in ROOT.iterdir() if path.is_file() and path.suffix in TEXTS and path.name != ".git"]
    texts = [*top, *files(*TEXTS, folders=OURS)]
    assert len(texts) > 200
    here = [f"{re.escape(place)}(?![\\w-])" for place in places_of_this_machine()]
    unwanted = re.compile("|".join([*MACHINES, *here]))
    found = {named(path): match[0] for path in texts if (match := unwanted.search(path.read_text("utf-8", "replace")))}
    assert found == {}


def test_no_file_of_the_product_grows_beyond_four_hundred_lines() -> None:
    lengths = {named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in files(".py", ".j2")}
    assert {name: length for name, length in lengths.items() if length >= 400} == {}


def test_every_module_says_first_what_it_is() -> None:
    for path in files(".py"):
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), named(path)


def test_every_package_is_typed_and_has_no_twin_under_a_longer_name() -> None:
    packages = [path.parent for path in files(".py") if path.name == "__init__.py"]
    tops = [package for package in packages if not (package.parent / "__init__.py").exists()]
    assert len(tops) >= 8
    for package in tops:
        assert (package / "py.typed").is_file(), named(package)
    for folder in ("segments", "plugins", "site_templates"):
        assert not (ROOT / folder / "__init__.py").exists()
