"""`vpl rules`: the rule book of all segments as one document, the same each time."""

from __future__ import annotations

import json
from pathlib import Path

from tests.portfolios import SETTINGS, Run, document, write


def test_the_rule_book_is_one_document_of_all_segments_and_the_same_each_time(run: Run, small: Path) -> None:
    said = run("rules", "-C", small)
    assert said.out == run("rules", "-C", small).out
    book = document(said)
    assert book["schema"] == "vpl.rules/1"
    assert {"smb", "enterprise", "healthcare", "finance"} <= book["segments"].keys()
    assert document(run("rules", "smb", "-C", small))["segments"] == {"smb": book["segments"]["smb"]}


def test_a_segment_that_is_none_is_answered_with_the_nearest_one(run: Run, small: Path) -> None:
    said = run("rules", "smbs", "-C", small)
    assert (said.code, said.out) == (2, "")
    assert said.err == "there is no segment 'smbs'\n  did you mean 'smb'?\n"


def test_a_rule_book_that_is_not_whole_says_so_and_is_not_read_again(run: Run, small: Path) -> None:
    write(small, {"vpl.toml": f"{SETTINGS}\n[thresholds.smb.none-such]\nnumber = 1\nby = 'M'\nbecause = 'x'\n"})
    said = run("rules", "-C", small)
    assert said.code == 1
    assert json.loads(said.out)["ok"] is False
    assert "'none-such' is no threshold of the segment 'smb'" in said.err
    (small / "before.json").write_text(said.out, encoding="utf-8")
    refused = run("diff", "--rules", small / "before.json", "-C", small)
    assert refused.code == 2
    assert "before.json  ok  " in refused.err
