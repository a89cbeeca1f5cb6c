"""The rigor of evidence: a file, a name, and what others say of the same event."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, strategies as st

from tests.random_facts import papers
from tests.worlds import paper
from vpl_core.model.evidence import Evidence
from vpl_core.model.outcomes import Rigor
from vpl_core.rules.rigor import evidence_rigor

CUSTOMER: dict[str, Any] = {"party": "customer"}
VENDOR: dict[str, Any] = {"party": "vendor"}
THIRD: dict[str, Any] = {"party": "third_party"}
BARE: dict[str, Any] = {"sha256": ""}
NAMELESS: dict[str, Any] = {"by": ""}
SIGNED = paper("signed", "confirmation", **BARE)
REPEATED = paper("repeated", "reproduction", **CUSTOMER)

TABLE: dict[str, tuple[Evidence, list[Evidence], str]] = {
    "neither name nor file": (paper("p", **BARE, **NAMELESS), [], "unsourced"),
    "the vendor's bare word": (paper("p", **VENDOR, **BARE), [], "asserted"),
    "the vendor's bare word, confirmed": (paper("p", **VENDOR, **BARE), [SIGNED], "reported"),
    "the customer's bare word": (paper("p", **BARE), [], "reported"),
    "the customer's word and a third party's file": (paper("p", **BARE), [paper("q", **THIRD)], "reported"),
    "the vendor's file": (paper("p", **VENDOR), [], "measured"),
    "the customer's file without a name": (paper("p", **NAMELESS), [], "measured"),
    "two files of one party": (paper("p"), [paper("q")], "measured"),
    "the vendor's file and the customer's word": (paper("p", **VENDOR), [paper("q", **BARE)], "corroborated"),
    "the customer's file and the vendor's": (paper("p"), [paper("q", **VENDOR)], "corroborated"),
    "the customer's file and the vendor's bare word": (paper("p"), [paper("q", **VENDOR, **BARE)], "measured"),
    "the customer's file and a nameless remark": (paper("p"), [paper("q", **THIRD, **BARE, **NAMELESS)], "measured"),
    "the vendor's file, signed": (paper("p", **VENDOR), [SIGNED], "corroborated"),
    "the vendor's file, repeated": (paper("p", **VENDOR), [REPEATED], "corroborated"),
    "the vendor's file, signed and repeated": (paper("p", **VENDOR), [SIGNED, REPEATED], "verified"),
    "the vendor's file, signed, repeated by nobody": (
        paper("p", **VENDOR),
        [SIGNED, paper("q", "reproduction", **VENDOR, **BARE, **NAMELESS)],
        "corroborated",
    ),
    "the customer's file, signed, and an auditor's": (paper("p"), [SIGNED, paper("q", **THIRD)], "verified"),
    "the auditor's file": (paper("p", **THIRD), [], "measured"),
    "the auditor's file, signed": (paper("p", **THIRD), [SIGNED], "verified"),
    "a signature with its file": (paper("p", "confirmation"), [], "measured"),
    "a bare signature": (SIGNED, [], "reported"),
}


@pytest.mark.parametrize(("one", "beside", "rigor"), TABLE.values(), ids=TABLE)
def test_evidence_is_as_rigorous_as(one: Evidence, beside: list[Evidence], rigor: str) -> None:
    assert evidence_rigor(one, beside) == rigor


def evidence_of(drawn: list[dict[str, Any]]) -> list[Evidence]:
    return [paper(f"p-{number}", **said) for number, said in enumerate(drawn)]


@given(papers, st.lists(papers, max_size=4), st.data())
def test_losing_what_stands_beside_never_strengthens(one: Any, beside: list[Any], data: st.DataObject) -> None:
    first, *others = evidence_of([one, *beside])
    fewer = data.draw(st.lists(st.sampled_from(others), unique_by=lambda e: e.id)) if others else []
    assert evidence_rigor(first, others).reaches(evidence_rigor(first, fewer))


@given(papers, st.lists(papers, max_size=4), st.sampled_from(["report", "reproduction", "raw_data", "audit_report"]))
def test_what_has_neither_name_nor_file_adds_nothing(one: Any, beside: list[Any], kind: str) -> None:
    first, *others = evidence_of([one, *beside])
    for party in ("customer", "vendor", "third_party"):
        rumour = paper("rumour", kind, party=party, by="", sha256="")
        assert evidence_rigor(first, [*others, rumour]) is evidence_rigor(first, others)


@given(papers, st.lists(papers, max_size=4), st.sampled_from(["report", "raw_data", "testimonial"]))
def test_the_vendors_bare_word_adds_nothing(one: Any, beside: list[Any], kind: str) -> None:
    first, *others = evidence_of([one, *beside])
    word = paper("word", kind, party="vendor", by="Vera", sha256="")
    assert evidence_rigor(first, [*others, word]) is evidence_rigor(first, others)


@given(papers, st.lists(papers, max_size=4))
def test_verified_evidence_is_a_file_that_a_customer_signed_for(one: Any, beside: list[Any]) -> None:
    first, *others = evidence_of([one, *beside])
    if evidence_rigor(first, others) is Rigor.VERIFIED:
        assert first.sha256
        assert any(e.kind == "confirmation" and e.party == "customer" for e in (first, *others))
        assert {e.party for e in others} - {first.party}
