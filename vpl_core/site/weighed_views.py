"""Weighed options as both sides may read them; what is assumed of an internal value is only said to be there."""

from __future__ import annotations

from decimal import Decimal

from vpl_core.model.decision_states import RecordState
from vpl_core.model.decisions import DecisionRecord
from vpl_core.model.record_views import WeighedView
from vpl_core.model.scenarios import Assumption, Yardstick
from vpl_core.rules.catalogue import N_
from vpl_core.rules.drift import tells_of
from vpl_core.rules.drift_words import drift_sentences
from vpl_core.rules.number_words import about
from vpl_core.rules.scenario_words import flip_sentences, names_of, rounded, shares_of_the_plane, verdict
from vpl_core.rules.scenarios import Axis, watched_by, worth
from vpl_core.site.projection import Projection

GUESS = N_("A guess: no source is written down")
RESTS_ON_PRIVATE = N_("What the options are worth rests on a number that is kept private.")


def ranges_of(sight: Projection, record: DecisionRecord) -> tuple[tuple[str, str, str, str, str], ...]:
    """Each range that may be shown: its name, low, base, high, and its source."""
    shown = (one for one in record.ranges if one.value not in sight.hidden)
    return tuple(
        (
            r.name,
            _amount(sight, r, r.low),
            _amount(sight, r, r.base),
            _amount(sight, r, r.high),
            r.source or sight.wording.say(GUESS),
        )
        for r in shown
    )


def weighed_of(sight: Projection, state: RecordState) -> WeighedView | None:
    """What each option is worth and what flips the choice; none where the options are not weighed."""
    record = state.record
    scenario, names = record.scenario, names_of(record)
    if scenario is None:
        return None
    hidden = frozenset(Axis("assumption", one.id) for one in scenario.assumptions if one.value in sight.hidden)
    shown = WeighedView(
        horizon=scenario.horizon,
        worths=(),
        verdict=(sight.wording.say(RESTS_ON_PRIVATE),),
        flips=(),
        drift=(),
        kept_back=len(hidden),
        criteria=tuple(_criterion(sight, one) for one in scenario.criteria),
    )
    if not watched_by(scenario).isdisjoint(sight.hidden):
        return shown
    told = [says for axis, says in flip_sentences(scenario, names, about) if axis not in hidden]
    together = shares_of_the_plane(scenario, names, hidden)
    return shown.model_copy(
        update={
            "worths": tuple((names[option], rounded(share)) for option, share in worth(scenario).items()),
            "verdict": tuple(sight.wording.again(says) for says in verdict(scenario, names, record.chosen)),
            "flips": tuple(_capital(sight.wording.again(says)) for says in (*told, *([together] if together else []))),
            "drift": _drift(sight, state),
        }
    )


def _drift(sight: Projection, state: RecordState) -> tuple[str, ...]:
    """How flip points moved; nothing where one of them ever told of a number that is private."""
    if state.drift is None or not sight.hidden.isdisjoint(tells_of(state.drift)):
        return ()
    told = drift_sentences(state.record, state.drift, sight.hidden, about, sight.wording.day)
    return tuple(sight.wording.again(says) for says in told)


def _criterion(sight: Projection, one: Yardstick) -> tuple[str, str, str, str]:
    low, high = one.weights
    weight = sight.wording.amount(one.weight, "count")
    if low < high:
        weight = sight.wording.say(
            "{number} ({low} to {high})",
            number=weight,
            low=sight.wording.amount(low, "count"),
            high=sight.wording.amount(high, "count"),
        )
    worst, best = (f"{sight.wording.amount(end, 'count')} {one.unit}".strip() for end in (one.worst, one.best))
    return one.name, worst, best, weight


def _amount(sight: Projection, one: Assumption, number: Decimal) -> str:
    return f"{sight.wording.amount(number, 'count')} {one.unit}".strip()


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
