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
from vpl_core.rules.scenarios import Axis, Beyond, Sensitivity, extents, preferred, tornado
from vpl_core.rules.wording import plain_number, to_tenths

Names = Mapping[str, str]
"""What the options are called, by id."""
_LONGEST = 40
"""Characters of an exact fraction that somebody reads."""


def names_of(record: DecisionRecord) -> dict[str, str]:
    """The names of the record's options by their ids."""
    return {option.id: option.name for option in record.options}


def verdict(scenario: Scenario, names: Names, chosen: str | None = None) -> tuple[str, ...]:
    """Which option is worth most at the base, and that another one is chosen where it is so."""
    best = preferred(scenario)
    most = f"{_named(best, names)} is worth most" if len(best) == 1 else f"{_named(best, names)} are worth the same"
    told = f"With every number at its base {most}{'' if len(best) == 1 else ', and no option more'}."
    if chosen is None or chosen in best:
        return (told,)
    return told, f"The chosen option, {_named([chosen], names)}, is not the one that is worth most."


def flip_sentences(scenario: Scenario, names: Names) -> tuple[tuple[Axis, str], ...]:
    """What flips the choice, the soonest first; an axis that never does is told as one."""
    return tuple((along.axis, _sentence(scenario, along, names)) for along in tornado(scenario))


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
            shares = "; ".join(f"{_named([r.option], names)} in {_share(r.area / whole)}" for r in regions)
            return f"Of all that {_axis(scenario, across)} and {_axis(scenario, up)} can be together: best is {shares}."
    return ""


def beyond_words(off: Beyond, scenario: Scenario, names: Names) -> str:
    """That a measure leaves its scale, without the assumption that lets it."""
    criterion = next(one for one in scenario.criteria if one.id == off.criterion)
    scale = f"{exact(Fraction(criterion.worst))} to {exact(Fraction(criterion.best))}"
    where = "somewhere in the ranges" if off.corner else "wherever the ranges stand"
    return f"{_named([off.option], names)} leaves the scale of “{criterion.name}”, {scale}, {where}."


def crossing_words(crossing: Crossing, names: Names) -> str:
    """What was read, the flip point that it lies beyond, and which option is the best there."""
    one, reading = crossing.assumption, crossing.reading
    seen, at = exact(Fraction(reading.number)), exact(crossing.flip.at)
    side = "above" if Fraction(reading.number) > crossing.flip.at else "below"
    unit = f" {one.unit}" if one.unit else ""
    return (
        f"“{one.name}” was read as {seen}{unit} on {reading.on}, reckoned with {exact(Fraction(one.base))};"
        f" {side} {at} {_named(crossing.best, names)} {_is(crossing.best)} worth most."
    )


def rounded(share: Fraction) -> str:
    """With three decimals, half-even; which of two is more is for `verdict` to say."""
    return plain_number(EXACT.divide(share.numerator, share.denominator).quantize(Decimal("0.001"), context=EXACT))


def exact(number: Fraction) -> str:
    """As a decimal where it ends soon; else as a fraction with about how much that is."""
    sign, size = ("\u2212" if number < 0 else ""), abs(number)
    if 10**9 % size.denominator == 0:
        return f"{sign}{plain_number(EXACT.divide(size.numerator, size.denominator))}"
    about = f"about {sign}{float(size):.4g}"
    fraction = f"{sign}{size.numerator}/{size.denominator}"
    return f"{fraction} ({about})" if len(fraction) <= _LONGEST else about


def _sentence(scenario: Scenario, along: Sensitivity, names: Names) -> str:
    extent, unit = along.extent, _unit(scenario, along.axis)
    span = f"{exact(extent.low)} to {exact(extent.high)}{unit}, base {exact(extent.base)}"
    subject = f"{_axis(scenario, along.axis)} ({span})"
    if along.tied_everywhere:
        return f"{subject}: {_named(along.stretches[0].top, names)} are tied everywhere."
    if not along.flips:
        return f"{subject}: no flip in range; {_named(along.stretches[0].top, names)} stays the best."
    return f"{subject}: {'; '.join(_turns(along, names))}."


def _turns(along: Sensitivity, names: Names) -> Iterable[str]:
    """Which option is the best from the base outwards; above it first."""
    base = along.extent.base
    here = [stretch.top for stretch in along.stretches if stretch.start < base < stretch.end]
    if here:
        yield f"{_named(here[0], names)} {_is(here[0])} the best at the base"
    for flip in along.flips:
        if flip.at == base:
            sides = f"below it {_named(flip.below, names)}, above it {_named(flip.above, names)}"
            yield f"a tie at the base itself, {sides}"
        elif flip.at > base:
            yield f"above {exact(flip.at)} {_named(flip.above, names)}"
        else:
            yield f"below {exact(flip.at)} {_named(flip.below, names)}"


def _axis(scenario: Scenario, axis: Axis) -> str:
    if axis.kind == "weight":
        return f"the weight of “{next(one.name for one in scenario.criteria if one.id == axis.id)}”"
    return f"“{next(one.name for one in scenario.assumptions if one.id == axis.id)}”"


def _unit(scenario: Scenario, axis: Axis) -> str:
    units = {one.id: one.unit for one in scenario.assumptions} if axis.kind == "assumption" else {}
    return f" {units[axis.id]}" if units.get(axis.id) else ""


def _named(options: Iterable[str], names: Names) -> str:
    return " and ".join(f"“{names.get(option, option)}”" for option in options)


def _is(options: tuple[str, ...]) -> str:
    return "is" if len(options) == 1 else "are"


def _share(share: Fraction) -> str:
    """In per cent with a decimal; never rounded to nothing or to all."""
    if 0 < share < Fraction(1, 1000):
        return "less than 0.1%"
    if Fraction(999, 1000) < share < 1:
        return "more than 99.9%"
    return f"{plain_number(to_tenths(EXACT.divide(share.numerator * 100, share.denominator)))}%"
