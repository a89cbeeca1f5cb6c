"""Plugins of strangers: what the hooks' own examples give together, and plugins that go wrong in one way each."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from textwrap import dedent
from types import ModuleType
from typing import Any

import vpl_core
from vpl_core import hookspecs
from vpl_core.registry import Candidate, Registry, find

HOOKS: dict[str, Callable[..., Any]] = {
    name: function for name, function in vars(hookspecs).items() if name.startswith("vpl_") and callable(function)
}
WAREHOUSE = """
class WarehouseSource:
    name = "warehouse"

    def read(self, request):
        return SourceReading()
"""


def example_of(hook: str) -> str:
    """The code under `Example::` in the hook's docstring."""
    documentation = inspect.getdoc(HOOKS[hook]) or ""
    _, found, code = documentation.partition("Example::\n\n")
    return dedent(code) if found else ""


def retail_source(segment: str = "retail") -> str:
    """One plugin's module: everything that the examples of the hooks say of one segment, put together."""
    imports = f"from vpl_core import {', '.join(vpl_core.__all__)}"
    spoken = [example_of(hook) for hook in HOOKS if hook != "vpl_compositions"]
    text = "\n\n".join(['"""A segment for shops."""', imports, WAREHOUSE, *spoken])
    if segment == "retail":
        return text
    return text.replace('"retail', f'"{segment}').replace('"three-', f'"{segment}-')


def module(source: str, name: str = "a_plugin") -> ModuleType:
    """The source as a module; what may be used of the core is there already."""
    made = ModuleType(name)
    vars(made).update({word: getattr(vpl_core, word) for word in vpl_core.__all__})
    exec(compile(dedent(source), f"{name}.py", "exec"), vars(made))
    return made


def offered(name: str, source: str, *, by: str = "") -> Candidate:
    """A plugin under the name, made of the source when it is loaded."""
    return Candidate(name, by or f"{name}-kit", "1.0", lambda: module(source, name))


def retail(name: str = "retail", *, segment: str = "retail") -> Candidate:
    return offered(name, retail_source(segment))


def corner_shops(name: str = "corner") -> Candidate:
    """The plugin of the hook's example that joins shops with small businesses."""
    return offered(name, example_of("vpl_compositions"))


def registry(*candidates: Candidate, disabled: tuple[str, ...] = ()) -> Registry:
    return find(disabled, candidates=candidates)
