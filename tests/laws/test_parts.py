"""Parts: a value taken apart shows who is behind, and decides nothing."""

from __future__ import annotations

import itertools

from tests.laws.law import law
from tests.random_facts import account_facts, all_parts, parts_of_values
from tests.random_playbooks import AS_OF, playbooks
from tests.worlds import VALUES, day
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.model.parts import Parts
from vpl_core.model.playbook import Playbook
from vpl_core.rules.account_day import AccountDay
from vpl_core.rules.breakdowns import behind_first, met_by, parts_rigor, percent_of_the_way
from vpl_core.rules.engine import assess
from vpl_core.rules.progress import reaching
from vpl_core.rules.rigor import rigor_on

BOOK = playbooks()
DEFINITION = {value.id: value for value in VALUES}


def taken_apart(facts: AccountFacts, parts: tuple[Parts, ...]) -> AccountFacts:
    return facts.model_copy(update={"account": facts.account.model_copy(update={"parts": parts})})


@law(account_facts(), BOOK, all_parts)
def test_parts_never_decide_anything(facts: AccountFacts, book: Playbook, parts: tuple[Parts, ...]) -> None:
    """With parts, without them or with other numbers in them an account is judged to the letter as it was.

    assessment(facts + parts) = assessment(facts).
    """
    judged = repr(assess(taken_apart(facts, parts), book, day(AS_OF)))
    assert judged == repr(assess(taken_apart(facts, ()), book, day(AS_OF)))


@law(account_facts(), BOOK, parts_of_values)
def test_parts_are_proven_no_better_than_measured_and_than_the_values_own_reading(
    facts: AccountFacts, book: Playbook, parts: Parts
) -> None:
    """Nobody confirms parts and no second source names them, whatever is known of the value as a whole.

    rigor(parts) ≤ measured, and ≤ rigor(newest reading of the value from that source).
    """
    now, definition = AccountDay(facts, book, day(AS_OF)), book.value[parts.value]
    found = parts_rigor(parts, definition, now)
    assert Rigor.MEASURED.reaches(found)
    own = [one for one in facts.observations if (one.value, one.source) == (parts.value, parts.source)]
    known = [one for one in now.series[parts.value].readings if one in own] if parts.value in now.series else []
    newest = max(known, key=lambda one: (one.on, one.sequence), default=None)
    assert newest is None or rigor_on(now, newest, definition, now.day).reaches(found)


@law(parts_of_values)
def test_whoever_is_further_behind_stands_first(parts: Parts) -> None:
    """In whatever order they are written: the worse number first, and last what is not measured.

    now(n + 1) is never worse than now(n).
    """
    definition = DEFINITION[parts.value]
    shown = behind_first(parts.of, definition)
    assert shown == behind_first(parts.of[::-1], definition)
    for one, other in itertools.pairwise(shown):
        assert other.now is None or (one.now is not None and not definition.better(one.now, other.now))


@law(account_facts(), parts_of_values)
def test_a_part_has_come_all_the_way_only_where_it_meets_the_target(facts: AccountFacts, parts: Parts) -> None:
    """Its way is counted from its own beginning; one that began at the target had no way to go.

    percent = 100 only where the target is met; 0 where it is not better than at its beginning.
    """
    definition = DEFINITION[parts.value]
    plan = next((plan for plan in facts.account.plan if plan.value == parts.value), None)
    for part in parts.of:
        percent, met = percent_of_the_way(part, plan, definition), met_by(part, plan, definition)
        if plan is None or plan.target is None or part.now is None or part.before is None:
            assert percent is None
            continue
        meets = reaching(plan.target, definition.direction, strictly=plan.strictly)
        assert (met is Outcome.MET) == meets(part.now)
        if percent is not None:
            assert (percent == 100) == meets(part.now)
            assert percent == 0 or definition.better(part.now, part.before)
