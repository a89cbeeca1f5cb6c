"""Directions: limits, points, windows and days that run against the way in which things get better."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from decimal import Decimal

from vpl_core.model.conditions import (
    AboutReading,
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    Between,
    ChangedBy,
    Condition,
    CountOf,
    GapClosed,
    Limit,
    MilestoneReached,
    Not,
    PlanAgreed,
    Recorded,
    Sustained,
    TargetMet,
)
from vpl_core.model.health import Colour
from vpl_core.model.milestones import Milestone
from vpl_core.model.playbook import Playbook
from vpl_core.model.scorecards import Band, Scorecard
from vpl_core.model.time_to_value import Clock
from vpl_core.model.values import ValueDefinition
from vpl_core.rules.faults import Fault, conditions_of, leaves
from vpl_core.rules.intervals import closed, exact
from vpl_core.rules.tables import idle_rows


def against_direction(playbook: Playbook) -> Iterator[Fault]:
    """Everything that can be used as it is and was probably meant the other way round."""
    for part, id_, name, condition in conditions_of(playbook):
        for message, step in (*_turned(part, condition, playbook), *_twice(condition, playbook)):
            yield Fault(part, id_, f"{name}: {message}", step, warning=True)
    for card in playbook.scorecards:
        for message, step, rows in (*_points(card, playbook), *_order(card)):
            yield Fault("scorecards", card.id, message, step, rows, warning=True)
    for milestone in playbook.milestones:
        for message, step in _windows(milestone, playbook):
            yield Fault("milestones", milestone.id, f"{milestone.id}: {message}", step, warning=True)
    yield from _clocks(playbook)


# --- limits -----------------------------------------------------------------------------------------------------


def _turned(part: str, condition: Condition, playbook: Playbook) -> Iterator[tuple[str, str]]:
    """Alarms that good readings set off, and aims that bad ones meet; an approval may be needed either way."""
    if part in ("health_signals", "decision_signals"):
        yield from _alarm(condition, playbook)
    elif part != "approvals":
        yield from _limits(condition, playbook)


def _limits(condition: Condition, playbook: Playbook) -> Iterator[tuple[str, str]]:
    """Limits that get easier to meet as the value gets worse, where nothing else of the value has to be good."""
    ways = [(leaf, _way(leaf, negated, playbook)) for leaf, negated in _readings_in(condition)]
    good = {leaf.value for leaf, way in ways if way in ("", playbook.value[leaf.value].direction)}
    for leaf, way in ways:
        if leaf.value not in good:
            better = "more" if playbook.value[leaf.value].direction == "up" else "less"
            asked = "it to be high" if way == "up" else "it to be low"
            yield f"of {leaf.value!r} {better} is better, but this asks for {asked}", _TURN


def _alarm(condition: Condition, playbook: Playbook) -> Iterator[tuple[str, str]]:
    """A signal that looks at readings alone and fires when all of them are good."""
    if any(not isinstance(leaf, PlanAgreed | Recorded | AboutReading) for leaf in leaves(condition)):
        return
    ways = [(leaf, _way(leaf, negated, playbook)) for leaf, negated in _readings_in(condition)]
    if ways and all(way == playbook.value[leaf.value].direction for leaf, way in ways):
        names = sorted({repr(leaf.value) for leaf, _ in ways})
        yield f"it fires when {' and '.join(names)} {'is' if len(names) == 1 else 'are'} good", _TURN


_TURN = "turn the comparison round, or the value's direction"


def _readings_in(condition: Condition, *, negated: bool = False) -> Iterator[tuple[AboutReading, bool]]:
    """The conditions over readings, each with whether its opposite is asked for."""
    if isinstance(condition, AllOf | AnyOf | CountOf):
        for part in condition.conditions:
            yield from _readings_in(part, negated=negated)
    elif isinstance(condition, Sustained):
        yield from _readings_in(condition.condition, negated=negated)
    elif isinstance(condition, Not):
        yield from _readings_in(condition.condition, negated=not negated)
    elif isinstance(condition, AboutReading):
        yield condition, negated


def _way(leaf: AboutReading, negated: bool, playbook: Playbook) -> str:
    """Up or down, whichever helps to meet it; empty where it is a range."""
    if isinstance(leaf, Between):
        return ""
    if isinstance(leaf, TargetMet | GapClosed):
        upwards = playbook.value[leaf.value].direction == "up"
    elif isinstance(leaf, ChangedBy):
        upwards = _number(leaf.limit, playbook) >= 0
    else:
        upwards = isinstance(leaf, AtLeast)
    return "up" if upwards is not negated else "down"


def _number(limit: Limit, playbook: Playbook) -> Decimal:
    return playbook.threshold[limit].number if isinstance(limit, str) else limit


def _twice(condition: Condition, playbook: Playbook) -> Iterator[tuple[str, str]]:
    """Conditions that stand there twice, and thresholds of which only the stricter one ever decides."""
    if not isinstance(condition, AllOf | AnyOf | CountOf):
        return
    parts = condition.conditions
    for one, other in itertools.combinations(parts, 2):
        if one == other:
            yield f"the same condition, {one.kind}, stands there twice", "take one of them out"
        elif isinstance(condition, AllOf) and (told := _idle_limit(one, other, playbook)):
            yield told, "keep the one that was agreed"
    for part in parts:
        yield from _twice(part, playbook)


def _idle_limit(one: Condition, other: Condition, playbook: Playbook) -> str:
    """Why one of two lower or two upper limits of the same value is never the one that decides."""
    pair = [leaf for leaf in (one, other) if isinstance(leaf, AtLeast | AtMost)]
    if len(pair) < 2 or len({(leaf.kind, leaf.value) for leaf in pair}) > 1:
        return ""
    low, high = sorted(_number(leaf.limit, playbook) for leaf in pair)
    idle, deciding = (low, high) if isinstance(one, AtLeast) else (high, low)
    return f"of two limits for {pair[0].value!r}, {idle} never decides beside {deciding}" if low < high else ""


# --- scorecards -------------------------------------------------------------------------------------------------


def _points(card: Scorecard, playbook: Playbook) -> Iterator[tuple[str, str, str]]:
    """Points that fall while the value gets better, that are all the same, and rows that hold nothing."""
    for factor in card.factors:
        value = playbook.value.get(factor.value or "")
        within = closed(value.least, value.most) if value else closed(None, None)
        for row in idle_rows(factor.bands, within):
            yield f"{factor.id}: no number that is possible falls into {row}", "take the row out", row
        if factor.worst == factor.best:
            yield f"{factor.id}: every row gives {factor.best} points", "give better rows more points", ""
        elif value and (pair := _against(factor.bands, value)):
            worse, better = pair
            told = f"{worse.name} gives {worse.points} points and {better.name}, which is better, {better.points}"
            yield f"{factor.id}: {told}", "give better rows more points", f"{worse.name}, {better.name}"
    for row in idle_rows(card.bands, closed(Decimal(0), Decimal(100))):
        yield f"no score from 0 to 100 falls into {row}", "take the row out", row


def _against(bands: tuple[Band, ...], value: ValueDefinition) -> tuple[Band, Band] | None:
    """The first two neighbouring rows of which the better one gives fewer points."""
    rising = _rising(bands)
    worst_first = rising if value.direction == "up" else rising[::-1]
    return next((pair for pair in itertools.pairwise(worst_first) if pair[0].points > pair[1].points), None)


def _rising(bands: tuple[Band, ...]) -> list[Band]:
    return sorted(bands, key=lambda band: (band.at_least is not None, exact(band.at_least) or 0))


_COLOURS = {Colour.RED.value: 0, Colour.YELLOW.value: 1, Colour.GREEN.value: 2}


def _order(card: Scorecard) -> Iterator[tuple[str, str, str]]:
    """Rows over the score that are worth less, or are named by a worse colour, the higher the score is."""
    for lower, upper in itertools.pairwise(_rising(card.bands)):
        colours = [_COLOURS.get(band.name.lower()) for band in (lower, upper)]
        turned = None not in colours and colours[0] > colours[1]  # type: ignore[operator]
        if lower.points > upper.points or turned:
            told = f"a higher score falls from {lower.name} into {upper.name}, which is worth less"
            yield told, "let higher scores be worth more", f"{lower.name}, {upper.name}"


# --- months and days --------------------------------------------------------------------------------------------


def _windows(milestone: Milestone, playbook: Playbook) -> Iterator[tuple[str, str]]:
    """A window that closes before that of a milestone without which it cannot be met has opened."""
    closes = playbook.months_of(milestone).closes
    for other in sorted(_waits_for(milestone.condition)):
        opens = playbook.months_of(playbook.milestone[other]).opens
        if closes is not None and opens >= closes:
            told = f"it is due by month {closes}, but waits for {other!r}, which opens in month {opens}"
            yield told, "let it be due after what it waits for"


def _waits_for(condition: Condition) -> set[str]:
    """The milestones without which it cannot be met."""
    if isinstance(condition, MilestoneReached):
        return {condition.milestone}
    if isinstance(condition, AllOf):
        return {id_ for part in condition.conditions for id_ in _waits_for(part)}
    return set()


def _clocks(playbook: Playbook) -> Iterator[Fault]:
    """First action, first value and full value have to be due in this order."""
    due = {rule.clock: rule.target_days for rule in playbook.stop_rules if rule.target_days is not None}
    in_order = [clock for clock in (Clock.FIRST_ACTION, Clock.FIRST_VALUE, Clock.FULL_VALUE) if clock in due]
    for earlier, later in itertools.pairwise(in_order):
        if due[later] < due[earlier]:
            message = f"{later} is due after {due[later]} days, before {earlier} after {due[earlier]}"
            yield Fault("stop_rules", str(later), message, "correct one of the two target_days", warning=True)
