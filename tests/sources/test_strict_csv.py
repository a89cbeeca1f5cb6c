"""Strict CSV: rows under known columns, or located flaws; never an exception, never a row swallowed in silence."""

from __future__ import annotations

import csv
import gc
import io
import time

import pytest
from hypothesis import example, given, settings, strategies as st

from vpl_core.sources import strict_csv
from vpl_core.sources.figures import clean_text
from vpl_core.sources.flaws import MAX_FLAWS, WHOLE_FILE, WHOLE_ROW, Flaw
from vpl_core.sources.strict_csv import MAX_BYTES, MAX_CHARACTERS, MAX_LINE, MAX_LINES, CsvRow, read_columns, read_csv

REQUIRED = ("account", "value")
OPTIONAL = ("note",)
VALID = 'account,value,note\nacme,1,first\nbolt,2,"two, or\nthree"\n\ncrate,3,"say ""hi"""\n'


def read(text: str | bytes) -> tuple[tuple[CsvRow, ...], tuple[Flaw, ...]]:
    raw = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return read_csv(raw, path="observations.csv", required=REQUIRED, optional=OPTIONAL)


def rows_of(text: str | bytes) -> tuple[CsvRow, ...]:
    rows, flaws = read(text)
    assert flaws == ()
    return rows


def told(text: str | bytes) -> list[tuple[int, str]]:
    return [(flaw.line, flaw.field) for flaw in read(text)[1]]


def test_a_row_knows_the_line_on_which_it_begins_and_all_columns_that_were_asked_for() -> None:
    assert rows_of(VALID) == (
        CsvRow(2, {"account": "acme", "value": "1", "note": "first"}),
        CsvRow(3, {"account": "bolt", "value": "2", "note": "two, or\nthree"}),
        CsvRow(6, {"account": "crate", "value": "3", "note": 'say "hi"'}),
    )


@pytest.mark.parametrize(
    "text",
    [
        "account,value\nacme,1\n",
        "account,value\nacme,1",
        "\ufeffaccount,value\nacme,1\n",
        "account,value\r\nacme,1\r\n",
        "account,value\racme,1\r",
        " account , value \n acme ,\t1\u00a0\n",
        'account,value\n"acme", "1"\n',
        "value,account\n1,acme\n",
        "account,value,note\nacme,1,\n",
        "account,val\u200bue\n\u202eacme,1\x07\n",
    ],
    ids=ascii,
)
def test_the_same_row_is_read_from_whatever_program_wrote_it(text: str) -> None:
    (row,) = rows_of(text)
    assert row == CsvRow(2, {"account": "acme", "value": "1", "note": ""})


def test_a_text_is_normalised() -> None:
    assert rows_of("account,value\ne\u0301,1\n")[0].cells["account"] == "é"


@pytest.mark.parametrize("blank", ["", "   ", "\t", ",", " , ", ",,,,", '""', '"",""'], ids=repr)
def test_a_line_that_says_nothing_is_left_out_and_the_next_one_keeps_its_number(blank: str) -> None:
    assert [row.line for row in rows_of(f"{blank}\naccount,value\n{blank}\nacme,1\n{blank}\n")] == [4]


def test_a_quote_within_an_unquoted_cell_is_a_character_like_any_other() -> None:
    assert rows_of('account,value\n5" pipe,1\n')[0].cells["account"] == '5" pipe'


HEADERS = {
    "nothing at all": ("", [(1, WHOLE_FILE, "is empty", "account,value")]),
    "blank lines only": ("\n \n", [(1, WHOLE_FILE, "is empty", "account,value")]),
    "a missing column": ("account,note\n", [(1, "value", 'column "value" is missing', "add it")]),
    "a doubled column": ("account,value,value\n", [(1, "value", "twice, in places 2 and 3", "keep one")]),
    "a strange column": ("account,value,zzz\n", [(1, "zzz", 'column "zzz" is not known', "name it one of note")]),
    "nothing strange is wanted": ("note,account,value,zzz\n", [(1, "zzz", "is not known", "take it out")]),
    "a nameless column": ("account,value,\n", [(1, WHOLE_FILE, "column 3 has no name", "take it out")]),
    "a slip of the pen": (
        "\nAcount,value\n",
        [(2, "Acount", "is not known", 'did you mean "account"?'), (2, "account", "is missing", "add it")],
    ),
    "semicolons": ("account;value\nacme;1\n", [(1, WHOLE_ROW, "parted by semicolons", "with commas")]),
    "tabs": ("account\tvalue\n", [(1, WHOLE_ROW, "parted by tabs", "with commas")]),
}


@pytest.mark.parametrize(("text", "expected"), HEADERS.values(), ids=HEADERS)
def test_a_header_is_held_against_the_columns_that_are_known(
    text: str, expected: list[tuple[int, str, str, str]]
) -> None:
    rows, flaws = read(text)
    assert rows == ()
    assert [(flaw.line, flaw.field) for flaw in flaws] == [(line, field) for line, field, _, _ in expected]
    for flaw, (_, _, reason, next_step) in zip(flaws, expected, strict=True):
        assert reason in flaw.message
        assert next_step in flaw.next_step


