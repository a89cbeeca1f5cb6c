"""What the views of one account share: its facts, its assessment, the wording, and what must stay hidden."""

from __future__ import annotations

import datetime as dt
from functools import cached_property

from vpl_core.model.accounts import AccountFacts, MilestonePlan, Waiver
from vpl_core.model.assessment import Answer, Assessment, MilestoneState
from vpl_core.model.audience import Dated
from vpl_core.model.evidence import Evidence
from vpl_core.model.outcomes import Rigor
from vpl_core.model.playbook import Playbook
from vpl_core.rules.reasons import sentence
from vpl_core.rules.wording import Wording
from vpl_core.site.words import rigor_word

PRIVATE = "A condition that is kept private"
_UNTOLD = frozenset(["attribute_is", "custom"])
"""Conditions over attributes and predicates may speak of what is internal."""


class Projection:
    """The lookups that every part of a customer's view uses."""

    def __init__(self, facts: AccountFacts, playbook: Playbook, assessment: Assessment) -> None:
        self.facts, self.playbook, self.assessment = facts, playbook, assessment
        self.account, self.as_of = facts.account, assessment.as_of
        self.wording = Wording(facts.account.language, facts.account.currency)
        self.hidden = {value.id for value in playbook.values if value.internal}
        self.states: dict[str, MilestoneState] = {state.milestone: state for state in assessment.milestones}
        self.plans: dict[str, MilestonePlan] = {plan.milestone: plan for plan in facts.account.milestones}

    def day(self, day: dt.date) -> Dated:
        return Dated(on=day, text=self.wording.day(day))

    def maybe(self, day: dt.date | None) -> Dated | None:
        return None if day is None else self.day(day)

    def rigor(self, rigor: Rigor) -> str:
        return rigor_word(rigor, self.account.name)

    def told(self, answer: Answer) -> str:
        """The answer as a sentence for the customer; what speaks of internal things is only said to be there."""
        if answer.subject in self.hidden or answer.kind in _UNTOLD:
            return PRIVATE
        shown = tuple(id_ for id_ in answer.evidence if id_ in self.shown_evidence_ids)
        kept_back = len(answer.evidence) - len(shown)
        text = sentence(answer._replace(evidence=shown), self.playbook, self.wording)
        return f"{text} and {kept_back} kept private" if kept_back else text

    def waived(self, waiver: Waiver | None) -> str:
        if waiver is None:
            return ""
        return (
            f"{waiver.because} ({waiver.by}, {self.wording.day(waiver.on)}, until {self.wording.day(waiver.expires)})"
        )

    def value_names(self, values: tuple[str, ...]) -> tuple[str, ...]:
        """The names of those values that may be shown."""
        shown = [v for v in values if v in self.playbook.value and v not in self.hidden]
        return tuple(self.playbook.value[v].name for v in shown)

    @cached_property
    def shown_evidence(self) -> tuple[Evidence, ...]:
        """What is known by the day and is not internal, oldest first."""
        open_ones = (e for e in self.facts.evidence if not e.internal and e.on <= self.as_of)
        return tuple(sorted(open_ones, key=lambda e: (e.on, e.id)))

    @cached_property
    def shown_evidence_ids(self) -> frozenset[str]:
        return frozenset(e.id for e in self.shown_evidence)
