"""`vpl build`: what fails keeps its last good site, and the report reconciles with what lies on the disk."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.portfolios import ACCOUNT, EVIDENCE, READINGS, SETTINGS, Run, document, kit, vpl, write
from vpl_core.app import site
from vpl_core.app.ledger import Ledger
from vpl_core.cli.console import vpl as command
from vpl_core.site.build import SiteBuilder
from vpl_core.site.shared import SHARED

LEDGER = "ledger.jsonl"

TWO = {
    "vpl.toml": SETTINGS,
    "accounts/acme.yml": ACCOUNT,
    "accounts/brook.yml": ACCOUNT.replace("Acme", "Brook"),
    "observations.csv": READINGS,
    "evidence/acme.yml": EVIDENCE.replace("    file: june.csv\n", ""),
}


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write(tmp_path_factory.mktemp("portfolio"), TWO)
    assert vpl("build", "-C", root).code == 0
    return root


@pytest.fixture
def built(built_once: Path, tmp_path: Path) -> Path:
    """Two accounts whose sites have been built once."""
    return Path(shutil.copytree(built_once, tmp_path / "built"))


def report(root: Path) -> dict[str, Any]:
    said: dict[str, Any] = json.loads((root / "build" / "report.json").read_text())
    return said


def content(folder: Path) -> dict[str, bytes]:
    """Every file but what a source has noted for itself."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("seen-"))
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def accounts(root: Path) -> dict[str, dict[str, Any]]:
    return {one["account"]: one for one in report(root)["accounts"]}


def test_the_report_reconciles_with_what_lies_on_the_disk(built: Path) -> None:
    said = report(built)
    assert (said["schema"], said["ok"], said["as_of"]) == ("vpl.build/1", True, "2026-11-15")
    assert {path.name for path in (built / "build/sites").iterdir()} == {"acme", "brook", SHARED}
    assert set(accounts(built)) == {"acme", "brook"}
    for name, one in accounts(built).items():
        files = content(built / "build/sites" / name)
        assert (one["state"], one["files"]) == ("built", len(files))
        assert one["bytes"] == sum(map(len, files.values()))
    assert accounts(built)["acme"]["digest"] != accounts(built)["brook"]["digest"]
    assert (built / "build/portfolio/index.html").is_file()


def test_the_same_facts_build_the_same_bytes_again(run: Run, built: Path) -> None:
    before, said = content(built / "build"), report(built)
    again = before.pop("report.json")
    assert run("build", "-C", built).out.startswith("Built 0, unchanged 2, failed 0 as of 2026-11-15")
    assert {name: raw for name, raw in content(built / "build").items() if name != "report.json"} == before
    unchanged = [{**one, "state": "unchanged"} for one in said["accounts"]]
    assert report(built) == {**said, "accounts": unchanged}
    assert run("build", "--force", "--workers", 1, "-C", built).code == 0
    assert content(built / "build") == {**before, "report.json": again}
    assert report(built) == said


def test_an_account_with_a_fault_keeps_its_last_good_site_and_the_others_go_on(run: Run, built: Path) -> None:
    sites = built / "build/sites"
    before = {name: content(sites / name) for name in ("acme", "brook")}
    write(built, {"accounts/acme.yml": TWO["accounts/acme.yml"].replace("target: 8", "target: 80")})
    write(built, {"accounts/brook.yml": TWO["accounts/brook.yml"].replace("Brook", "Brooklet")})
    said = run("build", "-C", built)
    assert said.code == 1
    assert "accounts/acme.yml:11  plan.weekly-manual-hours.target  the target 80" in said.err
    assert "left out   acme: their last good site stands" in said.out
    assert content(sites / "acme") == before["acme"]
    assert b"Brooklet" in content(sites / "brook")["index.html"]
    assert (report(built)["ok"], report(built)["left_out"]) == (False, ["acme"])
    assert [problem["account"] for problem in report(built)["problems"]] == ["acme"]
    assert list(accounts(built)) == ["brook"]


