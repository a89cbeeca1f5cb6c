"""The press: MkDocs with everything in it that the sites of one language share."""

from __future__ import annotations

import copy
import re
import tempfile
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader, Template, pass_context
from markupsafe import Markup, escape
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents, get_toc
from mkdocs.utils.templates import url_filter

from vpl_core.errors import BuildFailure, Problem
from vpl_core.site.brand import NO_BRAND, Brand
from vpl_core.site.compiled import keep_compiled
from vpl_core.site.finished import Heading, Site, SitePage
from vpl_core.site.marks import PATTERNS
from vpl_core.site.mkdocs_internals import (
    ASSETS,
    INERT_FEATURES,
    LANGUAGE_TEMPLATE,
    SEARCH_DIALOG,
    SEARCH_PLUGIN,
    SEARCH_SETTINGS,
    named_search_dialog,
)
from vpl_core.site.search_text import JAPANESE_SEPARATOR

__all__ = ["Press", "prepared"]

SEARCH_BY_LANGUAGE: dict[str, dict[str, Any]] = {"ja": {"separator": JAPANESE_SEPARATOR}}
"""Where Material's own settings for a language's search do not find enough."""
BRAND_ICON = "vpl/brand"
"""Under what name the theme finds a brand's drawing, which holds nothing that a template could take for a command."""
NAMES = {"en": "English", "ja": "日本語", "ko": "한국어"}
"""What each language calls itself."""
LINE_BEGINNING = re.compile(r"\n\s+")
LINE_BETWEEN = re.compile(r"(?<=>)\n(?=[<{])|(?<=})\n(?=<|{%)")
"""A line's end between two elements, or between one and a command of the template: never between two words."""
REMEMBERED_WORDS = "{% macro t(key) %}{{ theme_word(key) }}{% endmacro %}"
"""Takes the place of Material's template, which looks a word up in two languages each time it is printed."""


@dataclass(frozen=True, slots=True)
class Press:
    """MkDocs' settings, the theme's page template and its search dialog, ready for any number of sites."""

    config: MkDocsConfig
    template: Template
    search_dialog: str
    """The search dialog's tag as it ought to be."""
    search_settings: Mapping[str, Any]
    """What Material's search worker is told of the language."""

    @property
    def folders(self) -> tuple[str, ...]:
        """Where the theme's files are, the first first."""
        return tuple(self.config.theme.dirs)

    def printed(self, site: Site, assets: str = "", only: Container[str] | None = None) -> dict[str, str]:
        """Each page's HTML by its file name, in the order of the site, or that of the files in `only`.

        `assets` is where the theme's files are, seen from the site's folder and with a `/` at its end: `../_theme/1/`.

        The template escapes: names go in as text, bodies and the footer as they are. Names are given as Markup of their
        escaped text, and so they stay exact in those places too where Material strips tags or escapes by itself.
        """
        config = _config_of(site, self.config, assets)
        # MkDocs shows no page any other that is outside the navigation, and goes through all of them for each.
        shown = [page for page in site.pages if page.in_nav or only is None or page.file in only]
        files = Files([_file_of(page) for page in shown])
        paired = zip(shown, files, strict=True)
        pages = [_FinishedPage(page, file, config, as_of=site.as_of) for page, file in paired]
        navigation = get_navigation(files, config)
        today = datetime.combine(site.as_of, time(), UTC)
        html: dict[str, str] = {}
        for page in pages:
            if only is not None and page.file.dest_uri not in only:
                continue
            page.active = True
            config["extra"]["alternate"] = _alternates(site, page.file.dest_uri)
            context = {**get_context(navigation, files, config, page), "build_date_utc": today}
            html[page.file.dest_uri] = self.template.render(context).replace(SEARCH_DIALOG, self.search_dialog, 1)
            page.active = False
        return html


def prepared(theme: dict[str, Any], language: str, brand: Brand = NO_BRAND) -> Press:
    """A press for one language and brand; BuildFailure with MkDocs' own words where it refuses a setting.

    Settings are Python values and never YAML text, in which a name could become a command. Of the features that the
    theme asks for, those stay that leave text alone.
    """
    config = _validated({**theme, "language": language, "font": False}, language)
    config.theme["brand"] = brand.has_style
    if brand.logo:
        config.theme["icon"] = {**config.theme["icon"], "logo": BRAND_ICON}
    words = _words_environment(config).get_template(LANGUAGE_TEMPLATE).make_module({"config": config})
    theme_word = cache(lambda key: str(words.t(key)))  # type: ignore[attr-defined]  # a macro of the template
    search_dialog = named_search_dialog(escape(theme_word("search")))
    return Press(config, _page_template(config, theme_word, brand), search_dialog, _search_settings(config))


def _words_environment(config: MkDocsConfig) -> Environment:
    """The theme's own environment, for the words that it has."""
    environment = config.theme.get_env()
    keep_compiled(environment, "words")
    return environment


def _page_template(config: MkDocsConfig, theme_word: Callable[[str], str], brand: Brand) -> Template:
    environment = config.theme.get_env()
    environment.autoescape = True
    # Lines that hold nothing but a command of the template are no lines of the page: a sixth of its bytes.
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.globals["theme_word"] = theme_word
    environment.filters["url"] = _address
    ours = DictLoader({LANGUAGE_TEMPLATE: REMEMBERED_WORDS, f".icons/{BRAND_ICON}.svg": brand.logo})
    environment.loader = ChoiceLoader([ours, _Unindented(config.theme.dirs)])
    keep_compiled(environment, "theme")
    return environment.get_template("main.html")


