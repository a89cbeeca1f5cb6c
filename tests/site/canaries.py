"""Canaries: a mark of its own in every text of an account and of the rules that judge it."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.site.marked_records import marked_record
from tests.worlds import SHA
from vpl_core.model.accounts import (
    Account,
    AccountFacts,
    Ask,
    Attribute,
    Baseline,
    Decision,
    Goal,
    MilestonePlan,
    Option,
    Override,
    Person,
    Reset,
    ValuePlan,
)
from vpl_core.model.benefits import Benefit, Cost, StatedNumber, WorkCalendar
from vpl_core.model.checklists import Checklist
from vpl_core.model.conditions import AtLeast
from vpl_core.model.consents import Consent
from vpl_core.model.corrections import Barrier, Correction, Escalation, MilestoneReview
from vpl_core.model.evidence import Evidence
from vpl_core.model.health import HealthSignal
from vpl_core.model.observations import Observation, Source
from vpl_core.model.parts import Part, Parts
from vpl_core.model.playbook import Playbook
from vpl_core.model.values import Kind, ValueDefinition
from vpl_core.model.visibility import KEPT, SHOWN as SHOWN
from vpl_core.model.waivers import Waiver
from vpl_core.rules.soundness import leaves

START = dt.date(2025, 1, 31)

AS_OF = dt.date(2026, 3, 2)


@dataclass
class Marks:
    """The marks of one account; each stands for one field of one class, in one role."""

    account: str
    by_field: dict[str, str] = field(default_factory=dict)

    def __call__(self, field_: str) -> str:
        """A text that needs escaping everywhere and stands nowhere else."""
        number = zlib.crc32(f"{self.account} {field_}".encode())
        return self.by_field.setdefault(field_, f'Ké{number:08x} <q&"')

    def id(self, field_: str) -> str:
        number = zlib.crc32(f"{self.account} {field_}".encode())
        return self.by_field.setdefault(field_, f"kq{number:08x}")

    def those(self, kind: str) -> dict[str, str]:
        """The marks whose field's name ends in `(kept)`, or the others."""
        return {name: mark for name, mark in self.by_field.items() if name.endswith("(kept)") == (kind == KEPT)}


def marked_facts(playbook: Playbook, account: str, number: int) -> tuple[AccountFacts, Marks]:
    """An account in which every field of every word is filled, each text with a mark of its own."""
    mark = Marks(account)
    return filled_facts(playbook, account, mark, number), mark


def filled_facts(playbook: Playbook, account: str, mark: Marks, number: int) -> AccountFacts:
    """The same with whatever texts `mark` gives."""
    values = [v for v in playbook.values if v.kind is Kind.OUTCOME and not v.internal]
    hidden = [v for v in playbook.values if v.internal]
    records, word = (mark.id(f"Source.id of {which} (kept)") for which in ("records", "word"))
    systems = (mark(f"Source.system of {which} (kept)") for which in ("records", "word"))
    sources = (
        Source(
            id=records, name=mark("Source.name"), system=next(systems), party="customer", method=values[0].methods[0]
        ),
        Source(id=word, name=mark("Source.name of the other"), system=next(systems), party="vendor", method="survey"),
    )
    readings = [(values[0], records, 100, 1), (values[0], records, 40, 13), (values[1], word, 7, 13)]
    readings += [(value, word, 11, 13) for value in hidden]
    evidence = tuple(_evidence(playbook, mark, values, hidden))
    return AccountFacts(
        account=_account(playbook, account, mark, values, (records, word), number),
        observations=tuple(
            Observation(
                value=value.id,
                number=read,
                on=_after(30 * months),
                source=source,
                sequence=1,
                respondents=770_031 + number,
                note=mark("Observation.note (kept)"),
            )
            for value, source, read, months in readings
        ),
        evidence=evidence,
        sources=sources,
        records=tuple(
            marked_record(mark, evidence[0].id, values[0].id, START, internal=internal) for internal in (False, True)
        ),
    )


def _after(days: int) -> dt.date:
    return START + dt.timedelta(days=days)


