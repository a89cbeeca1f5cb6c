"""Money as the customer reads it: benefits with their proof, costs, the return, and every row a spreadsheet needs."""

from __future__ import annotations

from vpl_core.model.base import Word
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.model.record_views import Dated


class AssumedView(Word):
    """A number that no reading gives, and who stands behind it."""

    what: str
    """What it stands for in the formula."""
    number: str
    because: str
    source: str
    agreed: str
    """By whom and when; empty where nobody agreed."""
    rigor: Rigor


class StretchView(Word):
    """A time between two readings, as the page and the spreadsheet tell it."""

    first: Dated
    last: Dated
    """The first day after it."""
    days: int
    at_first: str
    at_last: str
    improved: str
    """By how much the worse of the two is better than at the start."""
    rigor: Rigor
    money: str
    counted: str
    figures: tuple[str, ...]
    """The plain numbers in the order of the spreadsheet's columns."""


class BenefitView(Word):
    """What one value brought."""

    id: str
    name: str
    effect: str
    measure: str
    formula: str
    proven: str
    """Empty where nothing is known of it."""
    claimed: str
    """Empty where nothing is."""
    elsewhere: str
    """What other benefits count already; empty where nothing."""
    proven_number: float
    rigor: Rigor | None
    """The weakest proof of what is counted; none where nothing is."""
    claimed_number: float
    claimed_rigor: Rigor | None
    """The weakest proof of what is claimed beside it; none where nothing is."""
    assumed: tuple[AssumedView, ...]
    stretches: tuple[StretchView, ...]
    not_counted: str
    """Why nothing of it is counted; empty where something is."""


class CostView(Word):
    """What the customer pays for one thing."""

    id: str
    name: str
    kind: str
    terms: str
    paid: str
    paid_number: float
    because: str
    source: str
    agreed: str
    """By whom and when; empty where nobody agreed."""
    rigor: Rigor


class BalanceView(Word):
    """The running totals at the end of a day, for drawing."""

    on: Dated
    proven: float
    claimed: float
    cost: float


class SwingView(Word):
    """What is left after the costs while one number goes over its range and all others stay."""

    name: str
    """What is moved, and over which range."""
    of: str
    """The benefit or the measure that it belongs to."""
    used: str
    low: str
    """The least that it may be; with a word instead where it is no single number."""
    high: str
    at_low: str
    """What is left there."""
    at_high: str
    net_low: float
    net_high: float
    turns: str
    """Where what is left turns negative, in a sentence; empty where it does not."""


class SwingsView(Word):
    """Every number that the return rests on, moved or not."""

    net: float
    swings: tuple[SwingView, ...]
    """The widest first."""
    unstated: tuple[str, ...]
    """What has no range, in words."""
    verdict: str
    """Whether any of them alone turns the return, in a sentence."""


class MoneyView(Word):
    """The business case of one customer."""

    currency: str
    proven: str
    claimed: str
    """Empty where nothing stands beside the sum."""
    cost: str
    net: str
    supposed: str
    """The net if all that is claimed held too; empty where nothing is claimed."""
    gain: str
    """The return on what was paid, signed, in percent; empty where it cannot be told."""
    exceeds: Outcome
    """Whether what is proven is more than what was paid."""
    rigor: Rigor
    parts: tuple[tuple[Rigor, float, str], ...]
    """What came back by how well it is proven, strongest first."""
    benefits: tuple[BenefitView, ...]
    costs: tuple[CostView, ...]
    course: tuple[BalanceView, ...]
    missing: tuple[str, ...]
    """Why no return can be told."""
    swings: SwingsView | None
    """None while no return can be told."""
    paid_back: Dated | None
