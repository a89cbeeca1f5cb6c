"""What is late, lost, moved or weak is said where it cannot be overlooked."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from hypothesis import given, strategies as st

from tests.random_facts import account_facts
from tests.random_playbooks import playbooks
from tests.site.small_pages import BOOK, MAKER, SAMPLES, STEPS, bodies, text_of, view_of
from tests.worlds import agreed, day, known, paper, playbook, reading, rung
from vpl_core.model.accounts import Baseline, Goal, MilestonePlan, Override, Reset
from vpl_core.model.audience import CustomerView, MeasureView
from vpl_core.model.checklists import Checklist, Question
from vpl_core.model.conditions import AllOf, MilestoneReached, Recorded
from vpl_core.model.milestones import Badge, MilestoneStatus
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.model.waivers import Waiver
from vpl_core.site.headline import headline
from vpl_core.site.unproven import ENOUGH
from vpl_core.site.words import rigor_word

NOT_REACHED = (MilestoneStatus.DELAYED, MilestoneStatus.MISSED)

BAD = re.compile(r"\blate\b|fallen back|not any more")


@SAMPLES
@given(account_facts(), playbooks())
def test_bad_news_comes_no_later_than_the_second_sentence(facts, book):
    view = view_of(facts, book)
    late = [m.name for m in view.milestones if m.status in NOT_REACHED]
    lost = [m.name for m in view.milestones if Badge.REGRESSED in m.badges]
    fallen = [m.name for m in view.measures if m.outcome and Badge.REGRESSED in m.badges]
    due = [m.name for m in view.measures if m.outcome and is_overdue(m, view)]
    first_two = headline(view).lead.split(". ")[:2]
    assert bool(late or lost or fallen or due) == bool(BAD.search(". ".join(first_two))), first_two


def is_overdue(measure: MeasureView, view: CustomerView) -> bool:
    past = measure.due is not None and measure.due.on <= view.as_of.on
    return past and bool(measure.target) and measure.target_outcome is not Outcome.MET


@SAMPLES
@given(account_facts(), playbooks())
def test_what_is_late_lost_or_weak_is_in_the_box_of_what_is_not_proven(facts, book):
    view = view_of(facts, book)
    box = " ".join(view.unproven)
    for m in view.milestones:
        if m.status in NOT_REACHED or Badge.REGRESSED in m.badges:
            assert m.name in box
    for measure in view.measures:
        planned = measure.agreed or measure.lacking
        best = measure.target_rigor or measure.rigor
        if measure.outcome and planned and (best is None or not best.reaches(ENOUGH)):
            assert measure.name in box
        if measure.outcome and planned and measure.conflicting:
            assert measure.name in box


@SAMPLES
@given(account_facts(), playbooks())
def test_the_box_of_what_is_not_proven_is_on_every_overview(facts, book):
    view = view_of(facts, book)
    html = bodies(view)["index"]
    assert html.count('<section class="vpl-unknown"') == 1
    box = html.split('<section class="vpl-unknown"')[1].split("</section>")[0]
    assert box.count("<li>") == len(view.unproven)
    assert bool(view.unproven) != ("no claim on this site that is without proof" in box)


def weakly_claimed() -> CustomerView:
    """Rung 1 proven, rung 2 reached by the vendor's word, rung 3 far away."""
    book = playbook(
        *STEPS,
        rungs=(
            rung(1, "all-seats"),
            rung(2, "fewer-errors", floor=Rigor.CORROBORATED),
            rung(3, "more-sales", floor=Rigor.CORROBORATED),
        ),
    )
    readings = (reading("seats", 80, source="product"), reading("errors", 1, source="our-word"))
    return view_of(known(readings, plan=(agreed("errors", 12, 2), agreed("sales", 1, 2))), book, after=20)


