"""What holds for all tests: the usual profile of Hypothesis."""

from __future__ import annotations

from tests.profiles import load

load()
