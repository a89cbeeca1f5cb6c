"""Portfolios as folders: written from texts by path, read by the folder source, or run through the command line."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import Any

from vpl_core.app.portfolio import Collected, Workspace
from vpl_core.app.roster import Roster
from vpl_core.ports import SourceReading, SourceRequest
from vpl_files.folder import Folder

VPL = Path(sys.executable).with_name("vpl")
"""The command as it was installed beside the Python that runs the tests."""

SETTINGS = """\
[portfolio]
name = "Our customers"
vendor = "Tessaly"
as_of = 2026-11-15

[sources.log]
name = "Product log"
party = "vendor"
method = "instrumented"
"""
ACCOUNT = """\
name: Acme Bakery
segment: smb
start: 2026-02-02
sponsor: {name: Mina Park}
owner: {name: M. Okafor}
sources:
  timesheet: {name: Time sheet, party: customer, method: time_log}
plan:
  weekly-manual-hours:
    baseline: {number: 20, on: 2026-01-30, source: timesheet}
    target: 8
    method: time_log
    validator: Mina Park
    agreed_by: Mina Park
    agreed_on: 2026-02-01
"""
READINGS = """\
account,value,on,number,source
acme,weekly-manual-hours,2026-03-02,17,timesheet
acme,weekly-manual-hours,2026-06-02,9,timesheet
acme,team-using-percent,2026-06-02,80,log
"""
EVIDENCE = """\
evidence:
  june-sheet:
    kind: time_log
    title: Time sheet of June
    on: 2026-06-03
    by: Mina Park
    party: customer
    values: [weekly-manual-hours]
    file: june.csv
"""
SMALL = {
    "vpl.toml": SETTINGS,
    "accounts/acme.yml": ACCOUNT,
    "observations.csv": READINGS,
    "evidence/acme.yml": EVIDENCE,
    "evidence/acme/june.csv": "day,hours\n2026-06-02,9\n",
}
"""A portfolio of one small business, with nothing wrong in it."""


def write(root: Path, texts: Mapping[str, str | bytes]) -> Path:
    """Puts the files there, with the folders that they need."""
    for name, text in texts.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else dedent(text).encode())
    return root


def read(root: Path, *accounts: str) -> SourceReading:
    """What the folder gives: everything, or only these accounts."""
    return Folder().read(SourceRequest(root, accounts=frozenset(accounts) or None))


def collect(workspace: Workspace, patterns: tuple[str, ...] = ()) -> Collected:
    """All at once what the roster gives few by few; of example portfolios, which are small."""
    roster = Roster(workspace, patterns)
    parts = [*roster]
    homes = {facts.account.id: part.locate for part in parts for facts in part.facts}
    facts = tuple(facts for part in parts for facts in part.facts)
    return Collected(facts, roster.problems, lambda account, field: homes[account](account, field), roster.seen)


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str


def document(ran: Ran) -> dict[str, Any]:
    """The one document on standard output, beside which nothing is said."""
    said: dict[str, Any] = json.loads(ran.out)
    assert re.fullmatch(r"vpl\.[a-z]+/1", said["schema"])
    assert said["ok"] is (ran.code == 0)
    assert ran.err == ""
    return said


Run = Callable[..., Ran]
"""Runs `vpl` with arguments inside this process."""


def kit(name: str, entries: str, modules: Mapping[str, str]) -> dict[str, str]:
    """What pip leaves of a plugin's distribution, in a folder `kits` that goes on the PYTHONPATH."""
    home = f"kits/{name.replace('-', '_')}-1.0.dist-info"
    return {
        f"{home}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{home}/entry_points.txt": f"[vpl]\n{entries}\n",
        **{f"kits/{path}": text for path, text in modules.items()},
    }


def vpl(*arguments: object, cwd: Path | None = None, **environment: str) -> Ran:
    """The installed command in a process of its own, without a terminal."""
    usual = {name: text for name, text in os.environ.items() if not name.startswith(("VPL_", "NO_COLOR", "FORCE_"))}
    done = subprocess.run(
        [VPL, *map(str, arguments)],
        cwd=cwd,
        env={**usual, **environment},
        capture_output=True,
        timeout=120,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
