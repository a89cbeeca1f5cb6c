"""The next rung: the minimal sets of changes that would lift an account, each tried on the facts themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import localcontext
from functools import cached_property
from itertools import product

from vpl_core.model.accounts import AccountFacts, Override
from vpl_core.model.base import EXACT
from vpl_core.model.changes import Change, KeptUp, NextRung, Obstacle, Way
from vpl_core.model.conditions import Sustained
from vpl_core.model.playbook import Playbook
from vpl_core.rules.account_day import AccountDay
from vpl_core.rules.engine import assess
from vpl_core.rules.minimal_sets import Choice, Found, minimal_sets, undominated
from vpl_core.rules.planned_changes import Slot, Subject, considered, covers, effort, kept_up
from vpl_core.rules.planned_facts import apply, known_by
from vpl_core.rules.planned_readings import Asked, first_days
from vpl_core.rules.rung_formula import Atom, RungFormula, formula_of, holds, is_proven, subject_of

MOST_SHOWN = 5
"""How many ways are given."""
MOST_DAYS = 8
"""How many days are tried: today, and the first ones on which a run can be long enough."""


def next_rung(
    facts: AccountFacts,
    playbook: Playbook,
    as_of: dt.date,
    overrides: tuple[Override, ...] = (),
    *,
    most: int = MOST_SHOWN,
) -> NextRung:
    """What would lift the account to the next rung: the best ways, those with the fewest changes first.

    Each way lifts under the rules themselves, and does not with any one of its changes left out. It also cannot be
    had with a lower number, a shorter run or fewer papers. A condition written in Python cannot be planned: it is
    taken to stay as it is.
    """
    number = assess(facts, playbook, as_of, overrides).standing.next_rung
    if number is None:
        return NextRung(None, (), 0, True, ())
    with localcontext(EXACT):
        climb = Climb(known_by(facts, as_of), playbook, as_of, overrides, number)
        ways, all_counted = _over_all_days(climb)
        tried = _tried(climb, sorted(ways, key=_best_first), most)
        failed = sum(way is None for way in tried)
        good = tuple([way for way in tried if way is not None])
        return NextRung(number, good, len(ways) - failed, all_counted, () if good else climb.obstacles)


def _over_all_days(climb: Climb) -> tuple[list[Way], bool]:
    """The ways of each day that do not ask for more than one of an earlier day."""
    ways: list[Way] = []
    all_counted = climb.tries_all_days
    for day in climb.days:
        sets, complete = climb.sets_on(day)
        all_counted = all_counted and complete
        proviso = climb.proviso(day)
        sooner = list(ways)
        ways += [
            Way(changes, day, proviso) for changes in sets if not any(covers(way.changes, changes) for way in sooner)
        ]
    return ways, all_counted


def _best_first(way: Way) -> tuple[object, ...]:
    return len(way.changes), way.day, sum(map(effort, way.changes)), repr(way.changes)


def _tried(climb: Climb, ways: list[Way], most: int) -> list[Way | None]:
    """The first ways that the engine confirms, and none for each that it does not."""
    tried: list[Way | None] = []
    for way in ways:
        if sum(one is not None for one in tried) == most:
            break
        tried.append(_without_proviso(climb, way) if climb.is_minimal(way) else None)
    return tried


def _without_proviso(climb: Climb, way: Way) -> Way:
    """The way without its proviso where nothing would fade."""
    bare = replace(way, proviso=None)
    return bare if way.proviso and climb.is_minimal(bare) else way


@dataclass(frozen=True)
class Climb:
    """One account and the rung it is to be lifted to; its facts are those known by the day of the assessment."""

    facts: AccountFacts
    playbook: Playbook
    today: dt.date
    overrides: tuple[Override, ...]
    rung: int

    @cached_property
    def formula(self) -> RungFormula:
        return formula_of(self.playbook, self.rung)

    @cached_property
    def subjects(self) -> dict[Subject, list[int]]:
        """The places of the atoms by what they are about."""
        found: dict[Subject, list[int]] = {}
        for place, atom in enumerate(self.formula.atoms):
            found.setdefault(subject_of(atom.condition), []).append(place)
        return found

    @cached_property
    def days(self) -> list[dt.date]:
        """Today, and the first days on which a run that is asked for can be long enough, soonest first."""
        return self._all_days[:MOST_DAYS]

    @property
    def tries_all_days(self) -> bool:
        """Whether there are no more days on which something new could hold."""
        return len(self._all_days) <= MOST_DAYS

    @cached_property
    def _all_days(self) -> list[dt.date]:
        days = {self.today}
        for asked, atoms in self._open_runs.values():
            days |= first_days(asked._replace(atoms=atoms))
        return sorted(days)

    @cached_property
    def _open_runs(self) -> dict[str, tuple[Asked, tuple[Atom, ...]]]:
        """The values with a run that is not proven today."""
        now = AccountDay(self.facts, self.playbook, self.today, self.overrides)
        found: dict[str, tuple[Asked, tuple[Atom, ...]]] = {}
        for subject in self.subjects:
            asked = self._asked(subject, self.facts)
            runs = [a for a in asked.atoms if isinstance(a.condition, Sustained)] if asked else []
            if asked and (unproven := tuple([a for a in runs if not is_proven(a, now)])):
                found[subject[1]] = asked, unproven
        return found

    def proviso(self, day: dt.date) -> KeptUp | None:
        """That all values but those whose run is to be earned stay as they are until the day."""
        if day == self.today:
            return None
        asked = [self._asked(subject, self.facts) for subject in self.subjects if subject[1] not in self._open_runs]
        return kept_up([one._replace(facts=self.facts) for one in asked if one], day)

    def slots(self, day: dt.date) -> dict[Subject, list[Slot]]:
        """All changes that are considered for the day, by subject; of each slot one can be made, or none."""
        return {subject: self._slots(subject, day) for subject in self.subjects}

    def sets_on(self, day: dt.date) -> Found:
        """The minimal sets of changes with which the rung is held on the day."""
        proviso = self.proviso(day)
        base = apply(self.facts, [proviso] if proviso else [])
        choices = [self._choices(subject, base, day) for subject in self.subjects]
        return minimal_sets(self.formula, choices)

    def lifts(self, way: Way) -> bool:
        """Whether the rung is held on the way's day, as the engine judges the changed facts."""
        after = assess(apply(self.facts, way.everything), self.playbook, way.day, self.overrides)
        return after.standing.proven >= self.rung

    def is_minimal(self, way: Way) -> bool:
        """Whether it lifts, and does not with any one change left out."""
        shorter = (replace(way, changes=way.changes[:n] + way.changes[n + 1 :]) for n in range(len(way.changes)))
        return self.lifts(way) and not any(self.lifts(one) for one in shorter)

    @property
    def obstacles(self) -> tuple[Obstacle, ...]:
        """The atoms that no change proves on any day, as far as they stand in every way; else all such atoms."""
        reachable = 0
        for day in self.days:
            proviso = self.proviso(day)
            base = apply(self.facts, [proviso] if proviso else [])
            for subject in self.subjects:
                for choice in self._choices(subject, base, day):
                    reachable |= choice.proven
        everything = (1 << len(self.formula.atoms)) - 1
        missing = [n for n in range(len(self.formula.atoms)) if not reachable >> n & 1]
        decisive = [n for n in missing if not holds(self.formula.root, everything & ~(1 << n))]
        atoms = [self.formula.atoms[n] for n in decisive or missing]
        return tuple([Obstacle(atom.milestone, atom.condition, atom.floor) for atom in atoms])

    def _slots(self, subject: Subject, day: dt.date) -> list[Slot]:
        atoms = [self.formula.atoms[place] for place in self.subjects[subject]]
        return considered(subject, self._asked(subject, self.facts), atoms, self.today, day)

    def _choices(self, subject: Subject, base: AccountFacts, day: dt.date) -> list[Choice]:
        """What can be done about the subject and is worth doing, with what it proves; nothing comes first."""
        places = self.subjects[subject]
        facts = _about(base, subject)
        as_is = Choice(self._proven(facts, places, day), ())
        if as_is.proven == sum(1 << place for place in places):
            return [as_is]
        sets = _subsets(self._slots(subject, day))
        found = [Choice(self._proven(apply(facts, changes), places, day), changes) for changes in sets if changes]
        return undominated([as_is, *found])

    def _proven(self, facts: AccountFacts, places: list[int], day: dt.date) -> int:
        now = AccountDay(facts, self.playbook, day, self.overrides)
        return sum(1 << place for place in places if is_proven(self.formula.atoms[place], now))

    def _asked(self, subject: Subject, facts: AccountFacts) -> Asked | None:
        if subject[0] != "value":
            return None
        atoms = tuple([self.formula.atoms[place] for place in self.subjects[subject]])
        definition = self.playbook.value[subject[1]]
        return Asked(_about(facts, subject), self.playbook, atoms, definition, self.today, self.overrides)


def _subsets(slots: list[Slot]) -> Iterator[tuple[Change, ...]]:
    """Every choice of at most one change of each slot."""
    for chosen in product(*[(None, *slot) for slot in slots]):
        yield tuple([change for change in chosen if change is not None])


def _about(facts: AccountFacts, subject: Subject) -> AccountFacts:
    """The facts that can matter to the subject; a condition written in Python may look at all of them."""
    kind, name = subject
    if kind == "name":
        return facts
    observations = [o for o in facts.observations if kind == "value" and o.value == name]
    papers = [e for e in facts.evidence if name in (e.values if kind == "value" else e.milestones)]
    return facts.model_copy(update={"observations": tuple(observations), "evidence": tuple(papers)})