def test_a_claim_above_the_proof_is_said_on_the_overview_and_on_the_ladder():
    view = weakly_claimed()
    assert (view.proven, view.claimed) == (1, 2)
    pages = bodies(view)
    for path in ("index", "ladder"):
        assert "Rung 1 of 3, Rung 1, is proven; rung 2, Rung 2, is claimed" in text_of(pages[path])
        rungs = re.findall(r'<li class="vpl-rung .*?</li>', pages[path], re.S)
        assert ["Claimed, not proven" in one for one in rungs] == [False, True, False]
    assert any("is claimed, not proven" in sentence for sentence in view.unproven)


@SAMPLES
@given(account_facts(), playbooks())
def test_rungs_between_the_proven_and_the_claimed_carry_the_claim_in_words(facts, book):
    view = view_of(facts, book)
    rungs = re.findall(r'<li class="vpl-rung .*?</li>', bodies(view)["index"], re.S)
    said = [number for number, one in enumerate(rungs, start=1) if "Claimed, not proven" in one]
    assert said == list(range(view.proven + 1, view.claimed + 1))


def test_an_override_is_shown_with_what_it_was_what_it_is_why_and_by_whom():
    override = Override(threshold="few-hours", number=6, because="Two shifts share a desk", by="Mina Park")
    view = view_of(known((reading("hours", 5),), plan=(agreed("hours", 15, 4),), overrides=(override,)), BOOK)
    for path in ("index", "ladder"):
        shown = text_of(bodies(view)[path])
        assert "Threshold changed: was 4 h, now 6 h. Two shifts share a desk Agreed by Mina Park." in shown
    assert "6 h" in text_of(bodies(view)["ladder"]).split("The numbers that decide")[1]


def test_the_first_promise_stays_where_a_date_was_moved():
    resets = tuple(
        Reset(to=day(to), on=day(on), because=f"Reason {on}", confidence="low", by="Omar")
        for to, on in ((110, 50), (150, 105))
    )
    plan = MilestonePlan(milestone="fewer-hours", due=day(60), resets=resets)
    view = view_of(known(plan=(agreed("hours", 15, 4),), milestones=(plan,)), playbook(STEPS[0]))
    first, last = view.milestones[0].promised, view.milestones[0].due
    assert first and last and (first.on, last.on) == (day(60), day(150))
    pages = {path: text_of(html) for path, html in bodies(view).items()}
    assert f"promised before {first.text}, moved twice, now expected by {last.text} (confidence low)" in pages["index"]
    assert "60 days late, counted from the first promise" in pages["index"]
    own = pages["milestones/fewer-hours"]
    assert (
        f"60 days late. Promised before {first.text}. Moved twice, now expected by {last.text}, confidence low." in own
    )
    for moved in ("Reason 50 (Omar)", "Reason 105 (Omar)"):
        assert moved in own
    assert f"{first.text} {last.text} 60 days late" in pages["milestones"]


def test_a_milestone_that_is_excused_or_left_out_says_why_and_by_whom():
    waiver = Waiver(about="fewer-errors", because="New insurer", by="Mina", on=day(100), expires=day(200))
    left = MilestonePlan(milestone="more-sales", left_out="Not wanted this year", left_out_by="Omar")
    pages = bodies(view_of(known(waivers=(waiver,), milestones=(left,)), BOOK))
    excused, left_out = text_of(pages["milestones/fewer-errors"]), text_of(pages["milestones/more-sales"])
    assert "Excused for now. New insurer (Mina, 11 May 2025, until 19 Aug 2025)" in excused
    assert "Left out. Not wanted this year (Omar)" in left_out
    assert "Step more-sales: left out for now, which is not a proof." in text_of(pages["ladder"])


def test_an_old_reading_and_sources_that_disagree_are_said_beside_the_number():
    readings = (reading("hours", 5, on=20), reading("hours", 9, on=22, source="observer"))
    view = view_of(known(readings, plan=(agreed("hours", 15, 4, source="timesheet"),)), BOOK)
    pages = {path: text_of(html) for path, html in bodies(view).items()}
    for path in ("index", "evidence", "milestones/fewer-hours"):
        assert "100 days old, a new reading is overdue, sources disagree" in pages[path]
    assert "Sources disagree Value hours: Timesheets says 5 h; Visits of an observer says 9 h" in pages["evidence"]
    assert any("sources disagree" in sentence for sentence in view.unproven)


