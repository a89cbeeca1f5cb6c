"""Drift in words: where flip points lie now and lay at every look before, and how near things stand to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import NamedTuple

from vpl_core.model.decision_states import Drift, Look
from vpl_core.model.decisions import DecisionRecord
from vpl_core.model.weighings import Along, FoundFlip, Weighing
from vpl_core.rules.drift import agreed, axis_of, passing, same_flip
from vpl_core.rules.number_words import Say, Telling, about, exactly
from vpl_core.rules.scenario_words import Names, axis_words, is_or_are, named, names_of, unit_of
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
        return (f"No flip point has moved since {_when(looks[0], tell_day)}, nor what was read.",)
    shown = [axis for axis, values in _axes(drift).items() if hidden.isdisjoint(values)]
    sentences = (_axis_sentence(record, drift, axis, telling, tell_day) for axis in shown)
    return (_best_words(record, drift, tell_day), *sentences)


def passed_words(record: DecisionRecord, drift: Drift) -> str:
    """That nothing which was worth most at the last look is so any more, and which flip point went by."""
    last, names = agreed(record, drift), names_of(record)
    if last is None:
        return ""
    was = f"{named(last.weighing.best, names)} {_was(last.weighing.best)} worth most at {_when(last, str)}"
    if drift.now is None:
        return f"{was}, and the options are not weighed any more."
    told = f"{was}; as things stand now {named(drift.now.best, names)} {is_or_are(drift.now.best)}"
    moved = passing(last, drift)
    if moved is None or record.scenario is None:
        return f"{told}."
    say, unit = about(moved[1:]), unit_of(record.scenario, moved.axis)
    away = moved.was != moved.now
    way = f"moved from {say(moved.was)} to {say(moved.now)}" if away else f"is still at {say(moved.now)}"
    subject = axis_words(record.scenario, moved.axis)
    return f"{told}: the flip point of {subject} {way}{unit}, and it stands at {say(moved.stands)}{unit}."


def _best_words(record: DecisionRecord, drift: Drift, tell_day: TellDay) -> str:
    """Which option is worth most now, and which one was at each look where that was another than before."""
    names, looks = names_of(record), drift.looks
    best = drift.now.best if drift.now else ()
    now = f"{named(best, names)} {is_or_are(best)} worth most" if best else "the options are not weighed any more"
    if all(look.weighing.best == best for look in looks):
        return f"As things stand {now}, as at {_when(looks[0], tell_day)}."
    before = zip(looks[1:], looks, strict=False)
    changes = [looks[0], *(one for one, last in before if one.weighing.best != last.weighing.best)]
    then = ", ".join(f"at {_when(look, tell_day)} {named(look.weighing.best, names)}" for look in changes)
    return f"As things stand {now}; {then}."


# --- one axis -------------------------------------------------------------------------------------------------------


def _axis_sentence(record: DecisionRecord, drift: Drift, axis: Axis, telling: Telling, tell_day: TellDay) -> str:
    before = [Seen(f"at {_when(look, tell_day)}", _along(look.weighing, axis)) for look in drift.looks]
    now, names, unit = _along(drift.now, axis), names_of(record), _unit(record, axis)
    say = telling(_numbers([now, *(seen.along for seen in before)]))
    parts = [_flip_words(flip, now, before, names, unit, say) for flip in _flips([now, *(s.along for s in before)])]
    parts = parts or ["no flip in range, now or before"]
    if now is not None:
        parts.append(_standing(now, before, unit, say, tell_day))
    return f"{_called(record, axis)}: {'; '.join(parts)}."


def _flip_words(flip: FoundFlip, now: Along | None, before: list[Seen], names: Names, unit: str, say: Say) -> str:
    """Where the best option changes now, and where it did at each look at which it lay elsewhere."""
    sides = f"from {named(flip.below, names)} to {named(flip.above, names)}"
    here = same_flip(now, flip)
    past = [(seen.when, same_flip(seen.along, flip)) for seen in before]
    changes = [one for number, one in enumerate(past) if number == 0 or _at(one[1]) != _at(past[number - 1][1])]
    if here is not None and all(_at(there) == _at(here) for _, there in past):
        return f"the choice flips {sides} at {say(Fraction(here.at))}{unit}, as {past[0][0]}"
    then = ", ".join(f"{say(Fraction(f.at)) if f else 'none in range'} {when}" for when, f in changes)
    if here is None:
        return f"no flip {sides} in range any more; it was {then}"
    return f"the choice flips {sides} at {say(Fraction(here.at))}{unit}; it was {then}"


def _standing(now: Along, before: list[Seen], unit: str, say: Say, tell_day: TellDay) -> str:
    """How near it stands to a flip point, and how near it stood at the first look."""
    read = f", read on {tell_day(now.read_on)}" if now.read_on else ""
    told = f"it stands at {say(Fraction(now.stood))}{unit}{read}{_distance(now, say)}"
    first = next((seen for seen in before if seen.along is not None), None)
    if first is None or first.along is None or _near(first.along) == _near(now):
        return told
    return f"{told}; {first.when} it stood at {say(Fraction(first.along.stood))}{_distance(first.along, say)}"


def _distance(along: Along, say: Say) -> str:
    _, nearest = _near(along)
    return "" if nearest is None else f", {say(nearest)} from {'it' if len(along.flips) == 1 else 'the nearest'}"


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
    return f"the {look.what} of {tell_day(look.on)}"


def _was(options: tuple[str, ...]) -> str:
    return "was" if len(options) == 1 else "were"


def _called(record: DecisionRecord, axis: Axis) -> str:
    """The axis by its name; by its id where it was taken out of the record."""
    scenario = record.scenario
    known = [Axis("assumption", one.id) for one in scenario.assumptions] if scenario else []
    known += [Axis("weight", one.id) for one in scenario.criteria] if scenario else []
    words = axis_words(scenario, axis) if scenario and axis in known else f"“{axis.id}”, which is not moved any more"
    return f"{words[:1].upper()}{words[1:]}"


def _unit(record: DecisionRecord, axis: Axis) -> str:
    return unit_of(record.scenario, axis) if record.scenario else ""
