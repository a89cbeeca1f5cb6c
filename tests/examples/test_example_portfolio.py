"""The example portfolio: every account tells the story that the README promises, by its results alone."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from vpl_core.app.portfolio import Assessed, Collected, Workspace, assess_one, collect, day_of, open_workspace
from vpl_core.app.site import build_portfolio
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.assessment import MilestoneState, RungState, ValueState
from vpl_core.model.audience import CustomerView
from vpl_core.model.decision_states import RecordStatus
from vpl_core.model.health import Colour
from vpl_core.model.milestones import Badge, MilestoneStatus
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.model.time_to_value import Clock
from vpl_core.model.values import Kind
from vpl_core.rules.engine import assess
from vpl_core.site.context import customer_view

EXAMPLES = Path(__file__).parents[2] / "examples"
AS_OF = dt.date(2026, 11, 15)


class Portfolio:
    """The example portfolio, opened once; accounts are assessed when they are asked for."""

    def __init__(self) -> None:
        self.workspace: Workspace = open_workspace(EXAMPLES / "portfolio")
        self.collected: Collected = collect(self.workspace)
        self.facts: dict[str, AccountFacts] = {facts.account.id: facts for facts in self.collected.facts}

    def on(self, account: str, day: dt.date = AS_OF) -> Assessed:
        return assess_one(self.workspace, self.facts[account], day)

    def view(self, account: str, day: dt.date = AS_OF) -> CustomerView:
        one = self.on(account, day)
        return customer_view(one.facts, one.playbook, one.assessment, vendor="Tessaly")


@pytest.fixture(scope="module")
def portfolio() -> Portfolio:
    return Portfolio()


def standing(one: Assessed) -> tuple[int, int]:
    return one.assessment.standing.proven, one.assessment.standing.claimed


def value(one: Assessed, id_: str) -> ValueState:
    return next(state for state in one.assessment.values if state.value == id_)


def milestone(one: Assessed, id_: str) -> MilestoneState:
    return next(state for state in one.assessment.milestones if state.milestone == id_)


def rung(one: Assessed, number: int) -> RungState:
    return one.assessment.standing.rungs[number - 1]


def rigor(state: ValueState) -> Rigor | None:
    return state.proof.rigor if state.proof else None


# --- the portfolio as a whole ------------------------------------------------------------------------------------


def test_nothing_is_wrong_with_any_file(portfolio):
    assert portfolio.collected.problems == ()
    assert {id_: one.assessment.issues for id_ in portfolio.facts if (one := portfolio.on(id_)).assessment.issues} == {}


def test_its_day_is_fixed(portfolio):
    day = day_of(portfolio.workspace, portfolio.collected, None, lambda: pytest.fail("the clock was asked"))
    assert day == AS_OF
    assert portfolio.collected.newest is not None and portfolio.collected.newest <= AS_OF


def test_each_segment_has_three_accounts_or_more_and_the_composed_one_has_its_own(portfolio):
    segments = Counter(facts.account.segment for facts in portfolio.facts.values())
    assert segments.pop("smb-clinic") == 1
    assert set(segments) == {"smb", "enterprise", "healthcare", "finance"}
    assert min(segments.values()) >= 3
    assert segments.total() >= 12


def test_the_readme_says_of_each_account_what_comes_out(portfolio):
    lines = (EXAMPLES / "README.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip(" `") for cell in line.split("|")[1:5]] for line in lines if line.startswith("| `")]
    computed = []
    for account in portfolio.facts:
        one = portfolio.on(account)
        computed.append([account, one.assessment.segment, *map(str, standing(one))])
    assert sorted(rows) == sorted(computed)


def test_every_account_has_a_sponsor_an_owner_goals_a_plan_and_something_to_ask(portfolio):
    for facts in portfolio.facts.values():
        account = facts.account
        assert account.sponsor and account.owner, account.id
        assert account.goals and account.plan and account.asks, account.id
        assert all(goal.said_by and goal.said_on for goal in account.goals), account.id


def test_every_attachment_is_named_by_evidence(portfolio):
    for account, facts in portfolio.facts.items():
        folder = EXAMPLES / "portfolio" / "evidence" / account
        attached = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
        assert attached == {evidence.file for evidence in facts.evidence if evidence.file}, account


def test_every_rung_from_none_to_the_last_is_held_by_somebody(portfolio):
    assert {portfolio.on(account).assessment.standing.proven for account in portfolio.facts} == {0, 1, 2, 3, 4, 5}


def test_every_colour_is_there(portfolio):
    assert {portfolio.on(account).assessment.health.colour for account in portfolio.facts} == set(Colour)


def test_what_only_the_vendor_knows_is_there_to_be_found_and_is_in_no_customers_view(portfolio):
    for account, facts in portfolio.facts.items():
        shown = portfolio.view(account).model_dump_json()
        people = [person for person in (facts.account.sponsor, *facts.account.contacts) if person]
        secrets = [line.strip() for line in facts.account.notes.splitlines()]
        secrets += [person.email for person in people]
        secrets += [observation.note for observation in facts.observations if observation.note]
        secrets += [evidence.title for evidence in facts.evidence if evidence.internal]
        secrets += [evidence.quote for evidence in facts.evidence if evidence.quote and not evidence.consent]
        assert facts.account.renewal and facts.account.attributes and facts.account.contacts
        assert len(secrets) >= 3 and all(secrets)
        assert [secret for secret in secrets if secret in shown] == []


def test_notes_speak_of_churn_so_that_a_leak_can_be_recognised(portfolio):
    assert all("churn" in facts.account.notes.lower() for facts in portfolio.facts.values() if facts.account.notes)
    assert all(facts.account.notes for facts in portfolio.facts.values())


# --- northwind: the showcase -------------------------------------------------------------------------------------


def test_northwind_stands_on_the_second_rung_and_only_claim_errors_are_late(portfolio):
    one = portfolio.on("northwind")
    assert standing(one) == (2, 2)
    assert [requirement.milestone for requirement in one.assessment.standing.blocking] == ["claim-errors-met"]
    late = [s.milestone for s in one.assessment.milestones if s.status in ("delayed", "missed")]
    assert late == ["claim-errors-met"]
    assert one.assessment.health.colour is Colour.YELLOW


def test_northwinds_reporting_time_is_verified(portfolio):
    one = portfolio.on("northwind")
    state = value(one, "reporting-hours")
    assert state.plan.baseline.number == 15 and state.latest.number == 2
    assert (state.target, rigor(state)) == (Outcome.MET, Rigor.VERIFIED)
    assert all(state.proof.tests)
    assert milestone(one, "reporting-time-met").days_behind == 0


def test_northwinds_claim_errors_moved_once_with_a_reason(portfolio):
    one = portfolio.on("northwind")
    state = milestone(one, "claim-errors-met")
    (reset,) = next(plan for plan in one.facts.account.milestones if plan.milestone == "claim-errors-met").resets
    assert (state.promised, state.due) == (dt.date(2026, 10, 31), dt.date(2026, 12, 18))
    assert (state.badges, reset.confidence, bool(reset.because)) == ((Badge.RESET,), "medium", True)
    assert rigor(value(one, "claim-error-rate")) is Rigor.CORROBORATED
    assert value(one, "claim-error-rate").plan.strictly


def test_northwinds_claims_per_biller_are_only_reported(portfolio):
    state = value(portfolio.on("northwind"), "claims-per-biller")
    assert (state.latest.number, state.plan.target, rigor(state)) == (128, 150, Rigor.REPORTED)
    assert "validator" in state.plan.missing


def test_northwinds_overtime_has_no_starting_point_and_therefore_no_percentage(portfolio):
    state = value(portfolio.on("northwind"), "overtime-cost")
    assert (state.latest, state.gap_closed, state.change, state.target) == (None, None, None, Outcome.UNKNOWN)


def test_northwinds_decision_about_claim_rules_lacks_nothing(portfolio):
    (record,) = portfolio.view("northwind").records
    assert (len(record.options), record.percent, record.missing, record.review_overdue) == (3, 100, (), False)
    assert (record.status, record.next_review.on) == (RecordStatus.IN_FORCE, dt.date(2026, 11, 24))


def test_northwinds_letters_are_not_on_file_so_what_they_say_is_an_assumption(portfolio):
    (record,) = portfolio.view("northwind").records
    assert [s.text for s in record.statements if s.demoted] == [
        "Each of the three lets a single person sign new claim rules off."
    ]


def test_northwinds_second_step_is_locked_until_the_first_is_proven(portfolio):
    (record,) = portfolio.view("northwind").records
    assert [step.state for step in record.steps] == ["Open", "Locked until the step before is proven"]


def test_harrowmeres_decision_stopped_counting_the_day_after_its_approval_was_needed(portfolio):
    def status(day: int) -> RecordStatus:
        return portfolio.on("harrowmere", dt.date(2026, 11, day)).assessment.records[0].status

    assert status(9) is RecordStatus.FRAMED, "its one fact with a paper came in on the tenth"
    assert [status(day) for day in (10, 13, 14)] == [RecordStatus.IN_FORCE, RecordStatus.IN_FORCE, RecordStatus.REFUSED]


# --- larkfield: a sales team's first year ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("month", "day", "hours", "shown"),
    [
        (1, dt.date(2025, 12, 3), "13", "15.4"),
        (2, dt.date(2026, 1, 3), "9", "46.2"),
        (3, dt.date(2026, 2, 3), "4", "84.6"),
        (4, dt.date(2026, 3, 3), "2.5", "96.2"),
        (5, dt.date(2026, 4, 3), "2", "100.0"),
    ],
)
def test_larkfields_hours_close_the_gap_month_by_month(portfolio, month, day, hours, shown):
    one = portfolio.on("larkfield", day)
    state = value(one, "weekly-manual-hours")
    assert one.assessment.elapsed_months == month
    assert state.latest.number == Decimal(hours)
    assert f"{state.gap_closed * 100:.1f}" == shown
    assert state.target is (Outcome.MET if month == 5 else Outcome.UNMET)


@pytest.mark.parametrize(
    ("reached", "day"),
    [
        ("first-job-done", dt.date(2025, 11, 17)),
        ("first-task-replaced", dt.date(2025, 12, 1)),
        ("whole-team-on-board", dt.date(2026, 1, 3)),
        ("first-connection-works", dt.date(2026, 2, 3)),
        ("hours-given-back", dt.date(2026, 4, 3)),
        ("paid-back", dt.date(2026, 5, 3)),
        ("more-work-same-team", dt.date(2026, 8, 3)),
    ],
    ids=["week 2", "week 4", "month 2", "month 3", "month 5", "month 6", "month 9"],
)
def test_larkfield_reaches_each_step_in_the_time_that_was_promised(portfolio, reached, day):
    state = milestone(portfolio.on("larkfield", day), reached)
    assert (state.status, state.days_behind) == (MilestoneStatus.ACHIEVED, 0)
    assert state.promised == day
    fortnight_before = milestone(portfolio.on("larkfield", day - dt.timedelta(days=14)), reached)
    assert fortnight_before.status is MilestoneStatus.IN_PROGRESS


def test_larkfields_clocks_all_stopped_in_time(portfolio):
    clocks = {clock.clock: clock for clock in portfolio.on("larkfield").assessment.clocks}
    assert {clock.in_time for clock in clocks.values()} == {Outcome.MET}
    assert clocks[Clock.FIRST_VALUE].days == 25


def test_exactly_two_percent_is_not_below_two_percent(portfolio):
    one = portfolio.on("larkfield")
    state = value(one, "error-percent")
    assert (state.latest.number, state.plan.target, state.plan.strictly) == (2, 2, True)
    assert (state.gap_closed, state.target) == (1, Outcome.UNMET)
    shown = next(measure for measure in portfolio.view("larkfield").measures if measure.id == "error-percent")
    assert shown.percent == 99


def test_larkfield_handles_half_as_many_deals_again(portfolio):
    state = value(portfolio.on("larkfield"), "orders-per-person")
    assert (state.plan.baseline.number, state.plan.target) == (100, 150)
    assert (state.target, rigor(state)) == (Outcome.MET, Rigor.CORROBORATED)


def test_larkfield_waits_on_the_fourth_rung_for_the_last(portfolio):
    assert standing(portfolio.on("larkfield")) == (4, 4)


# --- the others --------------------------------------------------------------------------------------------------


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


def test_northwinds_decision_holds_with_one_approval_given_and_one_excused(portfolio):
    (record,) = portfolio.view("northwind").records
    assert [(one.name, one.standing) for one in record.approvals[:2]] == [
        ("Clinical safety", "exempt"),
        ("Privacy", "given"),
    ]
    assert "Dr K. Vasanthan" in record.approvals[0].told and record.approvals[2].source == ""


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


def test_a_site_comes_out_for_every_account(portfolio, tmp_path):
    result = build_portfolio(portfolio.workspace, portfolio.collected, AS_OF, tmp_path)
    assert result.ok
    assert {build.account for build in result.accounts if build.built} == set(portfolio.facts)
    page = (tmp_path / "sites" / "hinokizaka" / "index.html").read_text(encoding="utf-8")
    assert "株式会社ひのき坂フーズ" in page and '<html lang="ja"' in page
