"""A portfolio opened, collected and assessed: from a folder to one assessment for each account."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path

from vpl_core.errors import NotFound, Problem, in_order
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.assessment import Assessment
from vpl_core.model.playbook import Playbook
from vpl_core.playbooks import Playbooks, put_together
from vpl_core.ports import FactSource, SourceReading, SourceRequest, nowhere
from vpl_core.registry import Registry, find
from vpl_core.rules.engine import assess
from vpl_core.settings import Settings, load_settings, unknown_overrides
from vpl_core.sources.accounts import Locate, check


@dataclass(frozen=True, slots=True)
class Workspace:
    """A portfolio's folder with its settings, plugins and playbooks; no facts yet."""

    root: Path
    settings: Settings
    registry: Registry
    playbooks: Playbooks


@dataclass(frozen=True, slots=True)
class Collected:
    """The facts that can be assessed, and every problem with the others."""

    facts: tuple[AccountFacts, ...]
    """By account id."""
    problems: tuple[Problem, ...]
    locate: Locate
    seen: int
    """How many accounts there are, those with problems included."""

    @property
    def left_out(self) -> dict[str, tuple[Problem, ...]]:
        """The problems of each account that cannot be assessed."""
        names = sorted({p.account for p in self.problems if p.account and not p.warning})
        return {name: tuple(p for p in self.problems if p.account == name and not p.warning) for name in names}

    @property
    def newest(self) -> dt.date | None:
        """The day of the newest reading or evidence."""
        days = [o.on for f in self.facts for o in f.observations] + [e.on for f in self.facts for e in f.evidence]
        return max(days, default=None)


@dataclass(frozen=True, slots=True)
class Assessed:
    """One account with everything an answer about it needs."""

    facts: AccountFacts
    playbook: Playbook
    assessment: Assessment

    @property
    def id(self) -> str:
        return self.facts.account.id


def open_workspace(root: Path) -> Workspace:
    """Reads the settings and puts the playbooks together; raises UnusableSettings where there are none."""
    settings = load_settings(root)
    registry = find(settings.plugins.disable)
    return Workspace(root, settings, registry, put_together(registry))


def collect(workspace: Workspace, patterns: Iterable[str] = ()) -> Collected:
    """All facts of the accounts that match one of the patterns, or of all; raises NotFound where a pattern finds none.

    Accounts with problems are left out and named; all problems are told at once.
    """
    wanted = tuple(patterns)
    readings = [_read(source, workspace, wanted) for source in _sources(workspace)]
    facts, problems, homes = _merge(readings, wanted)
    known, broken = workspace.playbooks.by_segment, workspace.playbooks.broken
    for one in facts.values():
        problems += check(one, known, broken, homes[one.account.id])
    problems += unknown_overrides(workspace.settings, known, broken)
    bad = {problem.account for problem in problems if problem.account and not problem.warning}
    _insist(wanted, {*facts, *bad}, workspace)
    good = tuple(facts[id_] for id_ in sorted(facts) if id_ not in bad)
    return Collected(
        good,
        in_order([*workspace.playbooks.problems, *problems]),
        lambda account, field: homes.get(account, nowhere)(account, field),
        len({*facts, *bad}),
    )


def assess_one(workspace: Workspace, facts: AccountFacts, as_of: dt.date) -> Assessed:
    """The account's assessment under the playbook of its segment."""
    playbook = workspace.playbooks.by_segment[facts.account.segment]
    overrides = workspace.settings.overrides(facts.account.segment)
    return Assessed(facts, playbook, assess(facts, playbook, as_of, overrides))


def day_of(workspace: Workspace, collected: Collected, asked: dt.date | None, today: Callable[[], dt.date]) -> dt.date:
    """The day asked for; else what the settings say: a fixed day, that of the newest fact, or the clock's."""
    if asked is not None:
        return asked
    wish = workspace.settings.portfolio.as_of
    if isinstance(wish, dt.date):
        return wish
    if wish == "data" and collected.newest is not None:
        return collected.newest
    return today()


def _sources(workspace: Workspace) -> list[FactSource]:
    given = workspace.registry.contributions("vpl_fact_sources", FactSource)
    return [contribution.content for contribution in given]


def _read(source: FactSource, workspace: Workspace, wanted: tuple[str, ...]) -> SourceReading:
    exact = not any(mark in pattern for pattern in wanted for mark in "*?[")
    only = frozenset(wanted) if wanted and exact else None
    try:
        return source.read(SourceRequest(workspace.root, workspace.settings.declared_sources(), only))
    except Exception as fault:  # a stranger's source may fail in any way; the others go on
        message = f"the source {source.name!r} failed: {type(fault).__name__}: {fault}"
        return SourceReading(problems=(Problem(message, "mend it, or switch its plugin off"),))


def _merge(
    readings: list[SourceReading], wanted: tuple[str, ...]
) -> tuple[dict[str, AccountFacts], list[Problem], dict[str, Locate]]:
    """The facts by account; an account that two sources give is a problem of both."""
    facts: dict[str, AccountFacts] = {}
    homes: dict[str, Locate] = {}
    problems: list[Problem] = []
    for reading in readings:
        problems += [p for p in reading.problems if not p.account or _matches(p.account, wanted)]
        for one in reading.facts:
            id_ = one.account.id
            if not _matches(id_, wanted):
                continue
            if id_ in facts:
                path, line = reading.locate(id_, "id")
                message = f"the account {id_!r} comes from two sources"
                problems.append(Problem(message, "keep it in one of them", path=path, line=line, account=id_))
            facts[id_], homes[id_] = one, reading.locate
    return facts, problems, homes


def _matches(account: str, wanted: tuple[str, ...]) -> bool:
    return not wanted or any(fnmatchcase(account, pattern) for pattern in wanted)


def _insist(wanted: tuple[str, ...], there: set[str], workspace: Workspace) -> None:
    """Every pattern has to find an account."""
    missing = [pattern for pattern in wanted if not any(fnmatchcase(id_, pattern) for id_ in there)]
    if not missing:
        return
    everything = [_read(source, workspace, ()) for source in _sources(workspace)]
    known = sorted(
        {f.account.id for r in everything for f in r.facts} | {p.account for r in everything for p in r.problems}
    )
    problems = []
    for pattern in missing:
        close = get_close_matches(pattern, [id_ for id_ in known if id_], n=1)
        step = f"did you mean {close[0]!r}?" if close else f"there are {len(known)} accounts; `vpl assess` lists them"
        problems.append(Problem(f"there is no account {pattern!r}", step))
    raise NotFound(*problems)
