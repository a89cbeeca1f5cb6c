"""What the views of one account share: its facts, its assessment, the wording, and what must stay hidden."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cached_property, lru_cache

from vpl_core.model.accounts import AccountFacts, MilestonePlan
from vpl_core.model.answers import Answer
from vpl_core.model.assessment import Assessment, MilestoneState, ReadingProof, ValueState
from vpl_core.model.audience import Dated
from vpl_core.model.evidence import Evidence
from vpl_core.model.milestones import MilestoneStatus
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.model.parts import Parts
from vpl_core.model.playbook import Playbook
from vpl_core.model.waivers import Waiver
from vpl_core.rules.account_day import AccountDay
from vpl_core.rules.catalogue import N_
from vpl_core.rules.private import UNTOLD_FACTS, UNTOLD_KINDS
from vpl_core.rules.progress import shown_percent
from vpl_core.rules.reasons import sentence
from vpl_core.rules.wording import Wording
from vpl_core.site.definitions import definitions_of
from vpl_core.site.words import rigor_word

PRIVATE = N_("A condition that is kept private")
SOMEBODY = N_("a person whose name is kept private")
_SAYS_WHAT_WAS_SEEN = frozenset(
    [
        *("at_least", "at_most", "between", "changed_by", "gap_closed", "target_met", "sustained"),
        *("plan_agreed", "evidence_of"),
    ]
)
_DENIED = {Outcome.UNMET: N_("Not so: {what}"), Outcome.UNKNOWN: N_("Not known: {what}")}


class Projection:
    """The lookups that every part of a customer's view uses."""

    def __init__(
        self,
        facts: AccountFacts,
        playbook: Playbook,
        assessment: Assessment,
        vendor: str,
        wording: Wording,
    ) -> None:
        self.facts, self.playbook, self.assessment, self.vendor = facts, playbook, assessment, vendor
        self.account, self.as_of = facts.account, assessment.as_of
        self.wording = wording
        self.definitions = definitions_of(playbook)
        self.hidden = self.definitions.hidden
        self.states: dict[str, MilestoneState] = {state.milestone: state for state in assessment.milestones}
        self.values: dict[str, ValueState] = {state.value: state for state in assessment.values}
        self.plans: dict[str, MilestonePlan] = {plan.milestone: plan for plan in facts.account.milestones}

    @cached_property
    def now(self) -> AccountDay:
        """What the rules look at, for the few questions that no assessment answers."""
        return AccountDay(self.facts, self.playbook, self.as_of)

    @cached_property
    def parts(self) -> dict[str, Parts]:
        """What was known by the day of the parts of values, by value."""
        return {parts.value: parts for parts in self.account.parts if parts.on <= self.as_of}

    def day(self, day: dt.date) -> Dated:
        return _dated(day, self.wording)

    def maybe(self, day: dt.date | None) -> Dated | None:
        return None if day is None else self.day(day)

    def rigor(self, rigor: Rigor) -> str:
        return rigor_word(rigor, self.account.name, self.wording)

    def told(self, answer: Answer) -> str:
        """The answer as a sentence for the customer; what speaks of internal things is only said to be there.

        A reading comes with the strength of its proof.
        """
        if self._is_untold(answer):
            return self.wording.say(PRIVATE)
        shown = tuple(id_ for id_ in answer.evidence if id_ in self.shown_evidence_ids)
        if kept_back := len(answer.evidence) - len(shown):
            shown = (*shown, self.wording.say("{n} kept private", n=kept_back))
        told = answer._replace(evidence=shown, seen=self._way(answer))
        said, proof = sentence(told, self.playbook, self.wording), self._proof_of(answer)
        return self.wording.say("{sentence} ({proof})", sentence=said, proof=proof) if proof else said

    def why(self, answer: Answer) -> str:
        """The answer as a reason that stands by itself: where only the need is named, it says that it is not met."""
        told = self.told(answer)
        says_it = answer.kind in _SAYS_WHAT_WAS_SEEN and not self._is_untold(answer)
        if answer.outcome not in _DENIED or says_it:
            return told
        return self.wording.say(_DENIED[answer.outcome], what=f"{told[0].lower()}{told[1:]}")

    def _way(self, answer: Answer) -> Decimal | None:
        """What was seen; of a way to a target, 100 % only once the target is met."""
        state = self.values.get(answer.subject)
        if answer.kind != "gap_closed" or answer.seen is None or answer.seen < 100 or state is None:
            return answer.seen
        return Decimal(shown_percent(answer.seen / 100, met=state.target is Outcome.MET))

    def _is_untold(self, answer: Answer) -> bool:
        if answer.kind == "recorded":
            return answer.subject in UNTOLD_FACTS
        return answer.kind in UNTOLD_KINDS or answer.subject in self.hidden

    def _proof_of(self, answer: Answer) -> str:
        state = self.values.get(answer.subject)
        if answer.reading is None or state is None or state.proof is None or state.latest != answer.reading:
            return ""
        return self.rigor(state.proof.rigor)

    def waived(self, waiver: Waiver | None) -> str:
        if waiver is None:
            return ""
        return self.wording.say(
            "{why} ({name}, {day}, until {end})",
            why=waiver.because,
            name=waiver.by,
            day=self.wording.day(waiver.on),
            end=self.wording.day(waiver.expires),
        )

    def excused(self, state: MilestoneState) -> str:
        """Why the milestone is excused, or why the customer leaves it out; empty where it is neither."""
        plan = self.plans.get(state.milestone)
        if state.waiver or state.status is not MilestoneStatus.EXEMPT or plan is None:
            return self.waived(state.waiver)
        return self.wording.say("{why} ({name})", why=plan.left_out, name=plan.left_out_by)

    def confirmed_by(self, value: str, proof: ReadingProof) -> str:
        """Who signed for the reading, by name where the signature itself may be shown."""
        signatures = [e.by for e in self.shown_evidence if e.kind == "confirmation" and value in e.values]
        return proof.confirmed_by if proof.confirmed_by in ("", *signatures) else self.wording.say(SOMEBODY)

    def value_names(self, values: tuple[str, ...]) -> tuple[str, ...]:
        """The names of those values that may be shown."""
        shown = [v for v in values if v in self.playbook.value and v not in self.hidden]
        return tuple(self.playbook.value[v].name for v in shown)

    @cached_property
    def shown_evidence(self) -> tuple[Evidence, ...]:
        """What is known by the day and is neither internal nor about hidden values alone, oldest first."""
        open_ones = (e for e in self.facts.evidence if e.on <= self.as_of and self._is_shown(e))
        return tuple(sorted(open_ones, key=lambda e: (e.on, e.id)))

    def _is_shown(self, evidence: Evidence) -> bool:
        speaks_of_what_is_shown = evidence.milestones or not self.hidden.issuperset(evidence.values)
        return not evidence.internal and bool(speaks_of_what_is_shown or not evidence.values)

    @cached_property
    def shown_evidence_ids(self) -> frozenset[str]:
        return frozenset(e.id for e in self.shown_evidence)


@lru_cache(maxsize=4096)
def _dated(day: dt.date, wording: Wording) -> Dated:
    return Dated(on=day, text=wording.day(day))
