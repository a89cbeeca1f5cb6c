"""What is used of MkDocs and Material beyond their documented interface, in one place.

Checked against mkdocs 1.6.1 and mkdocs-material 9.8.1; pyproject.toml allows mkdocs >=1.6.1,<2 and mkdocs-material
>=9.8.1,<10. Everything else the build uses is public: the configuration object, `File`, `Files`, `Page`,
`get_navigation`, `get_context`, `get_toc`, the theme's environment and the plugin events.
"""

from __future__ import annotations

import os
from importlib.metadata import version

from mkdocs import utils

__all__ = [
    "ASSETS",
    "H1",
    "INERT_FEATURES",
    "LANGUAGE_TEMPLATE",
    "LUNR",
    "SEARCH_DIALOG",
    "SEARCH_PLUGIN",
    "SEARCH_SETTINGS",
    "START",
    "forget_addresses",
    "lunr_files",
    "named_search_dialog",
    "versions",
]

SEARCH_PLUGIN = "material/search"
"""The name under which Material's templates look for their search plugin."""
SEARCH_SETTINGS = ("lang", "separator", "pipeline", "fields")
"""What Material's search worker reads from the head of the index."""
SEARCH_DIALOG = '<div class="md-search" data-md-component="search" role="dialog">'
"""Material's search dialog as partials/search.html writes it: a dialog that no screen reader can name."""
INERT_FEATURES = frozenset(
    {
        "header.autohide",
        "navigation.expand",
        "navigation.footer",
        "navigation.indexes",
        "navigation.path",
        "navigation.prune",
        "navigation.sections",
        "navigation.tabs",
        "navigation.tabs.sticky",
        "navigation.top",
        "navigation.tracking",
        "search.highlight",
        "toc.follow",
        "toc.integrate",
    }
)
"""What Material can do without turning text into markup. Others can: `content.tooltips` puts the text of `title`
attributes and of shortened names into the page as HTML, and so brings to life what was escaped."""
H1 = "<h1"
"""What Material looks for in a body, to know whether it must print the page's title above it."""
START = "index"
"""The name of a folder's first page, which MkDocs tells from the others by it."""
ASSETS = "assets/"
"""Below this a theme keeps whatever its pages fetch."""
LANGUAGE_TEMPLATE = "partials/language.html"
"""Where Material's templates find the macro `t`, which gives a word in the language of the site."""
LUNR = f"{ASSETS}javascripts/lunr"
MOST_ADDRESSES = 20_000

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # material, which is imported later, would print an advertisement


def named_search_dialog(label: str) -> str:
    """The dialog's tag with an accessible name; `label` is escaped already."""
    return f'{SEARCH_DIALOG[:-1]} aria-label="{label}">'


def lunr_files(languages: list[str]) -> tuple[str, ...]:
    """What Material's search worker fetches for these languages; it knows English by itself."""
    others = [language for language in languages if language != "en"]
    files = [f"{LUNR}/min/lunr.{language}.min.js" for language in others]
    files += [f"{LUNR}/tinyseg.js"] if "ja" in others else []
    files += [f"{LUNR}/wordcut.js"] if {"hi", "th"} & set(others) else []
    files += [f"{LUNR}/min/lunr.multi.min.js"] if len(languages) > 1 else []
    return (f"{LUNR}/min/lunr.stemmer.support.min.js", *files) if files else ()


def versions() -> list[str]:
    """The distributions that print pages, each with the version that is installed."""
    return [f"{name} {version(name)}" for name in ("mkdocs", "mkdocs-material", "jinja2", "markupsafe")]


def forget_addresses() -> None:
    """Empties the memories of MkDocs that would otherwise grow by every address of every site."""
    for memory in (utils._norm_parts, utils._get_norm_url):
        if memory.cache_info().currsize > MOST_ADDRESSES:
            memory.cache_clear()
