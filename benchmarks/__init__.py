"""What the product costs, measured beside others in the same run; never timed tests."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

KITS = Path(__file__).parent / "kits"
"""The segments that only benchmarks have; a process that has it on its PYTHONPATH finds them as if installed."""


@contextmanager
def with_kits() -> Iterator[None]:
    """Finds them in this process too, for as long as the block lasts."""
    sys.path.append(str(KITS))
    try:
        yield
    finally:
        sys.path.remove(str(KITS))
