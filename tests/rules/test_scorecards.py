"""Scorecards: sums that are exact, and intervals for what is not known."""

# mypy: disable-error-code="comparison-overlap"

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from tests.random_playbooks import AS_OF
from tests.worlds import agreed, known, on_day, reading
from vpl_core.model.accounts import AccountFacts, Attribute
from vpl_core.model.assessment import Score
from vpl_core.model.scorecards import Band, Choice, Factor, Scorecard
from vpl_core.rules.scorecards import score

BANDS = (Band(name="low", below=50), Band(name="high", at_least=50))
ROWS = (Band(name="few", below=5, points=10), Band(name="many", at_least=5, points=90))


def factor(id_: str, weight: Any = 1, **reads: Any) -> Factor:
    usual: dict[str, Any] = {"value": "seats", "bands": ROWS}
    said = {"id": id_, "name": id_, "aspect": "action", "tag": "grow", "weight": weight}
    return Factor(**said, **(reads or usual))


def by_text(id_: str, weight: Any = 1) -> Factor:
    choices = (Choice(text="gold", points=100), Choice(text="iron", points=20))
    return factor(id_, weight, attribute="size", choices=choices)


def card(*factors: Factor, bands: tuple[Band, ...] = BANDS) -> Scorecard:
    return Scorecard(id="fit", name="Fit", what_for="Where to spend a day", factors=factors, bands=bands)


def scored(which: Scorecard, facts: AccountFacts, after: int = AS_OF) -> Score:
    return score(which, on_day(facts, after))


def attribute(content: Any) -> dict[str, Any]:
    return {"attributes": (Attribute(name="size", content=content),)}


def test_a_score_is_the_weighted_mean_of_its_points() -> None:
    found = scored(card(factor("use", 3), by_text("size", 1)), known((reading("seats", 5),), **attribute("iron")))
    assert found.least == found.most == Fraction(3 * 90 + 20, 4)
    assert (found.coverage, found.band) == (1, "high")
    assert [(c.factor, c.seen, c.band, c.known) for c in found.contributions] == [
        ("use", "5", "many", True),
        ("size", "iron", "iron", True),
    ]
    assert found.contributions[0].on == reading("seats", 5).on


def test_what_is_unknown_makes_an_interval_and_is_never_nothing() -> None:
    found = scored(card(factor("use", 3), by_text("size", 1)), known(**attribute("gold")))
    assert (found.least, found.most) == (Fraction(3 * 10 + 100, 4), Fraction(3 * 90 + 100, 4))
    assert (found.coverage, found.band) == (Fraction(1, 4), "")
    assert [(c.seen, c.band, c.known) for c in found.contributions] == [("", "", False), ("gold", "gold", True)]


def test_a_band_is_named_where_no_missing_fact_could_change_it() -> None:
    heavy = card(factor("use", 99), by_text("size", 1))
    assert scored(heavy, known((reading("seats", 5),))).band == "high"
    assert scored(heavy, known((reading("seats", 4),))).band == "low"
    assert scored(heavy, known(**attribute("gold"))).band == ""


def test_where_nothing_is_known_no_band_is_named_even_if_there_is_only_one() -> None:
    found = scored(card(by_text("size"), bands=(Band(name="all"),)), known())
    assert (found.band, found.coverage) == ("", 0)


@pytest.mark.parametrize("content", ["Gold", "gold!", "silver", 5])
def test_a_text_that_no_row_names_stays_unknown_but_is_shown(content: Any) -> None:
    found = scored(card(by_text("size")), known(**attribute(content)))
    assert (found.least, found.most, found.coverage) == (20, 100, 0)
    assert found.contributions[0].seen == str(content)


def test_a_text_is_no_number() -> None:
    found = scored(card(factor("size", attribute="size", bands=ROWS)), known(**attribute("many")))
    assert (found.least, found.most, found.coverage) == (10, 90, 0)


def test_a_number_is_read_through_its_table_at_the_cut() -> None:
    table = card(factor("size", attribute="size", bands=ROWS))
    assert [scored(table, known(**attribute(n))).least for n in ("4.999", "5", "5.0")] == [10, 90, 90]


def test_a_choice_by_number_is_compared_by_its_worth() -> None:
    staff = factor("staff", attribute="size", choices=(Choice(text="5", points=100), Choice(text="6", points=0)))
    assert [scored(card(staff), known(**attribute(n))).least for n in (5, "5.0", "5e0", 6)] == [100, 100, 100, 0]


def test_a_factor_whose_rows_are_worth_the_same_is_still_unknown_without_a_fact() -> None:
    same = factor(
        "use", value="seats", bands=(Band(name="few", below=5, points=40), Band(name="many", at_least=5, points=40))
    )
    found = scored(card(same), known())
    assert (found.least, found.most) == (40, 40)
    assert (found.coverage, found.band, found.contributions[0].known) == (0, "", False)
    assert scored(card(same), known((reading("seats", 9),))).coverage == 1


def test_the_reading_of_record_on_the_day_is_read() -> None:
    both = (reading("seats", 9, on=10, source="product"), reading("seats", 1, on=20, source="survey"))
    of_record: dict[str, Any] = {"plan": (agreed("seats", 0, 9, source="product"),)}
    assert scored(card(factor("use")), known(both)).least == 10
    assert scored(card(factor("use")), known(both, **of_record)).least == 90
    assert scored(card(factor("use")), known(both), after=19).least == 90
    assert scored(card(factor("use")), known(both), after=9).coverage == 0
