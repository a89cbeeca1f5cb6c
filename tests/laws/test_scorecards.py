"""Scorecards: exact sums, and intervals for what is not known."""

from __future__ import annotations

import itertools
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import assume, strategies as st

from tests.laws.law import law
from tests.worlds import known, on_day, reading
from vpl_core.model.accounts import AccountFacts, Attribute
from vpl_core.model.assessment import Score
from vpl_core.model.base import DOOR
from vpl_core.model.scorecards import Band, Choice, Factor, Scorecard
from vpl_core.rules.scorecards import band_of, score

VALUES = ("hours", "errors", "sales", "seats")
WEIGHTS = ("0.25", "1", "2", "12.5", "30")
OVER_SCORES = (Band(name="weak", below=40), Band(name="fair", at_least=40, below=70), Band(name="strong", at_least=70))

points = st.integers(0, 100)
tables = st.lists(st.tuples(st.integers(1, 9), points), min_size=1, max_size=3, unique_by=lambda row: row[0])
texts = st.dictionaries(st.sampled_from(["gold", "iron", "lead"]), points, min_size=1)


def rows_over(cuts: list[tuple[int, int]]) -> tuple[Band, ...]:
    """Rows that meet at the cuts; the last one is worth what the cuts' points average to, rounded."""
    ordered = sorted(cuts)
    ends: list[Any] = [None, *[cut for cut, _ in ordered], None]
    worth = [*[points for _, points in ordered], sum(points for _, points in ordered) // len(ordered)]
    return tuple(Band(name=f"row {n}", at_least=ends[n], below=ends[n + 1], points=p) for n, p in enumerate(worth))


@st.composite
def cards(draw: st.DrawFn) -> Scorecard:
    """A new scorecard of one to four factors over readings, and perhaps one over an attribute."""
    factors = [
        Factor(id=value, name=value, aspect="action", tag="grow", weight=weight, value=value, bands=rows_over(table))
        for value, weight, table in zip(
            draw(st.permutations(VALUES)),
            draw(st.lists(st.sampled_from(WEIGHTS), min_size=1, max_size=4)),
            draw(st.lists(tables, min_size=4, max_size=4)),
            strict=False,
        )
    ]
    if draw(st.booleans()):
        choices = tuple(Choice(text=text, points=worth) for text, worth in draw(texts).items())
        about = {"id": "size", "name": "size", "aspect": "attribute", "tag": "grow", "weight": "7"}
        factors.append(Factor(**about, attribute="size", choices=choices))
    return card(*factors)


def card(*factors: Factor) -> Scorecard:
    return Scorecard(id="fit", name="Fit", what_for="Where to spend a day", factors=factors, bands=OVER_SCORES)


@st.composite
def some_facts(draw: st.DrawFn) -> AccountFacts:
    """Readings of some of the values, and perhaps the attribute, which no row may name."""
    read = draw(st.dictionaries(st.sampled_from(VALUES), st.integers(0, 10)))
    size = draw(st.sampled_from([None, "gold", "iron", "silver"]))
    attributes = (Attribute(name="size", content=size),) if size else ()
    return known(tuple(reading(value, number) for value, number in read.items()), attributes=attributes)


def scored(which: Scorecard, facts: AccountFacts) -> Score:
    return score(which, on_day(facts))


def rows_of(factor: Factor) -> dict[str, Fraction]:
    """What each row of the factor is worth, by its name."""
    rows = {band.name: Fraction(band.points) for band in factor.bands}
    return rows or {choice.text: Fraction(choice.points) for choice in factor.choices}


def mean(which: Scorecard, worth: tuple[Fraction, ...]) -> Fraction:
    """The weighted mean, added up the plain way."""
    weights = [Fraction(factor.weight) for factor in which.factors]
    return sum((w * p for w, p in zip(weights, worth, strict=True)), Fraction(0)) / sum(weights)


def possible(which: Scorecard, found: Score) -> list[list[Fraction]]:
    """For each factor what it may be worth: its row, or any row where it is not known."""
    return [
        [rows_of(factor)[c.band]] if c.known else [*rows_of(factor).values()]
        for factor, c in zip(which.factors, found.contributions, strict=True)
    ]


@law(cards(), some_facts())
def test_the_contributions_sum_exactly_to_the_score(which: Scorecard, facts: AccountFacts) -> None:
    """What each factor adds is the whole score, to the last digit: nothing is rounded on the way.

    Σ contribution = score, at both ends, as exact fractions.
    """
    found = scored(which, facts)
    assert sum(c.least for c in found.contributions) == found.least
    assert sum(c.most for c in found.contributions) == found.most


@law(cards(), some_facts(), times=2)
def test_the_score_is_every_way_in_which_the_gaps_could_be_filled(which: Scorecard, facts: AccountFacts) -> None:
    """Where everything is known the score is the weighted mean; else it runs from the worst way to the best.

    [least, most] = [min, max] of Σ wᵢ·pᵢ / Σ wᵢ over all rows that the unknown factors could fall into.
    """
    found = scored(which, facts)
    ways = [mean(which, way) for way in itertools.product(*possible(which, found))]
    assert (found.least, found.most) == (min(ways), max(ways))


@law(cards(), some_facts())
def test_a_score_lies_between_the_worst_and_the_best_of_its_factors(which: Scorecard, facts: AccountFacts) -> None:
    """A mean is never outside of what it is the mean of, whatever the weights sum to.

    minᵢ pᵢ ≤ score ≤ maxᵢ pᵢ.
    """
    found = scored(which, facts)
    worth = [points for row in possible(which, found) for points in row]
    assert min(worth) <= found.least <= found.most <= max(worth)


@law(cards(), some_facts(), st.randoms(use_true_random=False))
def test_the_order_of_the_factors_does_not_matter(which: Scorecard, facts: AccountFacts, chance: Any) -> None:
    """The same factors in another order make the same score.

    score(f₁ … fₙ) = score(f_π(1) … f_π(n)).
    """
    one, other = (
        scored(which, facts),
        scored(card(*chance.sample(which.factors, len(which.factors))), facts),
    )
    assert (one.least, one.most, one.coverage, one.band) == (other.least, other.most, other.coverage, other.band)
    assert {c.factor: c for c in one.contributions} == {c.factor: c for c in other.contributions}


@law(cards(), some_facts(), st.sampled_from(["0.01", "0.5", "2", "8"]))
def test_the_scale_of_the_weights_does_not_matter(which: Scorecard, facts: AccountFacts, scale: str) -> None:
    """Weights say how much one factor counts beside another; they need not sum to anything.

    score(s·w) = score(w) for s > 0.
    """
    scaled = [Factor(**{**vars_of(factor), "weight": factor.weight * Decimal(scale)}) for factor in which.factors]
    one, other = scored(which, facts), scored(card(*scaled), facts)
    assert (one.least, one.most, one.coverage, one.band) == (other.least, other.most, other.coverage, other.band)


def vars_of(factor: Factor) -> dict[str, Any]:
    return {name: getattr(factor, name) for name in Factor.model_fields}


@law(cards(), some_facts())
def test_the_score_of_one_factor_is_that_factor(which: Scorecard, facts: AccountFacts) -> None:
    """Alone, a factor weighs everything, whatever its weight.

    score({f}) = p(f).
    """
    alone = scored(card(which.factors[0]), facts)
    worth = possible(card(which.factors[0]), alone)[0]
    assert (alone.least, alone.most) == (min(worth), max(worth))


@law(cards(), some_facts(), st.sampled_from([*VALUES, "size"]))
def test_to_know_less_never_raises_the_safe_score(which: Scorecard, facts: AccountFacts, gone: str) -> None:
    """Missing data is not good data: what is safe to say can only fall, and what is possible can only rise.

    facts' ⊂ facts ⇒ least' ≤ least ≤ most ≤ most'.
    """
    attributes = tuple(a for a in facts.account.attributes if a.name != gone)
    fewer = facts.model_copy(
        update={
            "account": facts.account.model_copy(update={"attributes": attributes}),
            "observations": tuple(o for o in facts.observations if o.value != gone),
        }
    )
    before, after = scored(which, facts), scored(which, fewer)
    assert after.least <= before.least <= before.most <= after.most


@law(cards(), some_facts())
def test_the_coverage_is_the_share_of_the_weight_that_is_known(which: Scorecard, facts: AccountFacts) -> None:
    """A heavy factor that nobody read leaves more unknown than a light one.

    coverage = Σ w(known) / Σ w; the score is one number where it is 1.
    """
    found = scored(which, facts)
    weights = {factor.id: Fraction(factor.weight) for factor in which.factors}
    assert found.coverage == sum(weights[c.factor] for c in found.contributions if c.known) / sum(weights.values())
    assert found.least == found.most or found.coverage < 1


@law(cards(), some_facts())
def test_a_band_is_named_only_where_no_missing_fact_could_change_it(which: Scorecard, facts: AccountFacts) -> None:
    """Nobody is called strong while what is not known could make them weak.

    band = b ⇔ something is known, and both ends of the score lie in b.
    """
    found = scored(which, facts)
    named = {band_of(OVER_SCORES, end) for end in (found.least, found.most)}
    assert found.band == (named.pop() if len(named) == 1 and found.coverage else "")


@law(st.fractions(0, 100) | st.sampled_from([Fraction(40), Fraction(70)]))
def test_every_score_lies_in_one_band(number: Fraction) -> None:
    """A band begins with its first number and ends before that of the next one.

    band(x) = b ⇔ at_least(b) ≤ x < below(b).
    """
    assert band_of(OVER_SCORES, number) == ("weak" if number < 40 else "fair" if number < 70 else "strong")


@law(st.decimals(-(10**6), 10**6, places=6))
def test_a_factor_changes_its_row_at_the_cut_and_not_one_digit_beside_it(cut: Decimal) -> None:
    """A reading is looked up as it was read: it is not rounded first.

    row(c) ≠ row(c - u) and row(c) = row(c + u), for u one unit of the last of 15 digits.
    """
    assume(cut)
    rows = (Band(name="few", below=cut, points=10), Band(name="many", at_least=cut, points=90))
    which = card(Factor(id="f", name="f", aspect="action", tag="grow", weight=1, value="sales", bands=rows))
    numbers = (DOOR.next_minus(cut), cut, DOOR.next_plus(cut))
    assert [scored(which, known((reading("sales", number),))).least for number in numbers] == [10, 90, 90]
