"""Quick YAML: a sound text read without looking where things stand; whatever is doubtful is left to the strict reading.

It takes exactly the texts in which the strict reading finds no flaw, or fewer, and says of them what that says.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import yaml
from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from vpl_core.sources.figures import Refusal, clean_text
from vpl_core.sources.yaml_scalars import MAX_CHARACTERS, MAX_DEPTH, MAX_NODES, Content, Scalar, unquoted

MOST_CHARACTERS = min(MAX_NODES // 2, MAX_CHARACTERS)
"""A text as short as this has neither too many nodes nor too long a scalar, so neither has to be counted."""
SHORT = 40
"""Characters of a scalar that is remembered: keys, ids, days and numbers come again and again."""
_Next = Callable[[], Any]


class Doubtful(Exception):
    """Only the strict reading can tell what is wrong with the text, if anything is."""


def read_quickly(text: str) -> Content:
    """What the text says; raises Doubtful for every text with a flaw, and for long ones.

    No character may stand in it that a YAML file must not hold, and no directive.
    """
    if len(text) > MOST_CHARACTERS:
        raise Doubtful
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    try:
        return _document(loader.get_event)
    except Exception:  # whatever the parser stumbles over
        raise Doubtful from None
    finally:
        loader.dispose()


def _document(following: _Next) -> Content:
    following()
    if type(following()) is StreamEndEvent:
        return None
    content = _value(following(), following, depth=0)
    following()
    if type(following()) is not StreamEndEvent:
        raise Doubtful
    return content


def _value(event: Any, following: _Next, depth: int) -> Content:
    kind = type(event)
    if event.anchor is not None or event.tag is not None:  # an alias has no tag to ask for, and is doubtful anyhow
        raise Doubtful
    if kind is ScalarEvent:
        return clean_text(event.value) if event.style else _plain(event.value)
    if depth >= MAX_DEPTH:
        raise Doubtful
    if kind is MappingStartEvent:
        return _mapping(following, depth + 1)
    if kind is SequenceStartEvent:
        return _sequence(following, depth + 1)
    raise Doubtful


def _mapping(following: _Next, depth: int) -> dict[str, Content]:
    content: dict[str, Content] = {}
    while type(event := following()) is not MappingEndEvent:
        key = _value(event, following, depth) if type(event) is ScalarEvent else None
        if type(key) is not str or key in content or (key == "<<" and not event.style):
            raise Doubtful
        content[key] = _value(following(), following, depth)
    return content


def _sequence(following: _Next, depth: int) -> list[Content]:
    content: list[Content] = []
    while type(event := following()) is not SequenceEndEvent:
        content.append(_value(event, following, depth))
    return content


def _plain(text: str) -> Scalar:
    return _remembered(text) if len(text) <= SHORT else _said(text)


@lru_cache(maxsize=8192)
def _remembered(text: str) -> Scalar:
    return _said(text)


def _said(text: str) -> Scalar:
    said = unquoted(clean_text(text))
    if isinstance(said, Refusal):
        raise Doubtful
    return said
