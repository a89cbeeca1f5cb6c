"""Sites built for a whole portfolio: each customer's by itself, the internal one apart from them all."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from vpl_core.app.documents import stream, told
from vpl_core.app.internal import row_of, view_of
from vpl_core.app.lines import Lines
from vpl_core.app.portfolio import Assessed, Workspace, assess_one, left_out_by
from vpl_core.app.shelf import Aside
from vpl_core.app.views import site_views
from vpl_core.blame import told_shortly
from vpl_core.errors import BuildFailure, Problem, in_order
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.audience import CustomerView
from vpl_core.model.audiences import Audience
from vpl_core.model.extra_pages import ExtraPage
from vpl_core.model.portfolio_views import PortfolioRow, PortfolioView
from vpl_core.site.brand import brand_of
from vpl_core.site.build import BuiltSite, SiteBuilder
from vpl_core.site.finished import Site
from vpl_core.site.pages import PageMaker
from vpl_core.site.portfolio_pages import PortfolioPages
from vpl_core.site.shared import SHARED

SITES, PORTFOLIO, REPORT = "sites", "portfolio", "report.json"
FOR = "--"
"""Between an account and the reader whom one of its sites is for: `acme--it`."""


@dataclass(frozen=True, slots=True)
class AccountBuild:
    """What became of one account's site."""

    account: str
    built: BuiltSite | None
    problems: tuple[Problem, ...] = ()
    proven: int = 0
    claimed: int = 0
    readers: tuple[tuple[str, BuiltSite], ...] = ()
    """The sites for one reader each, beside the one that has everything."""
    unchanged: bool = False
    """True where nothing that the site is made from has changed since it was built, so that it was left standing."""

    @property
    def sites(self) -> dict[str, BuiltSite]:
        """All that stands, by the name of its folder."""
        return sites_of(self.account, self.built, self.readers)

    @property
    def state(self) -> str:
        if self.built is None:
            return "failed"
        return "unchanged" if self.unchanged else "built"


