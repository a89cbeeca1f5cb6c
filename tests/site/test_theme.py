"""The theme `vpl` is the same theme, whether it is registered or only importable."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from mkdocs.utils import get_theme_names

from vpl_core.site import theme

REGISTERED = "[mkdocs.themes]\nvpl = vpl_theme\n"
METADATA = "Metadata-Version: 2.1\nName: registered-theme\nVersion: 1\n"
BUILD = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from conftest import make_site
from vpl_core.site import theme
from vpl_core.site.build import SiteBuilder
print(sorted(theme.settings("vpl", None)), SiteBuilder().build(make_site(), Path(sys.argv[2])).digest)
"""


def test_a_registered_theme_and_an_importable_one_build_the_same_site(tmp_path):
    registry = tmp_path / "registered_theme-1.dist-info"
    registry.mkdir()
    (registry / "METADATA").write_text(METADATA)
    (registry / "entry_points.txt").write_text(REGISTERED)
    answers = []
    for n, path in enumerate([os.environ.get("PYTHONPATH", ""), f"{os.environ.get('PYTHONPATH', '')}:{tmp_path}"]):
        command = [sys.executable, "-c", BUILD, str(Path(__file__).parent), str(tmp_path / str(n))]
        done = subprocess.run(
            command, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=True
        )
        answers.append(done.stdout.rsplit(" ", 1))
    assert answers[1][0] == "['name']"
    assert answers[0][0] == "['name']" or "custom_dir" in answers[0][0]
    assert answers[0][1] == answers[1][1]


def test_a_theme_that_is_registered_is_used_by_name():
    assert "material" in get_theme_names()
    assert theme.settings("material", None) == {"name": "material"}
