"""Sites for one reader in a build: each in a folder of its own, built, left standing and missed like any other."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest

from tests.portfolios import ACCOUNT, SMALL, vpl, write
from vpl_core.app import site as sites
from vpl_core.app.portfolio import open_workspace
from vpl_core.app.rebuild import Order, rebuild
from vpl_core.app.site import PortfolioBuild
from vpl_core.site.build import SiteBuilder

MONEY = """\
costs:
  fee: {name: Yearly licence, kind: licence, amount: 9000, every: year, start: 2026-02-02,
    because: Order form of February, source: timesheet, agreed_by: Mina Park, agreed_on: 2026-02-01}
"""
READERS = "sites: [finance, it]\n"


@pytest.fixture
def root(tmp_path: Path, one_builder: SiteBuilder, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sites, "SiteBuilder", lambda shared=None, brand=None: one_builder.sharing(shared))
    return write(tmp_path, {**SMALL, "accounts/acme.yml": ACCOUNT + MONEY + READERS})


def build(root: Path) -> PortfolioBuild:
    return rebuild(open_workspace(root), Order(root / "out"), lambda: dt.date(2026, 1, 1))


def folders(root: Path) -> set[str]:
    return {path.name for path in (root / "out/sites").iterdir() if not path.name.startswith("_")}


def test_each_reader_that_an_account_names_gets_a_site_beside_the_whole_one(root: Path) -> None:
    result = build(root)
    assert result.ok and folders(root) == {"acme", "acme--finance", "acme--it"}
    fee = {name: "Yearly licence" in page(root, name) for name in folders(root)}
    assert fee == {"acme": True, "acme--finance": True, "acme--it": False}
    [account] = json.loads((root / "out/report.json").read_text())["accounts"]
    assert sorted(account["readers"]) == ["finance", "it"]
    assert account["readers"]["it"] == result.accounts[0].sites["acme--it"].digest


def page(root: Path, name: str) -> str:
    return "".join(path.read_text("utf-8") for path in sorted((root / "out/sites" / name).rglob("*.html")))


def test_nothing_is_built_again_until_one_of_the_sites_is_missed_or_the_account_changes(root: Path) -> None:
    build(root)
    assert [one.state for one in build(root).accounts] == ["unchanged"]
    shutil.rmtree(root / "out/sites/acme--it")
    again = build(root)
    assert [one.state for one in again.accounts] == ["built"] and "acme--it" in folders(root)
    write(root, {"accounts/acme.yml": ACCOUNT + MONEY + "visibility: {money: []}\n" + READERS})
    assert [one.state for one in build(root).accounts] == ["built"]
    assert "Yearly licence" not in page(root, "acme--finance")


def test_the_site_of_a_reader_who_is_named_no_more_is_told_as_one_that_nobody_needs(root: Path) -> None:
    assert build(root).orphans == ()
    write(root, {"accounts/acme.yml": ACCOUNT + MONEY + "sites: [finance]\n"})
    assert build(root).orphans == ("acme--it",)
    write(root, {"accounts/acme.yml": "name: 1\n"})
    assert build(root).orphans == (), "an account that cannot be read keeps all its sites"
    (root / "accounts/acme.yml").unlink()
    assert build(root).orphans == ("acme", "acme--finance", "acme--it")


def test_who_may_not_read_of_money_cannot_be_let_in(tmp_path: Path) -> None:
    files = {**SMALL, "accounts/acme.yml": f"{ACCOUNT}visibility:\n  money: [it]\nsites: [press]\n"}
    ran = vpl("check", cwd=write(tmp_path, files))
    assert ran.code == 1
    assert "visibility.money  money is never shown to it\n" in ran.out
    assert "name some of sponsor, finance, or nobody" in ran.out
    assert "accounts/acme.yml" in ran.out and "press" in ran.out
