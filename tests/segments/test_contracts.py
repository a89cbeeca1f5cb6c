"""The bundled segments keep the contract that they hand to others."""

from __future__ import annotations

from types import ModuleType

import pytest

import vpl_enterprise
import vpl_finance
import vpl_healthcare
import vpl_smb
from vpl_core.testing.segment_contract import *  # noqa: F403

BUNDLED = {"enterprise": vpl_enterprise, "finance": vpl_finance, "healthcare": vpl_healthcare, "smb": vpl_smb}


@pytest.fixture(scope="session", params=BUNDLED)
def segment(request: pytest.FixtureRequest) -> tuple[ModuleType, str]:
    return BUNDLED[request.param], request.param
