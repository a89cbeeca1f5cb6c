"""What the bundled segments say of decisions: the approvals that their customers expect, each by a rule."""

from __future__ import annotations

import pytest

from tests.records import PILOT, STAY, whole
from tests.site.segments import PLAYBOOKS
from tests.worlds import known, on_day
from vpl_core.model.decision_states import ApprovalStanding as Standing
from vpl_core.rules.account_day import AccountDay
from vpl_core.rules.approvals import approval_states
from vpl_core.rules.resolved import resolved


def asked_of(segment: str, archetype: str | None = None, chosen: str = "pilot") -> dict[str, Standing]:
    """What a decision for a pilot, or another option, has to be approved by, and where that stands unsaid."""
    pilot = PILOT if archetype is None else PILOT.model_copy(update={"type": None, "archetype": archetype})
    book = PLAYBOOKS[segment]
    record = resolved(whole(approvals=(), options=(STAY, pilot), chosen=chosen, locked=None), book)
    now = AccountDay(known(), book, on_day(known()).day)
    return {state.asked.id: state.standing for state in approval_states(record, now)}


def test_a_pilot_in_healthcare_needs_privacy_and_clinical_safety():
    assert asked_of("healthcare") == {"clinical-safety": Standing.MISSING, "privacy": Standing.MISSING}


def test_a_pilot_in_finance_needs_an_audit_trail_and_a_new_model_its_validation_too():
    assert asked_of("finance") == {"audit-trail": Standing.MISSING, "model-risk": Standing.NOT_NEEDED}
    assert asked_of("finance", "champion-challenger") == {
        "audit-trail": Standing.MISSING,
        "model-risk": Standing.MISSING,
    }


@pytest.mark.parametrize("segment", ["healthcare", "finance"])
def test_to_stay_as_it_is_needs_nobody(segment):
    assert set(asked_of(segment, chosen="stay").values()) == {Standing.NOT_NEEDED}


@pytest.mark.parametrize(
    ("segment", "approval", "where"),
    [
        ("healthcare", "privacy", "45 CFR 164.530(a)(1)(i)"),
        ("healthcare", "clinical-safety", "DCB0160"),
        ("finance", "model-risk", "SR 26-2"),
        ("finance", "audit-trail", "15 U.S.C. 7262(a)"),
    ],
)
def test_each_approval_follows_a_rule_that_can_be_looked_up(segment, approval, where):
    source = PLAYBOOKS[segment].approval[approval].source
    assert where in source.text
    assert source.url.startswith("https://")


@pytest.mark.parametrize("segment", ["smb", "enterprise"])
def test_the_other_segments_ask_for_nothing(segment):
    assert asked_of(segment) == {}
