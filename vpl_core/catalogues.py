"""Catalogues of our sentences as gettext keeps them: one for each language but English, read once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from gettext import GNUTranslations
from importlib.resources import files

from vpl_core.model.accounts import Language
from vpl_core.rules.catalogue import PLAIN, Catalogue
from vpl_core.rules.wording import Wording

DOMAIN = "vpl"
Theirs = Callable[[str, str], str]
"""A segment's text in the language, from its kind and the English one."""


@cache
def catalogue(language: Language) -> Catalogue:
    """The sentences of the language, from the compiled catalogue that is installed with us."""
    if language == "en":
        return PLAIN
    compiled = files("vpl_core").joinpath("locale", language, "LC_MESSAGES", f"{DOMAIN}.mo")
    with compiled.open("rb") as file:
        translations = GNUTranslations(file)
    return Catalogue(translations.gettext, translations.ngettext)


@cache
def wording(language: Language, currency: str = "USD", theirs: Theirs | None = None) -> Wording:
    """How sentences, numbers and days are written in the language, and how a segment's own texts are said in it."""
    sentences = catalogue(language)
    return Wording(language, currency, sentences if theirs is None else replace(sentences, theirs=theirs))
