"""Texts that were left English on a page in another language, marked so that they are read aloud as English."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup

from vpl_core.site.shape import inert, markup

_ALONE_OR_FIRST = re.compile(r"<([a-z][a-z0-9]*)([^<>]*)>([^<>]+)(?=<(/?))")
"""A start tag with the text behind it, and whether the element ends there."""
_CELLS = frozenset({"td", "th"})
_OURS = re.compile(r' (?:aria-label|lang|title)="')
"""Where one stands in a tag, the element says something in the page's language as well, or has been marked."""


def marked_english(body: Markup, texts: Iterable[str]) -> Markup:
    """The page with `lang="en"` wherever one of the texts is all that an element says, or begins a cell of a table.

    A text that is a part of one of our sentences is not marked: there it is a name, which has no language.
    """
    english = {inert(text) for text in texts}

    def mark(found: re.Match[str]) -> str:
        tag, attributes, text, ends = found.groups()
        if text.strip() not in english:
            return found[0]
        if tag in _CELLS:
            return f'<{tag}{attributes}><span lang="en">{text}</span>'
        return f'<{tag}{attributes} lang="en">{text}' if ends and not _OURS.search(attributes) else found[0]

    return markup(_ALONE_OR_FIRST.sub(mark, body)) if english else body
