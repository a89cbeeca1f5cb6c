"""Sites built for a whole portfolio: each customer's by itself, the internal one apart from them all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from vpl_core.app.documents import document, told
from vpl_core.app.internal import row_of, view_of
from vpl_core.app.portfolio import Assessed, Collected, Workspace, assess_one
from vpl_core.blame import told_shortly
from vpl_core.errors import BuildFailure, Problem
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.audience import CustomerView, PortfolioRow
from vpl_core.model.extra_pages import ExtraPage
from vpl_core.site.build import BuiltSite, SiteBuilder
from vpl_core.site.context import customer_view
from vpl_core.site.pages import PageMaker
from vpl_core.site.portfolio_pages import PortfolioPages
from vpl_core.site.shared import SHARED

SITES, PORTFOLIO, REPORT = "sites", "portfolio", "report.json"


@dataclass(frozen=True, slots=True)
class AccountBuild:
    """What became of one account's site."""

    account: str
    built: BuiltSite | None
    problems: tuple[Problem, ...] = ()
    proven: int = 0
    claimed: int = 0


@dataclass(frozen=True, slots=True)
class PortfolioBuild:
    """What became of all of them."""

    output: Path
    as_of: dt.date
    accounts: tuple[AccountBuild, ...]
    left_out: tuple[str, ...]
    orphans: tuple[str, ...]
    """Sites that stand there from an earlier build, of accounts that are no longer in the portfolio."""
    faultless: bool = True
    """False where something is wrong that concerns no one account, such as a plugin that failed."""
    warnings: tuple[Problem, ...] = ()
    """What the build itself has to tell, such as a theme that makes it slow; no site is the worse for it."""

    @property
    def failed(self) -> tuple[AccountBuild, ...]:
        return tuple(build for build in self.accounts if build.built is None)

    @property
    def ok(self) -> bool:
        return self.faultless and not self.failed and not self.left_out


def build_portfolio(
    workspace: Workspace,
    collected: Collected,
    as_of: dt.date,
    output: Path,
    *,
    portfolio: bool = True,
    standalone: bool = False,
    progress: Callable[[Iterable[object]], Iterable[object]] = iter,
) -> PortfolioBuild:
    """Builds a site for every account that can be assessed, writes the report, then builds the portfolio.

    An account that fails, for whatever reason, keeps its last good site; the others go on. The portfolio is left as it
    was when only some of the accounts were collected, which `portfolio=False` says; BuildFailure where it fails.
    The sites fetch the theme's files from a folder beside them; with `standalone` each has its own, as the portfolio
    always has.
    """
    _make_room(output)
    builder, maker = SiteBuilder(shared=None if standalone else output / SITES / SHARED), PageMaker()
    builds: list[AccountBuild] = []
    rows: list[PortfolioRow] = []
    for facts in progress(collected.facts):
        build, row = _account(workspace, builder, maker, facts, as_of, output / SITES)  # type: ignore[arg-type]
        builds.append(build)
        rows += row
    everyone = {build.account for build in builds} | set(collected.left_out)
    orphans = tuple(sorted(set(_standing_sites(output)) - everyone)) if portfolio else ()
    in_order = tuple(sorted(builds, key=lambda build: build.account))
    faultless = not any(not problem.warning for problem in collected.problems)
    result = PortfolioBuild(
        output, as_of, in_order, tuple(collected.left_out), orphans, faultless, warnings=builder.problems
    )
    _write_report(result, collected)
    if portfolio:
        unjudged = {b.account: b.problems for b in in_order if b.account not in {row.account for row in rows}}
        _build_internal(
            workspace, builder.sharing(None), rows, {**collected.left_out, **unjudged}, as_of, output / PORTFOLIO
        )
    return result


def _account(
    workspace: Workspace, builder: SiteBuilder, maker: PageMaker, facts: AccountFacts, as_of: dt.date, sites: Path
) -> tuple[AccountBuild, list[PortfolioRow]]:
    """The account's site and its row in the portfolio; no row where it could not be judged."""
    try:
        one = assess_one(workspace, facts, as_of)
        row = row_of(workspace, one)
    except Exception as fault:  # one account's odd facts must not cost the others their sites
        return AccountBuild(facts.account.id, None, (_unforeseen(fault, facts.account.id),)), []
    return _build_account(workspace, builder, maker, one, sites / one.id), [row]