@dataclass(frozen=True, slots=True)
class PortfolioBuild:
    """What became of all of them."""

    output: Path
    as_of: dt.date
    accounts: tuple[AccountBuild, ...]
    left_out: tuple[str, ...]
    orphans: tuple[str, ...]
    """Sites that stand there from an earlier build, of accounts that are no longer in the portfolio."""
    problems: tuple[Problem, ...] = ()
    """Everything that is wrong with the accounts that are left out, or with no one account; and what the build itself
    has to tell, such as a theme that makes it slow."""

    @property
    def failed(self) -> tuple[AccountBuild, ...]:
        return tuple(build for build in self.accounts if build.built is None)

    @property
    def ok(self) -> bool:
        return not self.failed and all(problem.warning for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Tools:
    """What one process needs to build site after site."""

    workspace: Workspace
    builder: SiteBuilder
    maker: PageMaker
    sites: Path

    @classmethod
    def of(cls, workspace: Workspace, output: Path, *, standalone: bool) -> Tools:
        """The sites fetch the theme's files from a folder beside them; with `standalone` each has its own."""
        builder = SiteBuilder(
            shared=None if standalone else output / SITES / SHARED, brand=brand_of(workspace.settings, workspace.root)
        )
        return cls(workspace, builder, PageMaker(), output / SITES)


def build_account(tools: Tools, facts: AccountFacts, as_of: dt.date) -> tuple[AccountBuild, PortfolioRow | None]:
    """The account's site and its row in the portfolio; no row where it could not be judged."""
    try:
        one = assess_one(tools.workspace, facts, as_of)
        row = row_of(tools.workspace, one)
    except Exception as fault:  # one account's odd facts must not cost the others their sites
        return AccountBuild(facts.account.id, None, (could_not_be_made(fault, facts.account.id),)), None
    return _build_account(tools, one), row


def result_of(
    output: Path, as_of: dt.date, builds: Iterable[AccountBuild], problems: Iterable[Problem], standing: Iterable[str]
) -> PortfolioBuild:
    """Everything in order; of the sites that stand, those of accounts that nobody knows any more are named."""
    ordered, wrong = tuple(sorted(builds, key=lambda build: build.account)), in_order(problems)
    left_out = tuple(left_out_by(wrong))
    built = {build.account: build.sites for build in ordered}
    orphans = tuple(sorted(_orphans(standing, built, frozenset(left_out))))
    return PortfolioBuild(output, as_of, ordered, left_out, orphans, wrong)


def sites_of(account: str, built: BuiltSite | None, readers: Iterable[tuple[str, BuiltSite]]) -> dict[str, BuiltSite]:
    """The sites of one account by the names of their folders; no id has two hyphens side by side."""
    whole = {} if built is None else {account: built}
    return {**whole, **{f"{account}{FOR}{reader}": site for reader, site in readers}}


def _orphans(standing: Iterable[str], built: Mapping[str, Collection[str]], left_out: Set[str]) -> Iterator[str]:
    """The sites whose account nobody knows any more, or was built and this is none of its sites."""
    for name in standing:
        account = name.partition(FOR)[0]
        sites = built.get(account, ())
        if name not in sites and (sites or (account not in built and account not in left_out)):
            yield name


def view_of_all(workspace: Workspace, lines: Mapping[str, Aside | str], result: PortfolioBuild) -> PortfolioView:
    """All that could be judged, of whom there are the packed lines, and the others with the reason why not."""
    unjudged = {build.account: build.problems for build in result.accounts if build.account not in lines}
    return _view(workspace, Lines(lines.values()), {**left_out_by(result.problems), **unjudged}, result.as_of)


def _view(
    workspace: Workspace, rows: Sequence[PortfolioRow], without: Mapping[str, Iterable[Problem]], as_of: dt.date
) -> PortfolioView:
    reasons = [(account, "; ".join(problem.message for problem in problems)) for account, problems in without.items()]
    return view_of(workspace, rows, as_of, reasons)


def _build_account(tools: Tools, one: Assessed) -> AccountBuild:
    standing = one.assessment.standing
    try:
        readers = tuple((str(reader), _built(tools, one, reader)) for reader in one.facts.account.sites)
        built = _built(tools, one)
    except BuildFailure as failure:
        problems = tuple(_blamed(problem, one.id) for problem in failure.problems)
        return AccountBuild(one.id, None, problems, standing.proven, standing.claimed)
    except Exception as fault:  # as above
        return AccountBuild(one.id, None, (could_not_be_made(fault, one.id),), standing.proven, standing.claimed)
    return AccountBuild(one.id, built, (), standing.proven, standing.claimed, readers)


def _built(tools: Tools, one: Assessed, reader: Audience | None = None) -> BuiltSite:
    """The site that has everything, or the one for this reader."""
    first, *others = [_site(tools, view) for view in site_views(tools.workspace, one, reader)]
    folder = f"{one.id}{FOR}{reader}" if reader else one.id
    return tools.builder.build(first, tools.sites / folder, others)


def _site(tools: Tools, view: CustomerView) -> Site:
    """The site in the language of the view."""
    return tools.maker.site(view, extra_pages(tools.workspace, view))


def could_not_be_made(fault: Exception, account: str) -> Problem:
    """That a fault which nobody foresaw has cost the account its new site."""
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


def build_internal(tools: Tools, view: PortfolioView, destination: Path) -> BuiltSite:
    """The portfolio's own site, which has everything that it needs."""
    return tools.builder.sharing(None).build(PortfolioPages().site(view), destination)


def build_portfolio_alone(
    workspace: Workspace,
    rows: Sequence[PortfolioRow],
    without: Mapping[str, Iterable[Problem]],
    as_of: dt.date,
    destination: Path,
) -> BuiltSite:
    """Only the portfolio's own site, of rows in the order of their urgency, and of those left out with the reasons."""
    view = _view(workspace, rows, without, as_of)
    brand = brand_of(workspace.settings, workspace.root)
    return SiteBuilder(brand=brand).build(PortfolioPages().site(view), destination)


def make_room(output: Path) -> None:
    """The folder for everything; BuildFailure where there can be none."""
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as refusal:
        message = f"nothing can be written to {output}: {refusal.strerror}"
        raise BuildFailure(Problem(message, "name another folder with -o")) from refusal


def standing_sites(sites: Path) -> Iterator[str]:
    """The names of the sites in the folder."""
    if sites.is_dir():
        with os.scandir(sites) as found:
            yield from (entry.name for entry in found if entry.is_dir() and not entry.name.startswith((".", SHARED)))


def write_report(result: PortfolioBuild, place: Path) -> None:
    """The report beside the sites: what was built from what, with each site's digest."""
    accounts = (
        {
            "account": build.account,
            "state": build.state,
            "files": build.built.files if build.built else 0,
            "bytes": build.built.bytes if build.built else 0,
            "digest": build.built.digest if build.built else "",
            "readers": {reader: site.digest for reader, site in build.readers},
            "problems": [told(problem) for problem in build.problems],
        }
        for build in result.accounts
    )
    document = stream(
        "vpl.build/1",
        result.ok,
        "accounts",
        accounts,
        as_of=result.as_of,
        left_out=result.left_out,
        orphans=result.orphans,
        problems=[told(problem) for problem in result.problems],
    )
    with place.open("w", encoding="utf-8") as file:
        file.writelines(document)
