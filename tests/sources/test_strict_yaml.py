"""Strict YAML: plain values with their places, or located flaws; never an exception, never a long wait."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal

import pytest
import yaml
from hypothesis import given, settings, strategies as st

from vpl_core.sources.figures import clean_text
from vpl_core.sources.flaws import MAX_FLAWS, WHOLE_FILE, Flaw, FlawSheet
from vpl_core.sources.strict_yaml import (
    MAX_BYTES,
    MAX_CHARACTERS,
    MAX_DEPTH,
    MAX_NODES,
    UNREADABLE,
    Content,
    YamlDocument,
    read_strictly,
    read_yaml,
)

VALID = """\
name: Acme Ltd
start: 2026-11-15
active: true
seats: 1200
price: 12.50
note: |
  first line
  second: line
owner: ~
"quoted key": 'it''s'
plan:
  report-hours:
    target: -3.5
people:
  - {name: Ada, role: sponsor}
  - name: "Bob"
    role:
"""
UNQUOTED = {
    "true": True,
    "false": False,
    "null": None,
    "~": None,
    "": None,
    "0": 0,
    "-0": 0,
    "-12": -12,
    "1000000000000000": 10**15,
    "1.50": Decimal("1.5"),
    "1e3": Decimal(1000),
    "0.1234567890123455": Decimal("0.123456789012346"),
    "1e-13": Decimal(0),
    "2024-02-29": date(2024, 2, 29),
    "１２": "１２",
}
STAYS_TEXT = [
    *("yes", "no", "on", "off", "y", "n", "True", "FALSE", "Null", "12:30", "12:30:45", "0123", "-01", "+5", ".5"),
    *("5.", "1_000", "0x1F", "0o17", "1,200", "12 %", "2026-11", "15/11/2026", "2026-11-15 to 2026-12-01", "="),
    "infantry",
]
FLAWED_SCALARS = {
    ".nan": "not a finite number",
    "NaN": "not a finite number",
    "-.inf": "not a finite number",
    "Infinity": "not a finite number",
    "1e16": "larger than 1e15",
    "12345678901234567890": "larger than 1e15",
    "1e999999999999999999999": "exponent",
    "9" * 5_000: "larger than 1e15",
    "2026-13-01": '"2026-13-01" is not a date',
    "2026-02-30": '"2026-02-30" is not a date',
    "2026-1-5": '"2026-1-5" is not a date',
    "0000-01-01": '"0000-01-01" is not a date',
    "2026-11-15T10:00:00Z": "time of day",
    "2026-11-15 10:00": "time of day",
}
HAZARDS = {
    "a tag": ("a: 1\nb: !!python/object:os.system x\n", 2, "b", "tag"),
    "a harmless tag": ("a: !!str 1\n", 1, "a", "tag"),
    "a bare tag": ("a: ! x\n", 1, "a", "tag"),
    "a tag on a list": ("a: !!seq [1]\n", 1, "a", "tag"),
    "a tag on a key": ("a: 1\n!!str b: 2\n", 2, WHOLE_FILE, "tag"),
    "an anchor": ("a: 1\nb:\n  - &x 1\n", 3, "b.0", 'anchor "x"'),
    "an anchor on the root": ("&x\na: 1\n", 1, WHOLE_FILE, 'anchor "x"'),
    "an alias": ("a: 1\nb: *x\n", 2, "b", 'alias "x"'),
    "an alias as a key": ("*x : 1\n", 1, "?", 'alias "x"'),
    "a merge": ("a: 1\n<<: {b: 2}\n", 2, WHOLE_FILE, "merges"),
    "a doubled key": ("a: 1\nb: 2\n\na: 3\n", 4, "a", '"a" is written on line 1 and again on line 4'),
    "a doubled key after cleaning": ('a: 1\n"a\\u200b": 3\n', 2, "a", "again on line 2"),
    "a doubled key in a list": ("p:\n- b: 2\n  b: 2\n", 3, "p.0.b", "on line 2 and again on line 3"),
    "a second document": ("a: 1\n---\nb: 2\n", 2, WHOLE_FILE, "second document"),
    "a second document without a mark": ("a: 1\n...\nb: 2\n", 3, WHOLE_FILE, "after the end"),
    "a number as a key": ("a: 1\n2026: 2\n", 2, WHOLE_FILE, 'key "2026" is not text'),
    "a date as a key": ("2026-11-15: 2\n", 1, WHOLE_FILE, "is not text"),
    "a false date as a key": ("2026-13-15: 2\n", 1, WHOLE_FILE, "is not text"),
    "a boolean as a key": ("true: 2\n", 1, WHOLE_FILE, "is not text"),
    "nothing as a key": ("?\n: 2\n", 1, WHOLE_FILE, "is not text"),
    "a list as a key": ("a: 1\n? [b]\n: 2\n", 2, WHOLE_FILE, "key is a list or a mapping"),
    "a directive": ("%YAML 1.1\n---\na: 1\n", 1, WHOLE_FILE, "begins with %"),
    "a control character": ("a: 1\nb: \x07\n", 2, WHOLE_FILE, "U+0007"),
    "a NUL": ("a: 1\r\nb: \0", 2, WHOLE_FILE, "U+0000"),
    "a lone surrogate": ("a: \ud800", 1, WHOLE_FILE, "U+D800"),
    "a long text": (f"a: 1\nb: {'x' * (MAX_CHARACTERS + 1)}\n", 2, "b", "10,001 characters"),
    "a long key": (f"? {'x' * (MAX_CHARACTERS + 1)}\n: 1\n", 1, WHOLE_FILE, "10,001 characters"),
    "too many levels": ("a:\n " + "[" * MAX_DEPTH + "]" * MAX_DEPTH, 2, "a" + ".0" * (MAX_DEPTH - 1), "20 levels"),
    "too many nodes": ("- 1\n" * MAX_NODES, MAX_NODES, WHOLE_FILE, "20,000 nodes"),
    "too large": ("#" * (MAX_BYTES + 1), 1, WHOLE_FILE, "larger than 1 MiB"),
    "too large in bytes": ("# " + "é" * (MAX_BYTES // 2), 1, WHOLE_FILE, "larger than 1 MiB"),
    "an open quote": ('a: 1\nb: "x\nc: 3\n', 2, WHOLE_FILE, "quote is opened here"),
    "an open bracket": ("a: 1\nb: [1, 2\nc: 3\n", 2, WHOLE_FILE, "list in brackets begins here"),
    "an open brace": ("a: 1\nb: {c: 2\nd: 3\n", 2, WHOLE_FILE, "mapping in braces begins here"),
    "a colon in a text": ("a: 1\nb: c: d\n", 2, WHOLE_FILE, "colon"),
    "a tab": ("a:\n\tb: 1\n", 2, WHOLE_FILE, "tab"),
    "a kept character": ("a: @x\n", 1, WHOLE_FILE, "keeps for itself"),
    "stars": ("a: **bold**\n", 1, WHOLE_FILE, "* or &"),
    "a false escape": ('a: 1\nb: "\\q"\n', 2, WHOLE_FILE, "backslash"),
    "a key without a colon": ("a: 1\nb\nc: 2\n", 2, WHOLE_FILE, "no colon"),
    "a false indent": ("a:\n  - b\n c: d\n", 3, WHOLE_FILE, "does not fit"),
    "a closing bracket": ("a: 1\n}\n", 2, WHOLE_FILE, "does not fit"),
    "text beside a bar": ("a: | b\n  c\n", 1, WHOLE_FILE, "line of a |"),
}


@pytest.fixture
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The parser in C where it is asked for and present, else the one in Python."""
    if request.param == "python" or not hasattr(yaml, "CSafeLoader"):
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)


