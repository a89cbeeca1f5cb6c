"""Rebuilding: of all the sites of a portfolio, those that something has changed for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from vpl_core.app.cluster import Cluster
from vpl_core.app.ledger import Entry, Frame, Ledger, told_of_readers
from vpl_core.app.makings import Makings, digest_of_texts
from vpl_core.app.portfolio import Workspace, chosen_day, exactly, nothing_there
from vpl_core.app.shards import Shard
from vpl_core.app.shelf import Aside
from vpl_core.app.site import (
    PORTFOLIO,
    REPORT,
    AccountBuild,
    PortfolioBuild,
    build_internal,
    make_room,
    result_of,
    sites_of,
    view_of_all,
    write_report,
)
from vpl_core.app.standing import stands
from vpl_core.app.themes import themes_of
from vpl_core.app.workers import Handed, Lost, Workers
from vpl_core.app.workshop import Dated, Event, Made, Told, Workshop
from vpl_core.errors import Problem
from vpl_core.site.build import BuiltSite
from vpl_core.site.shared import SHARED, keep_only, stands as stands_shared

FEW = 16
"""Accounts; so few are often only those that cannot be assessed, and are read every night."""
Progress = Callable[[int, int], None]
"""Told how many of how many accounts are through."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built, and how."""

    output: Path
    patterns: tuple[str, ...] = ()
    """Ids, or patterns of ids; everything where none."""
    as_of: dt.date | None = None
    standalone: bool = False
    force: bool = False
    """Build what has not changed as well."""
    verify: bool = False
    """Read every file of the sites that stand, where otherwise their number and size are enough."""
    workers: int = 1
    shard: Shard | None = None
    """Only the accounts of this part; everything where none."""
    scheduler: str = ""
    """The address of a running Dask scheduler, whose workers build instead of ours; none where empty."""
    address: str = ""
    """Where those put the sites, as fsspec writes it."""

    @property
    def whole(self) -> bool:
        """Whether the whole portfolio is built, its internal site included."""
        return not self.patterns and self.shard is None

    @property
    def report(self) -> Path:
        """Where the report goes."""
        return self.output / (REPORT if self.shard is None else f"report-{self.shard}.json")


class Stopped(KeyboardInterrupt):
    """Somebody pressed Ctrl-C: so many of so many accounts were through, and their sites are whole."""

    def __init__(self, through: int, of: int) -> None:
        self.through, self.of = through, of
        super().__init__()


def rebuild(
    workspace: Workspace, order: Order, today: Callable[[], dt.date], progress: Progress = lambda through, of: None
) -> PortfolioBuild:
    """Builds what has changed, or does not stand as it was built; writes the report, then builds the portfolio.

    An account that fails, for whatever reason, keeps its last good site; the others go on. The files are the same as if
    everything had been built anew, whatever the number of workers. NotFound where a pattern finds no account;
    BuildFailure where another build is at work there, or the portfolio fails; Stopped on Ctrl-C.
    """
    make_room(order.output)
    ledger = Ledger(order.output, "" if order.shard is None else f"-{order.shard}")
    try:
        return _Rebuild(workspace, order, ledger, progress).done(today)
    finally:
        ledger.close()


