"""The workshop: accounts read, judged and built a few at a time, with one set of tools for each process."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vpl_core.app.clearing import cleared_at_the_end
from vpl_core.app.holdings import Holdings
from vpl_core.app.lines import packed
from vpl_core.app.portfolio import Collected, Workspace, open_workspace
from vpl_core.app.site import AccountBuild, Tools, build_account, could_not_be_made
from vpl_core.errors import Problem


@dataclass(frozen=True, slots=True)
class Told:
    """What is wrong with the accounts that were read, or with no one account; what a builder has to tell."""

    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Begun:
    """The account is being worked on from now on."""

    account: str


@dataclass(frozen=True, slots=True)
class Dated:
    """The day of the account's newest reading or evidence."""

    account: str
    newest: dt.date | None


@dataclass(frozen=True, slots=True)
class Made:
    """What became of the account's site."""

    build: AccountBuild
    line: str = ""
    """Its line in the portfolio, packed; empty where it could not be judged."""
    segment: str = ""
    language: str = ""
    """Every language of the site, with spaces between them."""
    newest: dt.date | None = None
    theme: str = ""
    """The sets of files beside the sites that its pages fetch from, one for each language, with spaces between them."""

    @property
    def account(self) -> str:
        return self.build.account


Event = Told | Begun | Dated | Made


class Workshop:
    """Works on accounts; what it holds is what a process needs to have, and it can be sent to another one."""

    def __init__(
        self,
        workspace: Workspace,
        output: Path,
        *,
        standalone: bool,
        only: frozenset[str] | None,
        notes: Path | None = None,
    ) -> None:
        """`notes` is a folder in which the sources of facts may keep what makes their next look shorter."""
        self.workspace = workspace
        self.holdings = Holdings(workspace, only, notes)
        self.tools = Tools.of(workspace, output, standalone=standalone)
        self._order = (workspace.root, output, standalone, only)

    def __reduce__(self) -> tuple[Callable[..., Workshop], tuple[Any, ...]]:
        """Another process opens the same folder with its own tools."""
        return open_workshop, self._order

    def date(self, accounts: Sequence[str]) -> Iterator[Event]:
        """The newest day of each account that can be assessed."""
        for account, collected in self._read(accounts):
            if isinstance(collected, Collected):
                for facts in collected.facts:
                    yield Dated(facts.account.id, Collected((facts,), (), collected.locate, 1).newest)
            else:
                yield Dated(account, None)

    def build(self, accounts: Sequence[str], as_of: dt.date) -> Iterator[Event]:
        """The site of each account that can be assessed; an account that fails takes no other along."""
        with cleared_at_the_end():
            yield from self._built(accounts, as_of)

    def _built(self, accounts: Sequence[str], as_of: dt.date) -> Iterator[Event]:
        for account, collected in self._read(accounts):
            if not isinstance(collected, Collected):
                yield Made(AccountBuild(account, None, (could_not_be_made(collected, account),)))
                continue
            yield Told(collected.problems)
            for facts in collected.facts:
                one = facts.account
                yield Begun(one.id)
                built, row = build_account(self.tools, facts, as_of)
                newest = Collected((facts,), (), collected.locate, 1).newest
                theme = " ".join(map(self.tools.builder.set_of, one.spoken)).strip() if built.built else ""
                line, spoken = packed(row) if row else "", " ".join(one.spoken)
                yield Made(built, line, one.segment, spoken, newest, theme)
        yield Told(self.tools.builder.problems)

    def _read(self, accounts: Sequence[str]) -> Iterator[tuple[str, Collected | Exception]]:
        """The accounts, together if that goes well; else each by itself, with the fault where it was met again."""
        try:
            yield "", self.holdings.read(accounts)
        except Exception as fault:  # one account's odd facts must not cost the others their sites
            if len(accounts) == 1:
                yield accounts[0], fault
            else:
                for account in accounts:
                    yield from self._read([account])


def open_workshop(root: Path, output: Path, standalone: bool, only: frozenset[str] | None) -> Workshop:
    """The same workshop in another process."""
    return Workshop(open_workspace(root), output, standalone=standalone, only=only)
