"""How Hypothesis runs here: without deadlines, in CI with the same examples every time, and `deep` when asked to."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

settings.register_profile("here", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("here"), derandomize=True)
settings.register_profile("deep", settings.get_profile("here"), max_examples=1000)
settings.load_profile("ci" if os.environ.get("CI") else "here")
