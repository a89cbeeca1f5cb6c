"""What a customer may not know makes no difference to a single byte of what the customer reads."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from tests.given_facts import built_whatever_they_say, holding
from tests.random_facts import account_facts
from tests.random_playbooks import AS_OF, playbooks
from tests.records import whole
from tests.site.canaries import AS_OF as MARKED_AS_OF, Marks, marked_facts, marked_playbook, rebuilt
from tests.site.segments import PLAYBOOKS
from tests.worlds import day, reading
from vpl_core.app.portfolio import open_workspace
from vpl_core.model.accounts import AccountFacts, Attribute, Decision, Goal, MilestonePlan, Option, Person, Reset
from vpl_core.model.checklists import Checklist
from vpl_core.model.conditions import AtLeast
from vpl_core.model.corrections import Barrier, Correction, Escalation, MilestoneReview
from vpl_core.model.decisions import DecisionRecord, Trigger
from vpl_core.model.evidence import Evidence
from vpl_core.model.health import HealthSignal
from vpl_core.model.playbook import Playbook
from vpl_core.model.reviews import HeldReview
from vpl_core.model.scenarios import Assumption, Measure, Scenario, Slope, Weighed, Yardstick
from vpl_core.model.waivers import Waiver
from vpl_core.playbooks import Playbooks
from vpl_core.rules.engine import assess
from vpl_core.site.context import customer_view
from vpl_core.site.finished import Site
from vpl_core.site.pages import PageMaker
from vpl_core.site.portfolio_pages import PortfolioPages
from vpl_core.site.portfolio_views import Past, portfolio_row, portfolio_view
from vpl_core.site.shared import SHARED

MAKER = PageMaker()
words = st.text("aé<&\"'{}|*#株 \u202e0123456789", min_size=1, max_size=12).map(lambda text: f"x{text}")
later_days = st.integers(1, 400).map(lambda days: day(AS_OF + days))


PROMISED = MilestonePlan(
    milestone="step-1",
    due=day(40),
    resets=(Reset(to=day(AS_OF + 60), on=day(30), because="Two shifts", confidence="low", by="Mina"),),
    corrections=(
        Correction(
            on=day(30),
            causes=("priority_shift",),
            option="adjust_timeline",
            because="Two shifts",
            owner="Mina",
            due=day(AS_OF + 60),
        ),
    ),
    barriers=tuple(
        Barrier(on=day(20), kind="process", what="Two shifts", owner="Mina", due=day(AS_OF), public=public)
        for public in (True, False)
    ),
)
some_facts = account_facts().map(
    lambda facts: facts.model_copy(
        update={"account": facts.account.model_copy(update={"milestones": (PROMISED,)}), "records": (whole(),)}
    )
)


def site_of(facts: AccountFacts, playbook: Playbook, maker: PageMaker = MAKER) -> Site:
    assessment = assess(facts, playbook, day(AS_OF))
    return maker.site(customer_view(facts, playbook, assessment, vendor="Tessaly"))


def differences(one: Site, other: Site) -> list[str]:
    """The first line that differs of each page that does; whole sites would be too long to tell apart by eye."""
    if one == other:
        return []
    pages, twins = tuple(one.every_page), tuple(other.every_page)
    found = [] if [p.path for p in pages] == [p.path for p in twins] else ["other pages"]
    for page, twin in zip(pages, twins, strict=False):
        lines = zip(str(page).split("\\n"), str(twin).split("\\n"), strict=False)
        found += [f"{page.path}: {a} / {b}" for a, b in lines if a != b][:1]
    return found or ["something about the site itself"]


def portfolio_of(facts: AccountFacts, playbook: Playbook) -> Site:
    row = portfolio_row(facts, playbook, assess(facts, playbook, day(AS_OF)), Past())
    view = portfolio_view([row], name="All", vendor="Tessaly", as_of=day(AS_OF), earlier=day(0), left_out=())
    return PortfolioPages(MAKER).site(view)


def _by_mood(option: str, start: int, each: int) -> Weighed:
    slopes = (Slope(assumption="saved", each=each), Slope(assumption="temper", each=-each))
    return Weighed(option=option, measures=(Measure(criterion="gain", start=start, slopes=slopes),))


WEIGHED = Scenario(
    horizon="a year",
    assumptions=(
        Assumption(id="saved", name="Hours saved", low=1, base=2, high=9, value="hours"),
        Assumption(id="temper", name="Temper", low=1, base=2, high=9, value="mood"),
    ),
    criteria=(Yardstick(id="gain", name="Gain", measures="other", worst=-20, best=40, weight=1),),
    alternatives=(_by_mood("pilot", 3, 2), _by_mood("stay", 4, 1)),
)
"""Two ranges that flip the choice, the second of a value that is hidden."""


# --- changing only what is the vendor's own -----------------------------------------------------------------------


@st.composite
def worlds(draw: st.DrawFn) -> tuple[AccountFacts, Playbook]:
    """Facts and a playbook with a hidden value, and with evidence that is internal."""
    facts, playbook = draw(some_facts), draw(playbooks())
    internal = draw(st.lists(st.booleans(), min_size=len(facts.evidence), max_size=len(facts.evidence)))
    evidence = tuple(
        one.model_copy(update={"internal": kept}) for one, kept in zip(facts.evidence, internal, strict=True)
    )
    values = tuple(v.model_copy(update={"internal": v.id == "mood"}) for v in playbook.values)
    secret = Trigger(says="Not for them", when=AtLeast(value="mood", limit=3))
    records = (
        whole(held=(), ranges=WEIGHED.assumptions, scenario=WEIGHED),
        whole(id="kept-back", internal=True, reversal=secret),
    )
    return facts.model_copy(update={"evidence": evidence, "records": records}), rebuilt(playbook, values=values)


@st.composite
def other_secrets(draw: st.DrawFn, facts: AccountFacts, playbook: Playbook) -> tuple[AccountFacts, Playbook]:
    """The same world for the customer: only what stays with the vendor is another."""

    def other() -> str:
        return draw(words)

    def person(there: Person | None) -> Person | None:
        return there and Person(name=other(), role=other(), email=other())

    account = facts.account
    attributes = tuple(Attribute(name=f"other {other()}", content=other()) for _ in range(draw(st.integers(0, 2))))
    if "attribute_is" not in playbook.model_dump_json(include={"milestones", "checklists", "approvals"}):
        attributes += (Attribute(name="size", content=other()),)
    else:
        attributes += account.attributes
    changes = {
        "notes": other(),
        "renewal": draw(st.one_of(st.none(), later_days)),
        "sponsor": person(account.sponsor),
        "owner": draw(st.sampled_from([None, Person(name=other())])),
        "contacts": (Person(name=other(), email=other()),),
        "milestones": tuple(_other_course(plan, other) for plan in account.milestones),
        "attributes": attributes,
    }
    observations = tuple(
        o.model_copy(update={"note": other(), "respondents": draw(st.one_of(st.none(), st.integers(1, 9)))})
        for o in facts.observations
    )
    changed = facts.model_copy(
        update={
            "account": account.model_copy(update=changes),
            "observations": observations,
            "evidence": tuple(_other_evidence(one, other) for one in facts.evidence),
            "records": tuple(_other_record(one, other) for one in facts.records),
        }
    )
    return changed, _other_playbook(playbook, other)


def _other_course(plan: MilestonePlan, other: Any) -> MilestonePlan:
    """Other people on every barrier, other barriers where they are internal, other escalations and reviews."""
    barriers = tuple(
        one.model_copy(update={"owner": other(), **({} if one.public else {"what": other(), "removed_on": one.due})})
        for one in plan.barriers
    )
    called = Escalation(
        on=day(25),
        trigger="sponsor_missing",
        because=other(),
        participants=(other(),),
        owner=other(),
        due=day(AS_OF),
    )
    review = MilestoneReview(
        of="missed",
        on=day(AS_OF),
        by=other(),
        went_wrong=other(),
        warning_signs=other(),
        prevention=other(),
        learned=other(),
    )
    return plan.model_copy(update={"barriers": barriers, "escalations": (called,), "reviews": (review,)})


def _other_record(one: DecisionRecord, other: Any) -> DecisionRecord:
    """Other notes; and another decision altogether, or none that was made, where it is internal."""
    if not one.internal:
        return _other_assumptions(one, other).model_copy(update={"notes": other()})
    return one.model_copy(update={"title": other(), "owner": other(), "decided_on": None, "statements": ()})


def _other_assumptions(one: DecisionRecord, other: Any) -> DecisionRecord:
    """Other words about what is assumed of a hidden value."""
    if one.scenario is None:
        return one
    ranges = tuple(
        r.model_copy(update={"name": other(), "unit": other(), "source": other()}) if r.value == "mood" else r
        for r in one.ranges
    )
    scenario = one.scenario.model_copy(update={"assumptions": ranges})
    return one.model_copy(update={"ranges": ranges, "scenario": scenario})


def _other_evidence(one: Evidence, other: Any) -> Evidence:
    """Other texts where it is internal; else another quote that nobody allowed to be shown."""
    if not one.internal:
        return one.model_copy(update={"quote": other(), "consent": ""})
    signed = {"by": other()} if one.by else {}
    return one.model_copy(update={"title": other(), "file": other(), "quote": other(), "consent": other(), **signed})


def _other_playbook(playbook: Playbook, other: Any) -> Playbook:
    when = AtLeast(value="seats", limit=0)
    secret = {"name": other(), "what": other()}
    return rebuilt(
        playbook,
        values=tuple(v.model_copy(update=secret) if v.internal else v for v in playbook.values),
        scorecards=tuple(card.model_copy(update={"name": other()}) for card in playbook.scorecards[:1]),
        health_signals=(HealthSignal(id="new-alarm", colour="red", when=when, says=other()),),
        checklists=(*playbook.checklists, _secret_checklist(playbook, other)),
        stop_rules=playbook.stop_rules[:1],
        ladder=playbook.ladder.model_copy(update={"name": other()}),
    )


def _secret_checklist(playbook: Playbook, other: Any) -> Checklist:
    (question,) = playbook.checklists[0].questions
    asked = question.model_copy(update={"id": "secret-question", "text": other()})
    return Checklist(id="secret", name=other(), decides=other(), questions=(asked,), internal=True)


@settings(max_examples=35)
@given(st.data())
def test_a_site_is_the_same_whatever_the_vendor_keeps_to_itself(data):
    facts, playbook = data.draw(worlds())
    changed, changed_playbook = data.draw(other_secrets(facts, playbook))
    assert differences(site_of(changed, changed_playbook), site_of(facts, playbook)) == []


def test_what_the_vendor_keeps_to_itself_does_change_the_portfolio():
    """The control: the changes are there, and the vendor sees them."""
    facts, _ = marked_facts(PLAYBOOKS["smb"], "acme", 1)
    changed = facts.model_copy(update={"account": facts.account.model_copy(update={"owner": Person(name="Nobody")})})
    assert differences(portfolio_of(changed, PLAYBOOKS["smb"]), portfolio_of(facts, PLAYBOOKS["smb"]))
    assert differences(site_of(changed, PLAYBOOKS["smb"]), site_of(facts, PLAYBOOKS["smb"])) == []


def test_what_is_public_does_change_a_site():
    """The control of the others: a site is not simply always the same."""
    facts, _ = marked_facts(PLAYBOOKS["smb"], "acme", 1)
    renamed = facts.model_copy(update={"account": facts.account.model_copy(update={"name": "Another name"})})
    assert differences(site_of(renamed, PLAYBOOKS["smb"]), site_of(facts, PLAYBOOKS["smb"]))


# --- what is not known yet ----------------------------------------------------------------------------------------


@st.composite
def futures(draw: st.DrawFn, facts: AccountFacts) -> AccountFacts:
    """The same facts with more of every kind that has a day, all of it after the day of the assessment."""
    later = st.integers(AS_OF + 1, AS_OF + 300)
    observations = tuple(
        reading(value, draw(st.integers(0, 10)), on=draw(later), source="timesheet")
        for value in draw(st.lists(st.sampled_from(["hours", "errors", "sales", "seats", "mood"]), max_size=4))
    )
    kinds = st.lists(st.sampled_from(["confirmation", "report", "testimonial"]), max_size=3)
    evidence = tuple(
        Evidence(
            id=f"later-{number}",
            kind=kind,
            title="Later",
            on=draw(later_days),
            by="Somebody later",
            party="customer",
            values=("hours", "sales"),
            milestones=("step-1", "step-2"),
        )
        for number, kind in enumerate(draw(kinds))
    )
    changed = facts.account.model_copy(update=_later_records(draw, facts))
    return facts.model_copy(
        update={
            "account": changed,
            "observations": (*facts.observations, *observations),
            "evidence": (*evidence, *facts.evidence),
            "records": (
                *(_later_record(draw, one) for one in facts.records),
                whole(id="later", decided_on=draw(later_days)),
            ),
        }
    )


def _later_record(draw: st.DrawFn, one: DecisionRecord) -> DecisionRecord:
    """The same record after a review that was held later, with what was checked, seen and done by then."""
    on = draw(later_days)
    review = HeldReview(
        kind="post", on=on, by="Mina", outcome=draw(st.sampled_from(["adapt", "stop"])), signals=("Later",)
    )
    return one.model_copy(
        update={
            "held": (*one.held, review),
            "stop": tuple(stop.model_copy(update={"seen_on": on}) for stop in one.stop),
            "next": tuple(action.model_copy(update={"done_on": on}) for action in one.next),
        }
    )


def _later_records(draw: st.DrawFn, facts: AccountFacts) -> dict[str, Any]:
    on = draw(later_days)
    waiver = Waiver(about="step-1", because="Later", by="Mina", on=on, expires=on + dt.timedelta(days=30))
    goal = Goal(id="later-goal", words="Said later", level="tactical", said_on=on)
    decision = Decision(
        id="later-decision",
        title="Decided later",
        owner="Mina",
        options=(Option(name="One"), Option(name="Two")),
        chosen="One",
        decided_on=on,
        review_on=on,
        reversal_signal="Later",
    )
    reset = Reset(to=on, on=on, because="Later", confidence="high", by="Mina")
    correction = Correction(on=on, causes=("priority_shift",), because="Later", owner="Mina", due=on)
    barrier = Barrier(on=on, kind="process", what="Later", owner="Mina", due=on, public=True)
    return {
        "waivers": (*facts.account.waivers, waiver),
        "goals": (goal, *facts.account.goals),
        "decisions": (*facts.account.decisions, decision),
        "milestones": tuple(
            plan.model_copy(
                update={
                    "resets": (*plan.resets, reset),
                    "corrections": (
                        *(one.model_copy(update={"done_on": on}) for one in plan.corrections),
                        correction,
                    ),
                    "barriers": (*(one.model_copy(update={"removed_on": on}) for one in plan.barriers), barrier),
                }
            )
            for plan in facts.account.milestones
        ),
    }


@settings(max_examples=35)
@given(st.data())
def test_what_is_dated_later_is_not_on_the_site_yet(data):
    facts, playbook = data.draw(some_facts), data.draw(playbooks())
    assert differences(site_of(data.draw(futures(facts)), playbook), site_of(facts, playbook)) == []


@settings(max_examples=25)
@given(some_facts, playbooks(), later_days)
def test_an_agreement_of_a_later_day_is_none_yet(facts, playbook, later):
    def with_agreement_on(agreed_on: dt.date | None) -> AccountFacts:
        plan = tuple(one.model_copy(update={"agreed_on": agreed_on}) for one in facts.account.plan)
        return facts.model_copy(update={"account": facts.account.model_copy(update={"plan": plan})})

    assert differences(site_of(with_agreement_on(later), playbook), site_of(with_agreement_on(None), playbook)) == []


# --- other accounts -----------------------------------------------------------------------------------------------


@settings(max_examples=12)
@given(some_facts, some_facts, playbooks(), playbooks())
def test_a_page_maker_remembers_nothing_of_the_account_before(one, other, playbook, other_playbook):
    maker = PageMaker(MAKER.env)
    before = site_of(one, playbook, maker)
    site_of(other, other_playbook, maker)
    assert differences(site_of(one, playbook, maker), before) == []
    assert differences(site_of(one, playbook, PageMaker(MAKER.env)), before) == []


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Any:
    """Builds the same two accounts with other secrets, another neighbour, another order."""
    root = tmp_path_factory.mktemp("twice")
    (root / "vpl.toml").write_text('[portfolio]\nvendor = "Tessaly"\n')
    workspace = open_workspace(root)
    playbook = PLAYBOOKS["smb"]

    def build(name: str, *facts: AccountFacts, with_playbook: Playbook = playbook) -> dict[str, dict[str, bytes]]:
        changed = replace(workspace, playbooks=Playbooks({"smb": with_playbook}, ()))
        assert built_whatever_they_say(holding(changed, facts), MARKED_AS_OF, root / name).ok
        return {path.name: bytes_of(path) for path in (root / name / "sites").iterdir() if path.is_dir()}

    return build


def bytes_of(site: Path) -> dict[str, bytes]:
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_other_secrets_another_neighbour_and_another_order_leave_every_byte_of_a_built_site(built):
    playbook, mark = PLAYBOOKS["smb"], Marks("other secrets")
    facts, _ = marked_facts(playbook, "acme", 1)
    neighbour, _ = marked_facts(playbook, "neighbour", 2)
    stranger, _ = marked_facts(playbook, "stranger", 3)
    changed = facts.model_copy(
        update={
            "account": facts.account.model_copy(
                update={"notes": "Other notes", "renewal": dt.date(2040, 1, 1), "contacts": (), "attributes": ()}
            ),
            "observations": tuple(o.model_copy(update={"note": "Other"}) for o in facts.observations),
        }
    )
    secretive = marked_playbook(playbook, mark)
    before = built("before", facts, neighbour)
    after = built("after", neighbour, changed, stranger, with_playbook=secretive)
    assert set(before) == {"acme", "neighbour", SHARED}
    for account in before:
        files = before[account].keys() | after[account].keys()
        assert [file for file in files if before[account].get(file) != after[account].get(file)] == []
    assert after["stranger"]["index.html"] != after["neighbour"]["index.html"]
