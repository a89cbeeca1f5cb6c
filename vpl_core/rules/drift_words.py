"""Drift in words: where flip points lie now and lay at every look before, and how near things stand to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import NamedTuple

from vpl_core.model.decision_states import Drift, Look
from vpl_core.model.decisions import DecisionRecord
from vpl_core.model.weighings import Along, FoundFlip, Weighing
from vpl_core.rules.catalogue import N_, Said, commas, semicolons
from vpl_core.rules.drift import agreed, axis_of, passing, same_flip
from vpl_core.rules.number_words import Say, Telling, about, exactly
from vpl_core.rules.scenario_words import Names, axis_words, named, names_of, unit_of, with_unit
from vpl_core.rules.scenarios import Axis

TellDay = Callable[[dt.date], str]


class Seen(NamedTuple):
    """One axis as it was found at a look; nothing where it was not moved then."""

    when: str
    """`at the decision of 10 Jun 2026`."""
    along: Along | None


def drift_sentences(
    record: DecisionRecord,
    drift: Drift,
    hidden: frozenset[str] = frozenset(),
    telling: Telling = exactly,
    tell_day: TellDay = str,
) -> tuple[str, ...]:
    """How each flip point moved, in the order of the weighing; one sentence where nothing did.

    An axis of a hidden value is left out.
    """
    looks = drift.looks
    if all(_same(look.weighing, drift.now) for look in looks):
        return (Said("No flip point has moved since {look}, nor what was read.", look=_when(looks[0], tell_day)),)
    shown = [axis for axis, values in _axes(drift).items() if hidden.isdisjoint(values)]
    sentences = (_axis_sentence(record, drift, axis, telling, tell_day) for axis in shown)
    return (_best_words(record, drift, tell_day), *sentences)


def passed_words(record: DecisionRecord, drift: Drift) -> str:
    """That nothing which was worth most at the last look is so any more, and which flip point went by."""
    last, names = agreed(record, drift), names_of(record)
    if last is None:
        return ""
    options, look = named(last.weighing.best, names), _when(last, str)
    was = Said("{options} were worth most at {look}", options=options, look=look)
    if len(last.weighing.best) == 1:
        was = Said("{options} was worth most at {look}", options=options, look=look)
    if drift.now is None:
        return Said("{was}, and the options are not weighed any more.", was=was)
    now = named(drift.now.best, names)
    told = Said("{was}; as things stand now {options} are", was=was, options=now)
    if len(drift.now.best) == 1:
        told = Said("{was}; as things stand now {options} is", was=was, options=now)
    moved = passing(last, drift)
    if moved is None or record.scenario is None:
        return Said("{sentence}.", sentence=told)
    say, unit = about(moved[1:]), unit_of(record.scenario, moved.axis)
    parts = {
        "told": told,
        "axis": axis_words(record.scenario, moved.axis),
        "now": with_unit(say(moved.now), unit),
        "stands": with_unit(say(moved.stands), unit),
    }
    if moved.was == moved.now:
        return Said("{told}: the flip point of {axis} is still at {now}, and it stands at {stands}.", **parts)
    return Said(
        "{told}: the flip point of {axis} moved from {was} to {now}, and it stands at {stands}.",
        was=say(moved.was),
        **parts,
    )


def _best_words(record: DecisionRecord, drift: Drift, tell_day: TellDay) -> str:
    """Which option is worth most now, and which one was at each look where that was another than before."""
    names, looks = names_of(record), drift.looks
    best = drift.now.best if drift.now else ()
    now = _worth_most(best, names)
    if all(look.weighing.best == best for look in looks):
        return Said("As things stand {now}, as at {look}.", now=now, look=_when(looks[0], tell_day))
    before = zip(looks[1:], looks, strict=False)
    changes = [looks[0], *(one for one, last in before if one.weighing.best != last.weighing.best)]
    then = commas(
        Said("at {look} {options}", look=_when(look, tell_day), options=named(look.weighing.best, names))
        for look in changes
    )
    return Said("As things stand {now}; {then}.", now=now, then=then)


def _worth_most(best: tuple[str, ...], names: Names) -> str:
    if not best:
        return Said("the options are not weighed any more")
    if len(best) == 1:
        return Said("{options} is worth most", options=named(best, names))
    return Said("{options} are worth most", options=named(best, names))


# --- one axis -------------------------------------------------------------------------------------------------------


def _axis_sentence(record: DecisionRecord, drift: Drift, axis: Axis, telling: Telling, tell_day: TellDay) -> str:
    before = [Seen(Said("at {look}", look=_when(look, tell_day)), _along(look.weighing, axis)) for look in drift.looks]
    now, names, unit = _along(drift.now, axis), names_of(record), _unit(record, axis)
    say = telling(_numbers([now, *(seen.along for seen in before)]))
    parts = [_flip_words(flip, now, before, names, unit, say) for flip in _flips([now, *(s.along for s in before)])]
    parts = parts or [Said("no flip in range, now or before")]
    if now is not None:
        parts.append(_standing(now, before, unit, say, tell_day))
    return Said("{axis}: {told}.", axis=_called(record, axis), told=semicolons(parts))


def _flip_words(flip: FoundFlip, now: Along | None, before: list[Seen], names: Names, unit: str, say: Say) -> str:
    """Where the best option changes now, and where it did at each look at which it lay elsewhere."""
    sides = {"below": named(flip.below, names), "above": named(flip.above, names)}
    here = same_flip(now, flip)
    past = [(seen.when, same_flip(seen.along, flip)) for seen in before]
    changes = [one for number, one in enumerate(past) if number == 0 or _at(one[1]) != _at(past[number - 1][1])]
    if here is not None and all(_at(there) == _at(here) for _, there in past):
        at = with_unit(say(Fraction(here.at)), unit)
        return Said("the choice flips from {below} to {above} at {at}, as {look}", at=at, look=past[0][0], **sides)
    then = commas(
        Said("{at} {look}", at=say(Fraction(f.at)), look=when) if f else Said("none in range {look}", look=when)
        for when, f in changes
    )
    if here is None:
        return Said("no flip from {below} to {above} in range any more; it was {then}", then=then, **sides)
    at = with_unit(say(Fraction(here.at)), unit)
    return Said("the choice flips from {below} to {above} at {at}; it was {then}", at=at, then=then, **sides)


def _standing(now: Along, before: list[Seen], unit: str, say: Say, tell_day: TellDay) -> str:
    """How near it stands to a flip point, and how near it stood at the first look."""
    told: str = Said("it stands at {number}", number=with_unit(say(Fraction(now.stood)), unit))
    if now.read_on:
        told = Said("{told}, read on {day}", told=told, day=tell_day(now.read_on))
    told = _distant(told, now, say)
    first = next((seen for seen in before if seen.along is not None), None)
    if first is None or first.along is None or _near(first.along) == _near(now):
        return told
    then = Said("{look} it stood at {number}", look=first.when, number=say(Fraction(first.along.stood)))
    return semicolons((told, _distant(then, first.along, say)))


def _distant(told: str, along: Along, say: Say) -> str:
    _, nearest = _near(along)
    if nearest is None:
        return told
    if len(along.flips) == 1:
        return Said("{told}, {number} from it", told=told, number=say(nearest))
    return Said("{told}, {number} from the nearest", told=told, number=say(nearest))


def _near(along: Along) -> tuple[Fraction, Fraction | None]:
    """Where it stands, and how far from the nearest flip point."""
    stood = Fraction(along.stood)
    return stood, min((abs(Fraction(flip.at) - stood) for flip in along.flips), default=None)


# --- what there is --------------------------------------------------------------------------------------------------


def _axes(drift: Drift) -> dict[Axis, set[str]]:
    """Every axis of now, and then those that were taken out since, each with every value that ever was read for it."""
    weighings = [drift.now, *(look.weighing for look in reversed(drift.looks))]
    found: dict[Axis, set[str]] = {}
    for weighing in weighings:
        for one in weighing.along if weighing else ():
            found.setdefault(axis_of(one), set()).update([one.value] if one.value else [])
    return found


def _flips(found: list[Along | None]) -> Iterator[FoundFlip]:
    """Each flip between the same options once, as it is now or was last; from low to high."""
    different: dict[tuple[object, object], FoundFlip] = {}
    for along in [found[0], *reversed(found[1:])]:
        for flip in along.flips if along else ():
            different.setdefault((flip.below, flip.above), flip)
    yield from sorted(different.values(), key=lambda flip: (Fraction(flip.at), flip.below, flip.above))


def _numbers(found: list[Along | None]) -> Iterator[Fraction]:
    for along in found:
        if along is not None:
            stood, nearest = _near(along)
            yield from (stood, *(Fraction(flip.at) for flip in along.flips), *([] if nearest is None else [nearest]))


def _along(weighing: Weighing | None, axis: Axis) -> Along | None:
    return next((one for one in weighing.along if axis_of(one) == axis), None) if weighing else None


def _same(one: Weighing, other: Weighing | None) -> bool:
    """Whether nothing moved; a later day of the same reading is no move."""
    return other is not None and [_where(a) for a in one.along] == [_where(a) for a in other.along]


def _where(along: Along) -> tuple[object, ...]:
    return axis_of(along), along.stood, along.flips


def _at(flip: FoundFlip | None) -> str:
    return flip.at if flip else ""


def _when(look: Look, tell_day: TellDay) -> str:
    return Said(_LOOKS[look.what], day=tell_day(look.on))


_LOOKS = {
    "decision": N_("the decision of {day}"),
    "initial review": N_("the initial review of {day}"),
    "operating review": N_("the operating review of {day}"),
    "post review": N_("the post review of {day}"),
}


def _called(record: DecisionRecord, axis: Axis) -> str:
    """The axis by its name; by its id where it was taken out of the record."""
    scenario = record.scenario
    known = [Axis("assumption", one.id) for one in scenario.assumptions] if scenario else []
    known += [Axis("weight", one.id) for one in scenario.criteria] if scenario else []
    if not scenario or axis not in known:
        return Said("“{name}”, which is not moved any more", name=axis.id)
    words = axis_words(scenario, axis)
    return Said("The weight of “{name}”", **words.parts) if axis.kind == "weight" else words


def _unit(record: DecisionRecord, axis: Axis) -> str:
    return unit_of(record.scenario, axis) if record.scenario else ""
