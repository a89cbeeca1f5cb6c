"""The law book: nothing in it is typed in a second time, and nothing is missing."""

from __future__ import annotations

import inspect
import re

import pytest
from hypothesis import settings, strategies as st

from tests.laws.book import all_laws, law_book, sentence_of, subjects
from tests.laws.law import Law, examples_of, law
from tests.laws.mutants import MUTANTS
from tests.profiles import EXAMPLES

BOOK = law_book()


@pytest.mark.parametrize("one", all_laws(), ids=sentence_of)
def test_a_law_tells_a_reader_what_holds_and_by_which_formula(one: Law) -> None:
    told, _, formula = (inspect.getdoc(one) or "").partition("\n\n")
    assert told.endswith(".")
    assert formula.endswith(".")
    section = BOOK.split(f"### {sentence_of(one)}\n")[1].split("\n## ")[0].split("\n### ")[0]
    assert " ".join(told.split()) in section
    assert section.count("\n- ") == sum(mutant.law is one for mutant in MUTANTS) > 0


def test_the_book_has_every_law_and_every_mutant_once() -> None:
    assert re.findall("^### (.*)$", BOOK, re.MULTILINE) == [sentence_of(one) for one in all_laws()]
    assert sorted(re.findall(r"^- (.*) \(`", BOOK, re.MULTILINE)) == sorted(mutant.name for mutant in MUTANTS)
    assert len(re.findall("^## ", BOOK, re.MULTILINE)) == len(subjects())


def test_the_book_is_the_same_every_time() -> None:
    assert law_book() == BOOK


def test_a_law_is_asked_of_as_many_examples_as_the_book_says() -> None:
    asked: list[int] = []

    def check(number: int) -> None:
        asked.append(number)

    for times in (0.5, 1, 2):
        asked.clear()
        one = law(st.integers(), times=times)(check)
        one()
        # Another profile of Hypothesis asks more often; the book tells of the usual one.
        assert len(asked) * EXAMPLES == examples_of(one) * settings().max_examples


def test_the_book_counts_the_examples_of_all_its_laws() -> None:
    told = [int(number) for number in re.findall(r"^Asked of (\d+) examples\.$", BOOK, re.MULTILINE)]
    assert f"draws {sum(told):,} examples in all" in BOOK
    assert len(told) + BOOK.count("Draws nothing: ") == len(all_laws())
