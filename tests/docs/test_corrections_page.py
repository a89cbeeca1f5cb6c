"""The page on slips: its example is read as it stands, and it names everything that may be written."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from vpl_core.model.corrections import BarrierKind, Cause, Desk, EscalationTrigger, WayOut
from vpl_core.site.words import CAUSE_WORDS
from vpl_core.sources.documents import AccountDocument
from vpl_core.sources.strict_yaml import read_yaml

PAGE = (Path(__file__).parent.parent.parent / "docs" / "corrections.md").read_text(encoding="utf-8")


def test_the_example_is_an_account_as_it_stands() -> None:
    [text] = re.findall(r"```yaml\n(.*?)```", PAGE, re.S)
    file = f"name: Northwind\nsegment: healthcare\nstart: 2026-02-02\n{text}"
    document, flaws = read_yaml(file, path="corrections.md")
    assert document is not None and not flaws
    [plan] = AccountDocument.model_validate(document.content).account("northwind").milestones
    assert [len(entries) for entries in (plan.resets, plan.corrections, plan.barriers)] == [1, 1, 1]
    assert [len(entries) for entries in (plan.escalations, plan.reviews)] == [1, 1]


@pytest.mark.parametrize("choices", [Cause, WayOut, BarrierKind, EscalationTrigger, Desk], ids=str)
def test_every_choice_is_on_the_page(choices: object) -> None:
    assert [choice for choice in get_args(choices) if f"`{choice}`" not in PAGE] == []


def test_the_words_that_a_customer_reads_are_those_of_the_page() -> None:
    for cause, words in CAUSE_WORDS.items():
        assert f"| `{cause}` | {words.format(vendor='(your name)')} |" in PAGE
