"""Planned changes: all that is considered for lifting an account, and which of two changes asks for less."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from vpl_core.model.changes import (
    AttributeSet,
    Change,
    KeptUp,
    NewPaper,
    NewReading,
    NewRecord,
)
from vpl_core.model.conditions import AttributeIs, EvidenceOf, Not, Recorded
from vpl_core.model.evidence import EvidenceKind
from vpl_core.model.outcomes import Rigor, strongest
from vpl_core.model.values import Party
from vpl_core.rules.planned_readings import Asked, effort_of, full_plan, new_readings, second_readings
from vpl_core.rules.rung_formula import Atom

Slot = tuple[Change, ...]
"""Changes of which at most one can be made: a value has one newest reading."""
Subject = tuple[str, str]


def considered(subject: Subject, asked: Asked | None, atoms: list[Atom], today: dt.date, day: dt.date) -> list[Slot]:
    """What could become known of the subject by the day, so that one of its atoms is proven."""
    kind, name = subject
    if kind == "value" and asked is not None:
        plans = full_plan(asked)
        slots: list[Slot] = [plans, new_readings(asked, day, plans), second_readings(asked, day)]
        return [slot for slot in [*slots, *_papers_about_readings(asked, day)] if slot]
    if kind == "milestone":
        return _papers_of(atoms, {"milestone": name}, day)
    if kind == "fact" and isinstance(recorded := atoms[0].condition, Recorded):
        return [(NewRecord(fact=recorded.fact, on=today),)]
    return [_attribute(name, atoms)] if kind == "attribute" else []


def kept_up(asked: Iterable[Asked], day: dt.date) -> KeptUp | None:
    """The proviso that these values are read and signed again on the day, as they are today."""
    values = {one.definition.id: one for one in asked}
    if not values:
        return None
    facts = next(iter(values.values())).facts
    newest = {(o.value, o.source): o for o in sorted(facts.observations, key=_in_time) if o.value in values}
    again = sorted(newest.values(), key=_in_time)
    readings = tuple(o.model_copy(update={"on": day, "sequence": n}) for n, o in enumerate(again) if o.on < day)
    papers = tuple(
        e.id
        for e in facts.evidence
        if e.kind in ("confirmation", "reproduction") and e.values and set(e.values) <= set(values)
    )
    return KeptUp(until=day, readings=readings, papers=papers) if readings else None


def _in_time(observation: Any) -> tuple[Any, ...]:
    return observation.on, observation.sequence, observation.source, observation.number


# --- papers -----------------------------------------------------------------------------------------------------


def _papers_about_readings(asked: Asked, day: dt.date) -> list[Slot]:
    """The papers that are asked for themselves, and the signature and reproduction that strengthen a reading."""
    about = {"value": asked.definition.id}
    atoms = [atom for atom in asked.atoms if isinstance(atom.condition, EvidenceOf)]
    slots = {slot_of(slot[0]): slot for slot in _papers_of(atoms, about, day)}
    if len(atoms) < len(asked.atoms):
        floors = {atom.floor for atom in asked.atoms if not isinstance(atom.condition, EvidenceOf)}
        helpful: list[tuple[EvidenceKind, Party]] = []
        if floors & {Rigor.REPORTED, Rigor.VERIFIED}:
            helpful.append(("confirmation", "customer"))
        if Rigor.VERIFIED in floors:
            helpful.append(("reproduction", "third_party"))
        for of, party in helpful:
            paper = NewPaper(of=of, party=party, on=day, **about)
            slots.setdefault(slot_of(paper), (paper,))
    return list(slots.values())


def _papers_of(atoms: list[Atom], about: dict[str, Any], day: dt.date) -> list[Slot]:
    """Papers of the kinds asked for, as many as asked for, and what makes them stronger."""
    asked = [(atom.condition, atom.floor) for atom in atoms if isinstance(atom.condition, EvidenceOf)]
    counts: dict[tuple[EvidenceKind, Party], int] = {}
    for condition, _ in asked:
        paper = condition.kinds[0], _usually_by(condition.kinds[0])
        counts[paper] = max(counts.get(paper, 1), condition.count)
    need = strongest([rigor for condition, floor in asked for rigor in (floor, condition.at_least)])
    for helper in _strengthening(need, {party for _, party in counts}):
        counts.setdefault(helper, 1)
    return [
        tuple(
            [
                NewPaper(of=of, instead=_instead(of, party, asked), party=party, count=n, on=day, **about)
                for n in range(1, count + 1)
            ]
        )
        for (of, party), count in counts.items()
    ]


def _instead(of: EvidenceKind, party: Party, asked: list[tuple[EvidenceOf, Rigor]]) -> tuple[EvidenceKind, ...]:
    """The other kinds that everything takes which asks for this one first; the vendor can confirm nothing."""
    alike = [condition.kinds for condition, _ in asked if condition.kinds[0] == of]
    common = [kind for kind in alike[0] if all(kind in kinds for kinds in alike)] if alike else []
    return tuple(kind for kind in common if kind != of and (kind, party) != ("confirmation", "vendor"))


def _strengthening(need: Rigor, parties: set[Party]) -> Iterator[tuple[EvidenceKind, Party]]:
    """Corroborated takes another party's paper; verified also a signature and a reproduction."""
    if need.reaches(Rigor.CORROBORATED):
        yield "confirmation", "customer"
        if "customer" in parties:
            yield "report", "vendor"
    if need is Rigor.VERIFIED:
        yield "reproduction", "third_party"


