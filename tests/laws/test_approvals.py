"""Approvals: in one state whatever is said of them, never given by silence, and without a say in what is proven."""

from __future__ import annotations

from itertools import product
from typing import Any

from hypothesis import strategies as st

from tests.approvals import NOBODY_COMES, SIGNATURE, TOO_LONG, asked, excused, given, governed
from tests.laws.law import law
from tests.random_facts import account_facts
from tests.random_playbooks import about_readings
from tests.records import FACTS, NOW, judged, kinds, sealed, whole
from tests.worlds import assessed, day
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.approvals import RequiredApproval
from vpl_core.model.conditions import AtLeast, AtMost, Condition
from vpl_core.model.decision_states import ApprovalStanding as Standing, RecordStatus, TriggerState
from vpl_core.model.decisions import Approval, DecisionRecord, Trigger
from vpl_core.model.outcomes import Outcome
from vpl_core.model.playbook import Playbook
from vpl_core.model.waivers import Waiver
from vpl_core.rules.account_day import AccountDay
from vpl_core.rules.approvals import approval_states
from vpl_core.rules.calendar import add_months
from vpl_core.testing import strategies as kit

SIGNED = FACTS.model_copy(update={"evidence": (*FACTS.evidence, SIGNATURE)})
NEEDS: dict[str, Condition] = {
    "met": AtLeast(value="hours", limit=9),
    "unmet": AtMost(value="hours", limit=1),
    "unknown": AtLeast(value="sales", limit=1),
}
"""Conditions with these outcomes on the day, over nine hours and no reading of sales."""
ANSWERS: dict[str, tuple[Approval, ...]] = {
    "none": (),
    "blank": (Approval(answers="works-council"),),
    "by nobody": (given(who=""),),
    "in another role": (given(role="Shop manager"),),
    "without a paper": (given(evidence=None),),
    "with a paper that is not on file": (given(evidence="lost"),),
    "tomorrow": (given(on=NOW + 1),),
    "too long ago": (given(on=-360),),
    "given": (given(),),
    "in other letters": (given(role="works  COUNCIL"),),
    "too long ago, and again": (given(on=-360), given()),
}
COUNTS = {"given", "in other letters", "too long ago, and again"}
WAIVERS: dict[str, tuple[Waiver, ...]] = {
    "none": (),
    "tomorrow": (excused(NOW + 1, NOW + 9),),
    "today": (excused(NOW, NOW + 1),),
    "until yesterday": (excused(0, NOW),),
    "of another": (excused(0, NOW + 9, about="another"),),
}


@law()
def test_an_approval_is_in_one_state_whatever_is_said_of_it() -> None:
    """Whether it is needed, how it is answered, and who excuses it: every combination has its one state.

    given ↔ needed ≠ no ∧ counts; exempt ↔ needed ≠ no ∧ ¬counts ∧ excused; unknown, expired, missing: the rest.
    """
    for (need, condition), (said, answers), (excuse, waivers) in product(
        NEEDS.items(), ANSWERS.items(), WAIVERS.items()
    ):
        record = whole(approvals=answers, waivers=waivers)
        state = judged(record, SIGNED, book=governed(asked(condition=condition)))
        expected = (
            "not_needed"
            if need == "unmet"
            else "given"
            if said in COUNTS
            else "exempt"
            if excuse == "today"
            else "unknown"
            if need == "unknown"
            else "expired"
            if said == "too long ago"
            else "missing"
        )
        assert [str(one.standing) for one in state.approvals] == [expected], (need, said, excuse)
        holds = expected in ("not_needed", "given", "exempt")
        assert (state.status is RecordStatus.IN_FORCE) is holds
        assert holds == (not any(objection.fails for objection in state.objections))


@law(st.integers(-500, 20), st.integers(1, 14), st.integers(-2, 2))
def test_an_approval_holds_for_its_months_and_not_a_day_longer(on: int, months: int, off: int) -> None:
    """From the day it is given until the day before the same day so many months later.

    given(a, d) ↔ given_on(a) ≤ d < given_on(a) + months.
    """
    ends = (add_months(day(on), months) - day(0)).days
    after = max(ends + off, on)
    signed = SIGNED.model_copy(update={"evidence": (SIGNATURE.model_copy(update={"on": day(on)}),)})
    record = whole(approvals=(given(on=on),))
    [state] = approval_states(record, AccountDay(signed, governed(asked(months=months)), day(after)))
    assert state.standing is (Standing.GIVEN if after < ends else Standing.EXPIRED)


