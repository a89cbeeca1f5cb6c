"""The rigor of evidence: a file, a name, and what others say of the same event."""

from __future__ import annotations

from typing import Any

import pytest

from tests.worlds import paper
from vpl_core.model.evidence import Evidence
from vpl_core.rules.dossiers import evidence_rigor

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