def _account(
    playbook: Playbook, account: str, mark: Marks, values: list[ValueDefinition], sources: tuple[str, str], number: int
) -> Account:
    return Account(
        id=account,
        name=mark("Account.name"),
        segment=playbook.segment.id,
        start=START,
        languages=("en", "ja"),
        currency="EUR",
        sponsor=_person(mark, "sponsor"),
        owner=_person(mark, "owner"),
        contacts=(_person(mark, "contact"), _person(mark, "second contact")),
        renewal=renewal_of(number),
        attributes=(
            Attribute(name=mark("Attribute.name (kept)"), content=mark("Attribute.content (kept)")),
            Attribute(name=mark("Attribute.name of a number (kept)"), content=secret_number(number)),
        ),
        goals=(
            Goal(
                id="first-goal",
                words=mark("Goal.words"),
                level="tactical",
                said_by=mark("Goal.said_by"),
                said_on=START,
                values=(values[0].id,),
            ),
        ),
        plan=tuple(_plan(mark, value, source) for value, source in zip(values, sources, strict=False)),
        milestones=tuple(_milestones(playbook, mark)),
        overrides=tuple(_overrides(playbook, mark)),
        waivers=tuple(_waivers(playbook, mark)),
        asks=(Ask(who=mark("Ask.who"), what=mark("Ask.what"), by=_after(400), otherwise=mark("Ask.otherwise")),),
        decisions=(_decision(mark),),
        calendar=WorkCalendar(weeks_per_year=46, days_per_year=220, hours_per_year=8000),
        benefits=(_benefit(mark, values[0], sources[0]),),
        costs=(_cost(mark, sources[0]),),
        consents=tuple(_consents(mark)),
        parts=tuple(_parts(mark, values[0], sources[0], number)),
        notes=mark("Account.notes (kept)"),
    )


def _benefit(mark: Marks, value: ValueDefinition, source: str) -> Benefit:
    def stated(what: str, number: float) -> StatedNumber:
        because, by = mark(f"StatedNumber.because of the {what}"), mark(f"StatedNumber.agreed_by of the {what}")
        ends = {"low": number * 0.5, "high": number * 1.5}
        return StatedNumber(number=number, because=because, source=source, agreed_by=by, agreed_on=START, **ends)

    return Benefit(
        id="first-benefit",
        name=mark("Benefit.name"),
        value=value.id,
        effect="cashable",
        rate=None if value.unit == "money" else stated("rate", 3),
        times=stated("times", 2),
        share=stated("share", 0.5),
        every="" if value.per else "month",
        out_of=stated("base", 10**9),
    )


def _cost(mark: Marks, source: str) -> Cost:
    said = {"because": mark("Cost.because"), "agreed_by": mark("Cost.agreed_by"), "agreed_on": START}
    return Cost(id="fee", name=mark("Cost.name"), kind="licence", amount=9, start=START, source=source, **said)


def _consents(mark: Marks) -> Iterator[Consent]:
    yield Consent(id="story", scope=("case_study", "name"), by=mark("Consent.by"), given_on=START, expires=_after(900))
    yield Consent(id="words", scope=("quote",), by=mark("Goal.said_by"), given_on=START, expires=_after(900))


def _parts(mark: Marks, value: ValueDefinition, source: str, number: int) -> Iterator[Parts]:
    """Of the marks of sources only the name is shown; one part is not measured, of one nobody knows the beginning."""
    of = (
        Part(name=mark("Part.name"), before=90, now=50 + number),
        Part(name=mark("Part.name of the unmeasured"), before=80),
        Part(name=mark("Part.name of the new one"), now=45),
    )
    yield Parts(value=value.id, by=mark("Parts.by"), on=_after(390), source=source, of=of)


def renewal_of(number: int) -> dt.date:
    """A day of its own, far from every other day of the account."""
    return dt.date(2031, 3 + number, 17 + number)


def secret_number(number: int) -> str:
    return f"70{number}123.457"


def _person(mark: Marks, role: str) -> Person:
    return Person(
        name=mark(f"Person.name of the {role} (kept)"),
        role=mark(f"Person.role of the {role} (kept)"),
        email=mark(f"Person.email of the {role} (kept)"),
    )


