"""Patches: one rule of the living program wrong for a while, wherever it has already been imported to."""

from __future__ import annotations
import __future__

import inspect
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import cached_property
from importlib import import_module
from operator import attrgetter
from textwrap import dedent, indent
from types import CodeType, FunctionType
from typing import Any

from vpl_core.rules.ready import forget_ready

PATCH = "VPL_TESTS_PATCH"
"""The environment variable by which other processes make the same mistake."""

Place = Callable[..., Any] | property | cached_property[Any]
"""A function, or what caches or wraps it."""


def function_at(place: Place) -> FunctionType:
    """The plain function, without what caches or wraps it."""
    if isinstance(place, property):
        plain: object = place.fget
    else:
        plain = place.func if isinstance(place, cached_property) else inspect.unwrap(place)
    assert isinstance(plain, FunctionType)
    return plain


def source_of(place: Place) -> str:
    return dedent(inspect.getsource(function_at(place)))


@contextmanager
def in_force(place: Place, old: str, new: str) -> Iterator[None]:
    """Inside the block the function reads `new` where it read `old`, also in processes that are started there."""
    function = function_at(place)
    sound, wrong = function.__code__, _code_with(place, old, new)
    os.environ[PATCH] = json.dumps([function.__module__, function.__qualname__, old, new])
    try:
        function.__code__ = wrong
        _forget(place)
        yield
    finally:
        function.__code__ = sound
        _forget(place)
        del os.environ[PATCH]


def of_the_environment() -> Any:
    """The patch that the environment asks for, or nothing."""
    told = os.environ.get(PATCH)
    if told is None:
        return nullcontext()
    module, name, old, new = json.loads(told)
    return in_force(attrgetter(name)(import_module(module)), old, new)


def _code_with(place: Place, old: str, new: str) -> CodeType:
    """The function's code with the mistake; only the code is swapped, so that whoever holds the function makes it."""
    function = function_at(place)
    source, cells = source_of(place).replace(old, new), function.__code__.co_freevars
    if cells:  # such as the class that `super()` asks for
        source = f"def around({', '.join(cells)}):\n{indent(source, '    ')}"
    # The flag of the module's `from __future__ import annotations` is not in the function's own text.
    flag = __future__.annotations.compiler_flag
    module = compile(source, f"<{function.__name__} with a mistake>", "exec", flag, True)
    return next(code for code in _inside(module) if code.co_name == function.__name__)


def _inside(code: CodeType) -> Iterator[CodeType]:
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield part
            yield from _inside(part)


def _forget(place: Any) -> None:
    """Clears what was remembered under the other rule."""
    forget_ready()
    if hasattr(place, "cache_clear"):
        place.cache_clear()
