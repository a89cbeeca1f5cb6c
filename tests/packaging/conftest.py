"""The wheel, built once for all that install it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.packaging.houses import ROOT, build


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, tmp_path_factory.mktemp("wheel"))