def _plan(mark: Marks, value: ValueDefinition, source: str) -> ValuePlan:
    low, high = (10, 120) if value.direction == "down" else (120, 10)
    return ValuePlan(
        value=value.id,
        baseline=Baseline(number=high, on=START, source=source, low=high, high=high + 1),
        target=low,
        strictly=True,
        due=_after(200),
        first_reading=_after(2),
        method=value.methods[0],
        how=mark("ValuePlan.how"),
        validator=mark("ValuePlan.validator"),
        agreed_by=mark("ValuePlan.agreed_by"),
        agreed_on=START,
        source=source,
    )


def _milestones(playbook: Playbook, mark: Marks) -> Iterator[MilestonePlan]:
    late, dropped = playbook.milestones[0], playbook.milestones[-1]
    reset = Reset(to=_after(300), on=_after(20), because=mark("Reset.because"), confidence="low", by=mark("Reset.by"))
    yield MilestonePlan(
        milestone=late.id,
        due=_after(25),
        owner=mark("MilestonePlan.owner"),
        impact=mark("MilestonePlan.impact"),
        resets=(reset,),
        **_course(mark),
    )
    yield MilestonePlan(
        milestone=dropped.id,
        left_out=mark("MilestonePlan.left_out"),
        left_out_by=mark("MilestonePlan.left_out_by"),
    )


def _course(mark: Marks) -> dict[str, Any]:
    """What was done about it; whatever is the vendor's alone has days of its own, far from every other."""

    def barrier(kept: str, *, public: bool) -> Barrier:
        what, owner = mark(f"Barrier.what{kept}"), mark("Barrier.owner (kept)")
        return Barrier(on=_after(35), kind="process", what=what, owner=owner, due=dt.date(2032, 5, 23), public=public)

    kept = {"trigger": "strong_resistance", "because": mark("Escalation.because (kept)"), "on": _after(40)}
    people = (mark("Person.name of the owner (kept)"), mark("Escalation.participants (kept)"))
    missed, reached = (
        {name: mark(f"MilestoneReview.{name} (kept)") for name in names.split()}
        for names in ("went_wrong warning_signs prevention learned", "worked accelerators replicate")
    )
    by = mark("MilestoneReview.by (kept)")
    return {
        "corrections": (
            Correction(
                on=_after(40),
                causes=("technical_blocker", "priority_shift"),
                option="revise_milestone",
                was=mark("Correction.was"),
                now=mark("Correction.now"),
                because=mark("Correction.because"),
                owner=mark("Correction.owner"),
                due=_after(90),
            ),
        ),
        "barriers": (barrier("", public=True), barrier(" of the internal one (kept)", public=False)),
        "escalations": (
            Escalation(**kept, participants=people, owner=mark("Escalation.owner (kept)"), due=dt.date(2033, 6, 24)),
        ),
        "reviews": (
            MilestoneReview(of="missed", on=_after(391), by=by, **missed),
            MilestoneReview(of="reached", on=_after(393), by=by, **reached),
        ),
    }


def _overrides(playbook: Playbook, mark: Marks) -> Iterator[Override]:
    """One of a threshold that decides about a milestone."""
    named = [getattr(leaf, "limit", None) for m in playbook.milestones for leaf in leaves(m.condition)]
    deciding = next(playbook.threshold[name] for name in named if isinstance(name, str))
    yield Override(
        threshold=deciding.id, number=deciding.number, because=mark("Override.because"), by=mark("Override.by")
    )


def _waivers(playbook: Playbook, mark: Marks) -> Iterator[Waiver]:
    """One of a milestone, which is public, and one of a question that only the vendor asks."""
    asked = next(c for c in playbook.checklists if c.internal).questions[-1]
    for about, kept in ((playbook.milestones[-2].id, ""), (asked.id, " (kept)")):
        yield Waiver(
            about=about,
            because=mark(f"Waiver.because{kept}"),
            by=mark(f"Waiver.by{kept}"),
            on=_after(10),
            expires=_after(900),
        )


