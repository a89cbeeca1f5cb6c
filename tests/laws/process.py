"""The command line in a process of its own, with the same patch in force as here."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.laws.patch import of_the_environment

ROOT = Path(__file__).parents[2]


def said(*arguments: str, cwd: Path, **environment: str) -> bytes:
    """What the command writes on standard output in that environment."""
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-m", "tests.laws.process", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": path, **environment},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.stdout, done.stderr.decode()[-2000:]
    return done.stdout


def main() -> None:
    from vpl_core.cli import console

    with of_the_environment():
        console.main()


if __name__ == "__main__":
    main()
