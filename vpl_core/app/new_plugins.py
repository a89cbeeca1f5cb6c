"""New plugins: a distribution of its own for a segment, a source or a page, which works from the first test on."""

from __future__ import annotations

import importlib.util
import keyword
import re
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template

import vpl_core
from vpl_core.app.scaffold import insist_on_room, write_new
from vpl_core.errors import Problem, VplError
from vpl_core.model.base import id_problem
from vpl_core.playbooks import put_together
from vpl_core.registry import find, installed

KINDS = ("segment", "source", "pages")
_ENDING = ".tmpl"


def write_plugin(kind: str, name: str, into: Path) -> tuple[Path, tuple[Path, ...]]:
    """Writes the distribution `vpl-NAME` into the folder, and returns its own folder and the files in it.

    `kind` is one of `KINDS`. Raises VplError, with everything that is wrong at once, where the name is no id, or is
    taken by a plugin, a segment or a module that is installed, or where the distribution's folder is not empty. Nothing
    that is there is written over, and nothing is written where anything is wrong.
    """
    home = into / f"vpl-{name}"
    problems = list(_faults_of(kind, name)) or list(_in_the_way(home))
    if problems:
        raise VplError(*problems)
    contents = dict(_filled_in(files("vpl_core") / "scaffold" / "new" / kind, _words(name)))
    for path, text in contents.items():
        write_new(home / path, text.encode())
    return home, tuple(sorted(contents))


def module_of(name: str) -> str:
    """The module of the plugin: `vpl_small_clinics` for `small-clinics`."""
    return f"vpl_{name.replace('-', '_')}"


def _words(name: str) -> dict[str, str]:
    """What stands in the templates for what."""
    return {
        "id": name,
        "module": module_of(name),
        "distribution": f"vpl-{name}",
        "title": name.replace("-", " ").capitalize(),
        "version": vpl_core.__version__,
    }


def _filled_in(folder: Traversable, words: dict[str, str], below: Path = Path()) -> Iterator[tuple[Path, str]]:
    """Every template below the folder by the path that its file gets; a folder `module` is called as the module is."""
    for entry in folder.iterdir():
        if entry.is_dir():
            named = words["module"] if entry.name == "module" else entry.name
            yield from _filled_in(entry, words, below / named)
        elif entry.name.endswith(_ENDING):
            text = entry.read_text(encoding="utf-8")
            yield below / entry.name.removesuffix(_ENDING), Template(text).substitute(words)


def _in_the_way(home: Path) -> Iterator[Problem]:
    try:
        insist_on_room(home)
    except VplError as refusal:
        yield from refusal.problems


def _faults_of(kind: str, name: str) -> Iterator[Problem]:
    """Why nothing can be called so."""
    if problem := id_problem(name):
        message, _, step = problem.partition(": ")
        yield Problem(message, step or "choose another name")
        return
    if keyword.iskeyword(module_of(name)) or not module_of(name).isidentifier():
        yield Problem(f"{module_of(name)!r} cannot be the name of a module", "choose another name")
    yield from _claims(kind, name)


def _claims(kind: str, name: str) -> Iterator[Problem]:
    """Those who have the name already: a plugin, a segment, a distribution, a module."""
    step = "choose another name, or uninstall it first"
    offered = installed()
    for candidate in sorted({(c.name, c.distribution) for c in offered if c.name == name}):
        yield Problem(f"a plugin {name!r} is installed already, by {candidate[1]}", step)
    if kind == "segment":
        declared = put_together(find()).by_segment
        if name in declared:
            maker = next(origin.plugin for origin in declared[name].origins if origin.what == "segment")
            yield Problem(f"the segment {name!r} is declared already, by the plugin {maker}", step)
    distributions = {re.sub(r"[-_.]+", "-", c.distribution).lower() for c in offered}
    if f"vpl-{name}" in distributions:
        yield Problem(f"a distribution vpl-{name} is installed already", step)
    if importlib.util.find_spec(module_of(name)) is not None:
        yield Problem(f"a module {module_of(name)} can be imported already", step)