def _decision(mark: Marks) -> Decision:
    return Decision(
        id="first-decision",
        title=mark("Decision.title"),
        owner=mark("Decision.owner"),
        options=(
            Option(name=mark("Option.name"), gives=mark("Option.gives"), costs=mark("Option.costs")),
            Option(name=mark("Option.name of the other"), gives=mark("Option.gives of the other")),
        ),
        chosen=mark("Option.name"),
        because=mark("Decision.because"),
        decided_on=_after(30),
        review_on=_after(500),
        reversal_signal=mark("Decision.reversal_signal"),
    )


def _evidence(
    playbook: Playbook, mark: Marks, values: list[ValueDefinition], hidden: list[ValueDefinition]
) -> Iterator[Evidence]:
    def paper(which: str, **changes: Any) -> Evidence:
        usual = {
            "id": mark.id(f"Evidence.id{which}"),
            "kind": "testimonial",
            "title": mark(f"Evidence.title{which}"),
            "on": _after(60),
            "by": mark(f"Evidence.by{which}"),
            "party": "customer",
            "values": (values[0].id,),
            "milestones": (playbook.milestones[0].id,),
            "sha256": SHA,
            "file": mark(f"Evidence.file{which}"),
        }
        return Evidence(**{**usual, **changes})

    yield paper("", quote=mark("Evidence.quote"), consent=mark("Evidence.consent (kept)"))
    yield paper(" of the silent one", quote=mark("Evidence.quote without consent (kept)"))
    kept = {"quote": mark("Evidence.quote of the internal one (kept)"), "consent": mark("Evidence.consent (kept)")}
    yield paper(" of the internal one (kept)", internal=True, **kept)
    # Somebody at the customer who signs what the customer's site does not show.
    yield paper(" of the internal signature (kept)", internal=True, kind="confirmation", on=AS_OF)
    only_hidden = {"values": tuple(value.id for value in hidden), "milestones": ()}
    yield paper(" of what is hidden (kept)", **only_hidden)


def marked_playbook(playbook: Playbook, mark: Marks) -> Playbook:
    """The segment with marks in everything that is the vendor's own: scores, signals, hidden values, own checklists."""
    return rebuilt(
        playbook,
        segment=_marked(playbook.segment, mark, "Segment.cares_about"),
        ladder=_marked(playbook.ladder, mark, "Ladder.name"),
        values=(*playbook.values, _hidden_value(mark)),
        scorecards=tuple(
            _marked(card, mark, "Scorecard.name", "Scorecard.what_for").model_copy(
                update={
                    "bands": tuple(_marked(b, mark, "Band.name") for b in card.bands),
                    "factors": tuple(_marked(f, mark, "Factor.name", "Factor.source") for f in card.factors),
                }
            )
            for card in playbook.scorecards
        ),
        health_signals=(*playbook.health_signals, _signal(playbook, mark)),
        checklists=tuple(_marked_checklist(c, mark) if c.internal else c for c in playbook.checklists),
    )


def rebuilt(playbook: Playbook, **changes: Any) -> Playbook:
    """The playbook with other parts; a copy would keep the tables that were made of the old ones."""
    return Playbook(**{**{part: getattr(playbook, part) for part in Playbook.model_fields}, **changes})


def _marked(word: Any, mark: Marks, *fields: str) -> Any:
    return word.model_copy(update={name.split(".")[1]: mark(f"{name} (kept)") for name in fields})


def _hidden_value(mark: Marks) -> ValueDefinition:
    return ValueDefinition(
        id="kept-margin",
        name=mark("ValueDefinition.name (kept)"),
        what=mark("ValueDefinition.what (kept)"),
        unit="percent",
        direction="up",
        category="cost",
        kind="outcome",
        methods=("finance_record", "survey"),
        internal=True,
    )


def _signal(playbook: Playbook, mark: Marks) -> HealthSignal:
    """A signal that is on as soon as the hidden value has been read."""
    when = AtLeast(value="kept-margin", limit=0)
    return HealthSignal(id="kept-signal", colour="red", when=when, says=mark("HealthSignal.says (kept)"))


def _marked_checklist(checklist: Checklist, mark: Marks) -> Checklist:
    questions = tuple(
        _marked(q, mark, "Question.text", "Question.why", "Question.next_step", "Question.source")
        for q in checklist.questions
    )
    return _marked(checklist, mark, "Checklist.name", "Checklist.decides").model_copy(update={"questions": questions})
