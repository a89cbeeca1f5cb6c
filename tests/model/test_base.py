"""The ground: what counts as a number, an id, a day and a line of text."""

from __future__ import annotations

import datetime as dt
import json
import pickle
import sys
import unicodedata
from collections.abc import Callable
from decimal import Decimal, localcontext

import pytest
from hypothesis import given, strategies as st
from pydantic import ValidationError

from tests.worlds import playbook, step
from vpl_core.model.base import (
    RESERVED_IDS,
    Day,
    Id,
    Line,
    Name,
    Number,
    Prose,
    Word,
    as_json_number,
    canonical,
    clean,
    gate,
    id_problem,
)
from vpl_core.model.observations import Observation


class Sample(Word):
    """One field of each ground type."""

    number: Number = Decimal(0)
    id: Id = "an-id"
    day: Day = dt.date(2026, 1, 1)
    line: Line = ""
    name: Name = "A name"
    prose: Prose = ""


NO_NUMBERS: list[object] = [
    *(float("nan"), float("inf"), float("-inf"), Decimal("NaN"), Decimal("sNaN"), Decimal("-Infinity")),
    *("nan", "inf", "-Infinity", "", "five", "0x10", "1,5"),
    *(True, False, None, [], {}, b"1", 1j, dt.date(2026, 1, 1)),
    *(1e16, -1e16, 10**16, "1e16", "1e999999999", Decimal("-1e16"), 10**5000, sys.float_info.max),
]


@pytest.mark.parametrize("number", NO_NUMBERS, ids=[type(one).__name__ + str(i) for i, one in enumerate(NO_NUMBERS)])
def test_what_is_no_finite_number_of_a_sane_size_is_refused(number: object) -> None:
    with pytest.raises(ValueError):
        gate(number)
    with pytest.raises(ValidationError):
        Sample(number=number)


@pytest.mark.parametrize(
    ("number", "carried"),
    [
        (0.1, "0.1"),
        (0.1 + 0.2, "0.3"),
        (2.675, "2.675"),
        ("0.1", "0.1"),
        (1e15, "1000000000000000"),
        (-1e15, "-1000000000000000"),
        (1e-12, "0.000000000001"),
        (-1e-12, "-0.000000000001"),
        (1e-13, "0"),
        (-1e-13, "0"),
        (-0.0, "0"),
        (5e-324, "0"),
        ("1e-400", "0"),
        ("123456.7890123456", "123456.789012346"),
        ("0.0000123456789012345", "0.0000123456789012345"),
        (7, "7"),
    ],
)
def test_a_number_is_carried_as_it_is_written_with_fifteen_digits(number: object, carried: str) -> None:
    assert gate(number) == Decimal(carried)


@pytest.mark.parametrize("almost_nothing", [-0.0, "-1e-13", "-0"])
def test_there_is_no_negative_nothing(almost_nothing: object) -> None:
    assert not gate(almost_nothing).is_signed()


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15))
def test_a_number_passes_the_door_a_second_time_unchanged(number: Decimal) -> None:
    once = gate(number)
    assert gate(once) == once


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15))
def test_a_number_comes_back_from_json_as_it_went(number: float) -> None:
    carried = gate(number)
    assert gate(json.loads(json.dumps(as_json_number(carried)))) == carried
    assert Sample.model_validate_json(Sample(number=carried).model_dump_json()).number == carried


def test_what_others_do_to_the_decimal_context_does_not_reach_the_door() -> None:
    with localcontext(prec=2):
        assert gate(12.345) == Decimal("12.345")


@pytest.mark.parametrize("id_", ["a", "acme", "acme-2", "a1-b2-c3", "a" * 40])
def test_ids_are_small_letters_digits_and_single_hyphens(id_: str) -> None:
    assert Sample(id=id_).id == id_
    assert id_problem(id_) == ""


@pytest.mark.parametrize(
    "id_",
    [
        *("", "Acme", "1a", "a_b", "a b", "a--b", "-a", "a-", "a/b", "..", "a.b", "ａ", "é", "a\n", "a" * 41),
        *sorted(RESERVED_IDS),
    ],
)
def test_no_id_can_leave_its_folder_or_take_the_place_of_a_page(id_: str) -> None:
    with pytest.raises(ValidationError):
        Sample(id=id_)
    assert repr(id_) in id_problem(id_)


