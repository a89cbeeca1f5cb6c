"""Whole decision records over the small worlds: everything said, decided on day 20, in force on day 30."""

from __future__ import annotations

from typing import Any

from tests.worlds import day, known, on_day, paper, playbook, reading
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.alternatives import Alternative, Basis, Estimate, PilotStage
from vpl_core.model.conditions import AtLeast, AtMost
from vpl_core.model.decision_states import RecordState
from vpl_core.model.decisions import (
    Action,
    Approval,
    Audit,
    Constraint,
    Criterion,
    DecisionRecord,
    Horizon,
    Input,
    Passage,
    Risk,
    Section,
    Statement,
    Trigger,
)
from vpl_core.model.outcomes import Rigor
from vpl_core.model.playbook import Playbook
from vpl_core.model.reviews import HeldReview, Lock, ReviewDates
from vpl_core.model.scenarios import Assumption
from vpl_core.rules.decisions import judge_record
from vpl_core.rules.seals import seals_of

DECIDED, NOW = 20, 30
"""Days after the account's start."""
AUDIT = Audit(by="Mina", on=day(12))
BASIS = Basis(assumptions="January", unit="hours", horizon_days=90)
ESTIMATE = Estimate(days_to_proof=30, rigor=Rigor.MEASURED, cost=100, risk="low", reversibility="easy")
STAY = Alternative(id="stay", name="Stay", type="maintain", estimate=ESTIMATE, basis=BASIS)
PILOT = Alternative(
    id="pilot",
    name="Pilot",
    type="staged_pilot",
    changes=("action",),
    estimate=ESTIMATE,
    basis=BASIS,
    stages=(
        PilotStage(id="one", name="One shop", threshold=AtMost(value="hours", limit=8)),
        PilotStage(id="everywhere", name="All shops", threshold=AtMost(value="hours", limit=4)),
    ),
)
FACTS = known(
    (reading("hours", 9, on=10), reading("seats", 50, on=10)), evidence=(paper("time-log", on=10, values=("hours",)),)
)
"""Nine hours, read on day 10, with a paper that a fact can name."""


def whole(**changes: Any) -> DecisionRecord:
    """A record with all that it can hold, decided on day 20; sealed where nothing else is said."""
    usual: dict[str, Any] = {
        "id": "shorter-shifts",
        "title": "How to get home by five",
        "owner": "Mina",
        "changes": "The last hour is for tomorrow's list",
        "horizon": Horizon(starts=day(DECIDED), ends=day(200)),
        "passages": tuple(Passage(section=section, words=f"About {section}") for section in Section),
        "metrics": ("hours",),
        "inputs": (
            Input(
                id="map", name="Map", owner="Mina", refreshed_on=day(11), every_days=60, audit=AUDIT, says="Version 3"
            ),
        ),
        "statements": (Statement(kind="fact", text="Nine hours", evidence=("time-log",)),),
        "constraints": (Constraint(id="staff", text="Nobody is hired", holds=AtLeast(value="seats", limit=10)),),
        "approvals": (Approval(who="Jo", what="The pilot", needed_by=day(25), given_on=day(19)),),
        "options": (STAY, PILOT),
        "ranges": (Assumption(id="saved", name="Hours saved", low=1, base=2, high=3),),
        "traded": "Speed for proof",
        "risks": (Risk(what="Nobody comes", mitigation="Ask first"),),
        "criteria": (Criterion(id="five", text="Home by five", audit=AUDIT),),
        "chosen": "pilot",
        "because": "It can be undone",
        "decided_on": day(DECIDED),
        "next": (Action(what="Tell them", owner="Jo", due=day(40)),),
        "reviews": ReviewDates(initial=day(19), operating=day(50), every_days=30, post=day(200)),
        "stop": (Trigger(says="Somebody quits", manual=True),),
        "reversal": Trigger(says="Eleven hours", when=AtLeast(value="hours", limit=11)),
        "held": (HeldReview(kind="initial", on=day(19), by="Mina", outcome="continue", signals=("All is checked",)),),
    }
    record = DecisionRecord(**{**usual, **changes})
    return record if "locked" in changes else sealed(record)


def sealed(
    record: DecisionRecord, facts: AccountFacts = FACTS, after: int = DECIDED, book: Playbook | None = None
) -> DecisionRecord:
    """The record as a commit on that day leaves it."""
    seals = seals_of(record, book or playbook(), on_day(facts, after).evidence)
    return record.model_copy(update={"locked": Lock(on=day(after), **seals._asdict())})


def judged(
    record: DecisionRecord, facts: AccountFacts = FACTS, after: int = NOW, book: Playbook | None = None
) -> RecordState:
    """Where the record stands so many days after the start."""
    return judge_record(record, on_day(facts, after, book))


def kinds(state: RecordState) -> list[str]:
    """The kinds of everything that speaks against it, worst first."""
    return [str(objection.kind) for objection in state.objections]
