"""The kit with which plugin authors and rule testers prove their rules."""

from __future__ import annotations

import pytest

# Before anything else imports them: their asserts then tell what was compared.
pytest.register_assert_rewrite(*(f"vpl_core.testing.{name}_contract" for name in ("segment", "source", "pages")))
