"""Ports: what the application asks of the world, as protocols that plugins fill."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from vpl_core.errors import Problem
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.observations import Source


@dataclass(frozen=True, slots=True)
class SourceRequest:
    """Where to read, and only which accounts."""

    root: Path
    """The portfolio's folder."""
    sources: tuple[Source, ...] = ()
    """The sources that the settings declare, for every account."""
    accounts: frozenset[str] | None = None
    """Ids; everything where none."""
    notes: Path | None = None
    """A file, there or not, in which a source may keep what makes its next look shorter; none where nothing is kept.

    One for each source. Whatever becomes of it, and whoever reads it, must change no answer.
    """


def nowhere(account: str, field: str) -> tuple[str, int]:
    """The place of a fact whose source cannot tell it."""
    return ("", 0)


@dataclass(frozen=True, slots=True)
class SourceReading:
    """What was read: whole accounts, and what is wrong with the rest."""

    facts: tuple[AccountFacts, ...] = ()
    problems: tuple[Problem, ...] = ()
    """An account named in a problem that is no warning is not assessed, whether its facts could be given or not."""
    locate: Callable[[str, str], tuple[str, int]] = nowhere
    """File and line of an account's field: `plan.report-hours.target`, `evidence.sign-off`, or `observations[17]` for
    the 18th observation in the order of `facts`; ("", 0) where unknown."""


@runtime_checkable
class FactSource(Protocol):
    """Something that facts are read from: a folder, a database, another product's export."""

    name: str
    """Shown by `vpl plugins`; unique among all sources."""

    def read(self, request: SourceRequest) -> SourceReading:
        """All facts there are, in any order; never raises for bad data, which comes back as problems."""
        ...


class Survey(Protocol):
    """What a source holds at one moment, looked over and not yet read."""

    accounts: frozenset[str]
    """The ids of all accounts that were asked for and are there, those included that will turn out to be faulty."""

    def fingerprints(self, accounts: Set[str]) -> Mapping[str, str]:
        """By account, a digest of all from which its facts would be read.

        As long as it stays the same, reading the account gives the same facts and the same problems. Empty where the
        source cannot be sure of that; such an account is read every time.
        """
        ...

    def read(self, accounts: Set[str]) -> SourceReading:
        """Some of the accounts, as `FactSource.read` would give them; a problem of no one account is told each time."""
        ...


@runtime_checkable
class SurveyedSource(FactSource, Protocol):
    """A source that can tell what has changed without reading it, and be read a few accounts at a time."""

    def survey(self, request: SourceRequest) -> Survey:
        """What is there now; never raises for bad data."""
        ...


@dataclass(frozen=True, slots=True)
class FileSchema:
    """The JSON Schema of a kind of file that a plugin reads, for `vpl schema NAME`."""

    name: str
    what: str
    schema: Callable[[], dict[str, object]]
