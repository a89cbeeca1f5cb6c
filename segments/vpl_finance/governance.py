"""What governs the decisions of a finance account: usual options, whose yes they need, what calls them back."""

from __future__ import annotations

from vpl_core import (
    AtLeast,
    ChangedBy,
    Citation,
    DecisionSignal,
    OptionArchetype,
    RequiredApproval,
)

OPTION_ARCHETYPES: tuple[OptionArchetype, ...] = (
    OptionArchetype(
        id="parallel-close",
        name="One close in both ways",
        type="staged_pilot",
        means="A period is closed in the old way and in the new; the new one counts once both give the same figures.",
        fits="The ledger must not be reopened and the period is short. Not at year end.",
        trades="A close of double work for figures that somebody has compared line by line.",
        reversal="The old close goes on; nothing has to be booked again.",
    ),
    OptionArchetype(
        id="champion-challenger",
        name="New model beside the old one",
        type="staged_pilot",
        means="The new model forecasts beside the one in use, and only the old one is acted on until it is beaten.",
        fits="A model is replaced and what came true can be read within months.",
        trades="Months in which the better forecast, if it is one, is not used.",
        reversal="The new model is switched off; nobody has acted on it.",
    ),
)

APPROVALS: tuple[RequiredApproval, ...] = (
    RequiredApproval(
        id="model-risk",
        name="Model risk",
        confirms="The model is validated for this use by somebody who did not build it.",
        role="Head of model risk",
        archetypes=("champion-challenger",),
        source=Citation(
            title="Federal Reserve, OCC and FDIC, Revised Guidance on Model Risk Management",
            section="SR 26-2 of 17 April 2026, which replaced SR 11-7",
            url="https://www.federalreserve.gov/supervisionreg/srletters/SR2602.htm",
        ),
        months=12,
    ),
    RequiredApproval(
        id="audit-trail",
        name="Audit trail",
        confirms="Every figure can still be traced to its source, through controls that have an owner and a test.",
        role="Head of internal audit",
        types=("staged_pilot", "redesign"),
        source=Citation(
            title="Sarbanes-Oxley Act of 2002",
            section="section 404(a), 15 U.S.C. 7262(a): management assessment of internal controls",
            url="https://www.law.cornell.edu/uscode/text/15/7262",
        ),
        months=12,
    ),
)
"""A year, because the assessment under section 404 is as of the end of each fiscal year; for models it is ours."""

DECISION_SIGNALS: tuple[DecisionSignal, ...] = (
    DecisionSignal(
        id="controls-fail",
        direction="stop",
        says="More than one key control in ten failed its last test; the change stops until they are repaired.",
        when=AtLeast(value="control-failure-percent", limit="finance-control-failure-alarm"),
    ),
    DecisionSignal(
        id="close-slower",
        direction="reversal",
        says="The close takes a day longer than before the start; then the old way returns.",
        when=ChangedBy(value="close-days", limit="finance-slower-close-days"),
    ),
)
