"""Houses: virtual environments of their own, in which wheels are installed beside nothing of this checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.portfolios import Ran

ROOT = Path(__file__).parents[2]
OF_THIS_CHECKOUT = ("value_proof_ladder", "_value_proof_ladder", "_editable_impl_value_proof_ladder", "__pycache__")


def build(project: Path, to: Path) -> Path:
    """The project's wheel, built with what is installed here and nothing from the network."""
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(to), str(project)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    [wheel] = to.glob("*.whl")
    return wheel


@dataclass(frozen=True)
class House:
    """A virtual environment of its own, with the dependencies of this one and nothing of this checkout."""

    python: Path

    def install(self, wheel: Path) -> None:
        self._pip("install", "--no-deps", "--no-index", str(wheel))

    def remove(self, name: str) -> None:
        self._pip("uninstall", "-y", name)

    def _pip(self, *arguments: str) -> None:
        command = [sys.executable, "-m", "pip", "--python", str(self.python), "--disable-pip-version-check", "-q"]
        done = subprocess.run([*command, *arguments], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    def vpl(self, *arguments: object, cwd: Path) -> Ran:
        command = [str(self.python.with_name("vpl")), *map(str, arguments)]
        done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
        return Ran(done.returncode, done.stdout, done.stderr)

    def pytest(self, project: Path) -> Ran:
        """The project's tests as its author runs them, with nothing of this checkout on the path.

        Only with fewer examples: what is asked here is whether they run and pass where it is installed.
        """
        clean = {name: text for name, text in os.environ.items() if name not in ("PYTHONPATH", "CI")}
        command = [str(self.python), "-c", _FEW_EXAMPLES]
        done = subprocess.run(command, cwd=project, env=clean, capture_output=True, text=True, check=False)
        return Ran(done.returncode, done.stdout, done.stderr)

    def plugins(self, cwd: Path) -> dict[str, Any]:
        """What `vpl plugins` says, by the plugin's name."""
        said = json.loads(self.vpl("plugins", "--json", cwd=cwd).out)
        return {one["name"]: one for one in said["plugins"]}


def settled(place: Path) -> House:
    venv.create(place, with_pip=False)
    [site_packages] = place.glob("lib/python*/site-packages")
    dependencies = place / "dependencies"
    dependencies.mkdir()
    for kind in ("purelib", "platlib"):
        for path in Path(sysconfig.get_path(kind)).iterdir():
            if not path.name.startswith(OF_THIS_CHECKOUT) and not (dependencies / path.name).exists():
                (dependencies / path.name).symlink_to(path)
    (site_packages / "dependencies.pth").write_text(f"{dependencies}\n")
    return House(place / "bin" / "python")


_FEW_EXAMPLES = """
import sys

import pytest
from hypothesis import settings

settings.register_profile("few", max_examples=12, deadline=None)
settings.load_profile("few")
sys.path.insert(0, "")
sys.exit(pytest.main(["-q", "-p", "no:cacheprovider"]))
"""