@pytest.mark.parametrize("device", ["con", "nul", "com1", "lpt9", "aux", "prn"])
def test_the_names_that_windows_keeps_for_itself_are_reserved(device: str) -> None:
    assert "reserved" in id_problem(device)


@pytest.mark.parametrize(
    "day",
    [
        "2026-13-01",
        "2026-02-29",
        "20260101",
        "2026-1-1",
        "01/02/2026",
        "2026-01-01T00:00",
        20260101,
        0,
        1.5,
        dt.datetime(2026, 1, 1, 12),
        True,
        None,
    ],
)
def test_a_day_is_written_as_year_month_day_and_nothing_else(day: object) -> None:
    with pytest.raises(ValidationError):
        Sample(day=day)


def test_a_day_is_a_date() -> None:
    assert Sample(day="2024-02-29").day == Sample(day=dt.date(2024, 2, 29)).day == dt.date(2024, 2, 29)


UNSEEN = ["\x00", "\x1b", "\x7f", "\u200b", "\u2028", "\u202e", "\u2066", "\ufeff", "\ufffe", "\ud800"]


@pytest.mark.parametrize("mark", UNSEEN, ids=[f"U+{ord(mark):04X}" for mark in UNSEEN])
def test_characters_that_nobody_sees_do_not_come_in(mark: str) -> None:
    assert clean(f"a{mark}b") == "ab"
    assert Sample(line=f"a{mark}b").line == "ab"


@pytest.mark.parametrize("blank", ["", " ", "\n\t", "\u200b", "\u3000"])
def test_a_name_that_nobody_can_read_is_no_name(blank: str) -> None:
    with pytest.raises(ValidationError):
        Sample(name=blank)


@given(st.text(max_size=60))
def test_text_is_clean_after_the_first_time(text: str) -> None:
    once = clean(text)
    assert clean(once) == once == unicodedata.normalize("NFC", once)
    line = Sample(line=text).line
    assert Sample(line=line).line == line
    assert "\n" not in line
    assert line == line.strip()


@pytest.mark.parametrize(("field", "most"), [("line", 400), ("name", 120), ("prose", 4000)])
def test_text_is_bounded(field: str, most: int) -> None:
    assert getattr(Sample(**{field: "a" * most}), field) == "a" * most
    with pytest.raises(ValidationError):
        Sample(**{field: "a" * (most + 1)})


def test_prose_keeps_its_lines_and_a_line_has_only_one() -> None:
    assert Sample(prose="one\ntwo").prose == "one\ntwo"
    assert Sample(line=" one\n two ").line == "one two"


def test_an_unknown_field_is_an_error_and_a_word_does_not_change() -> None:
    with pytest.raises(ValidationError):
        Sample.model_validate({"nmuber": 1})
    with pytest.raises(ValidationError):
        Sample().line = "other"  # type: ignore[misc]


@given(st.permutations(["number", "line", "name", "prose"]))
def test_equal_words_have_equal_text_whatever_the_order_of_their_fields(order: list[str]) -> None:
    said = {"number": "1.50", "line": "é", "name": "N", "prose": "p"}
    other = {"number": 1.5, "line": "e\u0301", "name": "N", "prose": "p"}
    assert canonical(Sample(**{field: said[field] for field in order})) == canonical(Sample(**other))


def test_a_changed_copy_forgets_what_was_worked_out_before() -> None:
    usual = playbook(step("a"))
    assert list(usual.milestone) == ["a"]
    changed = usual.model_copy(update={"milestones": (step("b"),)})
    assert list(changed.milestone) == ["b"]
    assert list(usual.milestone) == ["a"]


@pytest.mark.parametrize("made", [Observation.trusted, Observation.plain])
def test_a_word_that_is_trusted_is_the_word_that_was_checked(made: Callable[..., Observation]) -> None:
    fields = {"value": "hours", "on": dt.date(2026, 11, 15), "number": Decimal("3.5"), "source": "log"}
    checked, trusted = Observation(**fields), made(**fields)
    assert trusted == checked
    assert (repr(trusted), hash(trusted)) == (repr(checked), hash(checked))
    assert trusted.model_fields_set == checked.model_fields_set
    assert trusted.model_dump_json() == checked.model_dump_json()
    assert pickle.loads(pickle.dumps(trusted)) == checked
    assert trusted.model_copy(update={"note": "x"}) == checked.model_copy(update={"note": "x"})
    with pytest.raises(ValidationError):
        trusted.number = Decimal(4)  # type: ignore[misc]
