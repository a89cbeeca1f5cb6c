"""Decision records in which every field is filled, each text with a mark of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from vpl_core.model.alternatives import Alternative, Assumed, Basis, Estimate, PilotStage
from vpl_core.model.conditions import AtLeast, AttributeIs
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
from vpl_core.model.reviews import HeldReview, Lock, ReviewDates, Seal
from vpl_core.model.scenarios import Assumption, Measure, Scenario, Slope, Weighed, Yardstick

SCALE: dict[str, Any] = {"measures": "other", "worst": 0, "best": 5, "weight": 1}
SLOPES = (Slope(assumption="hours", each=1),)
SEAL = (Seal(id="first", sha256="0" * 64),)


def marked_record(
    mark: Callable[[str], str], paper: str, value: str, start: dt.date, *, internal: bool
) -> DecisionRecord:
    """A record that was decided and reviewed; an internal one stays with the vendor altogether."""
    of = " of the internal record (kept)" if internal else ""

    def said(field: str) -> str:
        return mark(f"{field}{of}")

    def on(days: int) -> dt.date:
        return start + dt.timedelta(days=days)

    audit = Audit(by=said("Audit.by"), on=on(20))
    basis = Basis(
        assumptions=said("Basis.assumptions"),
        unit=said("Basis.unit"),
        numbers=(Assumed(name=said("Assumed.name"), number=3),),
        horizon_days=90,
    )
    estimate = Estimate(days_to_proof=9, rigor=Rigor.MEASURED, cost=7, risk="low", reversibility="easy")
    threshold = AtLeast(value=value, limit=0)
    about = AttributeIs(attribute=mark("Attribute.name (kept)"), one_of=(mark("AttributeIs.one_of (kept)"),))
    secret = [Trigger(says=said("Trigger.says of a secret"), when=about)] if internal else []
    hours = Assumption(
        id="hours",
        name=said("Assumption.name"),
        unit=said("Assumption.unit"),
        source=said("Assumption.source"),
        low=1,
        base=2,
        high=3,
    )
    return DecisionRecord(
        id="second-record" if internal else "first-record",
        title=said("DecisionRecord.title"),
        owner=said("DecisionRecord.owner"),
        changes=said("DecisionRecord.changes"),
        horizon=Horizon(starts=on(30), ends=on(900)),
        passages=tuple(Passage(section=section, words=said(f"Passage.words of {section}")) for section in Section),
        metrics=(value,),
        inputs=(
            Input(
                id="map",
                name=said("Input.name"),
                owner=said("Input.owner"),
                refreshed_on=on(10),
                every_days=700,
                audit=audit,
                says=said("Input.says"),
                paper=paper,
            ),
        ),
        statements=(
            Statement(kind="fact", text=said("Statement.text"), evidence=(paper,)),
            Statement(kind="open", text=said("Statement.text of the open one"), who=said("Statement.who"), by=on(40)),
        ),
        constraints=(Constraint(id="size", text=said("Constraint.text"), holds=threshold),),
        approvals=(
            Approval(
                who=said("Approval.who"),
                role=said("Approval.role"),
                what=said("Approval.what"),
                needed_by=on(30),
                given_on=on(29),
            ),
        ),
        options=(
            Alternative(
                id="pilot",
                name=said("Alternative.name"),
                type="staged_pilot",
                gives=said("Alternative.gives"),
                costs=said("Alternative.costs"),
                changes=("action",),
                estimate=estimate,
                basis=basis,
                stages=(PilotStage(id="one", name=said("PilotStage.name"), threshold=threshold),),
            ),
            Alternative(
                id="stay",
                name=said("Alternative.name of the other"),
                type="maintain",
                estimate=estimate,
                basis=basis,
            ),
        ),
        ranges=(hours,),
        scenario=Scenario(
            horizon=said("Scenario.horizon"),
            assumptions=(hours,),
            criteria=(Yardstick(id="gain", name=said("Yardstick.name"), unit=said("Yardstick.unit"), **SCALE),),
            alternatives=(
                Weighed(option="pilot", measures=(Measure(criterion="gain", start=0, slopes=SLOPES),)),
                Weighed(option="stay", measures=(Measure(criterion="gain", start=2),)),
            ),
        ),
        traded=said("DecisionRecord.traded"),
        risks=(Risk(what=said("Risk.what"), mitigation=said("Risk.mitigation"), owner=said("Risk.owner")),),
        criteria=(Criterion(id="first", text=said("Criterion.text"), audit=audit),),
        chosen="pilot",
        because=said("DecisionRecord.because"),
        decided_on=on(30),
        next=(Action(what=said("Action.what"), owner=said("Action.owner"), due=on(50)),),
        reviews=ReviewDates(initial=on(29), operating=on(60), every_days=400, post=on(900)),
        stop=(Trigger(says=said("Trigger.says"), manual=True), *secret),
        reversal=Trigger(says=said("Trigger.says of the reversal"), when=threshold),
        locked=Lock(on=on(30), metrics=SEAL, inputs=SEAL, criteria=SEAL, constraints=SEAL),
        held=(
            HeldReview(
                kind="operating",
                on=on(60),
                by=said("HeldReview.by"),
                outcome="continue",
                signals=(said("HeldReview.signals"),),
                inputs=SEAL,
            ),
        ),
        internal=internal,
        notes=mark("DecisionRecord.notes (kept)"),
    )
