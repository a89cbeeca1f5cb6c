"""Scenarios in words: what each option is worth, what flips the choice, and at which value, exactly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from vpl_core.model.base import EXACT
from vpl_core.model.decisions import DecisionRecord
from vpl_core.model.scenarios import Scenario
from vpl_core.rules.catalogue import Said, ands, semicolons
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
    if len(best) == 1:
        told = Said("With every number at its base {options} is worth most.", options=named(best, names))
    else:
        options = named(best, names)
        told = Said("With every number at its base {options} are worth the same, and no option more.", options=options)
    if chosen is None or chosen in best:
        return (told,)
    other = Said("The chosen option, {options}, is not the one that is worth most.", options=named([chosen], names))
    return told, other


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
            shares = semicolons(
                Said("{options} in {share}", options=named([r.option], names), share=_share(r.area / whole))
                for r in regions
            )
            both = ands((axis_words(scenario, across), axis_words(scenario, up)))
            return Said("Of all that {both} can be together: best is {shares}.", both=both, shares=shares)
    return ""


def beyond_words(off: Beyond, scenario: Scenario, names: Names) -> str:
    """That a measure leaves its scale, without the assumption that lets it."""
    criterion = next(one for one in scenario.criteria if one.id == off.criterion)
    ends = [Fraction(criterion.worst), Fraction(criterion.best)]
    low, high = map(about(ends), ends)
    parts = {"options": named([off.option], names), "name": criterion.name, "low": low, "high": high}
    if off.corner:
        return Said("{options} leaves the scale of “{name}”, {low} to {high}, somewhere in the ranges.", **parts)
    return Said("{options} leaves the scale of “{name}”, {low} to {high}, wherever the ranges stand.", **parts)


def crossing_words(crossing: Crossing, names: Names) -> str:
    """What was read, the flip point that it lies beyond, and which option is the best there."""
    one, reading = crossing.assumption, crossing.reading
    seen, at, base = Fraction(reading.number), crossing.flip.at, Fraction(one.base)
    say = about([seen, at, base])
    return Said(
        "{seen}; {best}.",
        seen=Said(
            "“{name}” was read as {seen} on {day}, reckoned with {base}",
            name=one.name,
            seen=with_unit(say(seen), one.unit),
            day=reading.on,
            base=say(base),
        ),
        best=_best_beyond(crossing, say(at), names, above=seen > at),
    )


def _best_beyond(crossing: Crossing, at: str, names: Names, *, above: bool) -> str:
    options, several = named(crossing.best, names), len(crossing.best) > 1
    if above and several:
        return Said("above {at} {options} are worth most", at=at, options=options)
    if above:
        return Said("above {at} {options} is worth most", at=at, options=options)
    if several:
        return Said("below {at} {options} are worth most", at=at, options=options)
    return Said("below {at} {options} is worth most", at=at, options=options)


def with_unit(number: str, unit: str) -> str:
    """A number that is told, with its unit as it was written."""
    return Said("{number} {unit}", number=number, unit=unit) if unit else number


def rounded(share: Fraction) -> str:
    """With three decimals, half-even; which of two is more is for `verdict` to say."""
    return plain_number(EXACT.divide(share.numerator, share.denominator).quantize(Decimal("0.001"), context=EXACT))


def _sentence(scenario: Scenario, along: Sensitivity, names: Names, telling: Telling) -> str:
    extent = along.extent
    say = telling([*extent, *(flip.at for flip in along.flips)])
    subject = Said(
        "{axis} ({low} to {high}, base {base})",
        axis=axis_words(scenario, along.axis),
        low=say(extent.low),
        high=with_unit(say(extent.high), unit_of(scenario, along.axis)),
        base=say(extent.base),
    )
    if along.tied_everywhere:
        options = named(along.stretches[0].top, names)
        return Said("{subject}: {options} are tied everywhere.", subject=subject, options=options)
    if not along.flips:
        options = named(along.stretches[0].top, names)
        return Said("{subject}: no flip in range; {options} stays the best.", subject=subject, options=options)
    return Said("{subject}: {turns}.", subject=subject, turns=semicolons(_turns(along, names, say)))


def _turns(along: Sensitivity, names: Names, say: Say) -> Iterable[str]:
    """Which option is the best from the base outwards; above it first."""
    base = along.extent.base
    here = [stretch.top for stretch in along.stretches if stretch.start < base < stretch.end]
    if here and len(here[0]) == 1:
        yield Said("{options} is the best at the base", options=named(here[0], names))
    elif here:
        yield Said("{options} are the best at the base", options=named(here[0], names))
    for flip in along.flips:
        above, below = named(flip.above, names), named(flip.below, names)
        if flip.at == base:
            yield Said("a tie at the base itself, below it {below}, above it {above}", below=below, above=above)
        elif flip.at > base:
            yield Said("above {at} {options}", at=say(flip.at), options=above)
        else:
            yield Said("below {at} {options}", at=say(flip.at), options=below)


def axis_words(scenario: Scenario, axis: Axis) -> Said:
    """What the axis is called in a sentence."""
    if axis.kind == "weight":
        name = next(one.name for one in scenario.criteria if one.id == axis.id)
        return Said("the weight of “{name}”", name=name)
    return Said("“{name}”", name=next(one.name for one in scenario.assumptions if one.id == axis.id))


def unit_of(scenario: Scenario, axis: Axis) -> str:
    """The unit of an assumption; a weight has none."""
    units = {one.id: one.unit for one in scenario.assumptions} if axis.kind == "assumption" else {}
    return units.get(axis.id, "")


def named(options: Iterable[str], names: Names) -> str:
    """The options by name, in a sentence."""
    return ands(Said("“{name}”", name=names.get(option, option)) for option in options)


def _share(share: Fraction) -> str:
    """In per cent with a decimal; never rounded to nothing or to all."""
    if 0 < share < Fraction(1, 1000):
        return Said("less than 0.1%")
    if Fraction(999, 1000) < share < 1:
        return Said("more than 99.9%")
    return f"{plain_number(to_tenths(EXACT.divide(share.numerator * 100, share.denominator)))}%"
