"""Holdings: what all sources of facts hold, looked over once and then read a few accounts at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Set
from hashlib import blake2b
from pathlib import Path

from vpl_core.app.portfolio import (
    Collected,
    Workspace,
    as_given,
    checked,
    failed_source,
    insist_on_types,
    matches,
    nobody_like,
    patient,
    read_source,
    unmatched,
)
from vpl_core.blame import STRANGERS_FAULT
from vpl_core.errors import NotFound, Problem
from vpl_core.ports import FactSource, SourceReading, SourceRequest, Survey, SurveyedSource
from vpl_core.registry import Contribution


class Holdings:
    """Everything there is to read, by account."""

    def __init__(self, workspace: Workspace, only: frozenset[str] | None = None, notes: Path | None = None) -> None:
        """`only` these accounts, where it is known beforehand which ones will be asked for.

        `notes` is a folder in which sources may keep what makes their next look shorter.
        """
        self._workspace, self._only = workspace, only
        given = workspace.registry.contributions("vpl_fact_sources", FactSource)
        self._parts = [_look_over(contribution, workspace, only, notes) for contribution in given]
        self.accounts = frozenset(account for part in self._parts for account in part.accounts)

    def found(self, patterns: tuple[str, ...]) -> frozenset[str]:
        """The accounts that match one of the patterns, or all; NotFound where a pattern finds none."""
        if missing := unmatched(patterns, self.accounts):
            known = self.accounts if self._only is None else Holdings(self._workspace).accounts
            raise NotFound(*(nobody_like(pattern, known) for pattern in missing))
        if not patterns:
            return self.accounts
        return frozenset(account for account in self.accounts if matches(account, patterns))

    def fingerprints(self, accounts: Set[str]) -> dict[str, str]:
        """By account, a digest of all from which its facts would be read; empty where one of its sources is unsure."""
        told = [(part.plugin, part.accounts, part.fingerprints(part.accounts & accounts)) for part in self._parts]
        return {
            account: _joined((plugin, digests.get(account, "")) for plugin, known, digests in told if account in known)
            for account in sorted(accounts)
        }

    def read(self, accounts: Iterable[str]) -> Collected:
        """These accounts, as far as they can be assessed; what is wrong with no one account is told every time."""
        wanted = frozenset(accounts)
        return checked(self._workspace, self._readings(wanted), wanted)

    def as_given(self, accounts: Iterable[str]) -> Collected:
        """These accounts, as far as they can be read, whatever the rules are."""
        wanted = frozenset(accounts)
        return as_given(self._readings(wanted), wanted)

    def _readings(self, wanted: frozenset[str]) -> list[SourceReading]:
        readings = [part.read(wanted) for part in self._parts]
        given = {one.account.id for reading in readings for one in reading.facts}
        blamed = {problem.account for reading in readings for problem in reading.problems}
        return [*readings, SourceReading(problems=tuple(_lost(account) for account in sorted(wanted - given - blamed)))]


class _Part:
    """What one plugin's source holds; whatever its code does, it takes nobody else down."""

    def __init__(self, contribution: Contribution, survey: Survey) -> None:
        self.plugin, self._contribution, self._survey = contribution.plugin, contribution, survey
        self.accounts = frozenset(str(account) for account in survey.accounts)

    def fingerprints(self, accounts: Set[str]) -> Mapping[str, str]:
        try:
            return dict(self._survey.fingerprints(accounts))
        except STRANGERS_FAULT:  # unsure, so they are read, and reading tells what is wrong
            return {}

    def read(self, accounts: frozenset[str]) -> SourceReading:
        try:
            reading = self._survey.read(accounts & self.accounts)
            insist_on_types(reading)
        except STRANGERS_FAULT as fault:
            return failed_source(self._contribution, fault)
        return SourceReading(reading.facts, reading.problems, patient(reading.locate))


class _ReadAlready:
    """A source that can only be read as a whole."""

    def __init__(self, reading: SourceReading) -> None:
        self._reading = reading
        self._facts = {one.account.id: one for one in reading.facts}
        times = Counter(one.account.id for one in reading.facts)
        self._sure = {id_ for id_, count in times.items() if count == 1} - {p.account for p in reading.problems}
        self.accounts = frozenset(self._facts) | {p.account for p in reading.problems if p.account}

    def fingerprints(self, accounts: Set[str]) -> dict[str, str]:
        return {account: _digest(self._facts[account].model_dump_json()) for account in self._sure & accounts}

    def read(self, accounts: Set[str]) -> SourceReading:
        facts = tuple(one for one in self._reading.facts if one.account.id in accounts)
        problems = tuple(p for p in self._reading.problems if not p.account or p.account in accounts)
        return SourceReading(facts, problems, self._reading.locate)


def _look_over(
    contribution: Contribution, workspace: Workspace, only: frozenset[str] | None, notes: Path | None
) -> _Part:
    source: FactSource = contribution.content
    if not isinstance(source, SurveyedSource):
        return _Part(contribution, _ReadAlready(read_source(contribution, workspace, only)))
    try:
        # A stranger's name may be no name for a file.
        name = f"seen-{_digest(f'{contribution.plugin} {source.name}')[:12]}.json"
        place = None if notes is None else notes / name
        request = SourceRequest(workspace.root, workspace.settings.declared_sources(), only, place)
        return _Part(contribution, source.survey(request))
    except STRANGERS_FAULT as fault:
        return _Part(contribution, _ReadAlready(failed_source(contribution, fault)))


def _joined(digests: Iterable[tuple[str, str]]) -> str:
    told = list(digests)
    return _digest(repr(told)) if told and all(digest for _, digest in told) else ""


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=20).hexdigest()


def _lost(account: str) -> Problem:
    message = f"the account {account!r} was there when its source was looked over, and was not given when it was read"
    return Problem(message, "try again once its source is at rest", account=account)
