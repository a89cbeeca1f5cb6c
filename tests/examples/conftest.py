"""The example portfolio is read once for all tests about it."""

from __future__ import annotations

import pytest

from tests.examples.portfolio import Portfolio


@pytest.fixture(scope="session")
def portfolio() -> Portfolio:
    return Portfolio()
