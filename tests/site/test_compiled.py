"""Compiled templates are kept for the next start, and taken only where nothing at all has changed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, FileSystemLoader

from tests.site.conftest import make_site
from vpl_core.catalogues import wording
from vpl_core.rules.catalogue import Catalogue
from vpl_core.rules.wording import Wording
from vpl_core.site.build import SiteBuilder
from vpl_core.site.compiled import Compiled
from vpl_core.site.templates import environment


class Counting(Environment):
    """Tells which templates it has had to compile."""

    def __init__(self, folder: Path, kept: Compiled) -> None:
        super().__init__(loader=FileSystemLoader(folder), bytecode_cache=kept)
        self.compiled: list[str] = []

    def compile(self, source, name=None, filename=None, *rest, **more):
        self.compiled.append(name)
        return super().compile(source, name, filename, *rest, **more)


@pytest.fixture(autouse=True)
def modules_may_be_written(monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


@pytest.fixture
def place(tmp_path):
    (tmp_path / "templates" / "part").mkdir(parents=True)
    (tmp_path / "templates" / "page.html").write_text('Hello {{ name }}{% include "part/foot.html" %}')
    (tmp_path / "templates" / "part" / "foot.html").write_text(", from us")
    return tmp_path


def printed(place: Path, kind: str = "pages", made_by: str = "us") -> tuple[str, list[str]]:
    """What a fresh environment prints, and which templates it had to compile for that."""
    env = Counting(place / "templates", Compiled(place / "kept", kind, made_by))
    return env.get_template("page.html").render(name="Ada"), env.compiled


def test_what_was_compiled_once_is_not_compiled_at_the_next_start(place):
    assert printed(place) == ("Hello Ada, from us", ["page.html", "part/foot.html"])
    assert printed(place) == ("Hello Ada, from us", [])


def test_a_template_that_says_something_else_at_the_same_length_is_compiled_anew(place):
    printed(place)
    (place / "templates" / "part" / "foot.html").write_text(", from me")
    assert printed(place) == ("Hello Ada, from me", ["part/foot.html"])
    assert printed(place) == ("Hello Ada, from me", [])


def test_what_other_programs_have_made_is_not_taken(place):
    printed(place, made_by="an older version")
    assert printed(place)[1] == ["page.html", "part/foot.html"]


def test_two_kinds_of_environment_keep_their_templates_apart(place):
    printed(place, kind="pages")
    assert printed(place, kind="theme")[1] == ["page.html", "part/foot.html"]
    assert (printed(place, kind="pages")[1], printed(place, kind="theme")[1]) == ([], [])


def test_a_version_takes_the_place_of_the_one_before(place):
    for version in ("1", "2", "3"):
        printed(place, made_by=version)
    assert len(list((place / "kept").iterdir())) == 2


@pytest.mark.parametrize(
    "harm", [lambda raw: raw[:-3], lambda raw: raw[:-1] + bytes([raw[-1] ^ 1]), lambda raw: b"", lambda raw: raw[:40]]
)
def test_a_file_that_is_not_whole_is_passed_over_and_mended(place, harm):
    printed(place)
    for file in (place / "kept").iterdir():
        file.write_bytes(harm(file.read_bytes()))
    assert printed(place) == ("Hello Ada, from us", ["page.html", "part/foot.html"])
    assert printed(place)[1] == []


def test_nothing_is_written_where_python_writes_no_modules(place, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert printed(place)[0] == "Hello Ada, from us"
    assert not (place / "kept").exists()


def test_a_place_that_cannot_be_written_to_costs_time_and_nothing_else(place):
    (place / "kept").write_text("a file where the folder would be")
    assert printed(place) == printed(place) == ("Hello Ada, from us", ["page.html", "part/foot.html"])


def test_a_template_without_a_file_is_not_kept(place):
    env = Environment(loader=DictLoader({"logo": "<svg/>"}), bytecode_cache=Compiled(place / "kept", "theme", "us"))
    assert env.get_template("logo").render() == "<svg/>"
    assert not (place / "kept").exists()


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """Where this process keeps what it compiles: nothing is there yet."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    return tmp_path / "kept"


def files_in(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.rglob("*.template"))


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_site_from_kept_templates_has_the_same_bytes(kept, tmp_path, language):
    first = SiteBuilder().build(make_site(language=language), tmp_path / "first")
    there = files_in(kept)
    again = SiteBuilder().build(make_site(language=language), tmp_path / "again")
    assert any(name.startswith("theme-base.html.") for name in there)
    assert (again, files_in(kept)) == (first, there)


def test_each_language_has_pages_of_its_own(kept):
    said = {}
    for language in ("en", "ja", "en", "ja"):
        html = environment(wording(language)).get_template("glossary.j2").render(terms=[("Rung", "A step.")])
        assert said.setdefault(language, html) == html
    assert said["en"] != said["ja"]
    assert [name.partition(".")[0] for name in files_in(kept)] == ["pages-en-glossary", "pages-ja-glossary"]


def test_words_that_come_from_elsewhere_are_neither_kept_nor_taken(kept):
    shouting = Wording(catalogue=Catalogue(str.upper, lambda one, many, number: many))
    plain = environment().get_template("glossary.j2").render(terms=[])
    assert environment(shouting).get_template("glossary.j2").render(terms=[]) != plain
    assert environment().get_template("glossary.j2").render(terms=[]) == plain
