"""Evidence: who may say what, and under which fingerprint."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from tests.worlds import paper


@pytest.mark.parametrize("change", [{"party": "vendor"}, {"by": ""}])
def test_nobody_confirms_their_own_work_or_without_a_name(change: dict[str, Any]) -> None:
    assert paper("signed", "confirmation").kind == "confirmation"
    with pytest.raises(ValidationError, match="name the person and their party"):
        paper("signed", "confirmation", **change)
    assert paper("statement", "report", **change)


@pytest.mark.parametrize("sha256", ["0" * 63, "0" * 65, "G" * 64, "A" * 64, "0" * 64 + "\n"])
def test_a_fingerprint_is_sixty_four_small_hexadecimal_digits(sha256: str) -> None:
    with pytest.raises(ValidationError):
        paper("report", sha256=sha256)
    assert paper("report", sha256="").sha256 == ""
