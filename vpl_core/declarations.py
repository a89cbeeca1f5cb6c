"""Declarations: the file and line on which a plugin's Python declares a thing, found only once there is a fault."""

from __future__ import annotations

import ast
import sys
import tokenize
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from vpl_core.blame import within_its_package


class Place(NamedTuple):
    """Where something stands in a plugin."""

    path: str
    """As seen from where the plugin's package lies: `vpl_retail/milestones.py`."""
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


def places_of(package: str, kind: str, id_: str) -> tuple[Place, ...]:
    """Every place at which the loaded modules of the package may declare the thing, by file and line.

    As `kind(id="…")`; where it is nowhere written so, as the first argument or under the same name of any call; else
    wherever the text stands at all. More than one means that nobody can tell which it is.
    """
    written = [(path, one) for path in _files_of(package) for one in _written(path, kind, id_)]
    plainest = min((how for _, (how, _) in written), default=0)
    found = {Place(within_its_package(str(path)), line) for path, (how, line) in written if how == plainest}
    return tuple(sorted(found))


def package_of(plugin: object) -> str:
    """The package whose modules say what the plugin says: the module itself where it is in none."""
    name = str(getattr(plugin, "__name__", "") if hasattr(plugin, "__file__") else type(plugin).__module__)
    is_package = hasattr(sys.modules.get(name), "__path__")
    return name if is_package else name.rpartition(".")[0] or name


def _files_of(package: str) -> Iterable[Path]:
    """The Python files of the modules of the package that are loaded."""
    names = [name for name in list(sys.modules) if name == package or name.startswith(f"{package}.")]
    files = {getattr(sys.modules[name], "__file__", None) for name in names if package}
    return sorted(Path(file) for file in files if file and file.endswith(".py"))


_KEYS = {"StopRule": "clock", "Predicate": "name"}
"""What names a thing that has no id."""
_IN_ITS_OWN_WORD, _IN_A_CALL, _SOMEWHERE = range(3)


def _written(path: Path, kind: str, id_: str) -> Iterator[tuple[int, int]]:
    """How plainly the file speaks of the id, and on which line; nothing where it cannot be read."""
    try:
        with tokenize.open(path) as file:
            text = file.read()
        tree = ast.parse(text) if id_ in text.lower() else None
    except (OSError, SyntaxError, UnicodeDecodeError, ValueError):
        return
    for node in ast.walk(tree) if tree is not None else ():
        if isinstance(node, ast.Call):
            own = _name(node.func) == kind
            named = [one.value for one in node.keywords if one.arg == _KEYS.get(kind, "id")]
            for argument in (*node.args[:1], *named):
                if _says(argument, id_):
                    yield (_IN_ITS_OWN_WORD if own else _IN_A_CALL), argument.lineno
        elif isinstance(node, ast.Constant) and node.value == id_:
            yield _SOMEWHERE, node.lineno


def _says(node: ast.expr, id_: str) -> bool:
    """The id as text, or as a member of a closed list of that name: `Clock.ROI_BASED`."""
    if isinstance(node, ast.Attribute):
        return node.attr.lower() == id_
    return isinstance(node, ast.Constant) and node.value == id_


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
