"""Front matter rewritten: what is asked for is there, and every other byte is as it was."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, strategies as st

from tests.decision_texts import RECORD
from vpl_core.app.front_matter import with_fields, with_item, yaml_lines
from vpl_core.model.base import clean, gate
from vpl_core.sources.strict_yaml import read_yaml

texts = st.text(min_size=0, max_size=20).map(clean)
ids = st.sampled_from(["a", "true", "null", "nan", "no", "a-1", "infinity", "1a", "2026-01-01", "x y", "-", "'q\""])
scalars = st.one_of(texts, ids, st.dates(), st.booleans(), st.integers(-5, 5), st.decimals(-9, 9, places=2).map(gate))
contents = st.recursive(
    scalars,
    lambda inner: st.one_of(st.dictionaries(ids, inner, max_size=3), st.lists(scalars, max_size=3)),
    max_leaves=8,
)
items = st.dictionaries(
    st.sampled_from(["kind", "on", "signals"]), st.one_of(scalars, st.lists(texts, max_size=2)), min_size=1
)


@given(ids, contents)
def test_what_is_written_is_read_back(name, content):
    document, flaws = read_yaml("\n".join(yaml_lines(name, content)), path="x")
    assert flaws == ()
    assert document.content == {name: content}


@given(st.lists(items, min_size=1, max_size=3))
def test_a_list_of_groups_is_read_back(found):
    document, flaws = read_yaml("\n".join(yaml_lines("held", found)), path="x")
    assert (document.content, flaws) == ({"held": found}, ())


FIELDS = {"chosen": "tablets", "decided_on": dt.date(2026, 6, 10), "locked": {"on": dt.date(2026, 6, 10)}}


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_new_fields_are_put_last_and_nothing_else_is_touched(ending):
    text = RECORD.replace("\n", ending)
    new = ending.join(["chosen: tablets", "decided_on: 2026-06-10", "locked:", "  on: 2026-06-10", ""])
    written = with_fields(text, FIELDS)
    assert written.count(new) == 1
    assert written.replace(new, "") == text


def test_a_field_that_is_there_is_written_over_with_the_lines_below_it():
    other = {"chosen": "stay", "decided_on": dt.date(2026, 1, 1), "locked": {"on": dt.date(2026, 1, 1), "inputs": {}}}
    once = with_fields(RECORD, other)
    assert with_fields(once, FIELDS) == with_fields(RECORD, FIELDS)


def test_comments_and_blanks_before_the_next_field_stay_with_it():
    written = with_fields(RECORD, {"metrics": ["seats"]})
    assert written == RECORD.replace("metrics: [weekly-manual-hours]", "metrics:\n  - seats")


@pytest.mark.parametrize("margin", ["", "  ", "    "])
def test_an_item_is_appended_as_the_others_stand(margin):
    text = f"---\nheld:\n{margin}- kind: one\n{margin}  on: 1\n\n# next\nowner: M\n---\n# T\nheld: no\n"
    new = f"{margin}- kind: two\n{margin}  signals:\n{margin}    - s\n"
    written = with_item(text, "held", {"kind": "two", "signals": ["s"]})
    assert written == text.replace("on: 1\n", f"on: 1\n{new}")


def test_the_first_item_begins_the_list():
    for empty in ("", "held: []\n"):
        text = f"---\n{empty}owner: M\n---\n# T\n"
        assert "held:\n  - kind: one\n" in with_item(text, "held", {"kind": "one"})
