"""The law book: nothing in it is typed in a second time, and nothing is missing."""

from __future__ import annotations

import inspect
import re

import pytest

from tests.laws.book import all_laws, law_book, sentence_of, subjects
from tests.laws.law import Law
from tests.laws.mutants import MUTANTS

BOOK = law_book()


@pytest.mark.parametrize("law", all_laws(), ids=sentence_of)
def test_a_law_tells_a_reader_what_holds_and_by_which_formula(law: Law) -> None:
    told, _, formula = (inspect.getdoc(law) or "").partition("\n\n")
    assert told.endswith(".")
    assert formula.endswith(".")
    section = BOOK.split(f"### {sentence_of(law)}\n")[1].split("\n## ")[0].split("\n### ")[0]
    assert " ".join(told.split()) in section
    assert section.count("\n- ") == sum(mutant.law is law for mutant in MUTANTS) > 0


def test_the_book_has_every_law_and_every_mutant_once() -> None:
    assert re.findall("^### (.*)$", BOOK, re.MULTILINE) == [sentence_of(law) for law in all_laws()]
    assert sorted(re.findall(r"^- (.*) \(`", BOOK, re.MULTILINE)) == sorted(mutant.name for mutant in MUTANTS)
    assert len(re.findall("^## ", BOOK, re.MULTILINE)) == len(subjects())


def test_the_book_is_the_same_every_time() -> None:
    assert law_book() == BOOK
