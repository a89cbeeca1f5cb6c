"""Catalogues of our sentences as gettext keeps them: one for each language but English, read once."""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations
from importlib.resources import files

from vpl_core.model.accounts import Language
from vpl_core.rules.catalogue import PLAIN, Catalogue
from vpl_core.rules.wording import Wording

DOMAIN = "vpl"


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
def wording(language: Language, currency: str = "USD") -> Wording:
    """How sentences, numbers and days are written in the language."""
    return Wording(language, currency, catalogue(language))
