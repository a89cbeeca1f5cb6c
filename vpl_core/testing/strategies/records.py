"""Decision records: a strategy for records that hold anything from a title to everything."""

from __future__ import annotations

from typing import Any, get_args

from hypothesis import strategies as st

from vpl_core.model.alternatives import Alternative, Assumed, Basis, Estimate, OptionType, PilotStage
from vpl_core.model.conditions import Condition
from vpl_core.model.decisions import (
    Action,
    Approval,
    Audit,
    Constraint,
    Criterion,
    DecisionRecord,
    Horizon,
    Input,
    Passage,
    Risk,
    Section,
    Statement,
    Trigger,
)
from vpl_core.model.outcomes import Rigor
from vpl_core.model.playbook import Playbook
from vpl_core.model.reviews import HeldReview, Lock, ReviewDates, Seal
from vpl_core.model.scenarios import Assumption, Measure, Scenario, Slope, Weighed, Yardstick
from vpl_core.model.waivers import Waiver
from vpl_core.model.weighings import Along, FoundFlip, Weighing, exact_text
from vpl_core.testing.strategies.conditions import over_readings
from vpl_core.testing.strategies.numbers import day, days
from vpl_core.testing.strategies.texts import ids, lines, names

_SEALS = st.lists(
    st.builds(Seal, id=ids, sha256=st.sampled_from(["0" * 64, "f" * 64])), max_size=2, unique_by=lambda seal: seal.id
).map(tuple)
_SAID = st.sampled_from(["Nine hours are left", "Nobody is hired", "Ask first", "It can be undone"])
_MAYBE_DAY = st.one_of(st.none(), days)
_AUDIT = st.one_of(st.none(), st.builds(Audit, by=names, on=days))
_NUMBERS = st.integers(0, 99)


def decision_records(playbook: Playbook) -> st.SearchStrategy[DecisionRecord]:
    """Records under the playbook, open, decided, sealed and reviewed, with conditions over its values."""
    return st.builds(
        _record,
        ids,
        names,
        st.fixed_dictionaries({}, optional={**record_fields(playbook), "chooses": st.just(True)}),
        st.one_of(st.none(), st.lists(_NUMBERS, min_size=12, max_size=12)),
    )


def _record(id_: str, title: str, fields: dict[str, Any], drawn: list[int] | None) -> DecisionRecord:
    """A choice is one of the options that there are, and a scenario weighs all of them over all ranges."""
    options = fields.get("options", ())
    if drawn is not None and len(options) > 1:
        fields["scenario"] = _scenario([option.id for option in options], fields.get("ranges", ()), drawn)
    chosen = options[0].id if options and fields.pop("chooses", False) else None
    fields.pop("chooses", None)
    return DecisionRecord(id=id_, title=title, chosen=chosen, **fields)