BOTH_PARSERS = pytest.mark.parametrize("parser", ["libyaml", "python"], indirect=True)


def document_of(text: str) -> YamlDocument:
    document, flaws = read_yaml(text, path="acme.yml")
    assert flaws == ()
    assert document is not None
    return document


def flaws_of(text: str) -> tuple[Flaw, ...]:
    _, flaws = read_yaml(text, path="acme.yml")
    assert flaws
    return flaws


@BOTH_PARSERS
@pytest.mark.usefixtures("parser")
def test_a_sound_file_gives_plain_values() -> None:
    assert document_of(VALID).content == {
        "name": "Acme Ltd",
        "start": date(2026, 11, 15),
        "active": True,
        "seats": 1200,
        "price": Decimal("12.5"),
        "note": "first line\nsecond: line\n",
        "owner": None,
        "quoted key": "it's",
        "plan": {"report-hours": {"target": Decimal("-3.5")}},
        "people": [{"name": "Ada", "role": "sponsor"}, {"name": "Bob", "role": None}],
    }


@pytest.mark.parametrize(
    ("loc", "line"),
    [
        ((), 1),
        (("start",), 2),
        (("plan", "report-hours", "target"), 13),
        (("plan", "report-hours", "unit"), 12),
        (("people",), 14),
        (("people", 0, "role"), 15),
        (("people", 1), 16),
        (("people", 1, "role"), 17),
        (("people", 7, "role"), 14),
        (("nowhere", 0), 1),
    ],
)
def test_a_line_is_that_of_the_deepest_node_on_the_way(loc: tuple[str | int, ...], line: int) -> None:
    document = document_of(VALID)
    assert document.line_of(loc) == line


