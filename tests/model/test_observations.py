"""Observations: a reading is a number on a day."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from tests.worlds import reading
from vpl_core.model.observations import Source


@pytest.mark.parametrize(
    "wrong", [{"number": float("nan")}, {"number": None}, {"sequence": -1}, {"respondents": 0}, {"value": "Hours"}]
)
def test_what_is_no_reading_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        reading(**{"value": "hours", "number": 4, **wrong})


def test_sources_share_a_root_where_they_share_a_system() -> None:
    alone = Source(id="product", name="Product", party="vendor", method="instrumented")
    shared = Source(id="export", name="Export", party="vendor", method="instrumented", system="product")
    assert alone.root == shared.root == "product"
