"""Catalogues as text: what is written is read again, and every fault has its line."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from vpl_core.errors import VplError
from vpl_core.po_text import Entry, out_of_use, read_po, written_po

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20)
ENTRIES = st.builds(
    Entry, TEXTS, st.just("") | TEXTS, st.just("") | TEXTS, notes=st.just(()), doubtful=st.booleans(), line=st.just(0)
)


@given(st.lists(ENTRIES, unique_by=lambda entry: entry.key), st.lists(ENTRIES, unique_by=lambda entry: entry.key))
def test_what_is_written_is_read_again_and_what_is_out_of_use_is_not(entries: list[Entry], old: list[Entry]) -> None:
    text = written_po("ja", entries, old)
    assert [entry._replace(line=0) for entry in read_po(text, "a.po")] == entries
    assert [entry._replace(line=0) for entry in out_of_use(text)] == [entry._replace(doubtful=False) for entry in old]


def test_a_text_over_several_lines_is_one_and_notes_stay_beside_it() -> None:
    text = '# Ask Aya.\n#. Milestone.name\n#, fuzzy\nmsgid ""\n"Faster "\n"tills"\nmsgstr ""\n"レジの"\n"高速化"\n'
    assert read_po(text, "a.po") == (
        Entry("Faster tills", "レジの高速化", notes=("# Ask Aya.", "#. Milestone.name"), doubtful=True, line=4),
    )


def test_one_text_may_mean_two_things() -> None:
    text = 'msgid "Open"\nmsgstr "開く"\nmsgctxt "Rung.name"\nmsgid "Open"\nmsgstr "公開"\n'
    assert [entry.key for entry in read_po(text, "a.po")] == [("", "Open"), ("Rung.name", "Open")]


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', 4, "stands here and on line 1"),
        ('msgid "a"\nmsgstr ""\nmsgid_plural "b"\n', 3, "one form"),
        ('msgid "a"\nmsgstr "b\n', 2, "quotation mark"),
        ('msgid "a"\nmsgstr "\\d"\n', 2, "means nothing"),
        ('msgid "a"\n\nmsgid "b"\nmsgstr ""\n', 1, "has no msgstr"),
        ('msgstr "b"\n', 1, "without its msgid"),
        ('"b"\n', 1, "without its keyword"),
        ('msgid "a"\nmsgstr "b"\nmsg "c"\n', 3, "no line of a catalogue"),
    ],
)
def test_a_fault_is_told_with_its_line(text: str, line: int, told: str) -> None:
    with pytest.raises(VplError) as refused:
        read_po(text, "vpl_retail/locale/ja.po")
    [problem] = refused.value.problems
    assert (problem.path, problem.line) == ("vpl_retail/locale/ja.po", line)
    assert told in problem.message
    assert problem.next_step


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(VplError) as refused:
        read_po('msgid "a"\nmsgstr "\\d"\nmsg\nmsgid "a"\nmsgstr ""\n', "a.po")
    assert [problem.line for problem in refused.value.problems] == [2, 3, 4]
