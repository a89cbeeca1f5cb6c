"""A portfolio rebuilt: the same files whoever builds them, and a build that is stopped goes on from there."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pytest

from tests.portfolios import ACCOUNT, SETTINGS, write
from vpl_core.app import rebuild as rebuilding, site as sites, workers
from vpl_core.app.portfolio import Workspace, open_workspace
from vpl_core.app.rebuild import Order, Progress, Stopped, rebuild
from vpl_core.app.shards import Shard
from vpl_core.app.site import PortfolioBuild
from vpl_core.errors import NotFound
from vpl_core.hookspecs import hookimpl
from vpl_core.model.audience import CustomerView
from vpl_core.model.extra_pages import ExtraPage
from vpl_core.model.portfolio_views import PortfolioView
from vpl_core.registry import Candidate, admitted, installed
from vpl_core.site.build import BuiltSite, SiteBuilder

NAMES = ("acme", "brook", "cliff", "dune")
FILES = {
    "vpl.toml": SETTINGS.replace("as_of = 2026-11-15", 'as_of = "data"'),
    **{f"accounts/{name}.yml": ACCOUNT.replace("Acme", name.title()) for name in NAMES},
    "accounts/broken.yml": ACCOUNT.replace("target: 8", "target: 80"),
    "observations.csv": "account,value,on,number\ndune,weekly-manual-hours,2026-06-02,9\nnobody,x,2026-06-02,9\n",
}


@dataclass(frozen=True)
class Moody:
    """A plugin whose page fails for one account, and ends the process for another."""

    fails: str = ""
    ends: str = ""

    @hookimpl
    def vpl_pages(self, view: CustomerView) -> Iterable[ExtraPage]:
        if view.account == self.ends:
            os._exit(3)
        if view.account == self.fails:
            raise ValueError("not today")
        return ()


@pytest.fixture
def root(tmp_path: Path, one_builder: SiteBuilder, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A portfolio; what is read of the theme is read once for all tests."""
    monkeypatch.setattr(sites, "SiteBuilder", lambda shared=None, brand=None: one_builder.sharing(shared))
    # A process that is started afresh would not know the plugin, and a runner's own threads would ask for that.
    monkeypatch.setattr(workers, "fork_is_safe", lambda: True)
    return write(tmp_path / "portfolio", FILES)


def opened(root: Path, plugin: Moody | None = None) -> Workspace:
    workspace = open_workspace(root)
    if plugin is None:
        return workspace
    moody = Candidate("moody", "moody-kit", "1", lambda: plugin)
    return replace(workspace, registry=admitted([*installed(), moody]))


def build(root: Path, output: Path, plugin: Moody | None = None, **how: Any) -> PortfolioBuild:
    progress: Progress = how.pop("progress", lambda through, of: None)
    return rebuild(opened(root, plugin), Order(output, **how), lambda: dt.date(2026, 1, 1), progress)


def tree(output: Path) -> dict[str, bytes]:
    """Every file but what a source has noted for itself, which differs between machines and moments."""
    files = (path for path in output.rglob("*") if path.is_file() and not path.name.startswith("seen-"))
    return {str(path.relative_to(output)): path.read_bytes() for path in files}


def states(result: PortfolioBuild) -> dict[str, str]:
    return {account.account: account.state for account in result.accounts}


def test_the_number_of_workers_shows_in_no_file(root: Path, tmp_path: Path) -> None:
    plugin = Moody(fails="brook")
    alone = build(root, tmp_path / "1", plugin)
    assert build(root, tmp_path / "2", plugin, workers=2) == replace(alone, output=tmp_path / "2")
    assert tree(tmp_path / "1") == tree(tmp_path / "2")
    assert states(alone) == {"acme": "built", "brook": "failed", "cliff": "built", "dune": "built"}
    assert (alone.left_out, alone.as_of) == (("broken",), dt.date(2026, 6, 2))
    assert [problem.path for problem in alone.problems] == ["accounts/broken.yml", "observations.csv"]


def test_an_account_that_ends_its_process_fails_and_the_others_go_on(root: Path, tmp_path: Path) -> None:
    result = build(root, tmp_path / "out", Moody(ends="cliff"), workers=2)
    assert states(result) == {"acme": "built", "brook": "built", "cliff": "failed", "dune": "built"}
    [problem] = result.failed[0].problems
    assert problem.message == "its site could not be made: the process that worked on it died (exit code 3)"
    assert problem.account == "cliff"


