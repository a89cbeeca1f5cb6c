"""Planned readings: what could be read, agreed and signed about one value so that more of its atoms are proven."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from functools import reduce
from typing import Any, NamedTuple

from vpl_core.model.accounts import AccountFacts, Baseline, Override, ValuePlan
from vpl_core.model.base import EXACT, LARGEST, gate
from vpl_core.model.changes import AgreedPlan, Lacking, NewReading, SecondReading, Span
from vpl_core.model.conditions import Sustained
from vpl_core.model.observations import Observation, Source
from vpl_core.model.outcomes import Rigor
from vpl_core.model.playbook import Playbook
from vpl_core.model.values import MEASURING, Direction, Kind, Method, ValueDefinition
from vpl_core.rules.account_day import AccountDay
from vpl_core.rules.planned_facts import SOMEBODY, apply
from vpl_core.rules.reading_spans import edges_of, holding, meet, meets_condition, spans_of
from vpl_core.rules.reading_tests import OVER_READINGS, test_of
from vpl_core.rules.rigor import Footing, footing_of
from vpl_core.rules.rung_formula import Atom

NEW_SOURCE = "planned-"
"""How the id of a source begins that nobody has set up yet."""
_PLANNED: tuple[str, ...] = ("changed_by", "gap_closed", "target_met")


class Asked(NamedTuple):
    """One value of one account, what is asked of it, and when."""

    facts: AccountFacts
    playbook: Playbook
    atoms: tuple[Atom, ...]
    """All atoms about the value."""
    definition: ValueDefinition
    today: dt.date
    """The day of the assessment: nothing can be done before."""
    overrides: tuple[Override, ...]

    def on(self, day: dt.date, facts: AccountFacts | None = None) -> AccountDay:
        return AccountDay(facts or self.facts, self.playbook, day, self.overrides)

    @property
    def floor(self) -> Rigor:
        """The best proof that any atom asks for."""
        return max((atom.floor for atom in self.atoms), key=lambda rigor: rigor.rank)

    @property
    def plan(self) -> ValuePlan:
        plans = {plan.value: plan for plan in self.facts.account.plan}
        return plans.get(self.definition.id, ValuePlan(value=self.definition.id))

    @property
    def newest(self) -> Observation | None:
        """The newest reading of record."""
        series = self.on(self.today).series.get(self.definition.id)
        return series.of_record[-1] if series and series.of_record else None


# --- the plan ---------------------------------------------------------------------------------------------------


def full_plan(asked: Asked) -> tuple[AgreedPlan, ...]:
    """The plan as it would have to be agreed; none where nothing rests on it or nothing is lacking."""
    kinds = {_bare(atom.condition).kind for atom in asked.atoms}
    if asked.definition.kind is not Kind.OUTCOME and not kinds & {"plan_agreed", *_PLANNED}:
        return ()
    plan, sound = asked.plan, sound_source(asked)
    began = _baseline(asked, plan, sound)
    full = plan.model_copy(
        update={
            "baseline": began,
            "target": _target(asked, plan, began),
            "method": sound.method,
            "source": sound.id if plan.source else "",
            "validator": plan.validator or SOMEBODY,
            "agreed_by": plan.agreed_by or SOMEBODY,
        }
    )
    keeps_day = plan.is_agreed and full.method == plan.method and full.target == plan.target
    full = full.model_copy(update={"agreed_on": plan.agreed_on if keeps_day else asked.today})
    lacks = tuple(_named(name, plan) for name in _SHEET if getattr(full, name) != getattr(plan, name))
    new = (sound,) if sound.id not in asked.facts.source else ()
    return (AgreedPlan(plan=full, lacks=lacks, sources=new),) if lacks else ()


_SHEET: tuple[Lacking, ...] = ("baseline", "target", "method", "source", "validator", "agreed_by", "agreed_on")


def _named(lacking: Lacking, plan: ValuePlan) -> Lacking:
    """A baseline that is agreed lacks only a source that measured it."""
    return "measured_baseline" if lacking == "baseline" and plan.baseline is not None else lacking


def _baseline(asked: Asked, plan: ValuePlan, sound: Source) -> Baseline:
    """The agreed one, from a source that measures it; else where the value stands now."""
    if plan.baseline is None:
        number = asked.newest.number if asked.newest else _possible(Decimal(100), asked.definition)
        return Baseline(number=number, on=asked.today, source=sound.id)
    source = asked.facts.source.get(plan.baseline.source)
    fits = source is not None and source.method in asked.definition.methods and source.method in MEASURING
    return plan.baseline if fits else plan.baseline.model_copy(update={"source": sound.id})


def _target(asked: Asked, plan: ValuePlan, began: Baseline) -> Decimal:
    """The agreed one; else a stand-in that is better than the baseline."""
    if plan.target is not None and plan.target != began.number:
        return plan.target
    better = 1 if asked.definition.direction == "up" else -1
    step = EXACT.divide(abs(began.number), Decimal(2)) or Decimal(1)
    return _possible(began.number + better * step, asked.definition)


def _possible(number: Decimal, definition: ValueDefinition) -> Decimal:
    least = definition.least if definition.least is not None else -LARGEST
    most = definition.most if definition.most is not None else LARGEST
    return gate(max(least, min(most, number)))


# --- the sources ------------------------------------------------------------------------------------------------


def sound_source(asked: Asked) -> Source:
    """A source that measures the value by a sound method: the one in use, another that reads it, or a new one."""
    methods = [m for m in asked.definition.methods if m in MEASURING] or list(asked.definition.methods)
    fitting = [source for source in _in_use(asked) if source.method in methods]
    agreed = [source for source in fitting if source.method == asked.plan.method]
    if chosen := (agreed if asked.plan.source not in {s.id for s in fitting} else fitting)[:1]:
        return chosen[0]
    if fitting and asked.plan.method not in methods:
        return fitting[0]
    method = asked.plan.method if asked.plan.method in methods else methods[0]
    return _new_source(str(method), "customer", method or methods[0])


def usual_source(asked: Asked) -> Source | None:
    """The source of record, or else that of the newest reading."""
    in_use = _in_use(asked)
    return in_use[0] if in_use else None


def second_source(asked: Asked, firsts: list[Source]) -> Source:
    """A source that stands apart from the first ones: one that reads the value already, or a new one."""
    roots = {source.root for source in firsts}
    for source in _in_use(asked):
        if source.root not in roots and footing_of(source) > Footing.VENDOR_WORD:
            return source
    return _new_source("second-source", "third_party", "observation")


def _in_use(asked: Asked) -> list[Source]:
    """The declared sources of the value: that of record first, then the newest."""
    readings = [o for o in asked.facts.observations if o.value == asked.definition.id]
    readings.sort(key=lambda o: (o.on, o.sequence, o.source), reverse=True)
    ids = dict.fromkeys([asked.plan.source, *(o.source for o in readings)])
    return [asked.facts.source[id_] for id_ in ids if id_ in asked.facts.source]


def _new_source(name: str, party: Any, method: Method) -> Source:
    return Source(id=f"{NEW_SOURCE}{name}".replace("_", "-"), name="A new source", party=party, method=method)


# --- the readings -----------------------------------------------------------------------------------------------


def second_readings(asked: Asked, day: dt.date) -> tuple[SecondReading, ...]:
    """A second source that agrees; only asked for where two sources are needed."""
    if not asked.floor.reaches(Rigor.CORROBORATED):
        return ()
    firsts = [sound_source(asked), *([usual] if (usual := usual_source(asked)) else [])]
    return (SecondReading(value=asked.definition.id, source=second_source(asked, firsts), on=day),)


def new_readings(asked: Asked, day: dt.date, plans: tuple[AgreedPlan, ...]) -> tuple[NewReading, ...]:
    """What could be read up to the day: each number that asks for least, in each run that it takes, by each source."""
    conditions = [about for atom in asked.atoms if (about := _bare(atom.condition)).kind in (*OVER_READINGS, "not")]
    if not conditions:
        return ()
    newest, sound = asked.newest, sound_source(asked)
    sources = list(dict.fromkeys([usual_source(asked) or sound, sound]))
    found: dict[tuple[Any, ...], NewReading] = {}
    for plan in ((), *((one,) for one in plans)):
        then = asked.on(day, apply(asked.facts, plan))
        for number, span in _numbers(asked, conditions, then):
            for days in _runs(asked, day, then):
                for source in sources:
                    found.setdefault(
                        (number, days, source.id),
                        NewReading(
                            value=asked.definition.id,
                            number=number,
                            span=span,
                            days=days,
                            source=source,
                            usual=source in _in_use(asked)[:1],
                            now=newest.number if newest else None,
                            direction=asked.definition.direction,
                            planned=bool(plan) and not {"baseline", "target"}.isdisjoint(plan[0].lacks),
                        ),
                    )
    return tuple(found.values())


def _bare(condition: Any) -> Any:
    return condition.condition if isinstance(condition, Sustained) else condition


def _numbers(asked: Asked, conditions: list[Any], then: AccountDay) -> Iterator[tuple[Decimal, Span]]:
    """Of all readings that meet the same conditions the one that asks for least, with the span it lies in."""
    now = asked.newest.number if asked.newest else None
    points = {edge for condition in conditions for edge in edges_of(condition, then)}
    points |= {now} if now is not None else set()
    effort = {point: effort_of(point, now, asked.definition.direction) for point in points}
    seen = set()
    for point in sorted(points, key=lambda point: (effort[point], point)):
        met = tuple(meets_condition(condition, point, then) for condition in conditions)
        if _possible(point, asked.definition) != point or not any(met) or (met, _side(point, now)) in seen:
            continue
        seen.add((met, _side(point, now)))
        spans = [holding(spans_of(c, then), point) for c, is_met in zip(conditions, met, strict=True) if is_met]
        yield point, reduce(meet, [span or Span() for span in spans])


def _side(number: Decimal, now: Decimal | None) -> int:
    return 0 if now is None else (number > now) - (number < now)


def effort_of(number: Decimal, now: Decimal | None, direction: Direction) -> Decimal:
    """How much a reading of this number asks for: how far it is from now, or how good it is."""
    if now is not None:
        return abs(number - now)
    return number if direction == "up" else -number


# --- runs -------------------------------------------------------------------------------------------------------


def first_days(asked: Asked) -> set[dt.date]:
    """The days on which a run of readings that is asked for can first be long enough."""
    return {days[-1] for condition in _sustained(asked) for days in _shortest(asked, condition)}


def _runs(asked: Asked, day: dt.date, then: AccountDay) -> list[tuple[dt.date, ...]]:
    """The days of the readings of a single one, and of each run that can be long enough by then."""
    runs: set[tuple[dt.date, ...]] = {(day,)}
    for condition in _sustained(asked):
        runs |= {(*days[:-1], day) for days in _shortest(asked, condition) if days[-1] <= day}
    return sorted(runs, key=lambda days: (len(days), days))


def _sustained(asked: Asked) -> list[Sustained]:
    return [atom.condition for atom in asked.atoms if isinstance(atom.condition, Sustained)]


def _shortest(asked: Asked, condition: Sustained) -> Iterator[tuple[dt.date, ...]]:
    """The days of the readings that are still needed: after the run that there is, and from the beginning."""
    run = _present_run(asked, condition)
    if condition.days:
        if run:
            ends = _later(run[-1].on, condition.days)
            yield from _in_calendar([ends and max(asked.today, ends)])
        yield from _in_calendar([asked.today, _later(asked.today, condition.days)])
        return
    wanted, pace = condition.readings or 0, asked.definition.refresh_days
    read_today = any(o.value == asked.definition.id and o.on == asked.today for o in asked.facts.observations)
    if run:
        first = pace if read_today else 0
        yield from _in_calendar([_later(asked.today, first + pace * n) for n in range(max(1, wanted - len(run)))])
    yield from _in_calendar([_later(asked.today, pace * n) for n in range(wanted)])


def _present_run(asked: Asked, condition: Sustained) -> list[Observation]:
    """The unbroken run that holds today, newest first."""
    now = asked.on(asked.today)
    series, test = now.series.get(asked.definition.id), test_of(condition.condition, now)
    run: list[Observation] = []
    for reading in reversed(series.of_record if series and not test.missing else []):
        if not test.holds(test.seen(reading.number)):
            break
        run.append(reading)
    return run


def _later(day: dt.date, days: int) -> dt.date | None:
    return None if day.toordinal() + days > dt.date.max.toordinal() else day + dt.timedelta(days)


def _in_calendar(days: list[dt.date | None]) -> Iterator[tuple[dt.date, ...]]:
    inside = tuple([day for day in days if day is not None])
    if len(inside) == len(days):
        yield inside
