"""Profiles: how Hypothesis runs here; in CI with the same examples every time, and `deep` when asked to."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

EXAMPLES = 60
"""How many examples a property is asked of in a usual run."""


def load() -> None:
    usual = settings(deadline=None, max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])
    settings.register_profile("here", usual)
    settings.register_profile("ci", usual, derandomize=True)
    settings.register_profile("deep", usual, max_examples=1000)
    settings.load_profile("ci" if os.environ.get("CI") else "here")
