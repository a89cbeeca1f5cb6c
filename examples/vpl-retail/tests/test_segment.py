"""The retail segment keeps the contract of every segment, and its own cases hold."""

from __future__ import annotations

from types import ModuleType

import pytest
from vpl_core.testing.cases import case_table
from vpl_core.testing.segment_contract import *  # noqa: F403

import vpl_retail


@pytest.fixture(scope="session")
def segment() -> tuple[ModuleType, str]:
    return vpl_retail, vpl_retail.SEGMENT.id


test_cases = case_table("cases.yml", retail=vpl_retail)
