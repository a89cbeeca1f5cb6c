"""The catalogues have every sentence that a customer may read, with all its places."""

from __future__ import annotations

from gettext import GNUTranslations

import pytest
from babel.messages.catalog import Message

from tests.languages.messages import LANGUAGES, catalogue, compiled, extracted, faults, folder, places
from vpl_core.catalogues import wording

in_each_language = pytest.mark.parametrize("language", LANGUAGES)
REMEDY = "run `make messages`"


@in_each_language
def test_a_catalogue_has_the_sentences_of_today_and_no_others(language):
    of_today = {(message.id, message.context) for message in extracted()}
    assert {(message.id, message.context) for message in catalogue(language)} == of_today, REMEDY
    assert not catalogue(language).obsolete, REMEDY


@in_each_language
def test_what_the_program_reads_is_what_translators_wrote(language):
    assert (folder(language) / "vpl.mo").read_bytes() == compiled(catalogue(language)), REMEDY


@in_each_language
def test_no_sentence_lacks_a_translation_and_no_translation_has_other_places_or_numbers(language):
    assert [fault for message in catalogue(language) for fault in faults(message)] == []


@pytest.mark.parametrize(
    ("string", "flags", "fault"),
    [
        ("", (), "no translation"),
        ("{n}件", (), "lost a place"),
        ("{all}件中{n}件（{day}）", (), "a place that"),
        ("{all}件中{n}件、2件", (), "other digits"),
        ("{all}件中{n}件", ("fuzzy",), "doubtful"),
    ],
)
def test_a_faulty_translation_is_seen(string, flags, fault):
    [told] = faults(Message("{n} of {all}", string, flags=flags))
    assert fault in told
    assert faults(Message("{n} of {all}", "{all}件中{n}件")) == []


def test_a_sentence_of_each_kind_is_found():
    found = {message.id for message in extracted()}
    assert "Data to {day}" in found, "in a template"
    assert "Not started" in found, "in a page function"
    assert ("{done} of {n} milestone proven", "{done} of {n} milestones proven") in found, "with a number"
    assert ("By", "due") in {(message.id, message.context) for message in extracted()}, "that means two things"
    assert "Internal. Never send this." not in found, "the portfolio is the vendor's own"


@in_each_language
def test_a_word_that_means_two_things_has_two_translations(language):
    assert wording("en").word("due", "By") == wording("en").say("By") == "By"
    assert wording(language).word("due", "By") != wording(language).say("By")


def test_places_are_found_in_any_order():
    assert places("{b} of {a} and {b}") == {"a", "b"}


def test_english_needs_no_catalogue():
    assert wording("en").say("{n} left", n=2) == "2 left"
    assert [wording("en").count(n, "{n} day", "{n} days") for n in (0, 1, 2)] == ["0 days", "1 day", "2 days"]


@in_each_language
def test_a_language_is_read_once_and_knows_one_form_of_a_number(language):
    assert wording(language) is wording(language)
    with (folder(language) / "vpl.mo").open("rb") as file:
        read = GNUTranslations(file)
    one, many = "{done} of {n} milestone proven", "{done} of {n} milestones proven"
    assert {wording(language).catalogue.counted(one, many, n) for n in range(5)} == {read.ngettext(one, many, 1)}
