"""The page templates: our own environment, which escapes everything and knows no `safe`."""

from __future__ import annotations

from importlib.resources import files

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from vpl_core.site.charts import rigor_swatch
from vpl_core.site.marks import rigor_mark, status_mark
from vpl_core.site.words import rigor_meaning, rigor_word, status_word


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
    env.globals.update(_=say, rigor_mark=rigor_mark, status_mark=status_mark, rigor_swatch=rigor_swatch)
    env.globals.update(rigor_word=rigor_word, rigor_meaning=rigor_meaning, status_word=status_word)
    del env.filters["safe"]
    return env


def say(sentence: str, **parts: object) -> Markup:
    """One of our sentences with its parts put in, each escaped."""
    return Markup(escape(sentence)).format(**parts)
