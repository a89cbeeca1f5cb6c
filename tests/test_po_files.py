"""Catalogues as files: what is written is read again, and every fault has its line."""

from __future__ import annotations

import re
from gettext import GNUTranslations
from io import BytesIO

import pytest
from babel.messages.mofile import write_mo
from hypothesis import given, strategies as st

from vpl_core.errors import VplError
from vpl_core.po_files import Bare, Entry, read_entries, written, written_entries

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20)
WORDS = st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=90)
NOTES = st.lists(st.lists(WORDS, min_size=1, max_size=4).map(" ".join), max_size=3).map(tuple)


@st.composite
def entries(draw: st.DrawFn, doubtful: st.SearchStrategy[bool]) -> list[Entry]:
    """Without notes; no two say the same."""
    said, contexts = st.just("") | TEXTS, st.just("") | TEXTS
    keys = draw(st.lists(st.tuples(contexts, TEXTS), unique=True, max_size=5))
    return [Entry(english, draw(said), context, doubtful=draw(doubtful)) for context, english in keys]


@given(entries(st.booleans()), entries(st.just(False)), st.sampled_from(("", "# Ask Aya.")))
def test_what_is_written_is_read_again_and_what_is_out_of_use_stays_apart(
    entries: list[Entry], old: list[Entry], head: str
) -> None:
    used, out_of_use = read_entries(written_entries("ja", entries, old, head).decode(), "a.po")
    assert [entry._replace(line=0) for entry in used] == entries
    assert [entry._replace(line=0) for entry in out_of_use] == old


@given(NOTES, NOTES, st.booleans())
def test_what_translators_wrote_beside_a_text_keeps_its_words_and_is_written_the_same_again(
    notes: tuple[str, ...], places: tuple[str, ...], old: bool
) -> None:
    entry = [Entry("Faster tills", "レジの高速化", notes=notes, places=places)]
    once = written_entries("ja", *([[], entry] if old else [entry]))
    used, out_of_use = read_entries(once.decode(), "a.po")
    [again] = out_of_use if old else used
    assert set(" ".join(again.notes).split()) == set(" ".join(notes).split())
    assert written_entries("ja", used, out_of_use) == once


def test_a_long_text_is_written_on_one_line_so_that_a_change_in_it_is_one_line() -> None:
    long = "Hours a week that the whole team spends by hand. " * 8
    assert f'\nmsgid "{long}"\nmsgstr "{long}"\n'.encode() in written_entries("ja", [Entry(long, long)])


def test_a_text_over_several_lines_is_one_and_notes_stay_beside_it() -> None:
    text = '# Ask Aya.\n#. Milestone.name\n#, fuzzy\nmsgid ""\n"Faster "\n"tills"\nmsgstr ""\n"レジの"\n"高速化"\n'
    found = Entry("Faster tills", "レジの高速化", "", ("Ask Aya.",), ("Milestone.name",), doubtful=True, line=4)
    assert read_entries(text, "a.po").used == (found,)


def test_one_text_may_mean_two_things() -> None:
    text = 'msgid "Open"\nmsgstr "開く"\nmsgctxt "Rung.name"\nmsgid "Open"\nmsgstr "公開"\n'
    assert [entry.key for entry in read_entries(text, "a.po").used] == [("", "Open"), ("Rung.name", "Open")]


def test_what_other_programs_write_is_read_as_well() -> None:
    text = 'msgid ""\nmsgstr "Language: ja\\nX-Generator: Poedit 3\\n"\n#: tills.py:3\n#| msgid "Slow"\n#, no-wrap\n'
    text += 'msgid  "50% off"\nmsgstr\t"半額"\n\n#, fuzzy\n#~| msgid "a"\n#~ msgid "b"\n#~ msgstr ""\n#~\n#~ "乙"\n'
    used, out_of_use = read_entries(text.replace("\t", " "), "a.po")
    assert used == (Entry("50% off", "半額", line=6),)
    assert out_of_use == (Entry("b", "乙", doubtful=True, line=11),)
    assert b'\nmsgid "50% off"\nmsgstr "' in written_entries("ja", used), "nothing in it is a place for a number"
    assert b"#" not in written_entries("ja", used)


