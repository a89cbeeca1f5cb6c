"""Calendar files: lines that every program can read, and the same bytes for the same facts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, strategies as st

from tests.records import judged, whole
from tests.worlds import day
from vpl_core.app.calendar_file import calendar_of
from vpl_core.model.decision_states import Deadline, Due

texts = st.text("aé株😀,;\\: \n-", max_size=120)
dues = st.builds(Due, st.uuids().map(str), st.integers(-9, 9).map(day), texts, texts)
deadlines = st.lists(
    st.builds(Deadline, st.just("acme"), texts, st.just("one"), texts, dues, st.booleans()), max_size=4
)


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], value)


@given(deadlines)
def test_every_line_is_short_and_comes_back_whole(found):
    text = calendar_of(found, day(0))
    lines = text.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert "\n" not in text.replace("\r\n", "") and lines[-1] == ""
    told = [line.partition(":")[2] for line in unfolded(text) if line.startswith("SUMMARY")]
    assert [unescaped(words).removeprefix("Overdue: ") for words in told] == [
        f"{d.customer}: {d.due.what}" for d in found
    ]
    assert all(not re.search(r"(?<!\\)(\\\\)*[,;]", words) for words in told)


@given(deadlines)
def test_a_calendar_has_as_many_events_as_deadlines_each_with_its_day_and_name(found):
    lines = unfolded(calendar_of(found, day(0)))
    assert (lines[0], lines[1], lines[-1]) == ("BEGIN:VCALENDAR", "VERSION:2.0", "END:VCALENDAR")
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == len(found)
    days = [line.partition(":")[2] for line in lines if line.startswith("DTSTART;VALUE=DATE:")]
    assert days == [d.due.on.isoformat().replace("-", "") for d in found]
    assert len({line for line in lines if line.startswith("UID:")}) == len(found)
    assert {line for line in lines if line.startswith("DTSTAMP")} <= {"DTSTAMP:20250131T000000Z"}


def test_what_is_due_of_a_record_has_names_of_its_own():
    record = whole()
    twice = record.model_copy(update={"next": (record.next[0], record.next[0]), "approvals": ()})
    keys = [due.key for due in judged(twice).due]
    assert len(keys) == len(set(keys)) == 5


@pytest.mark.parametrize("words", ["W" * 400, "株" * 130, "aé株😀" * 60])
def test_a_very_long_line_is_cut_more_than_once(words):
    text = calendar_of([Deadline("acme", "Acme", "one", "One", Due("review", day(5), words), False)], day(5))
    assert max(len(line.encode()) for line in text.split("\r\n")) in (73, 74, 75)
    assert f"SUMMARY:Acme: {words}" in unfolded(text)


def test_what_is_late_says_so():
    due = Deadline("acme", "Acme", "one", "One", Due("review", day(5), "Operating review"), False)
    assert "SUMMARY:Acme: Operating review" in calendar_of([due], day(5))
    assert "SUMMARY:Overdue: Acme: Operating review" in calendar_of([due], day(6))