def test_a_short_and_a_long_row_are_told_with_both_counts_and_the_others_are_read() -> None:
    rows, flaws = read("account,value\nacme\nbolt,1,200\ncrate,3\n")
    assert [row.line for row in rows] == [4]
    assert [(flaw.line, flaw.message) for flaw in flaws] == [
        (2, "cells in this row: 1, in the header: 2"),
        (3, "cells in this row: 3, in the header: 2"),
    ]
    assert "add the cells" in flaws[0].next_step
    assert "in quotes" in flaws[1].next_step


@pytest.mark.parametrize(
    ("raw", "line", "reason"),
    [
        (b"account,value\r\nacme,1\r\nbolt,\xff\r\n", 3, "0xff at offset 28"),
        (b"\xef\xbb\xbfaccount,value\nacme,\xc3(", 2, "0xc3 at offset 22"),
        (b"account,value\racme,\xed\xa0\x80", 2, "0xed at offset 19"),
        ("account,value\n".encode("utf-16"), 1, "0xff at offset 0"),
        (b"account,value\r\nacme,\x001\n", 2, "NUL"),
        ("account,value\n".encode("utf-16-le"), 1, "NUL"),
    ],
)
def test_bytes_that_are_no_text_are_told_with_their_place(raw: bytes, line: int, reason: str) -> None:
    rows, (flaw,) = read(raw)
    assert rows == ()
    assert (flaw.path, flaw.line, flaw.field) == ("observations.csv", line, WHOLE_FILE)
    assert reason in flaw.message
    assert "UTF-8" in flaw.next_step


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('account,value\nacme,"1\nbolt,2\ncrate,3\n', 2),
        ('account,value,note\nacme,1,x\nbolt,2,"x\ncrate,3,y\n', 3),
        ('account,value,note\nacme,1,"x\nbolt,2,"y"\n', 2),
        ('account,value,note\nacme,"a\nb","c\nd\n', 3),
        ('account,value,note\n"a\n""b""\nc",1,"d\n', 4),
        ('account,value\nacme,"1"""\nbolt,"2""\n', 3),
        ('account,value\nacme, "1\n', 2),
        ('account,value\nacme,"1" x\n', 2),
        ('"account,value\nacme,1\n', 1),
        ('account,value\nacme,"' + "1\n" * 200_000, 2),
        ('account,value,note\nacme,"' + '""\n' * 1_000 + '","' + '""\n' * 200_000, 1_002),
    ],
    ids=lambda text: ascii(text)[:40],
)
def test_an_open_quote_is_told_on_the_line_where_it_was_opened(text: str, line: int) -> None:
    flaw = read(text)[1][-1]
    assert (flaw.line, flaw.field) == (line, WHOLE_ROW)
    assert "a quote is opened here" in flaw.message


def test_the_rows_before_an_open_quote_are_read() -> None:
    assert [row.cells["account"] for row in read('account,value\nacme,1\nbolt,"2\ncrate,3\n')[0]] == ["acme"]


def test_a_cell_beyond_the_limit_is_told_with_its_column_and_the_others_are_read() -> None:
    rows, (flaw,) = read(f"account,value\nacme,{'1' * (MAX_CHARACTERS + 1)}\nbolt,{'1' * MAX_CHARACTERS}\n")
    assert [row.line for row in rows] == [3]
    assert (flaw.line, flaw.field) == (2, "value")
    assert "10,001 characters" in flaw.message


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("account,value\nacme,1\nbolt," + "x" * 200_000 + "\ncrate,1\n", 3, "too long to be read"),
        ('account,value\n"a\nb",' + "x" * 200_000, 3, "too long to be read"),
        ("account,value\nacme,1\n" + "," * (MAX_LINE + 1), 3, "longer than 1,048,576"),
        ("\n" * (MAX_LINES + 1), 1, "more than 1,000,000 lines"),
        (" " * (MAX_BYTES + 1), 1, "larger than 64 MiB"),
    ],
    ids=["cell", "cell in a row of two lines", "line", "lines", "bytes"],
)
def test_what_goes_beyond_a_limit_is_one_flaw(text: str, line: int, reason: str) -> None:
    (flaw,) = read(text)[1]
    assert flaw.line == line
    assert reason in flaw.message


def test_the_limit_of_the_csv_module_is_left_as_it_was() -> None:
    before = csv.field_size_limit()
    read("account,value\nacme," + "x" * 200_000)
    assert csv.field_size_limit() == before


def test_a_list_of_flaws_ends_where_nobody_would_read_on() -> None:
    rows, flaws = read("account,value\nacme,1\n" + "bolt\n" * 50_000 + "crate,1\n")
    assert len(rows) == 1
    assert len(flaws) == MAX_FLAWS + 1
    assert "rest of it was not read" in flaws[-1].message