def _build_account(
    workspace: Workspace, builder: SiteBuilder, maker: PageMaker, one: Assessed, destination: Path
) -> AccountBuild:
    standing, vendor = one.assessment.standing, workspace.settings.portfolio.vendor
    try:
        view = customer_view(one.facts, one.playbook, one.assessment, vendor=vendor)
        extra = extra_pages(workspace, view)
        built = builder.build(maker.site(view, extra), destination)
    except BuildFailure as failure:
        problems = tuple(_blamed(problem, one.id) for problem in failure.problems)
        return AccountBuild(one.id, None, problems, standing.proven, standing.claimed)
    except Exception as fault:  # as above
        return AccountBuild(one.id, None, (_unforeseen(fault, one.id),), standing.proven, standing.claimed)
    return AccountBuild(one.id, built, (), standing.proven, standing.claimed)


def _unforeseen(fault: Exception, account: str) -> Problem:
    message = f"its site could not be made: {told_shortly(fault)}"
    return Problem(message, "report it as a fault of vpl; the last good site still stands", account=account)


def extra_pages(workspace: Workspace, view: CustomerView) -> list[ExtraPage]:
    """The plugins' pages by id; BuildFailure, naming both, where two have one id or a plugin failed."""
    known = len(workspace.registry.problems)
    given = workspace.registry.contributions("vpl_pages", ExtraPage, view=view)
    if failed := workspace.registry.problems[known:]:
        raise BuildFailure(*failed)
    makers: dict[str, str] = {}
    for page in given:
        other = makers.setdefault(page.content.id, page.plugin)
        if other != page.plugin or sum(p.content.id == page.content.id for p in given) > 1:
            message = f"the page {page.content.id!r} is given by {other} and by {page.plugin}"
            raise BuildFailure(Problem(message, "rename one of them, or switch one plugin off", plugin=page.plugin))
    return sorted((page.content for page in given), key=lambda page: page.id)


def _blamed(problem: Problem, account: str) -> Problem:
    return Problem(
        problem.message, problem.next_step, problem.path, problem.line, problem.field, account, problem.plugin
    )


def _build_internal(
    workspace: Workspace,
    builder: SiteBuilder,
    rows: list[PortfolioRow],
    without: Mapping[str, tuple[Problem, ...]],
    as_of: dt.date,
    destination: Path,
) -> BuiltSite:
    left_out = [(account, "; ".join(p.message for p in problems)) for account, problems in without.items()]
    view = view_of(workspace, rows, as_of, left_out)
    return builder.build(PortfolioPages().site(view), destination)


def build_internal(workspace: Workspace, collected: Collected, as_of: dt.date, destination: Path) -> BuiltSite:
    """Only the portfolio's own site."""
    rows = [row_of(workspace, assess_one(workspace, facts, as_of)) for facts in collected.facts]
    return _build_internal(workspace, SiteBuilder(), rows, collected.left_out, as_of, destination)


def _make_room(output: Path) -> None:
    """The folder for everything; BuildFailure where there can be none."""
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as refusal:
        message = f"nothing can be written to {output}: {refusal.strerror}"
        raise BuildFailure(Problem(message, "name another folder with -o")) from refusal


def _standing_sites(output: Path) -> Iterator[str]:
    folder = output / SITES
    if folder.is_dir():
        yield from (path.name for path in folder.iterdir() if path.is_dir() and not path.name.startswith((".", SHARED)))


def _write_report(result: PortfolioBuild, collected: Collected) -> None:
    """The report beside the sites: what was built from what, with each site's digest."""
    accounts = [
        {
            "account": build.account,
            "state": "built" if build.built else "failed",
            "files": build.built.files if build.built else 0,
            "bytes": build.built.bytes if build.built else 0,
            "digest": build.built.digest if build.built else "",
            "problems": [told(problem) for problem in build.problems],
        }
        for build in result.accounts
    ]
    problems = [told(problem) for problem in (*collected.problems, *result.warnings)]
    text = document(
        "vpl.build/1",
        result.ok,
        as_of=result.as_of,
        accounts=accounts,
        left_out=result.left_out,
        orphans=result.orphans,
        problems=problems,
    )
    result.output.mkdir(parents=True, exist_ok=True)
    (result.output / REPORT).write_text(text + "\n", encoding="utf-8")