class _Rebuild:
    """One run: what is known so far of every account."""

    def __init__(self, workspace: Workspace, order: Order, ledger: Ledger, progress: Progress) -> None:
        self._workspace, self._order, self._ledger, self._progress = workspace, order, ledger, progress
        only = exactly(order.patterns)
        # Whoever wants everything looked at wants no digest that was noted at another time.
        notes = None if order.force or order.verify else order.output
        self._workshop = Workshop(workspace, order.output, standalone=order.standalone, only=only, notes=notes)
        self._makings = Makings(workspace, self._workshop.tools.builder.theme_digest)
        self._among = self._workshop.holdings.found(order.patterns)
        """The accounts whose newest fact may decide the day."""
        self._accounts = self._among if order.shard is None else frozenset(filter(order.shard.holds, self._among))
        self._fingerprints = self._workshop.holdings.fingerprints(self._accounts)
        self._problems: set[Problem] = {*workspace.registry.problems, *workspace.playbooks.problems, *ledger.problems}
        self._blamed: set[str] = set()
        """Whoever is named in a problem, be it a warning."""
        said = {(entry.language, entry.theme) for found in ledger.entries.values() for entry in found}
        self._languages = sorted({language for languages, _ in said for language in languages.split()} or {"en"})
        self._before = frozenset(theme for _, themes in said for theme in themes.split())
        """The sets that sites fetched from before: who has a page of theirs open goes on to do so."""
        self._lines: dict[str, Aside | str] = {}
        self._builds: dict[str, AccountBuild] = {}
        """What became of the accounts of which the ledger does not tell it."""
        self._unchanged: set[str] = set()
        self._remembered: set[str] = set()
        """Whom the ledger tells of: sites that were left standing, and those that were built."""

    def done(self, today: Callable[[], dt.date]) -> PortfolioBuild:
        workers = self._crew()
        try:
            day = chosen_day(self._workspace, self._order.as_of, today, lambda: self._newest(workers))
            self._build(workers, day)
        finally:
            # Whoever has nothing left to do holds no memory while the portfolio is made.
            workers.close()
        return self._conclude(workers, day)

    def _crew(self) -> Workers | Cluster:
        if self._order.scheduler:
            self._warm()
            return Cluster(self._workshop, self._order.scheduler, self._order.address)
        if not all(stands_shared(self._shared, theme) for theme in self._before):
            self._warm()
        return Workers(self._workshop, self._order.workers)

    @property
    def _shared(self) -> Path:
        return self._workshop.tools.sites / SHARED

    def _prepare_for(self, accounts: Collection[str]) -> None:
        """Before any process is forked; where few accounts are to be looked at, perhaps no site will be built."""
        if len(accounts) > FEW:
            self._warm()

    def _warm(self) -> None:
        """What sites share is read once, for all processes, and put in its place."""
        self._workshop.tools.builder.warm(self._languages)

    def _newest(self, workers: Workers | Cluster) -> dt.date | None:
        """The day of the newest fact of all accounts that can be assessed; those that have not changed are not read."""
        self._fingerprints |= self._workshop.holdings.fingerprints(self._among - self._accounts)
        known = {account: entry.newest for account in self._among if (entry := self._known(account)) is not None}
        days = [*known.values()]
        self._prepare_for(self._among - known.keys())
        for event in workers.do("date", sorted(self._among - known.keys())):
            if isinstance(event, Dated):
                days.append(event.newest)
        return max((day for day in days if day is not None), default=None)

    def _known(self, account: str) -> Entry | None:
        """What the account was built from, where that is what it would be built from now; its day left aside."""
        for entry in self._ledger.entries.get(account, ()):
            expected = self._makings.digest(entry.segment, entry.language, self._fingerprints[account])
            if expected and entry.made_from == expected:
                return entry
        return None

    def _build(self, workers: Workers | Cluster, day: dt.date) -> None:
        for account in sorted(self._accounts):
            entry = None if self._order.force else self._known(account)
            same = entry is not None and entry.as_of == day
            if same and entry and self._stand(workers, entry):
                self._take_as_it_is(entry)
        waiting = sorted(self._accounts - self._unchanged)
        through: set[str] = set()
        self._prepare_for(waiting)
        try:
            for event in workers.do("build", waiting, day):
                self._hear(event, day)
                if isinstance(event, Made | Lost):
                    through.add(event.account)
                    self._progress(len(through), len(waiting))
        except KeyboardInterrupt:
            for event in workers.stop():
                self._hear(event, day)
            built = len(self._remembered) + sum(build.state == "built" for build in self._builds.values())
            raise Stopped(built, len(waiting)) from None

    def _stand(self, workers: Workers | Cluster, entry: Entry) -> bool:
        """Whether every site of the account is there as it was built."""
        sites = sites_of(entry.account, entry.built, entry.for_readers)
        return all(workers.stands(name, site, read=self._order.verify) for name, site in sites.items())

    def _take_as_it_is(self, entry: Entry) -> None:
        self._ledger.entries[entry.account] = [entry]
        self._lines[entry.account] = entry.line
        self._unchanged.add(entry.account)

    def _hear(self, event: Event | Handed | Lost, day: dt.date) -> None:
        if isinstance(event, Handed):
            self._ledger.begin(event.accounts)
        elif isinstance(event, Told):
            self._problems.update(event.problems)
            self._blamed.update(problem.account for problem in event.problems)
        elif isinstance(event, Lost):
            self._builds[event.account] = AccountBuild(event.account, None, (_killed(event),))
        elif isinstance(event, Made):
            line = self._ledger.shelf.put(event.line)
            if event.line:
                self._lines[event.account] = line
            if not self._remember(event, line, day):
                self._builds[event.account] = event.build

    def _remember(self, made: Made, line: Aside, day: dt.date) -> bool:
        """Whether the ledger tells of it from now on; never where it may be otherwise with the same fingerprint."""
        built = made.build.built
        made_from = self._makings.digest(made.segment, made.language, self._fingerprints[made.account])
        if built is None or not made_from or made.account in self._blamed:
            return False
        self._ledger.keep(
            Entry(
                account=made.account,
                made_from=made_from,
                as_of=day,
                segment=made.segment,
                language=made.language,
                newest=made.newest,
                theme=made.theme,
                files=built.files,
                bytes=built.bytes,
                digest=built.digest,
                proven=made.build.proven,
                claimed=made.build.claimed,
                line=line,
                readers=told_of_readers(made.build.readers),
            )
        )
        self._remembered.add(made.account)
        return True

    def _every_build(self) -> Iterator[AccountBuild]:
        """What became of every account, in no order."""
        yield from self._builds.values()
        for account in sorted(self._unchanged | self._remembered):
            for entry in self._ledger.entries[account]:
                yield AccountBuild(
                    account,
                    entry.built,
                    proven=entry.proven,
                    claimed=entry.claimed,
                    readers=entry.for_readers,
                    unchanged=account in self._unchanged,
                )

    def _conclude(self, workers: Workers | Cluster, day: dt.date) -> PortfolioBuild:
        order = self._order
        if not self._accounts and all(problem.warning for problem in self._problems):
            self._problems.add(nothing_there(self._workspace))
        standing = sorted(workers.standing()) if order.whole else []
        result = result_of(order.output, day, self._every_build(), self._problems, standing)
        write_report(result, order.report)
        if order.whole:
            self._ledger.forget(self._ledger.entries.keys() - self._accounts - {*standing})
            self._ledger.finish()
            self._ledger.take_over_parts()
            self._build_internal(result)
            self._clear_away(frozenset(standing))
        self._ledger.finish(None if order.shard is None else self._accounts)
        workers.deliver(order.output, order.report)
        return result

    def _build_internal(self, result: PortfolioBuild) -> None:
        made_from = self._portfolio_made_from(result)
        if not self._order.force and made_from and self._portfolio_stands(made_from):
            return
        self._ledger.frame = None
        view = view_of_all(self._workspace, self._lines, result)
        built = build_internal(self._workshop.tools, view, self._order.output / PORTFOLIO)
        self._ledger.frame = Frame(portfolio=made_from, files=built.files, bytes=built.bytes, digest=built.digest)

    def _clear_away(self, standing: frozenset[str]) -> None:
        """The sets of the theme's files that no site fetches from any more, nor did before this build."""
        if self._order.scheduler:
            return
        known = {account: entry.theme for account, found in self._ledger.entries.items() for entry in found}
        needed = themes_of(self._workshop.tools.sites, standing, known)
        if needed is not None:
            keep_only(self._shared, needed | self._before)

    def _portfolio_made_from(self, result: PortfolioBuild) -> str:
        if not self._makings.of_all:
            return ""
        name, theme = self._workspace.settings.portfolio.name, self._workshop.tools.builder.sharing(None)
        unjudged = [build for build in result.accounts if build.account not in self._lines]
        wrong = [repr(problem) for problem in (*result.problems, *(p for build in unjudged for p in build.problems))]
        parts = [self._makings.of_all, theme.theme_digest("en"), name, result.as_of.isoformat()]
        lines = (str(self._lines[account]) for account in sorted(self._lines))
        return digest_of_texts(chain(parts, lines, wrong, (build.account for build in unjudged)))

    def _portfolio_stands(self, made_from: str) -> bool:
        frame = self._ledger.frame
        if frame is None or frame.portfolio != made_from:
            return False
        built = BuiltSite(frame.files, frame.bytes, frame.digest)
        return stands(f"{self._order.output / PORTFOLIO}", built, read=self._order.verify)


def _killed(lost: Lost) -> Problem:
    message = f"its site could not be made: the process that worked on it died ({lost.why})"
    step = "look for a plugin that ends the process or takes too much memory; the last good site still stands"
    return Problem(message, step, account=lost.account)
