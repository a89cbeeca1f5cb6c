"""The command line in a process of its own, with a mutant in force where the environment names one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

MUTANT = "VPL_TESTS_MUTANT"
"""The environment variable that names the mutant."""
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

    name = os.environ.get(MUTANT)
    if name is None:
        console.main()
        return
    from tests.laws.mutants import MUTANTS
    from tests.laws.patch import in_force

    with in_force(next(mutant for mutant in MUTANTS if mutant.name == name)):
        console.main()


if __name__ == "__main__":
    main()