@law(
    kit.account_facts(kit.MADE_UP),
    kit.ids,
    kit.names,
    st.integers(-40, 300),
    st.sampled_from([asked(), asked(types=())]),
)
def test_what_nobody_signed_is_never_given(
    facts: AccountFacts, evidence: str, who: str, after: int, rule: RequiredApproval
) -> None:
    """Without the paper that holds it no approval counts, however much else is said of it.

    given(a) → paper(a) on file by the day.
    """
    later = tuple(paper.model_copy(update={"on": kit.day(after + 1)}) for paper in facts.evidence)
    record = whole(approvals=(given(who=who, on=after, evidence=evidence),))
    for papers in ((), later):
        now = AccountDay(facts.model_copy(update={"evidence": papers}), governed(rule), kit.day(after))
        [state] = approval_states(record, now)
        assert state.standing is Standing.MISSING


@law(
    kit.account_facts(kit.MADE_UP),
    st.lists(kit.decision_records(kit.MADE_UP), max_size=2, unique_by=lambda record: record.id),
)
def test_no_approval_and_no_excuse_moves_what_is_proven(facts: AccountFacts, records: list[DecisionRecord]) -> None:
    """With all approvals and excuses, or with none: every rung, milestone, value, answer and colour is the same.

    assess(facts ∪ approvals ∪ waivers) = assess(facts) in all but the decisions' own state.
    """
    bare = [one.model_copy(update={"approvals": (), "waivers": ()}) for one in records]
    told, untold = (
        assessed(facts.model_copy(update={"records": tuple(some)}), kit.MADE_UP, 120) for some in (records, bare)
    )
    for part in ("standing", "milestones", "values", "health", "scores", "checklists", "clocks"):
        assert getattr(told, part) == getattr(untold, part)


def _sealed_under(book: Playbook, changes: dict[str, Any]) -> DecisionRecord:
    """A whole record with its approval, committed under these rules."""
    return sealed(whole(approvals=(given(),), locked=None, **changes), SIGNED, book=book)


def _seen(state: TriggerState | None) -> tuple[object, ...]:
    return () if state is None else (state.trigger.says, state.outcome, state.answer, state.settled)


@law(about_readings, account_facts(), st.booleans())
def test_a_signal_by_its_name_says_what_its_condition_says(
    condition: Condition, facts: AccountFacts, stops: bool
) -> None:
    """A record that names a signal is judged as one in which the same condition is written out.

    state(signal s) = state(when condition(s)).
    """
    signal = (NOBODY_COMES if stops else TOO_LONG).model_copy(update={"when": condition})
    book = governed(decision_signals=(signal,))
    named, written = Trigger(signal=signal.id), Trigger(says=signal.says, when=condition)
    one, other = (
        judged(_sealed_under(book, {"stop": (t,)} if stops else {"reversal": t}), facts, book=book)
        for t in (named, written)
    )
    assert (one.status, one.because, kinds(one), one.due) == (other.status, other.because, kinds(other), other.due)
    assert [_seen(state) for state in (one.reversal, *one.stops)] == [_seen(s) for s in (other.reversal, *other.stops)]


@law(st.sampled_from([AtLeast(value="hours", limit=9), AtMost(value="hours", limit=11), None]))
def test_a_signal_that_is_declared_otherwise_since_the_commit_is_not_known(other: Condition | None) -> None:
    """A plugin that moves a limit, or takes the signal away, does not move what was decided under it.

    seal(s) ≠ sealed(s) → signal(s) = unknown.
    """
    book = governed()
    record = _sealed_under(book, {"reversal": Trigger(signal="too-long")})
    changed = () if other is None else (TOO_LONG.model_copy(update={"when": other}),)
    state = judged(record, SIGNED, book=governed(decision_signals=changed))
    assert state.reversal is not None
    assert (kinds(state), state.reversal.outcome) == (["redefined"], Outcome.UNKNOWN)
    assert judged(record, SIGNED, book=book).status is RecordStatus.IN_FORCE
