"""A portfolio opened, collected and assessed: from a folder to one assessment for each account."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path

from vpl_core.blame import STRANGERS_FAULT, told_shortly
from vpl_core.errors import Problem, did_you_mean, in_order
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.assessment import Assessment
from vpl_core.model.playbook import Playbook
from vpl_core.playbooks import Playbooks, put_together
from vpl_core.ports import FactSource, SourceReading, SourceRequest, nowhere
from vpl_core.registry import DISABLE, Contribution, Registry, find
from vpl_core.rules.engine import assess
from vpl_core.settings import FILE, Settings, declared_compositions, load_settings, override_faults
from vpl_core.site.brand import faults_of
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
        return left_out_by(self.problems)

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


def left_out_by(problems: Iterable[Problem]) -> dict[str, tuple[Problem, ...]]:
    """By account, why it cannot be assessed."""
    reasons: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.account and not problem.warning:
            reasons.setdefault(problem.account, []).append(problem)
    return {account: tuple(reasons[account]) for account in sorted(reasons)}


def open_workspace(root: Path) -> Workspace:
    """Reads the settings and puts the playbooks together; raises UnusableSettings where there are none."""
    settings = load_settings(root)
    registry = find(settings.plugins.disable)
    return Workspace(root, settings, registry, put_together(registry, declared_compositions(settings, root)))


def as_given(readings: Iterable[SourceReading], accounts: frozenset[str]) -> Collected:
    """These accounts of what was read, as far as they could be read, whatever the rules are."""
    return _without_the_bad(*_merge(readings, accounts))


def checked(workspace: Workspace, readings: Iterable[SourceReading], accounts: frozenset[str]) -> Collected:
    """These accounts of what was read, as far as they can be assessed."""
    facts, problems, locate = _merge(readings, accounts)
    playbooks = workspace.playbooks
    for one in facts.values():
        overrides = workspace.settings.overrides(one.account.segment)
        problems += check(one, playbooks.by_segment, playbooks.broken, locate, overrides, playbooks.off)
    problems += [*_from_settings(workspace, facts.values()), *faults_of(workspace.settings, workspace.root)]
    return _without_the_bad(facts, [*playbooks.problems, *problems], locate)


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


def chosen_day(
    workspace: Workspace,
    asked: dt.date | None,
    today: Callable[[], dt.date],
    newest: Callable[[], dt.date | None],
) -> dt.date:
    """The day asked for; else what the settings say: a fixed day, that of the newest fact, or the clock's.

    Finding the newest fact's day takes an effort; it is sought only where it decides.
    """
    if asked is not None:
        return asked
    wish = workspace.settings.portfolio.as_of
    if isinstance(wish, dt.date):
        return wish
    return (newest() if wish == "data" else None) or today()


def _from_settings(workspace: Workspace, facts: Iterable[AccountFacts]) -> list[Problem]:
    """Wrong overrides in the settings, and the accounts that nobody can judge because of them."""
    playbooks = workspace.playbooks
    faults = override_faults(workspace.settings, playbooks.by_segment, playbooks.broken, workspace.root, playbooks.off)
    judged = {one.account.id: one.account.segment for one in facts if one.account.segment in playbooks.by_segment}
    doubted = [doubted_by(faults[segment][0], id_, segment) for id_, segment in judged.items() if segment in faults]
    return [*(problem for problems in faults.values() for problem in problems), *doubted]


def doubted_by(fault: Problem, account: str, segment: str) -> Problem:
    """That nobody can judge the account because of a wrong override of its segment's thresholds."""
    message = f"the thresholds of its segment, {segment!r}, are not set as they should be"
    return Problem(message, f"put {FILE} right first", fault.path, fault.line, fault.field, account)


