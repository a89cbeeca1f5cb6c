"""Decisions: complete by what they hold, in one state with a reason, and expired to the day."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.laws.law import law
from tests.random_facts import account_facts
from tests.records import FACTS, NOW, PILOT, STAY, judged, kinds, sealed, whole
from tests.worlds import VALUES, day, paper, playbook, reading
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.alternatives import Alternative
from vpl_core.model.decision_states import RecordStatus
from vpl_core.model.decisions import Action, Constraint, DecisionRecord, Risk, Section, Statement, Trigger
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.model.reviews import HeldReview, ReviewDates
from vpl_core.rules.account_day import AccountDay
from vpl_core.rules.completeness import completeness
from vpl_core.rules.decisions import judge_record
from vpl_core.rules.objections import refusals
from vpl_core.testing import strategies as kit

ONE = whole()
FULL = whole(
    metrics=("hours", "seats"),
    inputs=(*ONE.inputs, ONE.inputs[0].model_copy(update={"id": "another"})),
    statements=(*ONE.statements, Statement(kind="assumption", text="They stay"), Statement(kind="open", text="Who?")),
    constraints=(*ONE.constraints, Constraint(id="rent", text="The rent stays")),
    ranges=(*ONE.ranges, ONE.ranges[0].model_copy(update={"id": "another"})),
    risks=(*ONE.risks, Risk(what="It rains")),
    criteria=(*ONE.criteria, ONE.criteria[0].model_copy(update={"id": "another"})),
    options=(*ONE.options, Alternative(id="third", name="Neither")),
    next=(*ONE.next, Action(what="Wait")),
    stop=(*ONE.stop, Trigger(says="It snows", manual=True)),
)
"""Of everything more than one, the second often with less in it."""
LISTS = tuple(name for name, part in FULL if isinstance(part, tuple) and name != "held")
SINGLE = {"owner": "", "because": "", "traded": "", "changes": "", "horizon": None, "reversal": None}
DECIDING: dict[str, Any] = {"chosen": None, "decided_on": None, "locked": None, "held": ()}

amounts = st.fixed_dictionaries({name: st.integers(0, len(getattr(FULL, name))) for name in LISTS})
kept = st.fixed_dictionaries(dict.fromkeys([*SINGLE, "reviews", *DECIDING], st.booleans()))


def part_of(full: DecisionRecord, how_many: dict[str, int], keeps: dict[str, bool]) -> DecisionRecord:
    """The record with only the first so many of each list, and only the single fields that are kept."""
    changes: dict[str, Any] = {name: getattr(full, name)[:count] for name, count in how_many.items()}
    changes |= {name: empty for name, empty in {**SINGLE, **DECIDING}.items() if not keeps[name]}
    if not keeps["reviews"]:
        changes["reviews"] = ReviewDates()
    if full.chosen not in [option.id for option in changes["options"]]:
        changes["chosen"] = None
    return full.model_copy(update=changes)


parts = st.builds(part_of, st.just(FULL), amounts, kept)


@law(amounts, amounts, kept, kept)
def test_adding_to_a_record_never_makes_it_less_complete(
    some: dict[str, int], more: dict[str, int], keeps: dict[str, bool], also: dict[str, bool]
) -> None:
    """What holds a part of what another holds has no section that the other lacks.

    r ⊆ s → done(r) ⊆ done(s).
    """
    less = part_of(FULL, some, keeps)
    larger = {name: max(some[name], more[name]) for name in some}
    fuller = part_of(FULL, larger, {name: keeps[name] or also[name] for name in keeps})
    assert set(completeness(less).done) <= set(completeness(fuller).done)
    assert completeness(less).percent <= completeness(fuller).percent


@law(parts)
def test_every_section_is_either_there_or_missing_with_what_it_needs(record: DecisionRecord) -> None:
    """The twelve sections in their order, each told once.

    done(r) ∪ missing(r) = all twelve, done(r) ∩ missing(r) = ∅.
    """
    found = completeness(record)
    missing = [section for section, what in found.missing if what]
    assert sorted([*found.done, *missing], key=list(Section).index) == list(Section)
    assert list(found.done) == sorted(found.done, key=list(Section).index)


@law(parts, account_facts(), st.integers(-40, 400))
def test_every_record_is_in_one_state_and_says_why(record: DecisionRecord, facts: AccountFacts, after: int) -> None:
    """Whatever is missing, on whatever day: one state, a reason, and no silent green.

    in force(r) ↔ decided(r) ∧ objections(r) = ∅.
    """
    state = judged(record, facts, after)
    decided = record.decided_on is not None and record.decided_on <= day(after)
    open_states = {RecordStatus.DRAFT, RecordStatus.FRAMED, RecordStatus.COMPARED}
    assert (state.status in open_states) == (not decided)
    assert state.because
    assert decided or state.missing
    assert (state.status is RecordStatus.IN_FORCE) == (decided and not state.objections)
    assert not decided or not state.objections or state.status in {one.kind.status for one in state.objections}


@law(kit.decision_records(kit.MADE_UP), kit.account_facts(kit.MADE_UP), st.integers(-40, 600))
def test_a_record_of_any_kind_has_a_state_with_its_reason(
    record: DecisionRecord, facts: AccountFacts, after: int
) -> None:
    """However odd it is: judged on any day, in one state, with each objection telling a next step.

    concluded(r) → objections(r) = due(r) = ∅.
    """
    state = judge_record(record, AccountDay(facts, kit.MADE_UP, kit.day(after)))
    assert state.status in RecordStatus and state.because
    assert all(objection.says and objection.next_step for objection in state.objections)
    concluded = state.status is RecordStatus.CONCLUDED
    assert not (concluded and (state.objections or state.due))
    assert len({due.key for due in state.due}) == len(state.due)


@law(st.booleans(), st.booleans(), st.booleans(), account_facts())
def test_a_record_is_refused_exactly_without_owner_evidence_or_choice(
    owned: bool, evident: bool, choosable: bool, facts: AccountFacts
) -> None:
    """All eight cases, each refusal with its own reason.

    refused(r) ↔ ¬owner(r) ∨ ¬evidence(r) ∨ ¬choice(r).
    """
    papers = tuple(one.id for one in facts.evidence if one.on <= day(NOW)) if evident else ()
    record = whole(
        owner="Mina" if owned else "",
        statements=(Statement(kind="fact", text="So it is", evidence=(*papers, "not-on-file")),),
        options=(STAY, PILOT if choosable else PILOT.model_copy(update={"changes": ()})),
    )
    state = judged(record, facts)
    lacks = [] if owned else ["no_owner"]
    lacks += [] if papers else ["no_evidence"]
    lacks += [] if choosable else ["no_choice"]
    assert [str(one.kind) for one in refusals(state.record, state.statements)] == lacks
    assert not lacks or state.status is RecordStatus.REFUSED
    assert kinds(state)[: len(lacks)] == lacks


@law(st.integers(NOW, 150), st.integers(1, 120), st.integers(-400, 400))
def test_a_review_is_in_time_until_its_day_and_late_the_day_after(first: int, every: int, off: int) -> None:
    """Before its day nothing is said, on it that it is today, after it the record is expired.

    missed(review, d) ↔ d > due(review).
    """
    dates = ReviewDates(initial=day(19), operating=day(first), every_days=every, post=day(1000))
    record = whole(reviews=dates, inputs=(ONE.inputs[0].model_copy(update={"every_days": 730}),))
    state = judged(record, after=max(first + off, 25))
    late = max(first + off, 25) - first
    expected = RecordStatus.EXPIRED if late > 0 else RecordStatus.REVIEW_DUE if late == 0 else RecordStatus.IN_FORCE
    assert state.status is expected
    held = HeldReview(kind="operating", on=day(first), by="Mina", outcome="continue", signals=("Seen",))
    again = sealed(record).model_copy(update={"held": (*record.held, held)})
    assert "review_missed" not in kinds(judged(again, after=first + every))
    assert "review_missed" in kinds(judged(again, after=first + every + 1))


@law(st.integers(0, 100), st.integers(1, 200), st.integers(-3, 3))
def test_an_input_is_stale_the_day_after_it_was_due_again(refreshed: int, every: int, off: int) -> None:
    """Fresh up to and on the day by which it is due, and stale from the next.

    stale(i, d) ↔ d > refreshed(i) + cadence(i).
    """
    one = ONE.inputs[0].model_copy(update={"refreshed_on": day(refreshed), "every_days": every})
    after = refreshed + every + off
    state = judged(whole(inputs=(one,)), after=after)
    assert ("stale" in kinds(state)) == (after > refreshed + every or after < refreshed)


@law(parts, account_facts(), st.integers(1, 300))
def test_what_is_dated_later_changes_no_state(record: DecisionRecord, facts: AccountFacts, later: int) -> None:
    """A review, an approval or a paper of tomorrow does not exist today.

    state(r ∪ later, d) = state(r, d).
    """
    tomorrow = day(NOW + later)
    review = HeldReview(kind="post", on=tomorrow, by="Mina", outcome="stop", signals=("Later",))
    more = record.model_copy(
        update={
            "held": (*record.held, review),
            "statements": tuple(
                one.model_copy(update={"evidence": (*one.evidence, "later")}) for one in record.statements
            ),
            "stop": tuple(one.model_copy(update={"seen_on": tomorrow}) for one in record.stop),
        }
    )
    papers = (*facts.evidence, paper("later", on=NOW + later))
    known_later = judged(more, facts.model_copy(update={"evidence": papers}))
    now = judged(record, facts)
    assert (known_later.status, known_later.because, kinds(known_later)) == (now.status, now.because, kinds(now))


@law(st.sampled_from(["unit", "direction", "what", "per", "tolerance_percent", "name"]))
def test_nothing_is_compared_across_a_changed_definition(field: str) -> None:
    """Whatever of a locked value is defined otherwise, its signals are not known any more; its name may change.

    seal(v) ≠ sealed(v) → signal over v = unknown.
    """
    other = {"unit": "minutes", "direction": "up", "what": "Other", "per": "day", "tolerance_percent": 7, "name": "N"}
    values = tuple(v.model_copy(update={field: other[field]}) if v.id == "hours" else v for v in VALUES)
    state = judged(whole(), book=playbook(values=values))
    assert state.reversal is not None
    if field == "name":
        assert (state.status, state.reversal.outcome) == (RecordStatus.IN_FORCE, Outcome.UNMET)
    else:
        assert (kinds(state), state.reversal.outcome) == (["redefined"], Outcome.UNKNOWN)


@law(st.lists(st.tuples(st.integers(0, 12), st.sampled_from(["timesheet", "our-word"])), max_size=4))
def test_a_step_is_open_exactly_where_every_step_before_is_proven(readings: list[tuple[int, str]]) -> None:
    """A step that is not met at its rigor locks all after it.

    open(n) ↔ met(1) ∧ … ∧ met(n − 1).
    """
    facts = FACTS.model_copy(
        update={
            "observations": tuple(
                reading("hours", number, on=22 + n, source=source) for n, (number, source) in enumerate(readings)
            )
        }
    )
    steps = judged(whole(), facts).stages
    assert [step.open for step in steps] == [all(before.met for before in steps[:n]) for n in range(len(steps))]
    for step in steps:
        assert not step.met or (step.answer is not None and step.answer.rigor.reaches(Rigor.MEASURED))
