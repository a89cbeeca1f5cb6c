"""The page templates: our own environment, which escapes everything and knows no `safe`."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from vpl_core.site import components
from vpl_core.site.shape import shape


def environment() -> Environment:
    """An environment over the package `vpl_pages`; an undefined name is an error, data is always text."""
    env = Environment(
        loader=FileSystemLoader(str(files("vpl_pages"))),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.globals.update(_=say, c=components)
    del env.filters["safe"]
    return env


def say(sentence: str, **parts: object) -> Markup:
    """One of our sentences with its parts put in, each escaped."""
    return _sentence(sentence)(**parts)


@lru_cache(maxsize=1024)
def _sentence(sentence: str) -> Callable[..., Markup]:
    return shape(escape(sentence))
