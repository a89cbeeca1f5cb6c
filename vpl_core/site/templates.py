"""The page templates: our own environment, which escapes everything and knows no `safe`."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from functools import cache, partial
from importlib.resources import files
from inspect import signature
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from vpl_core.catalogues import wording
from vpl_core.rules.wording import ENGLISH, Wording
from vpl_core.site import components
from vpl_core.site.compiled import keep_compiled
from vpl_core.site.shape import shape


def environment(words: Wording = ENGLISH) -> Environment:
    """An environment over the package `vpl_pages`; an undefined name is an error, data is always text.

    One for each language: whatever stands in a template whole is put into its language when the template is compiled.
    """
    say = _sayer(words)
    ours = {name: _in_the_language(getattr(components, name), words) for name in components.__all__}
    env = _PlainCalls(
        loader=FileSystemLoader(str(files("vpl_pages"))),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.globals.update(_=say, c=SimpleNamespace(**ours))
    env.filters.update({f"c.{name}": component for name, component in ours.items()}, _=say, listed=words.listed)
    del env.filters["safe"]
    if words == wording(words.language):  # others say what no digest tells
        keep_compiled(env, f"pages-{words.language}")
    return env


def _sayer(words: Wording) -> Callable[..., Markup]:
    """Says one of our sentences with its parts put in, each escaped."""

    @cache
    def shaped(sentence: str) -> Callable[..., Markup]:
        return shape(escape(words.catalogue.sentence(sentence)))

    def say(sentence: str, /, **parts: object) -> Markup:
        return shaped(sentence)(**parts)

    return say


def _in_the_language(component: Callable[..., Markup], words: Wording) -> Callable[..., Markup]:
    """The component; one that has words of its own says them in the language."""
    has_words = "wording" in signature(component).parameters and words.language != "en"
    return partial(component, wording=words) if has_words else component


_OUR_ESCAPING = "\nfrom vpl_core.site.shape import inert as escape, markup as Markup\n"
"""Behind a compiled template, whose own imports it overrules: the same escaping, at a third of the price."""


class _PlainCalls(Environment):
    """Compiles `_(…)` and `c.…(…)` as filters, and all that is put out as shapes put it out.

    Jinja looks into every call whether the function wants to know its context; a filter it calls plainly. And where
    all that is given to a filter stands in the template, it is worked out when the template is compiled.
    """

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Of a mapping its entry, before anything else it has by that name."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        try:
            return getattr(obj, attribute)
        except AttributeError:
            return super().getattr(obj, attribute)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One plain mapping, for it is copied for each page; ours do not change once a template is loaded."""
        return {**self.globals, **(d or {})}

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        return super()._generate(_AsFilters().visit(source), name, filename, defer_init) + _OUR_ESCAPING


class _AsFilters(NodeTransformer):
    def visit_Call(self, call: nodes.Call) -> nodes.Node:
        self.generic_visit(call)
        name = _ours(call.node)
        if not name or not call.args:
            return call
        first, *others = call.args
        return nodes.Filter(first, name, others, call.kwargs, call.dyn_args, call.dyn_kwargs, lineno=call.lineno)


def _ours(called: nodes.Expr) -> str:
    """The filter that does what is called; empty where it is not one of ours."""
    if isinstance(called, nodes.Name):
        return "_" if called.name == "_" else ""
    if isinstance(called, nodes.Getattr) and isinstance(called.node, nodes.Name) and called.node.name == "c":
        return f"c.{called.attr}" if called.attr in components.__all__ else ""
    return ""
