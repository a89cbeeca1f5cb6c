"""What is used of MkDocs and Material beyond their documented interface is still there, as it was."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import material
import pytest
from mkdocs import utils
from mkdocs.plugins import get_plugins
from mkdocs.structure.files import File, InclusionLevel

from vpl_core.site import mkdocs_internals
from vpl_core.site.mkdocs_internals import (
    ASSETS,
    H1,
    INERT_FEATURES,
    LANGUAGE_TEMPLATE,
    SEARCH_DIALOG,
    SEARCH_PLUGIN,
    SEARCH_SETTINGS,
    START,
    lunr_files,
    versions,
)

TEMPLATES = Path(next(iter(material.__path__)), "templates")
CHANGED = f"{', '.join(versions())}: this is no longer as vpl_core/site/mkdocs_internals.py says"
PROJECT = Path(__file__).parents[2] / "pyproject.toml"


def material_writes(file: str) -> str:
    return (TEMPLATES / file).read_text("utf-8")


def test_the_versions_that_are_allowed_are_those_that_the_module_names():
    needs = tomllib.loads(PROJECT.read_text())["project"]["dependencies"]
    for name in ("mkdocs", "mkdocs-material"):
        (need,) = (need.removeprefix(name) for need in needs if re.match(rf"{name}[<>=]", need))
        assert f"{name} {need}" in " ".join((mkdocs_internals.__doc__ or "").split())
        assert need.startswith(f">={checked(name)},<")


def checked(name: str) -> str:
    found = re.search(rf"\b{name} (\d[\d.]*\d)", mkdocs_internals.__doc__ or "")
    assert found
    return found[1]


def test_the_search_plugin_has_its_name_and_its_settings():
    assert SEARCH_PLUGIN in get_plugins(), CHANGED
    assert f'"{SEARCH_PLUGIN}" in config.plugins' in material_writes("partials/header.html"), CHANGED
    plugin = get_plugins()[SEARCH_PLUGIN].load()()
    plugin.load_config({})
    assert [name for name in SEARCH_SETTINGS if name not in plugin.config] == [], CHANGED


def test_the_search_dialog_is_written_once_and_without_a_name():
    assert material_writes("partials/search.html").count(SEARCH_DIALOG) == 1, CHANGED


def test_every_inert_feature_is_one_that_material_still_knows():
    bundle = next((TEMPLATES / "assets/javascripts").glob("bundle.*.min.js")).read_text("utf-8")
    templates = [path.read_text("utf-8") for path in (TEMPLATES / "partials").rglob("*.html")]
    known = "".join([bundle, material_writes("base.html"), *templates])
    assert [name for name in INERT_FEATURES if f'"{name}"' not in known] == [], CHANGED


@pytest.mark.parametrize("language", ["ja", "ko", "de", "th", "hi"])
def test_the_words_and_the_search_of_each_language_are_where_they_were(language):
    assert (TEMPLATES / f"partials/languages/{language}.html").is_file(), CHANGED
    files = lunr_files([language] if language != "ko" else ["ko", "en"])
    assert [file for file in files if not (TEMPLATES / file).is_file()] == [], CHANGED


def test_words_of_the_language_come_from_one_macro_of_one_template():
    assert "{% macro t(key) %}" in material_writes(LANGUAGE_TEMPLATE), CHANGED
    assert f'import "{LANGUAGE_TEMPLATE}" as lang' in material_writes("base.html"), CHANGED


def test_material_looks_for_a_title_in_the_body_and_for_nothing_else():
    asked = re.findall(r'"([^"]*)" (?:not )?in page\.content', material_writes("partials/content.html"))
    assert [text.encode().decode("unicode_escape") for text in asked] == [H1], CHANGED
    others = [path for path in TEMPLATES.rglob("*.html") if "in page.content" in path.read_text("utf-8")]
    assert {path.name for path in others if not path.name.startswith("blog")} <= {"content.html", "post.html"}, CHANGED


def test_a_start_page_is_known_by_the_name_of_its_file():
    names = {
        name: File(f"{name}.md", None, "", use_directory_urls=False, inclusion=InclusionLevel.INCLUDED).name
        for name in ("index", "readme", "other")
    }
    assert {name for name, known_as in names.items() if known_as == START} == {START}, CHANGED


def test_whatever_a_page_fetches_is_below_one_folder():
    fetched = re.findall(r"""(?:'|")([\w./-]+\.(?:css|js))(?:'|") \| url""", material_writes("base.html"))
    assert len(fetched) >= 4, CHANGED
    assert [address for address in fetched if not address.startswith(ASSETS)] == [], CHANGED


def test_the_memories_of_addresses_can_be_emptied():
    for memory in ("_norm_parts", "_get_norm_url"):
        assert hasattr(getattr(utils, memory), "cache_clear"), CHANGED
