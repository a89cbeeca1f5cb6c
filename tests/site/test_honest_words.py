"""No sentence of ours claims what nobody stands behind."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

import vpl_core
from tests.site.segments import PLAYBOOKS
from tests.site.small_pages import text_of
from tests.site.test_hostile_texts import A_MARK, bodies_of, harmless_twin

NEVER = {
    "validated": r"\bvalidated\b",
    "confirmed, nobody says by whom": r"\b(?:is|are|was|were|be|been|not|until|once|and|^) ?confirmed\b(?! by)",
    "realized value": r"\breali[sz]ed (?:value|benefit)s?\b",
    "N/A": r"\bN/A\b",
    "TBD": r"\bTB[DC]\b",
    "up to": r"\bup to (?:\d|[$€£¥])",
    "potential": r"\bpotential(?:ly)?\b",
    "world-class": r"\b(?:world|best)-(?:class|in-class)\b",
    "delayed slightly": r"\bslightly\b|\bminor delay",
    "re-baselined": r"\bre-?baselined?\b",
    "please advise": r"\bplease advise\b",
    "customers report": r"\bcustomers (?:report|say|tell)\b",
    "guaranteed": r"\bguarantee",
}
"""What a page of ours never says, because it claims without saying who stands behind it."""


def our_sentences() -> Iterator[tuple[str, str]]:
    """Every text that we put on a page ourselves, with where it stands."""
    root = Path(vpl_core.__file__).parent
    for module in sorted([*(root / "site").glob("*.py"), root / "rules/reasons.py", root / "rules/wording.py"]):
        tree = ast.parse(module.read_text())
        said_to_programmers = {id(part) for node in ast.walk(tree) for part in _not_for_readers(node)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said_to_programmers:
                yield f"{module.name}:{node.lineno}", node.value
    for template in sorted(Path(str(files("vpl_pages"))).glob("*.j2")):
        yield template.name, re.sub(r"\{#.*?#\}", "", template.read_text(), flags=re.S)
    for segment, book in PLAYBOOKS.items():
        for word in (*book.values, *book.thresholds, *book.milestones, book.ladder, *book.checklists):
            yield from ((f"{segment} {where}", text) for where, text in _texts_in(word))


def _not_for_readers(node: ast.AST) -> Iterator[ast.AST]:
    """Docstrings, and what an error says."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value
    if isinstance(node, ast.Raise):
        yield from ast.walk(node)


def _texts_in(thing: Any, where: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(thing, tuple):
        for part in thing:
            yield from _texts_in(part, where)
    elif isinstance(thing, BaseModel):
        for field in type(thing).model_fields:
            yield from _texts_in(getattr(thing, field), f"{getattr(thing, 'id', where)}.{field}")
    elif isinstance(thing, str):
        yield where, thing


def forbidden_in(text: str) -> list[str]:
    return [what for what, pattern in NEVER.items() if re.search(pattern, text, re.IGNORECASE)]


def test_no_sentence_of_ours_claims_what_nobody_stands_behind():
    sentences = list(our_sentences())
    assert len(sentences) > 1500
    assert [(where, text, bad) for where, text in sentences if (bad := forbidden_in(text))] == []


@pytest.mark.parametrize("segment", sorted(PLAYBOOKS))
def test_no_rendered_page_says_one_of_those_words_in_our_name(segment):
    for name, body in bodies_of(harmless_twin(segment).twin):
        assert forbidden_in(A_MARK.sub("somebody", text_of(body))) == [], name


@pytest.mark.parametrize(
    "sentence",
    [
        "The result was validated.",
        "Not counted until confirmed",
        "The saving is confirmed.",
        "Confirmed and reproduced",
        "A realised value of 12",
        "N/A",
        "Due: TBD",
        "Saves up to 40%",
        "a potential saving",
        "world-class results",
        "The date was delayed slightly",
        "Customers report fewer errors",
    ],
)
def test_the_search_for_such_words_finds_them(sentence):
    assert forbidden_in(sentence)


@pytest.mark.parametrize("sentence", ["; confirmed by Mina", "The owner has confirmed it", "what is up to date"])
def test_a_word_that_says_who_stands_behind_it_may_be_said(sentence):
    assert not forbidden_in(sentence)
