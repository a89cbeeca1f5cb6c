"""What one written cell says: clean text, a number or a day, or why it says none."""

from __future__ import annotations

import datetime as dt
import time
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from vpl_core.model.base import gate
from vpl_core.sources.figures import (
    MAX_MARKS,
    Refusal,
    clean_text,
    looks_like_day,
    looks_like_number,
    parse_date,
    parse_number,
)

UNWANTED = [
    *map(chr, (0, 7, 0x0B, 0x0C, 0x0D, 0x1B, 0x1F, 0x7F, 0x80, 0x85, 0x9F)),
    *map(chr, (0x200B, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF, 0xD800, 0xDFFF)),
    *map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))),
]
NUMBERS = {
    "12": "12",
    "-3.5": "-3.5",
    "1e3": "1000",
    "2.5E-3": "0.0025",
    "1e+2": "100",
    " 7 ": "7",
    "0": "0",
    "-0": "0",
    "-0.0": "0",
    "0.10": "0.1",
    "12.000": "12",
    "1000000000000000": "1000000000000000",
    "1e-13": "0",
    "0e9999": "0",
    "1e-9999": "0",
    "0.1234567890123454": "0.123456789012345",
    "0.1234567890123455": "0.123456789012346",
    "0.1234567890123465": "0.123456789012346",
    "5\u200b": "5",
}
NO_NUMBERS = {
    "": "no number is written here",
    "  ": "no number is written here",
    "12 %": "percent sign",
    "~5": "estimate",
    "about 5": "estimate",
    "N/A": "no figure",
    "-": "no figure",
    "#REF!": "no figure",
    "1,200": "comma",
    "1.200,5": "comma",
    "3,5": "comma",
    "1.200.000": "more than one point",
    "1 200": "between its digits",
    "1_200": "between its digits",
    "1\u202f200": "between its digits",
    "nan": "not a finite number",
    ".NaN": "not a finite number",
    "inf": "not a finite number",
    "-Infinity": "not a finite number",
    "+-": "not a number",
    "１２": "digits other than 0 to 9",
    "٣": "digits other than 0 to 9",
    "−5": "minus",
    "+5": "not written out",
    ".5": "not written out",
    "5.": "not written out",
    "0123": "begins with a zero",
    "5 EUR": "unit",
    "€5": "unit",
    "5-7": "range",
    ">5": "bound",
    "1e16": "larger than 1e15",
    "-1e9999": "larger than 1e15",
    "1" * 9_999: "larger than 1e15",
    "1e99999": "exponent",
    "=1+1": "not a number",
    "0x1F": "not a number",
    "½": "not a number",
}
NO_DAYS = {
    "": "no date is written here",
    "15/11/2026": "is not a date",
    "15.11.2026": "is not a date",
    "2026-02-30": "is not a date",
    "2026-13-01": "is not a date",
    "2026-1-5": "is not a date",
    "0000-01-01": "is not a date",
    "２０２６-11-15": "is not a date",
    "2026-11-15T10:00": "time of day",
    "2026-11-15 10:00:00 +02:00": "time of day",
}


@pytest.mark.parametrize(("text", "number"), NUMBERS.items())
def test_a_number_is_spelt_as_json_spells_it_and_comes_out_in_its_shortest_form(text: str, number: str) -> None:
    assert str(parse_number(text)) == number


@pytest.mark.parametrize(("text", "reason"), NO_NUMBERS.items())
def test_what_is_no_number_is_refused_for_its_own_reason(text: str, reason: str) -> None:
    refusal = parse_number(text)
    assert isinstance(refusal, Refusal)
    assert reason in refusal.message
    assert refusal.next_step


def test_a_refusal_shows_the_cell_on_one_short_line() -> None:
    refusal = parse_number("x\ny" * 50)
    assert isinstance(refusal, Refusal)
    assert refusal.message.startswith('"x yx yx')
    assert "…" in refusal.message
    assert "\n" not in refusal.message


@given(st.text())
def test_any_text_is_a_finite_number_within_the_bounds_or_a_refusal_with_a_next_step(text: str) -> None:
    said = parse_number(text)
    if isinstance(said, Refusal):
        assert said.message
        assert said.next_step
    else:
        assert said.is_finite()
        assert abs(said) <= Decimal("1e15")
        assert said == 0 or abs(said) >= Decimal("1e-12")
        assert len(said.as_tuple().digits) <= 16


SPELLINGS = st.from_regex(r"-?(0|[1-9][0-9]{0,20})(\.[0-9]{1,20})?([eE][-+]?[0-9]{1,2})?", fullmatch=True)


@given(SPELLINGS)
def test_a_cell_says_the_number_that_the_gate_of_the_core_lets_in(spelling: str) -> None:
    said = parse_number(spelling)
    if isinstance(said, Refusal):
        with pytest.raises(ValueError, match="larger than"):
            gate(spelling)
    else:
        assert said == gate(spelling)


@given(SPELLINGS)
def test_a_number_that_was_read_is_read_again_as_itself(spelling: str) -> None:
    said = parse_number(spelling)
    if not isinstance(said, Refusal):
        assert str(parse_number(str(said))) == str(said)


@given(st.dates())
def test_every_day_of_the_calendar_is_read_from_its_iso_form(day: dt.date) -> None:
    assert parse_date(day.isoformat()) == day
    assert looks_like_day(day.isoformat())


@pytest.mark.parametrize(("text", "reason"), NO_DAYS.items())
def test_what_is_no_day_is_refused_and_the_form_is_told(text: str, reason: str) -> None:
    refusal = parse_date(text)
    assert isinstance(refusal, Refusal)
    assert reason in refusal.message
    assert "YYYY-MM-DD" in refusal.next_step


@given(st.text())
def test_any_text_is_a_day_or_a_refusal(text: str) -> None:
    assert isinstance(parse_date(text), dt.date | Refusal)


@pytest.mark.parametrize("text", ["0123", "12:30", "1_000", "0x1F", "+5", ".5", "infantry", "2026-11", "1.2.3"])
def test_a_word_with_digits_is_taken_neither_for_a_number_nor_for_a_day(text: str) -> None:
    assert not looks_like_number(text)
    assert not looks_like_day(text)


@pytest.mark.parametrize("char", UNWANTED, ids=ascii)
def test_a_character_that_nobody_sees_is_dropped(char: str) -> None:
    assert clean_text(f"a{char}b") == "ab"


def test_newline_tab_and_joiners_of_living_scripts_stay() -> None:
    assert clean_text("a\n\tb👩\u200d💻می\u200cخواهم") == "a\n\tb👩\u200d💻می\u200cخواهم"


def test_a_mark_is_joined_to_its_letter_even_where_an_unseen_character_parted_them() -> None:
    assert clean_text("e\u200b\u0301") == "é"


@given(st.text(st.characters(exclude_categories=())))
def test_clean_text_is_normal_and_stays_as_it_is(text: str) -> None:
    clean = clean_text(text)
    assert unicodedata.is_normalized("NFC", clean)
    assert clean_text(clean) == clean
    assert not set(clean) & set(UNWANTED)


@pytest.mark.parametrize("marks", ["\u0301\u0323", "\u0f73", "\u0f73\u0f71", "\u0344\u0323"], ids=ascii)
def test_a_million_marks_on_one_letter_are_cut_down_at_once(marks: str) -> None:
    before = time.process_time()
    clean = clean_text("a" + marks * (1_000_000 // len(marks)))
    assert time.process_time() - before < 2
    assert len(clean) <= 2 * MAX_MARKS + 1