@pytest.mark.parametrize("text", ["", "\n", "# only a remark\n", "---\n", "---\n...\n", "\ufeff"])
def test_a_file_that_says_nothing_is_a_document_that_says_none(text: str) -> None:
    document = document_of(text)
    assert document.content is None
    assert document.line_of(("name",)) == (2 if text.startswith("---") else 1)


@BOTH_PARSERS
@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(("spelling", "value"), UNQUOTED.items())
def test_an_unquoted_scalar_is_what_it_looks_like(spelling: str, value: object) -> None:
    content = document_of(f"a: {spelling}\n").content
    assert content == {"a": value}
    assert isinstance(content, dict)
    assert type(content["a"]) is type(value)


@pytest.mark.parametrize("text", STAYS_TEXT)
def test_what_could_be_guessed_at_stays_text(text: str) -> None:
    assert document_of(f"a: {text}\n").content == {"a": text}


@pytest.mark.parametrize("text", [*(text for text in UNQUOTED if text), *FLAWED_SCALARS, "<<"])
def test_what_is_quoted_is_text(text: str) -> None:
    assert document_of(f"a: \"{text}\"\nb: '{text}'\n").content == {"a": text, "b": text}
    assert document_of(f'? "{text}"\n: 1\n').content == {text: 1}


@pytest.mark.parametrize(("spelling", "reason"), FLAWED_SCALARS.items())
def test_a_scalar_that_only_looks_like_a_number_or_a_day_is_a_flaw_at_its_field(spelling: str, reason: str) -> None:
    (flaw,) = flaws_of(f"a: 1\nplan:\n  - start: {spelling}\n")
    assert (flaw.path, flaw.line, flaw.field) == ("acme.yml", 3, "plan.0.start")
    assert reason in flaw.message


@pytest.mark.parametrize("day", ["2026-13-01", "2026-02-30", "2026-1-5"])
def test_the_next_step_for_a_false_day_is_its_form(day: str) -> None:
    assert flaws_of(f"start: {day}\n")[0].next_step == "write it as YYYY-MM-DD"


@pytest.mark.parametrize("escaped", ["\\0", "\\x07", "\\x1b", "\\x85", "\\u202e", "\\u2066", "\\u200b", "\\ufeff"])
def test_an_unseen_character_does_not_come_in_by_an_escape(escaped: str) -> None:
    assert document_of(f'"k{escaped}": "a{escaped}b"\n').content == {"k": "ab"}


