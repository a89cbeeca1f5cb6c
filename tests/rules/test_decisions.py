"""Decision records: stories of what makes them hold, and what undoes them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.records import BASIS, FACTS, PILOT, STAY, judged, kinds, sealed, whole
from tests.worlds import answer, assessed, day, on_day, paper, playbook, reading, step
from vpl_core.model.alternatives import Assumed
from vpl_core.model.conditions import Recorded
from vpl_core.model.decision_states import RecordStage, RecordStatus
from vpl_core.model.decisions import Action, Approval, Criterion, Passage, Section, Statement, Trigger
from vpl_core.model.outcomes import Outcome
from vpl_core.model.reviews import HeldReview, ReviewDates
from vpl_core.rules.completeness import completeness
from vpl_core.rules.decisions import known_on
from vpl_core.rules.seals import seals_of

OPEN = {"chosen": None, "because": "", "decided_on": None, "locked": None}


def held(kind: str = "operating", on: int = 25, outcome: str = "continue", **more: Any) -> HeldReview:
    return HeldReview(kind=kind, on=day(on), by="Mina", outcome=outcome, signals=("Seen",), **more)


def all_but(section: Section) -> tuple[Passage, ...]:
    return tuple(Passage(section=other, words="Words") for other in Section if other is not section)


def with_hours(number: float, on: int = 26) -> Any:
    return FACTS.model_copy(update={"observations": (*FACTS.observations, reading("hours", number, on=on))})


def test_a_whole_record_is_in_force():
    state = judged(whole())
    assert (state.status, state.stage, state.objections) == (RecordStatus.IN_FORCE, RecordStage.COMMITTED, ())
    assert (state.completeness.percent, state.missing) == (100, ())


@pytest.mark.parametrize(
    ("section", "gone"),
    [
        *(
            (s, {"passages": tuple(Passage(section=o, words="x") for o in Section if o is not s)})
            for s in list(Section)[:2]
        ),
        (Section.METRICS, {"metrics": ()}),
        (Section.ASSUMPTIONS, {"inputs": ()}),
        (Section.RANGES, {"ranges": ()}),
        (Section.TRADE_OFF, {"options": (STAY, PILOT.model_copy(update={"estimate": None}))}),
        (Section.RISKS, {"risks": ()}),
        (Section.CRITERIA, {"criteria": ()}),
        (Section.RECOMMENDATION, {"passages": all_but(Section.RECOMMENDATION)}),
        (Section.TIMELINE, {"next": ()}),
        (Section.TRIGGERS, {"stop": ()}),
    ],
)
def test_a_record_without_one_section_is_eleven_twelfths_complete_and_names_it(section, gone):
    found = completeness(whole(**gone))
    assert (len(found.done), found.percent, [missing for missing, _ in found.missing]) == (11, 91, [section])


def test_one_option_is_no_comparison():
    found = completeness(whole(options=(PILOT,)))
    assert [section for section, _ in found.missing] == [Section.OPTIONS, Section.TRADE_OFF]


@pytest.mark.parametrize(
    ("gone", "stage", "missing"),
    [
        ({"owner": "", **OPEN}, RecordStage.DRAFT, "an owner, by name"),
        ({"horizon": None, **OPEN}, RecordStage.DRAFT, "a horizon with its first and last day"),
        ({"constraints": (), **OPEN}, RecordStage.FRAMED, "a constraint"),
        ({"statements": (), **OPEN}, RecordStage.FRAMED, "a fact with evidence on file"),
        (
            {"options": (STAY, PILOT.model_copy(update={"type": None})), **OPEN},
            RecordStage.FRAMED,
            "the type of every option",
        ),
        ({"reviews": ReviewDates(), **OPEN}, RecordStage.COMPARED, "the day of the post-review"),
        ({"reversal": None, **OPEN}, RecordStage.COMPARED, "a reversal signal"),
        ({"stop": (), **OPEN}, RecordStage.COMPARED, "a stop condition"),
        (OPEN, RecordStage.COMPARED, "the option that is chosen"),
    ],
)
def test_a_record_stays_at_the_stage_whose_next_lacks_something(gone, stage, missing):
    state = judged(whole(**gone))
    assert (state.stage, str(state.status)) == (stage, str(stage))
    assert missing in state.missing and missing in state.because


def test_a_choice_that_nobody_sealed_does_not_count():
    state = judged(whole(locked=None))
    assert (state.status, kinds(state)) == (RecordStatus.REFUSED, ["not_locked"])


# --- facts and assumptions ----------------------------------------------------------------------------------------


def test_a_fact_whose_paper_is_not_on_file_counts_as_an_assumption():
    statement = Statement(kind="fact", text="All go home", evidence=("nowhere",))
    (judged_one,) = judged(whole(statements=(statement,))).statements
    assert (judged_one.counts_as, judged_one.demoted, judged_one.rigor) == ("assumption", True, None)


def test_a_paper_of_tomorrow_carries_nothing_today():
    facts = FACTS.model_copy(update={"evidence": (paper("time-log", on=31),)})
    assert judged(whole(), facts, after=30).statements[0].demoted
    assert not judged(whole(), facts, after=31).statements[0].demoted


# --- options that cannot be compared -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("other", "says"),
    [
        ({"assumptions": "February"}, "the assumptions: January and February"),
        ({"unit": "days"}, "the unit: hours and days"),
        ({"horizon_days": 30}, "the horizon in days: 90 and 30"),
        ({"numbers": (Assumed(name="churn", number=11),)}, "takes churn as 28, “Pilot” as 11"),
    ],
)
def test_options_on_different_bases_are_not_compared(other, says):
    first = STAY.model_copy(update={"basis": BASIS.model_copy(update={"numbers": (Assumed(name="churn", number=28),)})})
    second = PILOT.model_copy(update={"basis": BASIS.model_copy(update=other)})
    state = judged(whole(options=(first, second)))
    assert (state.status, kinds(state)) == (RecordStatus.REFUSED, ["incomplete", "not_comparable"])
    assert says in state.objections[1].says


# --- inputs, criteria and constraints --------------------------------------------------------------------------------


@pytest.mark.parametrize(("field", "kind"), [("inputs", "unaudited"), ("criteria", "unaudited")])
def test_what_nobody_checked_fails(field, kind):
    unchecked = tuple(one.model_copy(update={"audit": None}) for one in getattr(whole(), field))
    state = judged(whole(**{field: unchecked}))
    assert (state.status, kinds(state)) == (RecordStatus.REFUSED, [kind])


def test_other_spacing_in_an_input_is_not_material_and_other_words_are():
    record = whole()
    (one,) = record.inputs

    def saying(words: str) -> list[str]:
        changed = type(one)(**{**dict(one), "says": words})
        return kinds(judged(record.model_copy(update={"inputs": (changed,)})))

    assert saying("  Version   3 ") == []
    assert saying("Version 4") == ["input_changed"]


def test_a_new_criterion_calls_for_a_review_and_a_review_settles_it():
    record = whole()
    audit = record.criteria[0].audit
    more = record.model_copy(
        update={"criteria": (*record.criteria, Criterion(id="new", text="No queues", audit=audit))}
    )
    assert (judged(more).status, kinds(judged(more))) == (RecordStatus.REVIEW_DUE, ["input_changed"])
    seals = judged_seals(more)
    reviewed = more.model_copy(update={"held": (*more.held, held(on=28, **seals))})
    assert judged(reviewed).status is RecordStatus.IN_FORCE


def judged_seals(record: Any) -> dict[str, Any]:
    seals = seals_of(record, playbook(), on_day(FACTS).evidence)._asdict()
    del seals["metrics"], seals["decision_signals"]
    return seals


def test_another_constraint_ends_the_record():
    record = whole()
    other = record.constraints[0].model_copy(update={"text": "Two people are hired"})
    state = judged(record.model_copy(update={"constraints": (other,)}))
    assert (state.status, kinds(state)) == (RecordStatus.EXPIRED, ["constraint_changed"])


@pytest.mark.parametrize(
    ("seats", "status", "kind"),
    [
        (10, RecordStatus.IN_FORCE, []),
        (9, RecordStatus.EXPIRED, ["constraint_changed"]),
        (None, RecordStatus.REVIEW_DUE, ["constraint_unknown"]),
    ],
)
def test_a_constraint_that_facts_watch_ends_the_record_once_it_is_broken(seats, status, kind):
    readings = tuple(o for o in FACTS.observations if o.value != "seats")
    readings += () if seats is None else (reading("seats", seats, on=24),)
    state = judged(whole(), FACTS.model_copy(update={"observations": readings}))
    assert (state.status, kinds(state)) == (status, kind)


def test_an_approval_is_missed_the_day_after_it_was_needed():
    record = whole(approvals=(Approval(who="Jo", what="The pilot", needed_by=day(25)),))
    assert kinds(judged(record, after=25)) == []
    assert kinds(judged(record, after=26)) == ["approval_missed"]


# --- signals and reviews ---------------------------------------------------------------------------------------------


def test_a_reversal_signal_that_is_seen_calls_for_a_review():
    state = judged(whole(), with_hours(11))
    assert (state.status, kinds(state)) == (RecordStatus.REVIEW_DUE, ["reversal"])
    assert state.because == "The reversal signal is seen: Eleven hours"


def test_a_review_settles_a_signal_until_it_goes_and_comes_back():
    record = whole(held=(*whole().held, held(on=27)))
    assert kinds(judged(record, with_hours(11))) == []
    back = with_hours(11).model_copy(
        update={"observations": (*with_hours(11).observations, reading("hours", 9, on=28), reading("hours", 12, on=29))}
    )
    assert kinds(judged(record, back)) == ["reversal"]


def test_a_stop_that_a_person_watches_is_not_known_until_they_see_it():
    (stop,) = judged(whole()).stops
    assert stop.outcome is Outcome.UNKNOWN
    seen = whole(stop=(Trigger(says="Somebody quits", manual=True, seen_on=day(28)),))
    assert kinds(judged(seen, after=27)) == [] and kinds(judged(seen, after=28)) == ["stop"]


def test_a_review_that_says_adapt_leaves_the_record_due_until_it_is_committed_again():
    record = whole(held=(*whole().held, held(on=26, outcome="adapt")))
    assert (judged(record).status, kinds(judged(record))) == (RecordStatus.REVIEW_DUE, ["not_adapted"])
    assert judged(sealed(record, after=25)).status is RecordStatus.REVIEW_DUE
    assert judged(sealed(record, after=26)).status is RecordStatus.IN_FORCE


@pytest.mark.parametrize(("kind", "outcome"), [("operating", "stop"), ("post", "continue"), ("post", "stop")])
def test_a_review_can_conclude_a_record(kind, outcome):
    state = judged(whole(held=(*whole().held, held(kind, 26, outcome))), after=900)
    assert (state.status, state.objections, state.due) == (RecordStatus.CONCLUDED, (), ())


def test_a_post_review_that_names_another_day_keeps_the_record_going():
    record = whole(held=(*whole().held, held("post", 26, again_on=day(40))))
    assert judged(record, after=39).status is RecordStatus.IN_FORCE
    assert kinds(judged(record, after=41)) == ["review_missed"]


def test_nothing_starts_before_its_reviews_are_fixed():
    state = judged(whole(reviews=ReviewDates(initial=day(19), operating=day(50))))
    assert (state.status, kinds(state)) == (RecordStatus.REFUSED, ["incomplete"])
    assert "the day of the post-review" in state.because


def test_an_open_record_owes_its_initial_review_and_no_other():
    record = whole(**OPEN, held=(), reviews=ReviewDates(initial=day(19), operating=day(22), post=day(25)))
    assert kinds(judged(record, after=19)) == ["review_today"]
    assert kinds(judged(record, after=30)) == ["review_missed"]
    assert [due.key for due in judged(record).due if due.key.startswith("review")] == ["review-initial"]


def test_on_an_earlier_day_the_choice_is_not_known_yet():
    early = known_on(whole(), day(19))
    assert (early.chosen, early.decided_on, early.locked, len(early.held)) == (None, None, None, 1)
    assert judged(whole(), after=19).status is RecordStatus.COMPARED


def test_what_is_due_keeps_its_name_when_its_day_moves():
    due = {one.key: one.on for one in judged(whole()).due}
    later = ReviewDates(initial=day(19), operating=day(60), every_days=30, post=day(200))
    moved = {one.key: one.on for one in judged(whole(reviews=later)).due}
    assert due.keys() == moved.keys() and due != moved


def test_what_is_due_keeps_its_name_when_something_is_put_before_it():
    first, second = whole().next[0], Action(what="Ask first", due=day(35))

    def named(*actions: Action) -> dict[str, str]:
        return {due.what: due.key for due in judged(whole(next=actions)).due}

    assert named(second, first)[first.what] == named(first)[first.what] != named(second)[second.what]


# --- what records answer ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fact", ["decision", "options", "review_date", "reversal_signal"])
def test_a_decided_record_answers_what_is_asked_of_decisions_from_its_day_on(fact):
    facts = FACTS.model_copy(update={"records": (whole(),)})
    book = playbook(step("decided", Recorded(fact=fact)))
    before, after = (assessed(facts, book, on).milestones[0] for on in (19, 30))
    assert (before.outcome, after.outcome, after.first_reached) == (Outcome.UNMET, Outcome.MET, day(20))


@pytest.mark.parametrize("kept", [{"internal": True}, {"decided_on": None, "locked": None}])
def test_an_internal_or_open_record_answers_nothing(kept):
    facts = FACTS.model_copy(update={"records": (whole(**kept),)})
    assert answer(Recorded(fact="decision"), facts).outcome is Outcome.UNMET


def test_records_come_out_by_name_in_whatever_order_they_were_given():
    records = (whole(id="second"), whole(id="first"))
    for given in (records, records[::-1]):
        facts = FACTS.model_copy(update={"records": given})
        assert [state.record.id for state in assessed(facts).records] == ["first", "second"]
