"""The kit with which plugin authors and rule testers prove their rules."""

from __future__ import annotations

import pytest

# Before anything else imports them: their asserts then tell what was compared.
pytest.register_assert_rewrite("vpl_core.testing.segment_contract", "vpl_core.testing.source_contract")
