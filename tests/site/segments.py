"""The playbooks of the four segments, put together once."""

from __future__ import annotations

from vpl_core.playbooks import put_together
from vpl_core.registry import find

PLAYBOOKS = put_together(find(())).by_segment
