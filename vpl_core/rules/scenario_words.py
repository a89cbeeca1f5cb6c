"""Scenarios in words: what each option is worth, what flips the choice, and at which value, exactly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from vpl_core.model.base import EXACT
from vpl_core.model.decisions import DecisionRecord
from vpl_core.model.scenarios import Scenario
from vpl_core.rules.crossings import Crossing
from vpl_core.rules.frontier import frontier
from vpl_core.rules.number_words import Say, Telling, about, exactly
from vpl_core.rules.scenarios import Axis, Beyond, Sensitivity, extents, preferred, tornado
from vpl_core.rules.wording import plain_number, to_tenths

Names = Mapping[str, str]
"""What the options are called, by id."""


def names_of(record: DecisionRecord) -> dict[str, str]:
    """The names of the record's options by their ids."""
    return {option.id: option.name for option in record.options}


def verdict(scenario: Scenario, names: Names, chosen: str | None = None) -> tuple[str, ...]:
    """Which option is worth most at the base, and that another one is chosen where it is so."""
    best = preferred(scenario)
    most = f"{named(best, names)} is worth most" if len(best) == 1 else f"{named(best, names)} are worth the same"
    told = f"With every number at its base {most}{'' if len(best) == 1 else ', and no option more'}."
    if chosen is None or chosen in best:
        return (told,)
    return told, f"The chosen option, {named([chosen], names)}, is not the one that is worth most."


def flip_sentences(scenario: Scenario, names: Names, telling: Telling = exactly) -> tuple[tuple[Axis, str], ...]:
    """What flips the choice, the soonest first; an axis that never does is told as one."""
    return tuple((along.axis, _sentence(scenario, along, names, telling)) for along in tornado(scenario))


def shares_of_the_plane(scenario: Scenario, names: Names, hidden: frozenset[Axis] = frozenset()) -> str:
    """How much of the plane of two axes each option is the best in; empty where no two axes flip together straight.

    The two are the first of the tornado whose frontier is straight; of those that are hidden nothing is told.
    """
    axes = [along.axis for along in tornado(scenario) if along.axis not in hidden]
    for number, across in enumerate(axes):
        for up in axes[number + 1 :]:
            try:
                regions = frontier(scenario, across, up)
            except ValueError:
                continue
            if len(regions) < 2:
                return ""
            whole = Fraction(1)
            for extent in (extents(scenario)[across], extents(scenario)[up]):
                whole *= extent.high - extent.low
            shares = "; ".join(f"{named([r.option], names)} in {_share(r.area / whole)}" for r in regions)
            both = f"{axis_words(scenario, across)} and {axis_words(scenario, up)}"
            return f"Of all that {both} can be together: best is {shares}."
    return ""


def beyond_words(off: Beyond, scenario: Scenario, names: Names) -> str:
    """That a measure leaves its scale, without the assumption that lets it."""
    criterion = next(one for one in scenario.criteria if one.id == off.criterion)
    ends = [Fraction(criterion.worst), Fraction(criterion.best)]
    scale = " to ".join(map(about(ends), ends))
    where = "somewhere in the ranges" if off.corner else "wherever the ranges stand"
    return f"{named([off.option], names)} leaves the scale of “{criterion.name}”, {scale}, {where}."


def crossing_words(crossing: Crossing, names: Names) -> str:
    """What was read, the flip point that it lies beyond, and which option is the best there."""
    one, reading = crossing.assumption, crossing.reading
    seen, at, base = Fraction(reading.number), crossing.flip.at, Fraction(one.base)
    say = about([seen, at, base])
    side = "above" if seen > at else "below"
    unit = f" {one.unit}" if one.unit else ""
    return (
        f"“{one.name}” was read as {say(seen)}{unit} on {reading.on}, reckoned with {say(base)};"
        f" {side} {say(at)} {named(crossing.best, names)} {is_or_are(crossing.best)} worth most."
    )


def rounded(share: Fraction) -> str:
    """With three decimals, half-even; which of two is more is for `verdict` to say."""
    return plain_number(EXACT.divide(share.numerator, share.denominator).quantize(Decimal("0.001"), context=EXACT))


def _sentence(scenario: Scenario, along: Sensitivity, names: Names, telling: Telling) -> str:
    extent, unit = along.extent, unit_of(scenario, along.axis)
    say = telling([*extent, *(flip.at for flip in along.flips)])
    span = f"{say(extent.low)} to {say(extent.high)}{unit}, base {say(extent.base)}"
    subject = f"{axis_words(scenario, along.axis)} ({span})"
    if along.tied_everywhere:
        return f"{subject}: {named(along.stretches[0].top, names)} are tied everywhere."
    if not along.flips:
        return f"{subject}: no flip in range; {named(along.stretches[0].top, names)} stays the best."
    return f"{subject}: {'; '.join(_turns(along, names, say))}."


def _turns(along: Sensitivity, names: Names, say: Say) -> Iterable[str]:
    """Which option is the best from the base outwards; above it first."""
    base = along.extent.base
    here = [stretch.top for stretch in along.stretches if stretch.start < base < stretch.end]
    if here:
        yield f"{named(here[0], names)} {is_or_are(here[0])} the best at the base"
    for flip in along.flips:
        if flip.at == base:
            sides = f"below it {named(flip.below, names)}, above it {named(flip.above, names)}"
            yield f"a tie at the base itself, {sides}"
        elif flip.at > base:
            yield f"above {say(flip.at)} {named(flip.above, names)}"
        else:
            yield f"below {say(flip.at)} {named(flip.below, names)}"


def axis_words(scenario: Scenario, axis: Axis) -> str:
    """What the axis is called in a sentence."""
    if axis.kind == "weight":
        return f"the weight of “{next(one.name for one in scenario.criteria if one.id == axis.id)}”"
    return f"“{next(one.name for one in scenario.assumptions if one.id == axis.id)}”"


def unit_of(scenario: Scenario, axis: Axis) -> str:
    """The unit of an assumption with the space before it; a weight has none."""
    units = {one.id: one.unit for one in scenario.assumptions} if axis.kind == "assumption" else {}
    return f" {units[axis.id]}" if units.get(axis.id) else ""


def named(options: Iterable[str], names: Names) -> str:
    """The options by name, in a sentence."""
    return " and ".join(f"“{names.get(option, option)}”" for option in options)


def is_or_are(options: tuple[str, ...]) -> str:
    """As many as there are."""
    return "is" if len(options) == 1 else "are"


def _share(share: Fraction) -> str:
    """In per cent with a decimal; never rounded to nothing or to all."""
    if 0 < share < Fraction(1, 1000):
        return "less than 0.1%"
    if Fraction(999, 1000) < share < 1:
        return "more than 99.9%"
    return f"{plain_number(to_tenths(EXACT.divide(share.numerator * 100, share.denominator)))}%"