def test_a_site_that_cannot_be_put_in_its_place_fails_by_itself(run: Run, built: Path) -> None:
    sites = built / "build/sites"
    (sites / "acme" / "somebodys-link").symlink_to(built / "vpl.toml")
    before = content(sites / "acme")
    said = run("build", "-C", built)
    assert said.code == 1
    assert "FAILED acme\n" in said.err
    assert "somebodys-link" in said.err
    assert content(sites / "acme") == before
    assert {name: one["state"] for name, one in accounts(built).items()} == {"acme": "failed", "brook": "unchanged"}
    failed = accounts(built)["acme"]
    assert (failed["files"], failed["bytes"], failed["digest"]) == (0, 0, "")
    assert [problem["account"] for problem in failed["problems"]] == ["acme"]
    assert report(built)["ok"] is False


def test_the_site_of_an_account_that_is_gone_is_told_and_not_removed(run: Run, built: Path) -> None:
    (built / "accounts/brook.yml").unlink()
    said = run("build", "-C", built)
    assert said.code == 0
    assert "no longer in the portfolio, but still there: brook" in said.out
    assert report(built)["orphans"] == ["brook"]
    assert (built / "build/sites/brook/index.html").is_file()


def test_building_one_account_leaves_the_others_and_the_portfolio_as_they_are(run: Run, built: Path) -> None:
    write(built, {name: text.replace("Acme", "Akme").replace("Brook", "Bruk") for name, text in TWO.items()})
    before = content(built / "build")
    assert run("build", "brook", "-C", built).code == 0
    changed = {path for path, raw in content(built / "build").items() if before.get(path) != raw}
    assert "sites/brook/index.html" in changed
    assert {path.split("/")[1] if "/" in path else path for path in changed} == {"brook", "report.json", LEDGER}
    assert report(built)["orphans"] == []


def test_the_document_is_the_report(run: Run, built: Path) -> None:
    assert document(run("build", "--json", "-C", built)) == report(built)


def test_a_ledger_that_nobody_can_read_costs_a_build_and_is_told_once(run: Run, built: Path) -> None:
    (built / "build" / LEDGER).write_text("[]\n")
    said = run("build", "-C", built)
    assert "ledger.jsonl cannot be read, so every site is built anew" in said.err
    assert (said.code, said.out.split(" as of")[0]) == (0, "Built 2, unchanged 0, failed 0")
    said = run("build", "-C", built)
    assert (said.err, said.out.split(" as of")[0]) == ("", "Built 0, unchanged 2, failed 0")


def test_a_changed_byte_is_found_when_the_sites_are_read(run: Run, built: Path) -> None:
    page = built / "build/sites/acme/index.html"
    sound = page.read_bytes()
    page.write_bytes(sound.replace(b"Acme", b"Akme"))
    assert run("build", "-C", built).out.startswith("Built 0,")
    assert run("build", "--verify", "-C", built).out.startswith("Built 1, unchanged 1,")
    assert page.read_bytes() == sound


def test_two_builds_are_not_at_work_in_one_folder(run: Run, built: Path) -> None:
    with closing(Ledger(built / "build")):
        said = run("build", "-C", built)
    assert said.code == 2
    assert "another build is at work in" in said.err


def test_sites_go_where_they_are_asked_to_go(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {**TWO, "vpl.toml": SETTINGS + '[build]\noutput = "out"\n'})
    assert run("build", "acme", "-C", tmp_path).code == 0
    assert run("build", "acme", "-C", tmp_path, "-o", tmp_path / "elsewhere").code == 0
    assert content(tmp_path / "out/sites") == content(tmp_path / "elsewhere/sites")


def test_quietly_means_that_only_what_is_wrong_is_said(run: Run, built: Path) -> None:
    said = run("build", "-q", "-C", built)
    assert (said.code, said.out, said.err) == (0, "", "")


