"""What would change: the ways in which an account would be lifted one rung, told in sentences."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from vpl_core.app.portfolio import Assessed
from vpl_core.model.changes import Change, NextRung, Obstacle, Way
from vpl_core.rules.account_day import AccountDay
from vpl_core.rules.change_words import KEPT_UP, change_sentence
from vpl_core.rules.conditions import ask
from vpl_core.rules.next_rung import next_rung
from vpl_core.rules.reasons import sentence
from vpl_core.rules.wording import Wording


@dataclass(frozen=True, slots=True)
class ToldChange:
    """One change, and how it is said."""

    says: str
    change: Change


@dataclass(frozen=True, slots=True)
class ToldWay:
    """One way: all of its changes are needed, and nothing else is."""

    day: dt.date
    """The first day on which it can be so."""
    when: str
    """That day in words where it takes time; empty where it can be so at once."""
    provided: str
    """What has to stay as it is until then; empty where nothing has to."""
    changes: tuple[ToldChange, ...]


@dataclass(frozen=True, slots=True)
class WhatWouldChange:
    """The next rung of an account, and the best ways to it."""

    number: int | None
    """None where the account stands at the top."""
    name: str
    claimed: bool
    """True where it is claimed already, and lacks only proof."""
    ways: tuple[ToldWay, ...]
    found: int
    """How many ways there are; at least so many where not all were counted."""
    all_counted: bool
    obstacles: tuple[str, ...]
    """What stands in every way; empty where there is one."""


def what_would_change(one: Assessed) -> WhatWouldChange:
    """The minimal sets of changes that lift the account to its next rung, best first."""
    assessment = one.assessment
    coming = next_rung(one.facts, one.playbook, assessment.as_of, assessment.overrides)
    if coming.number is None:
        return WhatWouldChange(None, one.playbook.ladder.rungs[-1].name, True, (), 0, True, ())
    return WhatWouldChange(
        number=coming.number,
        name=one.playbook.ladder.rungs[coming.number - 1].name,
        claimed=assessment.standing.claimed >= coming.number,
        ways=tuple([_told(way, one) for way in coming.ways]),
        found=coming.found,
        all_counted=coming.all_counted,
        obstacles=_obstacles(coming, one),
    )


def _told(way: Way, one: Assessed) -> ToldWay:
    today, wording = one.assessment.as_of, Wording("en", one.facts.account.currency)
    changes = [ToldChange(change_sentence(c, one.playbook, wording, today), c) for c in way.changes]
    return ToldWay(
        way.day, wording.day(way.day) if way.day > today else "", KEPT_UP if way.proviso else "", tuple(changes)
    )


def _obstacles(coming: NextRung, one: Assessed) -> tuple[str, ...]:
    now = AccountDay(one.facts, one.playbook, one.assessment.as_of, one.assessment.overrides)
    return tuple([_obstacle(obstacle, now) for obstacle in coming.obstacles])


def _obstacle(obstacle: Obstacle, now: AccountDay) -> str:
    """A condition written in Python is told by its own sentence."""
    playbook, wording = now.playbook, Wording("en", now.account.currency)
    answer = ask(obstacle.condition, now, now.day)
    says = sentence(answer, playbook, wording)
    name = playbook.milestone[obstacle.milestone].name
    if obstacle.condition.kind == "custom":
        return f"“{name}” cannot be computed: {says}"
    return f"Nothing that can be planned would prove “{name}” as {obstacle.floor}: {says}"
