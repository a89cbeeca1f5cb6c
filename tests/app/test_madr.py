"""Decisions after MADR: what maps is taken over, what is missing is told, nothing is guessed."""

from __future__ import annotations

import pytest

from tests.portfolios import SMALL, read, write
from vpl_core.app.madr import read_madr
from vpl_core.app.record_files import Refused
from vpl_core.model.decisions import Section

MADR = """\
---
status: "accepted"
date: 2026-06-03
decision-makers: Mina Park, J. Cho
---

# Use [tablets](https://example.org) for orders

## Context and Problem Statement

Orders are written down twice.

## Decision Drivers

* Fewer hours
* No lost orders,
  ever

## Considered Options

* Tablets
* Stay
* 2 tills

## Decision Outcome

Chosen option: "Tablets", because they end the second writing.

### Consequences

* Good, because hours come back

### Confirmation

The time sheet of July.

## Pros and Cons of the Options

### Tablets

* Good, because fewer hours
* Good, because fewer errors
* Neutral, because they look nice
* Bad, because they cost money

## More Information

Ask J. Cho.
"""


def imported(tmp_path, text=MADR):
    found = read_madr(text, "0007-use-tablets.md")
    reading = read(write(tmp_path, {**SMALL, f"decisions/acme/{found.id}.md": found.text}))
    assert reading.problems == ()
    return found, reading.facts[0].records[0]


def test_what_maps_is_taken_over(tmp_path):
    _, record = imported(tmp_path)
    assert (record.id, record.title) == ("use-tablets", "Use tablets for orders")
    assert [criterion.text for criterion in record.criteria] == ["Fewer hours", "No lost orders, ever"]
    assert [(o.id, o.name) for o in record.options] == [
        ("tablets", "Tablets"),
        ("stay", "Stay"),
        ("item-2-tills", "2 tills"),
    ]
    assert (record.options[0].gives, record.options[0].costs) == ("fewer hours fewer errors", "they cost money")
    assert (record.chosen, record.because) == ("tablets", "they end the second writing")
    assert record.prose(Section.OBJECTIVE) == "Orders are written down twice."
    assert record.prose(Section.TRIGGERS) == "The time sheet of July."


def test_nothing_is_guessed(tmp_path):
    _, record = imported(tmp_path)
    assert (record.owner, record.decided_on, record.locked, record.reviews.initial) == ("", None, None, None)
    assert {option.type for option in record.options} == {None}
    assert not any(criterion.audit for criterion in record.criteria)


def test_what_has_no_place_is_told(tmp_path):
    found, _ = imported(tmp_path)
    assert found.left == [
        "what is neutral about 'Tablets': they look nice",
        "'status: \"accepted\"' of the front matter",
        "'date: 2026-06-03' of the front matter",
        "'decision-makers: Mina Park, J. Cho' of the front matter",
        "the text under 'More Information'",
    ]


def test_every_word_of_the_file_is_taken_over_or_told(tmp_path):
    found, _ = imported(tmp_path)
    for words in ("written down twice", "No lost orders", "second writing", "hours come back", "fewer errors"):
        assert words in found.text
    assert "More Information" in "".join(found.left) and "Ask J. Cho" not in found.text


def test_a_chosen_option_that_was_not_considered_is_told_and_not_taken(tmp_path):
    found, record = imported(tmp_path, MADR.replace('Chosen option: "Tablets"', 'Chosen option: "Paper"'))
    assert record.chosen is None
    assert "the chosen option 'Paper', which is none of the considered ones" in found.left


def test_a_bare_title_is_enough(tmp_path):
    _, record = imported(tmp_path, "# Tablets?\n")
    assert (record.title, record.options, record.passages) == ("Tablets?", (), ())


def test_a_file_without_a_title_is_refused():
    with pytest.raises(Refused, match="no line that begins with"):
        read_madr("## Considered Options\n", "one.md")