def test_text_is_normalised_and_keeps_its_lines_and_tabs() -> None:
    assert document_of('a: "e\u0301\\n\\tb"\n').content == {"a": "é\n\tb"}


@BOTH_PARSERS
@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(("text", "line", "field", "reason"), HAZARDS.values(), ids=HAZARDS)
def test_a_hazard_is_refused_where_it_stands(text: str, line: int, field: str, reason: str) -> None:
    first = flaws_of(text)[0]
    assert (first.path, first.line, first.field) == ("acme.yml", line, field)
    assert reason in first.message
    assert first.next_step


@pytest.mark.parametrize(
    "text",
    [
        "a:\n " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1),
        "- 1\n" * (MAX_NODES - 1),
        "#" * MAX_BYTES,
        f"a: {'x' * MAX_CHARACTERS}\n",
    ],
    ids=["levels", "nodes", "bytes", "characters"],
)
def test_what_just_reaches_a_limit_is_taken(text: str) -> None:
    document_of(text)


@BOTH_PARSERS
@pytest.mark.usefixtures("parser")
def test_a_character_beyond_unicode_is_one_flaw() -> None:
    (flaw,) = flaws_of('a: 1\nb: "\\UFFFFFFFF"\n')
    assert flaw.line in {1, 2}
    assert "Traceback" not in flaw.message


def test_all_flaws_of_a_file_are_told_at_once_in_the_order_of_their_lines() -> None:
    flaws = flaws_of("start: 2026-13-01\nseats: .inf\nowner: &o Ada\nseats: 3\nclose: *o\nopen: 'x\n")
    assert [(flaw.line, flaw.field) for flaw in flaws] == [
        (1, "start"),
        (2, "seats"),
        (3, "owner"),
        (4, "seats"),
        (5, "close"),
        (6, WHOLE_FILE),
    ]


def test_a_list_of_flaws_ends_where_nobody_would_read_on() -> None:
    flaws = flaws_of("- .nan\n" * 5_000)
    assert len(flaws) == MAX_FLAWS + 1
    assert "rest of it was not read" in flaws[-1].message


def test_the_first_of_two_equal_keys_is_not_hidden_by_the_flaws_of_the_second() -> None:
    assert [flaw.line for flaw in flaws_of("a: 1\na: .nan\n")] == [2, 2]


@BOTH_PARSERS
@pytest.mark.usefixtures("parser")
def test_a_bomb_of_aliases_is_refused_within_a_tenth_of_a_second() -> None:
    layers = ["l0: &l0 [x, x, x, x, x, x, x, x, x, x]"]
    layers += [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, 12)]
    before = time.process_time()
    flaws = flaws_of("\n".join(layers))
    assert time.process_time() - before < 0.1
    assert flaws[0].line == 1
    assert "anchor" in flaws[0].message


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"%TAG !{n}! x\n" for n in range(50_000)) + "---\na\n",
        "a\n...\n" + "".join(f"%TAG !{n}! x\n" for n in range(50_000)) + "---\na\n",
        "[" * 1_000_000,
        "- " * 500_000,
        "? " * 500_000,
        "a: {" * 200_000,
        '"' + "e\u0323\u0301" * 200_000 + '"',
        '["' + '","'.join(["\u0301\u0323" * 4_999] * 50) + '"]',
        "a:\n" + "  x\n" * 200_000,
        "!" * 1_000_000,
        "&" + "a" * 1_000_000,
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_a_megabyte_made_to_be_slow_is_done_with_in_two_seconds(text: str) -> None:
    if not hasattr(yaml, "CSafeLoader"):
        pytest.skip("PyYAML was built without libyaml here")
    before = time.process_time()
    read_yaml(text, path="acme.yml")
    assert time.process_time() - before < 2