def record_fields(playbook: Playbook) -> dict[str, st.SearchStrategy[Any]]:
    """A strategy for each field of a record but its id, its title and its choice."""
    condition = over_readings(playbook)
    horizon = st.builds(lambda first, more: Horizon(starts=day(first), ends=day(first + more + 1)), _NUMBERS, _NUMBERS)
    kind = st.sampled_from(["fact", "assumption", "open"])
    value = st.sampled_from([None, *(value.id for value in playbook.values)])
    inputs = st.builds(Input, id=ids, name=names, owner=names, refreshed_on=_MAYBE_DAY, audit=_AUDIT, says=lines)
    return {
        "owner": names,
        "changes": lines,
        "horizon": horizon,
        "passages": st.lists(st.sampled_from(Section), unique=True).map(
            lambda sections: tuple(Passage(section=section, words=f"About {section}") for section in sections)
        ),
        "metrics": st.lists(st.sampled_from([value.id for value in playbook.values]), max_size=2).map(tuple),
        "inputs": _by_id(inputs),
        "statements": _several(st.builds(Statement, kind=kind, text=_SAID, by=_MAYBE_DAY)),
        "constraints": _by_id(st.builds(Constraint, id=ids, text=_SAID, holds=st.one_of(st.none(), condition))),
        "approvals": _several(st.one_of(_approvals(), *_answers(playbook))),
        "waivers": _several(_waivers(playbook)) if playbook.approvals else st.just(()),
        "options": _by_id(_alternatives(condition, playbook)),
        "ranges": _by_id(st.builds(_range, ids, names, _NUMBERS, _NUMBERS, value, lines)),
        "traded": lines,
        "risks": _several(st.builds(Risk, what=_SAID, mitigation=lines, owner=lines)),
        "criteria": _by_id(st.builds(Criterion, id=ids, text=_SAID, audit=_AUDIT)),
        "because": lines,
        "decided_on": days,
        "next": _several(st.builds(Action, what=_SAID, owner=lines, due=_MAYBE_DAY, done_on=_MAYBE_DAY)),
        "reviews": st.lists(days, min_size=3, max_size=3)
        .map(sorted)
        .map(lambda found: ReviewDates(initial=found[0], operating=found[1], post=found[2])),
        "stop": _several(_triggers(condition, playbook, "stop")),
        "reversal": _triggers(condition, playbook, "reversal"),
        "locked": st.builds(
            Lock,
            on=days,
            metrics=_SEALS,
            inputs=_SEALS,
            criteria=_SEALS,
            constraints=_SEALS,
            decision_signals=_SEALS,
            weighed=_weighings(value),
        ),
        "held": st.lists(_held(value), max_size=2).map(
            lambda found: tuple(sorted(found, key=lambda review: review.on))
        ),
        "internal": st.booleans(),
        "notes": lines,
    }


def _range(id_: str, name: str, low: int, width: int, value: str | None, source: str) -> Assumption:
    base = low + width // 2
    return Assumption(id=id_, name=name, low=low, base=base, high=low + width, value=value, source=source)


def _scenario(options: list[str], ranges: tuple[Assumption, ...], numbers: list[int]) -> Scenario:
    """Two criteria of which the first always counts; the numbers go to weights, scales, starts and slopes in turn."""
    lightest, more, other, best, *rest = numbers
    first = Yardstick(id="first", name="Speed", measures="days_to_proof", worst=-1, best=best, weight=lightest + 1)
    second = Yardstick(
        id="second", name="Rigor", measures="rigor", worst=5, best=0, weight=other, lightest=0, heaviest=other + more
    )
    weighed = []
    for number, option in enumerate(options):
        start, each, turned, unit = rest[4 * number : 4 * number + 4]
        slopes = tuple(Slope(assumption=one.id, each=each - 50) for one in ranges)
        measures = (
            Measure(criterion="first", start=start, slopes=slopes),
            Measure(criterion="second", start=unit, slopes=tuple(reversed(slopes)) if turned % 2 else ()),
        )
        weighed.append(Weighed(option=option, measures=measures))
    return Scenario(horizon="a year", assumptions=ranges, criteria=(first, second), alternatives=tuple(weighed))


def _approvals() -> st.SearchStrategy[Approval]:
    """What a record asks for itself."""
    return st.builds(Approval, who=names, what=_SAID, needed_by=_MAYBE_DAY, given_on=_MAYBE_DAY)


def _answers(playbook: Playbook) -> list[st.SearchStrategy[Approval]]:
    """What a record says of each approval of the segment: whole, or with something missing."""
    return [
        st.builds(
            Approval,
            answers=st.just(asked.id),
            who=st.one_of(st.just(""), names),
            role=st.sampled_from(["", asked.role, asked.role.upper(), "Somebody else"]),
            given_on=_MAYBE_DAY,
            needed_by=_MAYBE_DAY,
            evidence=st.one_of(st.none(), ids),
        )
        for asked in playbook.approvals
    ]


def _waivers(playbook: Playbook) -> st.SearchStrategy[Waiver]:
    about = st.sampled_from([asked.id for asked in playbook.approvals])

    def made(about: str, by: str, first: int, more: int) -> Waiver:
        return Waiver(about=about, because="It is small", by=by, on=day(first), expires=day(first + more + 1))

    return st.builds(made, about, names, _NUMBERS, _NUMBERS)