BROKEN_READER = """
from vpl_core import hookimpl

@hookimpl
def vpl_fact_sources():
    raise ConnectionError("the warehouse is closed")
"""
BROKEN_SOURCE = """
from vpl_core import hookimpl

class Warehouse:
    name = "warehouse"

    def read(self, request):
        {body}

@hookimpl
def vpl_fact_sources():
    return (Warehouse(),)
"""


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (BROKEN_READER, "vpl_fact_sources failed: ConnectionError: the warehouse is closed"),
        (BROKEN_SOURCE.format(body="return None"), "a source of facts failed: TypeError: it gave NoneType where"),
        (BROKEN_SOURCE.format(body="raise SystemExit(0)"), "a source of facts failed: SystemExit: 0"),
    ],
)
def test_a_source_that_fails_is_told_with_its_plugin_and_the_others_go_on(
    tmp_path: Path, source: str, told: str
) -> None:
    write(tmp_path, {**TWO, **kit("warehouse-kit", "warehouse = warehouse_kit", {"warehouse_kit.py": source})})
    ran = vpl("check", "--json", cwd=tmp_path, PYTHONPATH=str(tmp_path / "kits"))
    said = document(ran)
    assert ran.code == 1
    [problem] = [one for one in said["problems"] if not one.get("warning")]
    assert problem["message"].startswith(told)
    assert problem["plugin"] == "warehouse"
    assert "VPL_DISABLE=warehouse" in problem["next_step"]
    assert (said["accounts"], said["left_out"]) == (2, [])


def test_an_account_that_two_sources_give_is_left_out_of_both(tmp_path: Path) -> None:
    body = "from vpl_files.folder import Folder; return Folder().read(request)"
    source = BROKEN_SOURCE.format(body=body)
    write(tmp_path, {**TWO, **kit("warehouse-kit", "warehouse = warehouse_kit", {"warehouse_kit.py": source})})
    said = document(vpl("check", "--json", cwd=tmp_path, PYTHONPATH=str(tmp_path / "kits")))
    assert said["left_out"] == ["acme", "brook"]
    assert {problem["message"] for problem in said["problems"]} == {
        "the account 'acme' is given more than once",
        "the account 'brook' is given more than once",
    }


# --- thresholds of the settings --------------------------------------------------------------------------------------


def test_a_wrong_threshold_in_the_settings_leaves_out_the_accounts_that_it_would_judge(
    run: Run, tmp_path: Path
) -> None:
    clinic = ACCOUNT.replace("segment: smb", "segment: healthcare").split("plan:")[0]
    wrong = '[thresholds.smb.smb-frist-jobs]\nnumber = 1\nbecause = "x"\nby = "M"\n'
    write(tmp_path, {**TWO, "accounts/clinic.yml": clinic, "vpl.toml": SETTINGS + wrong})
    said = run("check", "-C", tmp_path)
    assert said.code == 1
    assert "'smb-frist-jobs' is no threshold of the segment 'smb'\n" in said.out
    assert "\n  did you mean 'smb-first-jobs'?\n" in said.out
    assert said.out.count("the thresholds of its segment, 'smb', are not set as they should be") == 1
    assert said.out.endswith("  left out: acme\n  left out: brook\n")


def test_a_portfolio_without_accounts_is_not_simply_fine(run: Run, tmp_path: Path) -> None:
    said = run("check", "-C", write(tmp_path, {"vpl.toml": SETTINGS}))
    assert "warning  accounts  there are no accounts\n" in said.out
    assert "Checked 0 accounts" in said.out


def test_a_theme_that_makes_builds_slow_is_told_and_every_site_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, theme = write(tmp_path / "portfolio", TWO), tmp_path / "theme"
    scripts = "{% for script in config.extra.vpl.scripts %}<script src='{{ script | url }}'></script>{% endfor %}"
    content = f"{{% block content %}}{scripts}{{{{ page.content | length }}}}{{{{ page.content }}}}{{% endblock %}}"
    table = "assets/vpl/table.js"
    files = {"mkdocs_theme.yml": "extends: material\n", "main.html": '{% extends "base.html" %}' + content, table: ""}
    write(theme, files)
    monkeypatch.setattr(site, "SiteBuilder", partial(SiteBuilder, theme_dir=theme))
    ran = CliRunner().invoke(command, ["build", "-C", str(root), "--workers", "1"], standalone_mode=False)
    assert ran.exit_code == 0, ran.output
    assert ran.stderr.startswith("warning  the theme does more with words than print them, so builds are slow")
    said = report(root)
    assert said["ok"]
    assert [one["warning"] for one in said["problems"]] == [True]
    assert {one["state"] for one in said["accounts"]} == {"built"}
