"""The other accounts of the examples, each with the story that the README promises, by its results alone."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from tests.examples.portfolio import AS_OF, course, milestone, rigor, rung, standing, value
from vpl_core.model.decision_states import RecordStatus
from vpl_core.model.health import Colour
from vpl_core.model.milestones import Badge, MilestoneStatus
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.model.time_to_value import Clock
from vpl_core.model.values import Kind
from vpl_core.rules.engine import assess
from vpl_core.site.pages import PageMaker


def test_alderbrooks_miss_was_corrected_and_looked_back_on(portfolio):
    found = course(portfolio, "alderbrook", "first-relief")
    assert (found.status, found.needs) == (MilestoneStatus.MISSED, ())
    assert [one.option for one in found.corrections] == [None, "add_resources"]
    assert [one.of for one in found.reviews] == ["missed"]


def test_quillon_was_escalated_without_an_answer_and_its_owner_stays(portfolio):
    found = course(portfolio, "quillon", "ledger-connected")
    [(called, to, is_open, overdue)] = found.escalations
    assert (to, is_open, overdue) == ("account_executive", True, True)
    assert portfolio.facts["quillon"].account.owner.name in called.participants
    assert [str(need.kind) for need in found.needs] == ["review_of_miss", "overdue_barrier", "overdue_escalation"]


def test_harrowmeres_decision_stopped_counting_the_day_after_its_approval_was_needed(portfolio):
    def status(day: int) -> RecordStatus:
        return portfolio.on("harrowmere", dt.date(2026, 11, day)).assessment.records[0].status

    assert status(9) is RecordStatus.FRAMED, "its one fact with a paper came in on the tenth"
    assert [status(day) for day in (10, 13, 14)] == [RecordStatus.IN_FORCE, RecordStatus.IN_FORCE, RecordStatus.REFUSED]


def test_quillon_has_no_data_and_is_grey_on_no_rung(portfolio):
    one = portfolio.on("quillon")
    assert (one.facts.observations, one.facts.evidence) == ((), ())
    assert standing(one) == (0, 0)
    assert one.assessment.health.colour is Colour.GREY
    assert {state.target for state in one.assessment.values} == {Outcome.UNKNOWN}
    assert all(state.gap_closed is None for state in one.assessment.values)
    assert not any(clock.observed for clock in one.assessment.clocks)


def test_harrowmere_lost_the_third_rung_when_its_close_fell_back(portfolio):
    before, now = portfolio.on("harrowmere", dt.date(2026, 8, 31)), portfolio.on("harrowmere")
    assert (standing(before), standing(now)) == ((3, 3), (2, 2))
    assert milestone(before, "close-time-met").status is MilestoneStatus.ACHIEVED
    lost = milestone(now, "close-time-met")
    assert Badge.REGRESSED in lost.badges and Badge.REGRESSED in value(now, "close-days").badges
    assert (lost.first_reached, lost.held_since) == (dt.date(2026, 5, 8), None)
    assert now.assessment.health.colour is Colour.RED


def test_saltmarsh_passed_every_target_and_still_needs_half_a_year(portfolio):
    one = portfolio.on("saltmarsh")
    assert standing(one) == (3, 3)
    planned = [state for state in one.assessment.values if state.plan is not None]
    assert len(planned) == 5
    assert all(Badge.OVER_ACHIEVED in state.badges for state in planned)
    over = {state.milestone for state in one.assessment.milestones if Badge.OVER_ACHIEVED in state.badges}
    assert {"hours-given-back", "fewer-errors", "spending-cut"} <= over
    assert milestone(one, "gains-held").outcome is Outcome.UNKNOWN


def test_tamarack_is_late_with_two_moves_and_counts_from_the_first_promise(portfolio):
    one = portfolio.on("tamarack")
    state = milestone(one, "key-integration-live")
    assert (state.status, state.badges) == (MilestoneStatus.DELAYED, (Badge.RESET,))
    assert (state.promised, state.due) == (dt.date(2026, 6, 16), dt.date(2026, 12, 15))
    assert state.days_behind == (AS_OF - dt.date(2026, 6, 16)).days
    between = milestone(portfolio.on("tamarack", dt.date(2026, 8, 1)), "key-integration-live")
    assert between.due == dt.date(2026, 9, 30)
    assert standing(one) == (1, 1)


def test_copperbeech_claims_three_rungs_more_than_it_proves(portfolio):
    one = portfolio.on("copperbeech")
    assert standing(one) == (1, 4)
    agreed = [state for state in one.assessment.values if state.plan is not None]
    assert {state.target for state in agreed} == {Outcome.MET}
    assert {rigor(state) for state in agreed} == {Rigor.REPORTED, Rigor.ASSERTED}
    assert any("claimed, not proven" in sentence for sentence in portfolio.view("copperbeech").unproven)


def test_hinokizaka_tells_its_own_story_in_japanese(portfolio):
    view = portfolio.view("hinokizaka")
    assert view.language == "ja" and view.as_of.text == "2026年11月15日"
    own = [view.customer]
    own += [goal.words for goal in view.goals]
    own += [ask.what + ask.otherwise for ask in view.asks]
    own += [measure.how for measure in view.measures if measure.how]
    own += [text for d in view.decisions for text in (d.title, d.chosen, d.because, d.reversal_signal)]
    own += [evidence.title for evidence in view.evidence]
    assert len(own) >= 15
    assert [text for text in own if not any("\u3041" <= letter <= "\u9fff" for letter in text)] == []
    assert any(evidence.quote for evidence in view.evidence)


def test_what_stands_between_two_words_on_hinokizakas_pages_is_japanese_too(portfolio):
    site = PageMaker().site(portfolio.view("hinokizaka"))
    texts = [text for page in site.pages for text in re.findall(r">([^<>]+)<", page.body)]
    assert sum("、" in text for text in texts) > 20
    assert [text for text in texts if re.search(r"[^\x00-\x7f],", text)] == []


def test_westmeres_threshold_was_set_otherwise_in_the_open(portfolio):
    (shown,) = portfolio.view("westmere").overrides
    assert (shown.was, shown.now, shown.by) == ("100%", "90%", "L. Ferreira-Holt")
    assert shown.because
    one = portfolio.on("westmere")
    assert value(one, "sites-live-percent").latest.number < 100
    assert milestone(one, "all-sites-live").outcome is Outcome.MET
    assert standing(one) == (3, 3)


def test_westmeres_decision_awaits_the_approval_whose_excuse_ran_out(portfolio):
    (before,) = portfolio.view("westmere", dt.date(2026, 10, 31)).records
    (now,) = portfolio.view("westmere").records
    assert (before.status, before.chosen, before.awaits) == (
        RecordStatus.IN_FORCE,
        "Ferry Street first, then centre by centre",
        (),
    )
    assert (now.status, now.awaits) == (RecordStatus.AWAITING_APPROVAL, ("Clinical safety officer",))
    assert (now.chosen, now.decided_on, now.proposed) == ("", None, before.chosen)
    assert [(one.name, one.standing) for one in now.approvals] == [("Clinical safety", "missing"), ("Privacy", "given")]
    assert not any(option.chosen for option in now.options)


def test_caldermoors_waiver_excuses_and_does_not_lift(portfolio):
    one = portfolio.on("caldermoor")
    assert milestone(one, "assurance-report-delivered").status is MilestoneStatus.EXEMPT
    assert (rung(one, 2).proven, rung(one, 2).claimed) == (Outcome.UNMET, Outcome.MET)
    assert (rung(one, 3).proven, rung(one, 3).held) == (Outcome.MET, False)
    assert standing(one) == (1, 3)


def test_caldermoors_waiver_runs_out(portfolio):
    after = milestone(portfolio.on("caldermoor", dt.date(2027, 1, 31)), "assurance-report-delivered")
    assert (after.outcome, after.status, after.waiver) == (Outcome.UNMET, MilestoneStatus.MISSED, None)


def test_fennimores_sources_disagree_so_its_claim_is_no_proof(portfolio):
    one = portfolio.on("fennimore")
    state = value(one, "handover-wait-hours")
    assert (state.target, rigor(state)) == (Outcome.MET, Rigor.MEASURED)
    assert Badge.CONFLICTING in state.badges
    assert [reading.number for reading in state.proof.conflicting] == [Decimal("15.2")]
    assert standing(one) == (2, 3)


def test_kingsmere_stands_on_the_last_rung_with_verified_proof(portfolio):
    one = portfolio.on("kingsmere")
    assert standing(one) == (5, 5)
    proven = [r for r in rung(one, 5).requirements if r.proven is Outcome.MET]
    assert {r.rigor for r in proven} == {Rigor.VERIFIED} and len(proven) >= 2
    assert one.assessment.health.colour is Colour.GREEN


def test_kingsmere_stood_one_rung_lower_a_quarter_of_a_year_before(portfolio):
    before = portfolio.on("kingsmere", AS_OF - dt.timedelta(days=90))
    assert standing(before) == (4, 4)
    assert rung(before, 5).proven is Outcome.UNMET


def test_amberlow_has_just_begun_and_nothing_is_late(portfolio):
    one = portfolio.on("amberlow")
    assert (one.assessment.elapsed_months, standing(one)) == (0, (0, 0))
    statuses = {state.milestone: state.status for state in one.assessment.milestones}
    assert statuses["ledger-connected"] is MilestoneStatus.ACHIEVED
    assert statuses["first-reconciliation"] is MilestoneStatus.IN_PROGRESS
    assert not {MilestoneStatus.DELAYED, MilestoneStatus.MISSED} & set(statuses.values())


def test_alderbrook_uses_everything_and_is_held_on_the_last_rung_that_usage_carries(portfolio):
    one = portfolio.on("alderbrook")
    kinds = {v.id: v.kind for v in one.playbook.values}
    assert one.facts.observations
    assert Kind.OUTCOME not in {kinds[observation.value] for observation in one.facts.observations}
    assert value(one, "sites-live-percent").latest.number == 100
    assert standing(one) == (2, 2)
    assert {rung.carries for rung in one.playbook.ladder.rungs[:2]} == {"adoption"}
    assert one.playbook.ladder.rungs[2].carries == "outcome"
    assert one.assessment.health.colour is Colour.GREY


def test_linden_clinic_holds_only_what_it_holds_as_a_business_and_as_a_clinic(portfolio):
    one = portfolio.on("linden-clinic")
    books = portfolio.workspace.playbooks.by_segment
    alone = {segment: assess(one.facts, books[segment], AS_OF).standing for segment in ("smb", "healthcare")}
    assert (alone["smb"].proven, alone["healthcare"].proven, standing(one)) == (3, 2, (2, 2))
    assert one.assessment.health.colour is Colour.GREEN
    assert len(rung(one, 2).requirements) == 6


def test_linden_clinics_baselines_and_old_way_are_asked_for_by_both_segments(portfolio):
    one = portfolio.on("linden-clinic")
    joined = {origin.id for origin in one.playbook.origins if origin.how == "joined"}
    assert joined == {"baselines-agreed", "old-way-retired"}
    assert all(len(milestone(one, id_).answer.parts) == 2 for id_ in joined)
    clocks = {rule.clock: rule.milestone for rule in one.playbook.stop_rules}
    assert (clocks[Clock.ROI_BASED], clocks[Clock.FIRST_VALUE]) == ("benefit-exceeds-cost", "first-task-replaced")
