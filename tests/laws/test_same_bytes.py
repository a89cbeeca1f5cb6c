"""Same bytes: the same facts make the same document on every machine."""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import yaml

from tests.laws.law import law
from tests.laws.process import said
from tests.portfolios import ACCOUNT, READINGS, SETTINGS, write

MANY_PAPERS: dict[str, Any] = {
    f"paper-{n}": {
        "kind": kind,
        "title": f"Paper {n}",
        "on": f"2026-06-0{n}",
        "by": "Mina Park",
        "party": "customer",
        "milestones": ["paid-back", "first-connection-works"],
    }
    for n, kind in enumerate(["confirmation", "finance_report", "confirmation", "finance_report", "confirmation"], 1)
}
RICH: dict[str, Any] = {
    **yaml.load(ACCOUNT, yaml.BaseLoader),
    "attributes": {"staff": 9, "town": "Leeds", "shops": 2},
    "thresholds": {
        name: {"number": number, "because": "Two shifts", "by": "Mina Park"}
        for name, number in (
            ("smb-good-csat", 7),
            ("smb-first-jobs", 2),
            ("smb-low-csat", 5),
            ("smb-visible-gain-percent", 20),
        )
    },
}
HERE = {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "1"}
ELSEWHERE = {"TZ": "America/Anchorage", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "77"}


def portfolio(root: Path, order: Callable[[list[Any]], list[Any]]) -> Path:
    """The portfolio with the lines of its tables and the keys of its mappings in that order."""
    head, *rows = csv.reader(StringIO(READINGS))
    table = StringIO()
    csv.writer(table, lineterminator="\n").writerows([head, *order(rows)])
    files = {
        "vpl.toml": SETTINGS,
        "accounts/acme.yml": as_yaml(RICH, order),
        "accounts/brook.yml": as_yaml({**RICH, "name": "Brook"}, order),
        "observations.csv": table.getvalue(),
        "evidence/acme.yml": as_yaml({"evidence": MANY_PAPERS}, order),
    }
    return write(root, dict(order([*files.items()])))


def as_yaml(content: dict[str, Any], order: Callable[[list[Any]], list[Any]]) -> str:
    def ordered(thing: Any) -> Any:
        return {key: ordered(part) for key, part in order([*thing.items()])} if isinstance(thing, dict) else thing

    return yaml.safe_dump(ordered(content), sort_keys=False)


@law()
def test_the_same_facts_are_the_same_bytes_on_every_machine() -> None:
    """Neither the time zone, the language of the machine, the seed of its hashes nor the order of lines and keys
    in the files shows in the document.

    bytes(vpl assess --json | machine, π(files)) = bytes(vpl assess --json), in processes of their own.
    """
    with tempfile.TemporaryDirectory() as here, tempfile.TemporaryDirectory() as elsewhere:
        usual = portfolio(Path(here), lambda things: things)
        reversed_ = portfolio(Path(elsewhere), lambda things: things[::-1])
        first = said("assess", "--json", cwd=usual, **HERE)
        assert len(json.loads(first)["assessments"]) == 2
        assert said("assess", "--json", cwd=usual, **ELSEWHERE) == first
        assert said("assess", "--json", cwd=reversed_, **ELSEWHERE) == first
