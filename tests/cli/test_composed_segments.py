"""Composed segments on the command line: conflicts told by line, and explanations that say what decided."""

from __future__ import annotations

from pathlib import Path

from tests.portfolios import SETTINGS, Run, document, write
from tests.test_compositions import CLINIC, DECIDED

TINY = "name: Tiny Practice\nsegment: smb-clinic\nstart: 2026-01-01\n"


def test_vpl_plugins_and_check_tell_conflicts_with_file_and_line(run: Run, small: Path) -> None:
    write(
        small, {"vpl.toml": SETTINGS + CLINIC, "accounts/tiny.yml": "name: T\nsegment: smb-clinic\nstart: 2026-01-01"}
    )
    for command in ("plugins", "check"):
        said = run(command, "-C", small)
        assert said.code == 1
        assert "vpl.toml:11  segments.smb-clinic  milestones: 'baselines-agreed' is not the same" in said.out + said.err
    left_out = run("check", "-C", small).out
    assert "accounts/tiny.yml:2  segment  the segment 'smb-clinic' is left out" in left_out
    assert "left out: tiny" in left_out and "left out: acme" not in left_out


def test_a_composed_segment_is_listed_assessed_and_explained(run: Run, small: Path) -> None:
    write(
        small, {"vpl.toml": SETTINGS + DECIDED, "accounts/tiny.yml": "name: T\nsegment: smb-clinic\nstart: 2026-01-01"}
    )
    assert "  smb-clinic is healthcare and smb at once (vpl.toml:11)\n" in run("plugins", "-C", small).out
    listed = document(run("plugins", "--json", "-C", small))
    assert listed["compositions"] == {"smb-clinic": {"of": ["healthcare", "smb"], "by": "vpl.toml:11"}}
    assert run("assess", "tiny", "-C", small).code == 0
    for what, line in {
        "old-way-retired": "from healthcare (plugin healthcare), preferred over smb by vpl.toml:17",
        "baselines-agreed": "from healthcare and smb (plugin healthcare and smb), joined by vpl.toml:16",
        "weekly-manual-hours": "from smb (plugin smb)",
        "smb-fit": "from smb (plugin smb)",
        "go-live-privacy": "from healthcare (plugin healthcare)",
        "first_value": "from smb (plugin smb), preferred over healthcare by vpl.toml:18",
        "3": "from healthcare and smb (plugin healthcare and smb), joined rung by rung",
        "health": "from smb (plugin smb)",
    }.items():
        assert f"  {line}\n" in run("explain", "tiny", what, "-C", small).out, what
    assert "from " not in run("explain", "acme", "old-way-retired", "-C", small).out
