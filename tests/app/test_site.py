"""A whole portfolio built: each account for itself, the same every time, and a report of what became of whom."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.given_facts import built_whatever_they_say, holding
from tests.portfolios import SETTINGS, write
from tests.site.canaries import AS_OF, marked_facts
from tests.site.segments import PLAYBOOKS
from vpl_core.app import site as sites
from vpl_core.app.internal import row_of
from vpl_core.app.portfolio import Workspace, assess_one, open_workspace
from vpl_core.app.site import REPORT, PortfolioBuild, build_portfolio_alone
from vpl_core.errors import BuildFailure, Problem
from vpl_core.model.accounts import AccountFacts
from vpl_core.site.build import SiteBuilder
from vpl_core.site.pages import PageMaker

NAMES = ("amber", "birch", "cedar")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory) -> Workspace:
    return open_workspace(write(tmp_path_factory.mktemp("workspace"), {"vpl.toml": SETTINGS}))


@pytest.fixture(scope="module")
def accounts() -> dict[str, AccountFacts]:
    return {name: marked_facts(PLAYBOOKS["smb"], name, number)[0] for number, name in enumerate(NAMES, start=1)}


@pytest.fixture(scope="module")
def one_builder() -> SiteBuilder:
    return SiteBuilder()


@pytest.fixture(scope="module")
def first_build(workspace, accounts, tmp_path_factory) -> tuple[PortfolioBuild, Path]:
    """All accounts, built once."""
    place = tmp_path_factory.mktemp("first") / "build"
    return built_whatever_they_say(holding(workspace, accounts.values()), AS_OF, place), place


@pytest.fixture
def standing(first_build, tmp_path) -> PortfolioBuild:
    """What the first build left, in the place where the next one goes."""
    result, place = first_build
    assert result.ok
    shutil.copytree(place, tmp_path / "build")
    return result


@pytest.fixture
def build(workspace, accounts, one_builder, tmp_path, monkeypatch) -> Callable[..., PortfolioBuild]:
    """Builds the accounts named, in that order, into the same place."""
    monkeypatch.setattr(sites, "SiteBuilder", lambda shared=None, brand=None: one_builder.sharing(shared))

    def built_of(
        *names: str, problems: tuple[Problem, ...] = (), output: Path | None = None, only: tuple[str, ...] = ()
    ) -> PortfolioBuild:
        facts = [accounts[name] for name in names or NAMES]
        return built_whatever_they_say(holding(workspace, facts, problems), AS_OF, output or tmp_path / "build", *only)

    return built_of


def files_of(place: Path) -> dict[str, bytes]:
    return {str(path.relative_to(place)): path.read_bytes() for path in place.rglob("*") if path.is_file()}


def breaking(monkeypatch: pytest.MonkeyPatch, account: str, fault: Exception) -> None:
    """From now on the pages of this account cannot be made."""
    make = PageMaker.site

    def make_or_fail(self: PageMaker, view: Any, *extra: Any) -> Any:
        if view.account == account:
            raise fault
        return make(self, view, *extra)

    monkeypatch.setattr(PageMaker, "site", make_or_fail)


FAULTS = [
    BuildFailure(Problem("the element <b> in text", "remove it", path="index.html")),
    ValueError("gap_closed is 1e30"),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: type(fault).__name__)
def test_an_account_that_fails_keeps_its_last_good_site_and_the_others_go_on(
    fault, build, standing, tmp_path, monkeypatch
):
    before = files_of(tmp_path / "build/sites/birch")
    breaking(monkeypatch, "birch", fault)
    (tmp_path / "build/sites/cedar/index.html").write_text("old")
    result = build()
    assert [b.account for b in result.failed] == ["birch"]
    assert not result.ok
    assert files_of(tmp_path / "build/sites/birch") == before
    assert (tmp_path / "build/sites/cedar/index.html").read_text() != "old"
    (problem,) = result.failed[0].problems
    assert problem.account == "birch"
    assert problem.next_step


def test_an_account_that_cannot_be_judged_is_named_and_the_others_go_on(build, accounts, tmp_path, monkeypatch):
    judge = sites.assess_one

    def judge_or_fail(workspace: Workspace, facts: AccountFacts, as_of: Any) -> Any:
        if facts.account.id == "amber":
            raise OverflowError("date value out of range")
        return judge(workspace, facts, as_of)

    monkeypatch.setattr(sites, "assess_one", judge_or_fail)
    result = build()
    assert [b.account for b in result.failed] == ["amber"]
    assert sorted(path.name for path in (tmp_path / "build/sites").iterdir()) == ["_theme", "birch", "cedar"]
    shown = (tmp_path / "build/portfolio/index.html").read_text()
    assert "OverflowError: date value out of range" in shown
    assert "accounts/amber.html" not in shown


def test_the_report_says_what_became_of_whom(build, tmp_path, monkeypatch):
    breaking(monkeypatch, "birch", FAULTS[0])
    left_out = Problem("'x' is not a date", "write it as YYYY-MM-DD", "accounts/dale.yml", 7, "start", "dale")
    result = build(problems=(left_out,))
    report: Any = json.loads((tmp_path / "build" / REPORT).read_text())
    assert (report["schema"], report["ok"], report["as_of"]) == ("vpl.build/1", False, AS_OF.isoformat())
    assert [(one["account"], one["state"]) for one in report["accounts"]] == [
        ("amber", "built"),
        ("birch", "failed"),
        ("cedar", "built"),
    ]
    assert report["accounts"][1]["problems"] == [
        {
            "account": "birch",
            "message": "the element <b> in text",
            "next_step": "remove it",
            "path": "index.html",
        }
    ]
    assert report["left_out"] == ["dale"] == list(result.left_out)
    assert report["problems"][0]["path"] == "accounts/dale.yml"
    for one in (report["accounts"][0], report["accounts"][2]):
        place = files_of(tmp_path / "build/sites" / one["account"])
        assert (one["files"], one["bytes"]) == (len(place), sum(map(len, place.values())))


def test_a_second_run_gives_the_same_digests_and_the_same_report(build, standing, tmp_path):
    report = (tmp_path / "build/report.json").read_bytes()
    assert [b.built for b in build().accounts] == [b.built for b in standing.accounts]
    assert (tmp_path / "build/report.json").read_bytes() == report


def test_nothing_depends_on_the_order_of_the_accounts(build, standing, tmp_path):
    shuffled = random.Random(7).sample(NAMES, len(NAMES))
    assert shuffled != list(NAMES)
    build(*shuffled, output=tmp_path / "again")
    assert files_of(tmp_path / "build") == files_of(tmp_path / "again")


def test_sites_of_accounts_that_are_gone_are_named_and_left_alone(build, standing, tmp_path):
    result = build("amber", "cedar")
    assert result.orphans == ("birch",)
    assert result.ok
    assert (tmp_path / "build/sites/birch/index.html").is_file()
    assert json.loads((tmp_path / "build/report.json").read_text())["orphans"] == ["birch"]


def test_an_account_that_is_left_out_is_no_orphan(build, standing):
    left_out = Problem("'x' is not a date", "write it as YYYY-MM-DD", account="birch")
    assert build("cedar", problems=(left_out,)).orphans == ("amber",)


def test_the_last_good_site_of_an_account_that_failed_is_no_orphan(tmp_path):
    failed = sites.AccountBuild("amber", None)
    assert sites.result_of(tmp_path, AS_OF, [failed], (), ["amber", "birch"]).orphans == ("birch",)


def test_who_is_no_orphan_is_found_at_a_cost_that_does_not_grow_with_the_number_of_accounts(tmp_path):
    asked: list[str] = []

    class Counted(str):
        def __hash__(self) -> int:
            asked.append(self)
            return super().__hash__()

        def __eq__(self, other: object) -> bool:
            asked.append(self)
            return super().__eq__(other)

    names = [f"shop-{number}" for number in range(100)]
    problems = [Problem("'x' is not a date", "write it", account=Counted(name)) for name in names]
    result = sites.result_of(tmp_path, AS_OF, (), problems, [*names, *(f"{name}--it" for name in names), "gone"])
    assert result.orphans == ("gone",)
    assert len(asked) <= 20 * len(names)


def test_building_some_accounts_leaves_the_portfolio_and_the_other_sites_as_they_were(build, standing, tmp_path):
    before = files_of(tmp_path / "build")
    result = build(only=("cedar",))
    after = files_of(tmp_path / "build")
    assert result.orphans == ()
    assert {name for name in before if before[name] != after[name]} == {"report.json"}


def test_the_report_is_there_even_where_the_portfolio_cannot_be_built(build, tmp_path, monkeypatch):
    def failing(*_: Any) -> Any:
        raise BuildFailure(Problem("no room", "make room"))

    monkeypatch.setattr(sites.PortfolioPages, "site", failing)
    with pytest.raises(BuildFailure, match="no room"):
        build()
    assert [one["state"] for one in json.loads((tmp_path / "build" / REPORT).read_text())["accounts"]] == ["built"] * 3


def test_the_portfolio_can_be_built_alone(workspace, accounts, tmp_path):
    rows = [row_of(workspace, assess_one(workspace, facts, AS_OF)) for facts in accounts.values()]
    left_out = {"dale": (Problem("'x' is not a date", "write it as YYYY-MM-DD", account="dale"),)}
    internal = build_portfolio_alone(workspace, rows, left_out, AS_OF, tmp_path / "internal")
    assert internal.files == len(files_of(tmp_path / "internal"))
    shown = (tmp_path / "internal/index.html").read_text()
    assert "Never send this" in shown and "is not a date" in shown


def test_a_plugin_whose_pages_fail_fails_the_account_and_is_named(build, workspace, monkeypatch):
    blamed = Problem("vpl_pages failed: ValueError: odd", "report it", plugin="odd")

    given = type(workspace.registry).contributions

    def contributions(self: Any, hook: str, *of: Any, **about: Any) -> list[Any]:
        if hook != "vpl_pages":
            return given(self, hook, *of, **about)
        self.problems.append(blamed)
        return []

    monkeypatch.setattr(type(workspace.registry), "contributions", contributions)
    result = build("amber", "cedar")
    assert [b.account for b in result.failed] == ["amber", "cedar"]
    assert {problem.plugin for b in result.failed for problem in b.problems} == {"odd"}
    assert result.failed[0].problems == (replace(blamed, account="amber"),)