@pytest.mark.parametrize(
    "text",
    [
        "account,value\n" + "\n" * 999_000,
        "account,value\n" + "acme,1\n" * 200_000,
        ",".join(str(n) for n in range(150_000)),
        "account,value\n" + '"' * 1_000_001,
        "account,value\nacme," + "\u0301\u0323" * 500_000,
        "account,value\n" + 'a,"b"\n' * 100_000 + 'a,"',
    ],
    ids=lambda text: ascii(text[:20]),
)
def test_a_file_made_to_be_slow_is_done_with_in_a_few_seconds(text: str) -> None:
    gc.freeze()  # what all the other tests have left behind is not searched for rubbish
    before = time.process_time()
    read(text)
    assert time.process_time() - before < 5
    gc.unfreeze()


def assert_lawful(raw: bytes) -> None:
    rows, flaws = read(raw)
    lines = raw.count(b"\n") + raw.count(b"\r") + 1
    for flaw in flaws:
        assert 1 <= flaw.line <= lines
        assert flaw.field
        assert flaw.message
        assert flaw.next_step
        assert "\n" not in flaw.field + flaw.message + flaw.next_step
    assert [row.line for row in rows] == sorted({row.line for row in rows})
    for row in rows:
        assert row.cells.keys() == {*REQUIRED, *OPTIONAL}
        assert any(row.cells.values())
        assert all(clean_text(cell).strip() == cell for cell in row.cells.values())


@settings(deadline=2_000)
@given(st.binary() | st.text(st.characters(exclude_categories=())).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_are_rows_or_flaws(raw: bytes) -> None:
    assert_lawful(raw)
    assert_lawful(b"account,value,note\n" + raw)


SLIPS = st.sampled_from([b'"', b",", b"\n", b"\r", b"\0", b"\xff", b'""', b" ", b";", b"x", b"\xef\xbb\xbf"])


@settings(deadline=2_000, max_examples=300)
@given(st.lists(st.tuples(st.integers(0, len(VALID)), st.integers(0, 5), SLIPS), min_size=1, max_size=4))
def test_a_sound_file_with_slips_of_the_pen_is_rows_or_flaws(slips: list[tuple[int, int, bytes]]) -> None:
    raw = VALID.encode()
    for at, dropped, written in slips:
        raw = raw[:at] + written + raw[at + dropped :]
    assert_lawful(raw)


CELLS = st.text(max_size=20).map(lambda text: clean_text(text).strip())
RECORDS = st.lists(st.tuples(CELLS, CELLS, CELLS).filter(any), max_size=10)


@given(RECORDS, st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]), st.sampled_from(["\n", "\r\n"]))
def test_what_the_csv_module_writes_comes_back_as_it_was(
    records: list[tuple[str, str, str]], quoting: int, line_end: str
) -> None:
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, quoting=quoting, lineterminator=line_end)  # type: ignore[arg-type]
    writer.writerows([("account", "value", "note"), *records])
    assert [tuple(row.cells.values()) for row in rows_of(sheet.getvalue())] == records


PLAIN = st.from_regex(r"[a-z]{1,8}", fullmatch=True)
LINED = st.lists(PLAIN, min_size=1, max_size=3).map("\n".join)


@given(st.lists(st.tuples(LINED, LINED, LINED), min_size=1, max_size=8), st.data())
def test_wherever_one_closing_quote_is_forgotten_its_opening_line_is_told(
    records: list[tuple[str, str, str]], data: st.DataObject
) -> None:
    forgotten = data.draw(st.integers(0, 3 * len(records) - 1))
    text = "account,value,note\n"
    for position, cell in enumerate(cell for record in records for cell in record):
        if position == forgotten:
            opened = text.count("\n") + 1
        quote = "" if position == forgotten else '"'
        text += f'"{cell}{quote}{"," if position % 3 < 2 else chr(10)}'
    assert told(text)[-1] == (opened, WHOLE_ROW)


CELLS = st.text(alphabet='a1 \t"\u00a0é', max_size=3)
LINES = st.lists(CELLS, min_size=1, max_size=4).map(",".join)
HEADER = st.sampled_from(["account,value", "account,value,note", " value , account", "account", "account,value,value"])


@example("account,value", ["acme,1", ",", " ,1"], "\n")
@given(HEADER, st.lists(st.one_of(LINES, st.just("acme,1"), st.just("bolt,2,x"))), st.sampled_from(["\n", "\r\n"]))
def test_the_quick_way_column_by_column_reads_what_the_careful_one_reads(
    header: str, lines: list[str], end: str
) -> None:
    raw = end.join([header, *lines]).encode()
    quick, flaws = read_columns(raw, path="observations.csv", required=REQUIRED, optional=OPTIONAL)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(strict_csv, "_plain_table", lambda text, asked: None)
        careful, told_carefully = read(raw)
    assert (tuple(quick.rows()), flaws) == (careful, told_carefully)
