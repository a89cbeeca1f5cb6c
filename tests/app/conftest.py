"""What the tests of the use cases share."""

from __future__ import annotations

import pytest

from vpl_core.site.build import SiteBuilder


@pytest.fixture(scope="module")
def one_builder() -> SiteBuilder:
    """What is read of the theme is read once for all tests of a module."""
    builder = SiteBuilder()
    builder.warm(["en"])
    return builder
