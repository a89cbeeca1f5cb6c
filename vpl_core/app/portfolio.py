"""A portfolio opened, collected and assessed: from a folder to one assessment for each account."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path

from vpl_core.blame import STRANGERS_FAULT, told_shortly
from vpl_core.errors import NotFound, Problem, did_you_mean, in_order
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.assessment import Assessment
from vpl_core.model.playbook import Playbook
from vpl_core.playbooks import Playbooks, put_together
from vpl_core.ports import FactSource, SourceReading, SourceRequest, nowhere
from vpl_core.registry import DISABLE, Contribution, Registry, find
from vpl_core.rules.engine import assess
from vpl_core.settings import FILE, Settings, declared_compositions, load_settings, override_faults
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
    return Workspace(root, settings, registry, put_together(registry, declared_compositions(settings, root)))


def gather(workspace: Workspace, patterns: Iterable[str] = ()) -> Collected:
    """The facts that can be read of the accounts that match one of the patterns, or of all, whatever the rules are.

    Raises NotFound where a pattern finds none. Accounts that cannot be read are left out and named.
    """
    return _without_the_bad(*_gather(workspace, tuple(patterns)))


def collect(workspace: Workspace, patterns: Iterable[str] = ()) -> Collected:
    """The facts of these accounts that can be assessed; raises NotFound where a pattern finds none.

    Accounts with problems are left out and named; all problems are told at once.
    """
    facts, problems, locate = _gather(workspace, tuple(patterns))
    playbooks = workspace.playbooks
    for one in facts.values():
        overrides = workspace.settings.overrides(one.account.segment)
        problems += check(one, playbooks.by_segment, playbooks.broken, locate, overrides)
    problems += _from_settings(workspace, facts.values())
    return _without_the_bad(facts, [*playbooks.problems, *problems], locate)


def _gather(workspace: Workspace, wanted: tuple[str, ...]) -> tuple[dict[str, AccountFacts], list[Problem], Locate]:
    """All facts by account, those of accounts with problems included, and what the sources and plugins say is wrong."""
    facts, problems, homes = _merge(_read_all(workspace, wanted), wanted)
    bad = _blamed(problems)
    _insist(wanted, {*facts, *bad}, workspace)
    if not facts and not bad and all(problem.warning for problem in problems):
        problems.append(_nothing_there(workspace))
    # The registry is asked afterwards: a plugin may have failed in the hook that gives the sources.
    told = [*workspace.registry.problems, *problems]
    return facts, told, lambda account, field: homes.get(account, nowhere)(account, field)


def _without_the_bad(facts: dict[str, AccountFacts], problems: list[Problem], locate: Locate) -> Collected:
    bad = _blamed(problems)
    good = tuple(facts[id_] for id_ in sorted(facts) if id_ not in bad)
    return Collected(good, in_order(problems), locate, len({*facts, *bad}))


def _blamed(problems: list[Problem]) -> set[str]:
    """The accounts that are left out because of one of the problems."""
    return {problem.account for problem in problems if problem.account and not problem.warning}


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


def _from_settings(workspace: Workspace, facts: Iterable[AccountFacts]) -> list[Problem]:
    """Wrong overrides in the settings, and the accounts that nobody can judge because of them."""
    playbooks = workspace.playbooks
    faults = override_faults(workspace.settings, playbooks.by_segment, playbooks.broken, workspace.root)
    judged = {one.account.id: one.account.segment for one in facts if one.account.segment in playbooks.by_segment}
    doubted = [doubted_by(faults[segment][0], id_, segment) for id_, segment in judged.items() if segment in faults]
    return [*(problem for problems in faults.values() for problem in problems), *doubted]


def doubted_by(fault: Problem, account: str, segment: str) -> Problem:
    """That nobody can judge the account because of a wrong override of its segment's thresholds."""
    message = f"the thresholds of its segment, {segment!r}, are not set as they should be"
    return Problem(message, f"put {FILE} right first", fault.path, fault.line, fault.field, account)


def _nothing_there(workspace: Workspace) -> Problem:
    if not workspace.registry.contributions("vpl_fact_sources", FactSource):
        return Problem("no plugin reads facts, so there are no accounts", "see `vpl plugins`", warning=True)
    step = "add accounts/NAME.yml, or begin with `vpl init FOLDER`; `vpl schema account` lists the fields"
    return Problem("there are no accounts", step, path="accounts", warning=True)


def _read_all(workspace: Workspace, wanted: tuple[str, ...]) -> list[SourceReading]:
    """What each source gives, by the name of its plugin."""
    given = workspace.registry.contributions("vpl_fact_sources", FactSource)
    return [_read(contribution, workspace, wanted) for contribution in given]


def _read(contribution: Contribution, workspace: Workspace, wanted: tuple[str, ...]) -> SourceReading:
    exact = not any(mark in pattern for pattern in wanted for mark in "*?[")
    only = frozenset(wanted) if wanted and exact else None
    source: FactSource = contribution.content
    try:
        reading = source.read(SourceRequest(workspace.root, workspace.settings.declared_sources(), only))
        _insist_on_types(reading)
    except STRANGERS_FAULT as fault:
        step = f"mend it, or switch its plugin off: {DISABLE}={contribution.plugin}"
        problem = Problem(f"a source of facts failed: {told_shortly(fault)}", step, plugin=contribution.plugin)
        return SourceReading(problems=(problem,))
    return replace(reading, locate=_patient(reading.locate))


def _insist_on_types(reading: object) -> None:
    if not isinstance(reading, SourceReading):
        raise TypeError(f"it gave {type(reading).__name__} where a SourceReading is due")
    for things, kind in ((reading.facts, AccountFacts), (reading.problems, Problem)):
        wrong = next((thing for thing in things if not isinstance(thing, kind)), None)
        if wrong is not None:
            raise TypeError(f"it gave {type(wrong).__name__} where {kind.__name__} is due")


def _patient(locate: Locate) -> Locate:
    """The same places, and nowhere where the stranger's code fails."""

    def located(account: str, field: str) -> tuple[str, int]:
        try:
            path, line = locate(account, field)
            return str(path), int(line)
        except STRANGERS_FAULT:
            return nowhere(account, field)

    return located


def _merge(
    readings: list[SourceReading], wanted: tuple[str, ...]
) -> tuple[dict[str, AccountFacts], list[Problem], dict[str, Locate]]:
    """The facts by account; an account that is given twice is a problem wherever it comes from."""
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
                problems += [_given_twice(id_, locate) for locate in (homes[id_], reading.locate)]
            facts[id_], homes[id_] = one, reading.locate
    return facts, problems, homes


def _given_twice(account: str, locate: Locate) -> Problem:
    path, line = locate(account, "id")
    message = f"the account {account!r} is given more than once"
    return Problem(message, "keep it in one place", path=path, line=line, account=account)


def _matches(account: str, wanted: tuple[str, ...]) -> bool:
    return not wanted or any(fnmatchcase(account, pattern) for pattern in wanted)


def _insist(wanted: tuple[str, ...], there: set[str], workspace: Workspace) -> None:
    """Every pattern has to find an account."""
    missing = [pattern for pattern in wanted if not any(fnmatchcase(id_, pattern) for id_ in there)]
    if not missing:
        return
    readings = _read_all(workspace, ())
    given = {f.account.id for r in readings for f in r.facts} | {p.account for r in readings for p in r.problems}
    known = sorted(given - {""})
    problems = []
    for pattern in missing:
        step = did_you_mean(pattern, known, "`vpl assess` lists the accounts there are")
        problems.append(Problem(f"there is no account {pattern!r}", step))
    raise NotFound(*problems)