def test_a_claim_that_rests_on_a_waiver_does_not_wait_for_proof_alone():
    waiver = Waiver(about="fewer-errors", because="New insurer", by="Mina", on=day(10), expires=day(200))
    book = playbook(*STEPS, rungs=(rung(1, "all-seats"), rung(2, "fewer-errors")))
    view = view_of(known((reading("seats", 80),), waivers=(waiver,)), book, after=20)
    assert (view.proven, view.claimed) == (1, 2)
    assert "excused for now, which is not a proof" in " ".join(view.blocking)
    assert "is claimed, but something is only excused." in headline(view).standing


def test_a_quote_without_consent_is_on_no_page():
    told = paper("praise", kind="testimonial", quote="Best thing ever", values=("hours",))
    allowed = replace_quote(told, "Allowed words", "Mina, 3 May 2025")
    pages = bodies(view_of(known(evidence=(told, allowed.model_copy(update={"id": "allowed"}))), BOOK))
    everything = "".join(pages.values())
    assert "Best thing ever" not in everything
    assert "Allowed words" in pages["evidence"]


def replace_quote(evidence: Any, quote: str, consent: str) -> Any:
    return evidence.model_copy(update={"quote": quote, "consent": consent})


def test_where_a_number_began_is_shown_with_how_well_that_is_proven():
    began = Baseline(number=15, on=day(-5), source="our-word")
    weak = agreed("hours", 15, 4).model_copy(update={"baseline": began})
    pages = bodies(view_of(known((reading("hours", 3),), plan=(weak,)), BOOK))
    for path in ("evidence", "milestones/fewer-hours"):
        assert "15\u202fh" in pages[path]
        assert rigor_word(Rigor.ASSERTED, "Acme") in text_of(pages[path])


def test_pages_are_made_of_the_view_alone():
    """A page cannot know more than the view: the same view twice is the same pages."""
    view = weakly_claimed()
    copied = CustomerView.model_validate(view.model_dump())
    assert MAKER.site(copied) == MAKER.site(view)
    assert replace(MAKER.site(view), name="Other") != MAKER.site(view)


@SAMPLES
@given(st.data())
def test_a_measure_that_is_printed_always_says_how_sure_we_are(data):
    view = view_of(data.draw(account_facts()), data.draw(playbooks()))
    html = bodies(view)["index"]
    for row in re.findall(r'<li class="vpl-measure .*?</li>', html, re.S):
        assert row.count('<span class="vpl-rigor ') == 1
    assert html.count('<li class="vpl-measure ') == sum(m.outcome for m in view.measures)


def test_a_reason_that_names_only_the_need_says_that_it_is_not_met():
    asked = Question(
        id="q-1",
        text="Is it wanted?",
        condition=AllOf(conditions=(Recorded(fact="goal"), MilestoneReached(milestone="all-seats"))),
        why="Nobody would miss it",
        next_step="Ask",
    )
    book = playbook(*STEPS, checklists=(Checklist(id="go", name="Go", decides="Go or stay", questions=(asked,)),))
    shown = text_of(bodies(view_of(known(), book))["decisions"])
    assert "Not so: a goal is written down in the customer's words." in shown
    goal = Goal(id="home", words="Home by five", level="tactical")
    shown = text_of(bodies(view_of(known(goals=(goal,)), book))["decisions"])
    assert "Not known: the milestone “Step all-seats” is reached." in shown


def test_a_milestone_that_is_not_reached_is_not_said_to_be_unmeasured():
    view = view_of(known((reading("hours", 9),), plan=(agreed("hours", 15, 4),)), BOOK)
    for path in ("milestones", "ladder"):
        row = next(row for row in re.findall(r"<tr>.*?</tr>", bodies(view)[path], re.S) if "fewer-hours.html" in row)
        assert "Nothing to prove yet" in row
        assert "Not yet measured" not in row