@pytest.mark.parametrize("workers", [1, 2])
def test_a_build_that_is_stopped_leaves_whole_sites_and_goes_on_from_there(
    root: Path, tmp_path: Path, workers: int
) -> None:
    def impatient(through: int, of: int) -> None:
        raise KeyboardInterrupt

    output = tmp_path / "out"
    with pytest.raises(Stopped) as stopped:
        build(root, output, workers=workers, progress=impatient)
    whole = {path.name for path in (output / "sites").iterdir() if not path.name.startswith(("_", "."))}
    assert 1 <= stopped.value.through == len(whole) < len(NAMES)
    assert not (output / "sites/.staging").exists()
    went_on = build(root, output, workers=workers)
    assert {name for name, state in states(went_on).items() if state == "unchanged"} == whole
    build(root, tmp_path / "fresh")
    kept, fresh = tree(output), tree(tmp_path / "fresh")
    assert {name for name in fresh if kept[name] != fresh[name]} == {"report.json"}


def test_only_what_changed_is_built_and_what_is_wrong_is_told_every_time(root: Path, tmp_path: Path) -> None:
    first = build(root, tmp_path / "out")
    write(root, {"accounts/cliff.yml": FILES["accounts/cliff.yml"].replace("Cliff", "Clyff")})
    second = build(root, tmp_path / "out")
    assert states(second) == {"acme": "unchanged", "brook": "unchanged", "cliff": "built", "dune": "unchanged"}
    assert (second.problems, second.left_out, second.ok) == (first.problems, first.left_out, False)
    assert set(states(build(root, tmp_path / "out", force=True)).values()) == {"built"}
    entries = [json.loads(line) for line in (tmp_path / "out/ledger.jsonl").read_text().splitlines()]
    assert [entry["account"] for entry in entries if "account" in entry] == [*NAMES]


def test_what_a_source_has_noted_hides_no_change_and_is_not_believed_by_whoever_verifies(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vpl_files.notes.FRESH", 0)
    time.sleep(0.02)  # a tick of the file system's clock
    build(root, tmp_path / "out")
    assert set(states(build(root, tmp_path / "out")).values()) == {"unchanged"}
    file, was = root / "accounts/cliff.yml", (root / "accounts/cliff.yml").stat()
    write(root, {"accounts/cliff.yml": FILES["accounts/cliff.yml"].replace("Cliff", "Clyff")})
    os.utime(file, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert [name for name, state in states(build(root, tmp_path / "out")).items() if state == "built"] == ["cliff"]
    [notes] = (tmp_path / "out").glob("seen-*.json")
    noted = json.loads(notes.read_text())
    noted["digests"]["own"]["acme"][1] = "0" * 40
    notes.write_text(json.dumps(noted))
    assert set(states(build(root, tmp_path / "out", verify=True)).values()) == {"unchanged"}
    assert [name for name, state in states(build(root, tmp_path / "out")).items() if state == "built"] == ["acme"]


def test_an_account_that_is_not_there_is_refused_with_the_nearest(root: Path, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="did you mean 'cliff'"):
        build(root, tmp_path / "out", patterns=("clif",))


def test_what_machines_have_built_apart_is_put_together_without_building_it_again(root: Path, tmp_path: Path) -> None:
    together = tmp_path / "together"
    for shard in (Shard(1, 2), Shard(2, 2)):
        apart = tmp_path / str(shard)
        result = build(root, apart, shard=shard)
        assert result.as_of == dt.date(2026, 6, 2)  # the newest day of all accounts, not of the shard's
        assert {*states(result), *result.left_out} == {a for a in (*NAMES, "broken") if shard.holds(a)}
        assert not (apart / "portfolio").exists()
        shutil.copytree(apart, together, dirs_exist_ok=True)
    assert set(states(build(root, together)).values()) == {"unchanged"}
    build(root, tmp_path / "fresh")
    kept, fresh = tree(together), tree(tmp_path / "fresh")
    assert {name for name in fresh if kept[name] != fresh[name]} == {"report.json"}
    assert kept.keys() - fresh.keys() == {"report-1-of-2.json", "report-2-of-2.json"}


def test_which_shard_an_account_is_in_never_changes() -> None:
    """Machines of different versions share out the same way."""
    parts = [[a for a in NAMES if Shard(number, 3).holds(a)] for number in (1, 2, 3)]
    assert parts == [
        ["acme", "brook"],
        [],
        ["cliff", "dune"],
    ]


def test_no_worker_is_left_while_the_portfolio_is_made(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_work: list[int] = []

    def watched(tools: sites.Tools, view: PortfolioView, destination: Path) -> BuiltSite:
        at_work.append(len(active_children()))
        return sites.build_internal(tools, view, destination)

    monkeypatch.setattr(rebuilding, "build_internal", watched)
    at_the_end: list[int] = []
    build(root, tmp_path / "out", workers=2, progress=lambda through, of: at_the_end.append(len(active_children())))
    assert (max(at_the_end), at_work) == (2, [0])