def _alternatives(condition: st.SearchStrategy[Condition], playbook: Playbook) -> st.SearchStrategy[Alternative]:
    archetypes = {archetype.id: archetype.type for archetype in playbook.option_archetypes}
    kinds: list[tuple[OptionType | None, str | None]] = [(type_, None) for type_ in (None, *get_args(OptionType))]
    kinds += [(said, id_) for id_, type_ in archetypes.items() for said in (None, type_)]
    basis = st.builds(
        Basis,
        assumptions=st.sampled_from(["January", "February"]),
        unit=st.sampled_from(["hours", "days"]),
        horizon_days=st.sampled_from([30, 90]),
        numbers=_several(st.builds(Assumed, name=st.just("churn"), number=st.sampled_from([11, 28]))),
    )
    estimate = st.builds(Estimate, days_to_proof=_NUMBERS, rigor=st.sampled_from(Rigor), cost=_NUMBERS)
    made = st.builds(
        Alternative,
        id=ids,
        name=names,
        gives=lines,
        costs=lines,
        changes=st.sampled_from([(), ("action",), ("owner", "budget")]),
        estimate=st.one_of(st.none(), estimate),
        basis=st.one_of(st.none(), basis),
        stages=_by_id(st.builds(PilotStage, id=ids, name=names, threshold=condition, rigor=st.sampled_from(Rigor))),
    )
    return st.builds(
        lambda option, kind: option.model_copy(update={"type": kind[0], "archetype": kind[1]}),
        made,
        st.sampled_from(kinds),
    )


def _triggers(
    condition: st.SearchStrategy[Condition], playbook: Playbook, direction: str
) -> st.SearchStrategy[Trigger]:
    watched = st.builds(Trigger, says=_SAID, when=condition)
    by_a_person = st.builds(Trigger, says=_SAID, manual=st.just(True), seen_on=_MAYBE_DAY)
    named = [signal.id for signal in playbook.decision_signals if signal.direction == direction]
    by_name = [st.builds(Trigger, says=st.one_of(st.just(""), _SAID), signal=st.sampled_from(named))] if named else []
    return st.one_of(watched, by_a_person, *by_name)


def _weighings(value: st.SearchStrategy[str | None]) -> st.SearchStrategy[Weighing | None]:
    """What may have been sealed, of this record or of one that was rewritten since."""
    exact = st.fractions(-99, 99, max_denominator=12).map(exact_text)
    flips = st.builds(FoundFlip, at=exact, below=st.just(("stay",)), above=st.just(("go",)))
    along = st.builds(
        Along,
        kind=st.sampled_from(["assumption", "weight"]),
        id=st.sampled_from(["first", "second", "left"]),
        value=value,
        stood=exact,
        read_on=_MAYBE_DAY,
        flips=st.lists(flips, max_size=1).map(tuple),
    )
    moved = st.lists(along, max_size=3, unique_by=lambda one: (one.kind, one.id)).map(tuple)
    rests_on = value.map(lambda one: (one,) if one else ())
    return st.one_of(st.none(), st.builds(Weighing, best=st.just(("stay",)), rests_on=rests_on, along=moved))


def _held(value: st.SearchStrategy[str | None]) -> st.SearchStrategy[HeldReview]:
    return st.builds(
        HeldReview,
        kind=st.sampled_from(["initial", "operating", "post"]),
        on=days,
        by=names,
        outcome=st.sampled_from(["continue", "adapt", "stop"]),
        signals=st.just(("Hours were read",)),
        again_on=_MAYBE_DAY,
        inputs=_SEALS,
        criteria=_SEALS,
        constraints=_SEALS,
        weighed=_weighings(value),
    )


def _several(one: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(one, max_size=2).map(tuple)


def _by_id(one: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(one, max_size=2, unique_by=lambda found: found.id).map(tuple)