def nothing_there(workspace: Workspace) -> Problem:
    if not workspace.registry.contributions("vpl_fact_sources", FactSource):
        return Problem("no plugin reads facts, so there are no accounts", "see `vpl plugins`", warning=True)
    step = "add accounts/NAME.yml, or begin with `vpl init FOLDER`; `vpl schema account` lists the fields"
    return Problem("there are no accounts", step, path="accounts", warning=True)


def exactly(wanted: tuple[str, ...]) -> frozenset[str] | None:
    """The ids, where every pattern is one; none where they have to be compared with what is there."""
    exact = not any(mark in pattern for pattern in wanted for mark in "*?[")
    return frozenset(wanted) if wanted and exact else None


def read_source(contribution: Contribution, workspace: Workspace, only: frozenset[str] | None) -> SourceReading:
    """What one source gives; a problem where it fails."""
    source: FactSource = contribution.content
    try:
        reading = source.read(SourceRequest(workspace.root, workspace.settings.declared_sources(), only))
        insist_on_types(reading)
    except STRANGERS_FAULT as fault:
        return failed_source(contribution, fault)
    return replace(reading, locate=patient(reading.locate))


def failed_source(contribution: Contribution, fault: BaseException) -> SourceReading:
    """Nothing, and why."""
    step = f"mend it, or switch its plugin off: {DISABLE}={contribution.plugin}"
    problem = Problem(f"a source of facts failed: {told_shortly(fault)}", step, plugin=contribution.plugin)
    return SourceReading(problems=(problem,))


def insist_on_types(reading: object) -> None:
    """Raises TypeError where a source gave something else than what it promises."""
    if not isinstance(reading, SourceReading):
        raise TypeError(f"it gave {type(reading).__name__} where a SourceReading is due")
    for things, kind in ((reading.facts, AccountFacts), (reading.problems, Problem)):
        wrong = next((thing for thing in things if not isinstance(thing, kind)), None)
        if wrong is not None:
            raise TypeError(f"it gave {type(wrong).__name__} where {kind.__name__} is due")


def patient(locate: Locate) -> Locate:
    """The same places, and nowhere where the stranger's code fails."""

    def located(account: str, field: str) -> tuple[str, int]:
        try:
            path, line = locate(account, field)
            return str(path), int(line)
        except STRANGERS_FAULT:
            return nowhere(account, field)

    return located


def _merge(
    readings: Iterable[SourceReading], accounts: frozenset[str]
) -> tuple[dict[str, AccountFacts], list[Problem], Locate]:
    """The facts by account; an account that is given twice is a problem wherever it comes from."""
    facts: dict[str, AccountFacts] = {}
    homes: dict[str, Locate] = {}
    problems: list[Problem] = []
    for reading in readings:
        problems += [p for p in reading.problems if not p.account or p.account in accounts]
        for one in reading.facts:
            id_ = one.account.id
            if id_ not in accounts:
                continue
            if id_ in facts:
                problems += [_given_twice(id_, locate) for locate in (homes[id_], reading.locate)]
            facts[id_], homes[id_] = one, reading.locate
    return facts, problems, lambda account, field: homes.get(account, nowhere)(account, field)


def _given_twice(account: str, locate: Locate) -> Problem:
    path, line = locate(account, "id")
    message = f"the account {account!r} is given more than once"
    return Problem(message, "keep it in one place", path=path, line=line, account=account)


def matches(account: str, patterns: tuple[str, ...]) -> bool:
    """Whether one of the patterns finds it, or there is none."""
    return not patterns or any(fnmatchcase(account, pattern) for pattern in patterns)


def unmatched(patterns: tuple[str, ...], there: Iterable[str]) -> list[str]:
    """The patterns that find no account."""
    accounts = tuple(there)
    return [pattern for pattern in patterns if not any(fnmatchcase(account, pattern) for account in accounts)]


def nobody_like(pattern: str, known: Iterable[str]) -> Problem:
    """That no account is called so, with the nearest that is."""
    step = did_you_mean(pattern, known, "`vpl assess` lists the accounts there are")
    return Problem(f"there is no account {pattern!r}", step)
