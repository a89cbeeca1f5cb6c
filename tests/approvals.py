"""A segment that asks for one approval, and what a record can say of it."""

from __future__ import annotations

from typing import Any

from tests.worlds import day, paper, playbook
from vpl_core.model.approvals import Citation, RequiredApproval
from vpl_core.model.conditions import AtLeast
from vpl_core.model.decision_signals import DecisionSignal
from vpl_core.model.decisions import Approval
from vpl_core.model.option_archetypes import OptionArchetype
from vpl_core.model.playbook import Playbook
from vpl_core.model.waivers import Waiver

RULE = Citation(title="House rules", section="rule 1", url="https://rules.example/1")
ARCHETYPE = OptionArchetype(
    id="one-shop-first",
    name="One shop first",
    type="staged_pilot",
    means="It is tried in one shop.",
    fits="Shops are alike.",
    trades="Weeks for certainty.",
    reversal="The shop goes back.",
)
TOO_LONG = DecisionSignal(
    id="too-long", direction="reversal", says="Eleven hours; then all stay.", when=AtLeast(value="hours", limit=11)
)
NOBODY_COMES = DecisionSignal(
    id="nobody-comes", direction="stop", says="No sale; then it ends.", when=AtLeast(value="errors", limit=90)
)
SIGNATURE = paper("signature", on=10)


def asked(**changes: Any) -> RequiredApproval:
    """The works council's yes to every pilot, for a year."""
    usual = {
        "id": "works-council",
        "name": "Working hours",
        "confirms": "Who works when is agreed.",
        "role": "Works council",
        "types": ("staged_pilot",),
        "source": RULE,
        "months": 12,
    }
    return RequiredApproval(**{**usual, **changes})


def governed(*approvals: RequiredApproval, **parts: Any) -> Playbook:
    """The small segment with these approvals, or with the one above."""
    usual = {"option_archetypes": (ARCHETYPE,), "decision_signals": (TOO_LONG, NOBODY_COMES)}
    return playbook(approvals=approvals or (asked(),), **{**usual, **parts})


def given(on: int = 12, **changes: Any) -> Approval:
    """A whole answer to it, given so many days after the start."""
    usual = {"answers": "works-council", "who": "Mina", "role": "Works council", "given_on": day(on)}
    return Approval(**{**usual, "evidence": "signature", **changes})


def excused(on: int, expires: int, about: str = "works-council") -> Waiver:
    return Waiver(about=about, because="The council is elected in May", by="Mina", on=day(on), expires=day(expires))
