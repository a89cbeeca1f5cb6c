"""The product's own scorecards as scorers: their fields, and the laws that each declares by its threshold tables."""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import replace

from hypothesis import strategies as st

from vpl_core.model.accounts import Account, AccountFacts, Attribute
from vpl_core.model.observations import Observation
from vpl_core.model.playbook import Playbook
from vpl_core.model.scorecards import Band, Factor, Scorecard
from vpl_core.rules.account_day import AccountDay
from vpl_core.rules.scorecards import score
from vpl_core.testing.scorer_answers import Answer, Input
from vpl_core.testing.scorer_bands import BandsInOrder, EveryScoreHasABand
from vpl_core.testing.scorer_inputs import Inputs, Kind, choice, inputs, number
from vpl_core.testing.scorer_law import Law
from vpl_core.testing.scorer_laws import (
    Bounded,
    ContributionsAddUp,
    Monotone,
)
from vpl_core.testing.scorers import usual_laws

_DAY = dt.date(2026, 1, 1)
"""Any day would do: an account with one reading of each value has no history."""


def scorecard_scorer(card: Scorecard, playbook: Playbook) -> Callable[[Input], Answer]:
    """The scorecard as a scorer of the attributes and values that it reads; what is missing makes an interval."""

    def scorecard(one: Input) -> Answer:
        now = AccountDay(_facts(card, playbook, one), playbook, _DAY)
        found = score(card, now)
        parts = {part.factor: part.least for part in found.contributions}
        return Answer(found.least, found.most, found.band, parts)

    scorecard.__name__ = card.id
    return scorecard


def _facts(card: Scorecard, playbook: Playbook, one: Input) -> AccountFacts:
    known = [factor for factor in _once(card) if one[read_by(factor)] is not None]
    attributes = tuple(Attribute(name=f.attribute, content=one[f.attribute]) for f in known if f.attribute)
    readings = tuple(Observation(value=f.value, on=_DAY, number=one[f.value]) for f in known if f.value is not None)
    account = Account(id="tried", name="Tried", segment=playbook.segment.id, start=_DAY, attributes=attributes)
    return AccountFacts(account=account, observations=readings)


def read_by(factor: Factor) -> str:
    """The field of a factor: the attribute or the value that it reads."""
    return factor.value or factor.attribute


def _once(card: Scorecard) -> list[Factor]:
    """A factor for each field; several may read the same."""
    return list({read_by(factor): factor for factor in card.factors}.values())


def scorecard_inputs(card: Scorecard, playbook: Playbook) -> Inputs:
    """Every field that the scorecard reads, sometimes missing: its words, or numbers at and around its cuts."""
    return inputs(**{read_by(factor): _kind(factor, playbook).or_missing() for factor in _once(card)})


def _kind(factor: Factor, playbook: Playbook) -> Kind:
    if factor.choices:
        return choice(*(row.text for row in factor.choices))
    cuts = _cuts(factor.bands)
    value = playbook.value.get(factor.value or "")
    least = value.least if value and value.least is not None else cuts[0] - 2
    most = value.most if value and value.most is not None else cuts[-1] + 2
    between = number(math.ceil(least), math.floor(most))
    # Points are constant between two cuts: one value of each row, and the cuts, are all there is to see.
    ends = [float(least), *cuts, float(most)]
    steps = sorted({*ends, *((one + other) / 2 for one, other in itertools.pairwise(ends))})
    return replace(between, values=st.one_of(st.sampled_from(cuts), between.values), steps=tuple(steps))


def _cuts(bands: Sequence[Band]) -> list[float]:
    ends = {end for band in bands for end in (band.at_least, band.below) if end is not None}
    return sorted(map(float, ends)) or [0.0]


def scorecard_laws(card: Scorecard, playbook: Playbook) -> tuple[Law, ...]:
    """What the card declares: bounds, bands, sums, the direction of each table, and that nothing unknown is good."""
    return (
        Bounded(0, 100),
        ContributionsAddUp(),
        EveryScoreHasABand(),
        BandsInOrder(tuple(band.name for band in _from_below(card.bands))),
        *_directions(card),
        *usual_laws(scorecard_inputs(card, playbook)),
    )


def _directions(card: Scorecard) -> list[Law]:
    """Which way each field counts, where all the tables that read it run one way; words and turns have none."""
    laws: list[Law] = []
    for factor in _once(card):
        tables = [other.bands for other in card.factors if read_by(other) == read_by(factor)]
        points = [[row.points for row in _from_below(rows)] for rows in tables]
        if not factor.choices and all(worth == sorted(worth) for worth in points):
            laws.append(Monotone(read_by(factor)))
        elif not factor.choices and all(worth == sorted(worth, reverse=True) for worth in points):
            laws.append(Monotone(read_by(factor), falling=True))
    return laws


def _from_below(bands: Sequence[Band]) -> list[Band]:
    return sorted(bands, key=lambda band: -math.inf if band.at_least is None else float(band.at_least))
