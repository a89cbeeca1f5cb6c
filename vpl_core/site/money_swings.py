"""Do the numbers hold if you are wrong about one of them? The swings as a chart and its table."""

from __future__ import annotations

from typing import Any, NamedTuple

from markupsafe import Markup

from vpl_core.model.money_views import MoneyView, SwingView
from vpl_core.site.signs import Signs
from vpl_core.site.tables import noted
from vpl_core.site.tornado_chart import Swing, tornado


class Doubts(NamedTuple):
    """What the section needs."""

    verdict: str
    chart: Markup
    """Empty where no range is stated."""
    rows: list[tuple[Any, ...]]
    unstated: tuple[str, ...]


def doubts_of(case: MoneyView, signs: Signs) -> Doubts | None:
    """The tornado of what is left after the costs; none while no return can be told."""
    found = case.swings
    if found is None:
        return None
    chart = Markup()
    if found.swings:
        chart = tornado(
            [_swing(one) for one in found.swings],
            base=found.net,
            base_words=signs.say("left after the costs: {net}", net=case.net),
            title=signs.say("What is left if one number is wrong"),
            desc=found.verdict,
        )
    rows = [
        (noted(name=one.name, note=one.of), one.used, one.at_low, one.at_high, one.turns or "–") for one in found.swings
    ]
    return Doubts(found.verdict, chart, rows, found.unstated)


def _swing(one: SwingView) -> Swing:
    worse, better = sorted(((one.net_low, one.at_low), (one.net_high, one.at_high)))
    return Swing(one.name, one.of, worse[0], better[0], worse[1], better[1])
