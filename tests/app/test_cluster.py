"""The cluster: processes of a real Dask scheduler build the same bytes, and put them where they are told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.app.test_rebuild import FILES, NAMES, states, tree
from tests.portfolios import write
from vpl_core.app.portfolio import open_workspace
from vpl_core.app.rebuild import Order, rebuild
from vpl_core.app.site import PortfolioBuild
from vpl_core.errors import BuildFailure

distributed = pytest.importorskip("distributed", reason='needs pip install "value-proof-ladder[dask]"')
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The address of a scheduler with two processes to work for it."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        yield cluster.scheduler_address


def build(root: Path, output: Path, **how: Any) -> PortfolioBuild:
    return rebuild(open_workspace(root), Order(output, **how), lambda: dt.date(2026, 1, 1))


def test_a_cluster_builds_the_same_bytes_and_only_what_has_changed(scheduler: str, tmp_path: Path) -> None:
    root = write(tmp_path / "portfolio", FILES)
    there, kept = tmp_path / "there", tmp_path / "kept"
    here = build(root, tmp_path / "here")
    on_cluster = {"scheduler": scheduler, "address": there.as_uri()}
    result = build(root, kept, **on_cluster)
    assert (result.accounts, result.problems, result.as_of) == (here.accounts, here.problems, here.as_of)
    local = tree(tmp_path / "here")
    assert tree(there) == {name: raw for name, raw in local.items() if name != "ledger.jsonl"}
    assert not (kept / "sites/acme").exists()

    (there / "sites/brook/ladder.html").write_text("")
    (there / "sites/brook/beside.html").write_text("")
    write(root, {"accounts/cliff.yml": FILES["accounts/cliff.yml"].replace("Cliff", "Clyff")})
    again = build(root, kept, **on_cluster)
    assert states(again) == {**dict.fromkeys(NAMES, "unchanged"), "brook": "built", "cliff": "built"}
    build(root, tmp_path / "here")
    local = tree(tmp_path / "here")
    assert tree(there).keys() == local.keys() - {"ledger.jsonl"}
    assert {name for name, raw in tree(there).items() if raw != local[name]} == {"report.json"}


def test_without_a_scheduler_nothing_is_built(tmp_path: Path) -> None:
    root = write(tmp_path / "portfolio", FILES)
    with pytest.raises(BuildFailure, match="there is no Dask scheduler at"):
        build(root, tmp_path / "out", scheduler="tcp://127.0.0.1:9", address=tmp_path.as_uri())