def leaves_of(content: Content) -> list[Content]:
    if isinstance(content, dict | list):
        inner = content.values() if isinstance(content, dict) else content
        return [leaf for one in inner for leaf in leaves_of(one)]
    return [content]


def assert_lawful(text: str) -> None:
    document, flaws = read_yaml(text, path="acme.yml")
    assert_the_strict_reading_agrees(text, document, flaws)
    assert document is not None or flaws
    assert flaws or document is None or UNREADABLE not in leaves_of(document.content)
    for flaw in flaws:
        assert 1 <= flaw.line <= len(text) + 1
        assert flaw.field
        assert flaw.message
        assert flaw.next_step
        assert "\n" not in flaw.field + flaw.message + flaw.next_step


def assert_the_strict_reading_agrees(text: str, document: YamlDocument | None, flaws: tuple[Flaw, ...]) -> None:
    """What was read quickly, being sound, is what the strict reading says, on the same lines."""
    if document is None:
        return
    sheet = FlawSheet("acme.yml")
    strict = read_strictly(text, sheet)
    assert sheet.flaws() == flaws
    assert strict is not None
    # Equal numbers of two types are not the same: 1 is not True, nor the decimal 1.
    assert document.content == strict.content
    assert repr(leaves_of(document.content)) == repr(leaves_of(strict.content))
    assert dict(document.lines) == dict(strict.lines)


@settings(deadline=2_000)
@given(st.text(st.characters(exclude_categories=())))
def test_any_text_is_a_document_or_flaws(text: str) -> None:
    assert_lawful(text)


YAML_BITS = st.sampled_from(
    [*"\n\t:-?,[]{}#&*!|>'\"%@`\\~ ", ": ", "- ", "? ", "---\n", "...\n", "<<: ", "a", "2026-02-30", ".nan", "\ufeff"]
)


@settings(deadline=2_000)
@given(st.lists(YAML_BITS, max_size=40).map("".join))
def test_any_heap_of_yaml_signs_is_a_document_or_flaws(text: str) -> None:
    assert_lawful(text)


@settings(deadline=2_000, max_examples=300)
@given(
    st.lists(
        st.tuples(st.integers(0, len(VALID)), st.integers(0, 5), YAML_BITS | st.characters(exclude_categories=())),
        min_size=1,
        max_size=4,
    )
)
def test_a_sound_file_with_slips_of_the_pen_is_a_document_or_flaws(slips: list[tuple[int, int, str]]) -> None:
    text = VALID
    for at, dropped, written in slips:
        text = text[:at] + written + text[at + dropped :]
    assert_lawful(text)


CLEAN = st.text(max_size=30).map(clean_text)
WORDS = st.from_regex(r"[a-z]{4}( [a-z]{4}){0,3}", fullmatch=True).filter(lambda word: word not in {"null", "true"})


@given(st.dictionaries(CLEAN, st.lists(CLEAN) | CLEAN | st.dictionaries(CLEAN, CLEAN), max_size=5))
def test_quoted_texts_come_back_as_they_were_written(content: dict[str, object]) -> None:
    written = yaml.safe_dump(content, default_style='"', allow_unicode=True)
    assert document_of(written.replace("!!seq ", "")).content == content


@given(st.dictionaries(WORDS, WORDS | st.integers(-(10**15), 10**15) | st.dates() | st.booleans() | st.none()))
def test_plain_words_numbers_and_days_come_back_as_they_were_written(content: dict[str, object]) -> None:
    assert document_of(yaml.safe_dump(content)).content == content


@given(st.lists(st.integers(0, 8), min_size=1, max_size=20))
def test_a_flaw_is_told_on_the_line_on_which_it_was_written(gaps: list[int]) -> None:
    lines: list[str] = []
    for number, gap in enumerate(gaps):
        lines += ["# nothing"] * gap + [f"key-{number}: .nan"]
    wrong = [number for number, line in enumerate(lines, start=1) if line.startswith("key")]
    assert [flaw.line for flaw in flaws_of("\n".join(lines))] == wrong
