"""Overlaps: what several benefits take from the same hours or the same money is counted once."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from vpl_core.model.business_cases import Stretch


def counted_once(stretches: Sequence[Stretch], draws_on: Mapping[str, str]) -> tuple[Stretch, ...]:
    """The stretches, cut wherever another of the same resource begins or ends, each with what of it counts.

    Of the gains on one day the greatest that is proven counts whole; of the others, the greatest only by what it goes
    beyond that. Of the losses the greatest counts. `draws_on` says for each benefit which resource it takes from. The
    sum is never more than all the gains together and never less than the greatest.
    """
    by_resource: dict[str, list[Stretch]] = defaultdict(list)
    for stretch in stretches:
        by_resource[draws_on[stretch.benefit]].append(stretch)
    counted = [one for resource in sorted(by_resource) for one in _of_one_resource(by_resource[resource])]
    return tuple(sorted(counted, key=lambda one: (one.benefit, one.first)))


def _of_one_resource(stretches: list[Stretch]) -> Iterator[Stretch]:
    if len({stretch.benefit for stretch in stretches}) == 1:
        yield from stretches
        return
    edges = sorted({day for stretch in stretches for day in (stretch.first, stretch.last)})
    for first, last in itertools.pairwise(edges):
        beside = [_cut(one, first, last) for one in stretches if one.first <= first and last <= one.last]
        yield from _gains([one for one in beside if one.money >= 0])
        yield from _losses([one for one in beside if one.money < 0])


def _cut(stretch: Stretch, first: dt.date, last: dt.date) -> Stretch:
    money = stretch.money * Fraction((last - first).days, stretch.days)
    return replace(stretch, first=first, last=last, money=money, counted=money)


def _gains(beside: list[Stretch]) -> Iterator[Stretch]:
    sure: dict[str, Fraction] = defaultdict(Fraction)
    whole: dict[str, Fraction] = defaultdict(Fraction)
    for one in beside:
        whole[one.benefit] += one.money
        sure[one.benefit] += one.money if one.proven else 0
    surest, greatest = _greatest(sure), _greatest(whole)
    beyond = whole[greatest] - sure[surest] if whole else Fraction(0)
    for one in beside:
        counts = one.money if one.benefit == surest else Fraction(0)
        if not one.proven:  # at most one for each benefit on a day
            counts = beyond if one.benefit == greatest else Fraction(0)
        yield replace(one, counted=counts)


def _greatest(money: Mapping[str, Fraction]) -> str:
    return max(sorted(money), key=lambda benefit: money[benefit], default="")


def _losses(beside: list[Stretch]) -> Iterator[Stretch]:
    for place, one in enumerate(sorted(beside, key=lambda one: (one.money, one.benefit))):
        yield replace(one, counted=one.money if place == 0 else Fraction(0))
