"""Facts that a test has in its hands, given to the product as a plugin's source gives them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from unittest.mock import patch

from vpl_core.app.portfolio import Workspace, as_given
from vpl_core.app.rebuild import Order, rebuild
from vpl_core.app.site import PortfolioBuild
from vpl_core.errors import Problem
from vpl_core.hookspecs import hookimpl
from vpl_core.model.accounts import AccountFacts
from vpl_core.ports import FactSource, SourceReading, SourceRequest
from vpl_core.registry import Candidate, admitted, installed


@dataclass(frozen=True)
class InHand:
    """A plugin with a source that holds these facts, and reads all of them at once."""

    facts: tuple[AccountFacts, ...]
    problems: tuple[Problem, ...] = ()
    name: str = "in-hand"

    @hookimpl
    def vpl_fact_sources(self) -> tuple[FactSource, ...]:
        return (self,)

    def read(self, request: SourceRequest) -> SourceReading:
        wanted = request.accounts
        return SourceReading(tuple(f for f in self.facts if wanted is None or f.account.id in wanted), self.problems)


def holding(
    workspace: Workspace,
    facts: Iterable[AccountFacts],
    problems: tuple[Problem, ...] = (),
    more: tuple[Candidate, ...] = (),
) -> Workspace:
    """The workspace with these accounts instead of those in its folder, and with more plugins."""
    source = InHand(tuple(facts), problems)
    others = [one for one in installed() if one.name != "files"]
    return replace(
        workspace, registry=admitted([*others, Candidate("in-hand", "in-hand-kit", "1", lambda: source), *more])
    )


def built(workspace: Workspace, as_of: dt.date, output: Path, *patterns: str) -> PortfolioBuild:
    """The sites of everybody, or of those who match, as `vpl build --force` builds them in one process."""
    return rebuild(workspace, Order(output, patterns, as_of, force=True), _never)


def built_whatever_they_say(workspace: Workspace, as_of: dt.date, output: Path, *patterns: str) -> PortfolioBuild:
    """The same of facts that no account would be built from: marked through and through, or drawn by chance."""
    with patch("vpl_core.app.holdings.checked", lambda workspace, *read: as_given(*read)):
        return built(workspace, as_of, output, *patterns)


def _never() -> dt.date:
    raise AssertionError("the clock was asked")