def _usually_by(of: EvidenceKind) -> Party:
    """Who gives such a paper when nothing else is said."""
    if of in ("audit_report", "certificate", "reproduction"):
        return "third_party"
    return "vendor" if of in ("report", "dashboard", "screenshot") else "customer"


# --- attributes -------------------------------------------------------------------------------------------------


def _attribute(name: str, atoms: list[Atom]) -> Slot:
    """One text for each set of conditions that a text can meet."""
    wanted = [
        (isinstance(atom.condition, Not), about.one_of)
        for atom in atoms
        if isinstance(about := getattr(atom.condition, "condition", atom.condition), AttributeIs)
    ]
    texts = dict.fromkeys([text for _, one_of in wanted for text in one_of])
    other = next(word for word in ("another", *(f"another-{n}" for n in range(len(texts) + 1))) if word not in texts)
    found: dict[tuple[bool, ...], str] = {}
    for text in (*texts, other):
        found.setdefault(tuple((text in one_of) is not negated for negated, one_of in wanted), text)
    return tuple([AttributeSet(attribute=name, content=text) for met, text in found.items() if any(met)])


# --- which of two asks for less ---------------------------------------------------------------------------------


def slot_of(change: Change) -> tuple[str, ...]:
    """What can be changed only once: changes of one slot exclude one another."""
    if isinstance(change, NewPaper):
        return change.kind, change.value or "", change.milestone or "", change.of, change.party
    about = getattr(change, "value", "") or getattr(change, "fact", "") or getattr(change, "attribute", "")
    return change.kind, change.plan.value if change.kind == "agreed_plan" else about


def asks_no_more(one: Change, other: Change) -> bool:
    """Whether whoever does the other does no less than the one; the days alone make no difference."""
    if isinstance(one, NewReading) and isinstance(other, NewReading):
        return one.value == other.value and _reads_no_more(one, other)
    if isinstance(one, NewPaper) and isinstance(other, NewPaper):
        same_subject = (one.value, one.milestone) == (other.value, other.milestone)
        return same_subject and (_same_paper(one, other) or _is_second_opinion(one, other))
    return _without_days(one) == _without_days(other)


def effort(change: Change) -> Decimal:
    """Grows wherever `asks_no_more` says that something asks for more."""
    if isinstance(change, NewReading):
        number = effort_of(change.number, change.now, change.direction)
        return number + len(change.days) + (not change.usual) + change.planned
    if isinstance(change, NewPaper):
        return Decimal(change.count + (100 if change.of == "reproduction" else 0))
    return Decimal(1)


def covers(easier: Iterable[Change], harder: Iterable[Change]) -> bool:
    """Whether each change of the easier set asks no more than one of the harder, each of which counts once."""
    return _matched(list(easier), list(harder))


def _matched(easier: list[Change], harder: list[Change]) -> bool:
    if not easier:
        return True
    first, *rest = easier
    return any(
        asks_no_more(first, other) and _matched(rest, harder[:place] + harder[place + 1 :])
        for place, other in enumerate(harder)
    )


def _reads_no_more(one: NewReading, other: NewReading) -> bool:
    if (one.now, one.direction) != (other.now, other.direction) or one.planned > other.planned:
        return False
    if (other.usual and not one.usual) or len(one.days) > len(other.days):
        return False
    same_side = one.now is None or (one.number - one.now) * (other.number - one.now) >= 0
    least, most = (effort_of(c.number, c.now, c.direction) for c in (one, other))
    return same_side and least <= most


def _same_paper(one: NewPaper, other: NewPaper) -> bool:
    return (one.of, one.party) == (other.of, other.party) and one.count <= other.count


def _is_second_opinion(one: NewPaper, other: NewPaper) -> bool:
    """The vendor's report beside the customer's paper is less than that somebody else works it out again."""
    return (one.of, one.party, one.count) == ("report", "vendor", 1) and other.of == "reproduction"


def _without_days(change: Change) -> Change:
    days = {name: None for name in ("on", "until") if hasattr(change, name)}
    return change.model_copy(update=days)