class _Unindented(FileSystemLoader):
    """Templates without the room at the beginning of their lines and between elements, an eighth of every page."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, *rest = super().get_source(environment, template)
        return (LINE_BETWEEN.sub("", LINE_BEGINNING.sub("\n", source)), *rest)  # type: ignore[return-value]  # the other two as they are


@pass_context
def _address(context: Any, value: object) -> str:
    """MkDocs' own filter, which knows nothing of files that several sites share."""
    if isinstance(value, _FromThePage):
        return value
    address = str(value)
    inside = address.startswith(ASSETS)
    return url_filter(context, f"{context['config'].extra['vpl']['assets']}{address}" if inside else address)


def _search_settings(config: MkDocsConfig) -> dict[str, Any]:
    """Read now, for MkDocs keeps one search plugin for the whole process and sets it anew for the next language."""
    plugin = config.plugins[SEARCH_PLUGIN]
    return {name: plugin.config[name] for name in SEARCH_SETTINGS}


def _validated(theme: dict[str, Any], language: str) -> MkDocsConfig:
    config = MkDocsConfig()
    with tempfile.TemporaryDirectory() as folder:  # MkDocs insists on a folder of sources; it is never read
        config.load_dict(
            {
                "site_name": "-",
                "docs_dir": folder,
                "site_dir": f"{folder}-site",
                "theme": theme,
                "plugins": {SEARCH_PLUGIN: SEARCH_BY_LANGUAGE.get(language, {})},
                "use_directory_urls": False,
            }
        )
        errors, _ = config.validate()
    if errors:
        raise BuildFailure(*(_refused_setting(name, error) for name, error in errors))
    if not any(Path(folder, f"partials/languages/{language}.html").is_file() for folder in config.theme.dirs):
        raise BuildFailure(Problem(f"the theme does not speak {language!r}", "use en, ja or ko", field="language"))
    config.theme["features"] = [name for name in config.theme.get("features") or [] if name in INERT_FEATURES]
    config.plugins.on_startup(command="build", dirty=False)
    return _asked(config)


def _asked(config: MkDocsConfig) -> MkDocsConfig:
    """The plugins have their say; Material's search asks for words of the theme, each in an environment of its own."""
    environment = _words_environment(config)
    config.theme.get_env = lambda: environment  # type: ignore[method-assign]
    asked = config.plugins.on_config(config)
    del asked.theme.get_env
    return asked


def _config_of(site: Site, shared: MkDocsConfig, assets: str) -> MkDocsConfig:
    config = copy.copy(shared)
    config.site_name = escape(site.name)
    config.nav = _navigation_of(site.pages)
    config["extra"] = {
        "generator": False,
        "scope": "/",  # the one inline script that would otherwise differ by the depth of a page
        "vpl": {"patterns": PATTERNS, "footer": site.footer, "assets": assets, "scripts": site.scripts},
    }
    return config


def _alternates(site: Site, file: str) -> list[dict[str, str]]:
    """The same page in each language, as Material's switcher wants them."""
    up = "../" * file.count("/")
    return [
        {"name": NAMES[of], "link": _FromThePage(f"{up}{folder}{file}"), "lang": of} for of, folder in site.alternates
    ]


class _FromThePage(str):
    """An address as seen from the page that it stands on; MkDocs would lose a `../` that leads out of the site."""

    __slots__ = ()


def _navigation_of(pages: Sequence[SitePage]) -> list[Any]:
    """MkDocs' `nav`: pages in order, those of a section gathered where its first one stands."""
    entries: list[Any] = []
    sections: dict[str, list[str]] = {}
    for page in pages:
        if page.in_nav and page.section not in sections and page.section:
            sections[page.section] = []
            entries.append({escape(page.section): sections[page.section]})
        if page.in_nav:
            sections.get(page.section, entries).append(_source(page))
    return entries


def _source(page: SitePage) -> str:
    return f"{page.path}.md"


def _file_of(page: SitePage) -> File:
    return File(_source(page), None, "", use_directory_urls=False, inclusion=InclusionLevel.INCLUDED)


class _FinishedPage(Page):
    """A page of MkDocs that has its content from the start, and no day but the site's."""

    def __init__(self, page: SitePage, file: File, config: MkDocsConfig, *, as_of: date) -> None:
        title = escape(page.title)
        super().__init__(title, file, config)
        self.markdown = ""
        self.meta = {"title": title}
        self.content = Markup(page.body)
        self.toc = _contents(page.headings)
        self.update_date = as_of.isoformat()


def _contents(headings: Sequence[Heading]) -> TableOfContents:
    """Each heading under the nearest one before it that ranks higher."""
    top: list[Any] = []
    above: list[Any] = []
    for heading in headings:
        token = {"level": heading.level, "id": heading.id, "name": escape(heading.title), "children": []}
        while above and above[-1]["level"] >= heading.level:
            above.pop()
        (above[-1]["children"] if above else top).append(token)
        above.append(token)
    return get_toc(top)


def _refused_setting(name: str, error: Exception) -> Problem:
    next_step = "install the versions of mkdocs and mkdocs-material that pyproject.toml asks for"
    return Problem(f"MkDocs refuses {name}: {error}", next_step, field=name)