def test_the_header_says_how_the_file_is_read_and_no_day_name_or_version() -> None:
    assert written_entries("ko", (), head="# Ours.").decode() == (
        '# Ours.\nmsgid ""\nmsgstr ""\n"Language: ko\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n'
        '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
    )


def test_a_catalogue_that_is_compiled_is_read_by_gettext() -> None:
    catalogue, compiled = Bare("ja"), BytesIO()
    catalogue.add(("{n} till", "{n} tills"), ("レジ{n}台",))
    write_mo(compiled, catalogue)
    compiled.seek(0)
    assert GNUTranslations(compiled).ngettext("{n} till", "{n} tills", 1) == "レジ{n}台"
    assert written(catalogue).endswith('msgid_plural "{n} tills"\nmsgstr[0] "レジ{n}台"\n'.encode())


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', 4, "stands here and on line 1"),
        ('msgid ""\nmsgstr "Language: ja\\n"\nmsgid ""\nmsgstr "c"\n', 3, "stands here and on line 1"),
        ('msgid "a"\nmsgstr ""\nmsgid_plural "b"\n', 3, "one form"),
        ('msgid "a"\nmsgstr[0] "b"\n', 2, "one form"),
        ('msgid "a"\nmsgstr "b\n', 2, "no line of a catalogue"),
        ('msgid "a"\nmsgstr b"\n', 2, "no line of a catalogue"),
        ('msgid "a"\nmsgstr "b" "c"\n', 2, "no line of a catalogue"),
        ('msgid "a"\nmsgstr "\\d"\n', 2, "no line of a catalogue"),
        ('msgid "a"\nmsgstr "b\\"\n', 2, "no line of a catalogue"),
        ('#~ msgid "a"\n#~ msgstr "b\n', 2, "no line of a catalogue"),
        ('msgid "a"\nmsgstr "b"\nmsg "c"\n', 3, "no line of a catalogue"),
        ('msgid "a"\n\nmsgid "b"\nmsgstr ""\n', 1, "missing msgstr for msgid 'a'"),
        ('msgid "a"\nmsgctxt "b"\nmsgid "c"\nmsgstr ""\n', 1, "missing msgstr for msgid 'a'"),
        ('msgid "a"\n# b\nmsgstr "c"\n', 1, "missing msgstr for msgid 'a'"),
        ('msgstr "b"\nmsgid "c"\nmsgstr "d"\n', 1, "without its msgid"),
        ('msgid "a"\nmsgstr "b"\n\nmsgstr "c"\n', 4, "without its msgid"),
        ('msgid "a"\n#~ msgstr "b"\n', 2, "without its msgid"),
        ('\n"b"\n', 2, "not in msgid, msgstr or msgctxt"),
    ],
)
def test_a_fault_is_told_with_its_line(text: str, line: int, told: str) -> None:
    with pytest.raises(VplError) as refused:
        read_entries(text, "vpl_retail/locale/ja.po")
    [problem] = refused.value.problems
    assert (problem.path, problem.line) == ("vpl_retail/locale/ja.po", line)
    assert told in problem.message
    assert not re.search(r" on \d+$", problem.message), "Babel counts lines from 0"
    assert problem.next_step


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ('msgid "a"\nmsgstr "\\d"\nmsg\nmsgid "b"\nmsgstr "\n', [2, 3, 5]),
        ('msgid "a"\nmsgstr ""\nmsgid "a"\nmsgstr ""\nmsgid "a"\nmsgstr ""\nmsgid "b"\n', [3, 5, 7]),
    ],
)
def test_faults_of_one_kind_are_told_at_once(text: str, lines: list[int]) -> None:
    with pytest.raises(VplError) as refused:
        read_entries(text, "a.po")
    assert [problem.line for problem in refused.value.problems] == lines
