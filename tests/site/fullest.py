"""The fullest view there can be: every list too long for one page, every text as long as its field allows."""

from __future__ import annotations

import datetime as dt
from itertools import cycle, islice

from vpl_core.model.audience import AskView, CustomerView, MeasureView, ResetView
from vpl_core.model.milestones import MilestoneStatus
from vpl_core.model.money_views import MoneyView
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.model.record_views import Dated
from vpl_core.rules.wording import Wording

LETTERS = {
    "W": "W",
    "capitals": "ENTERPRISE RESOURCE PLANNING ",
    "words": "long words and more of them ",
    "one word": "unbreakablelongword",
    "Japanese": "株式会社ひのき坂フーズ",
    "Arabic": "قيمة مثبتة ",
}


def fullest(view: CustomerView, letters: str) -> CustomerView:
    """The view with so much in it that nothing of its kind has more: `view` gives the measures, steps and rungs."""

    def text(length: int) -> str:
        return "".join(islice(cycle(letters), length)).strip().ljust(length, letters[0])

    def day(number: int) -> Dated:
        on = view.as_of.on + dt.timedelta(days=number)
        return Dated(on=on, text=Wording(view.language).day(on))

    name = text(120)
    outcomes = next(m for m in view.measures if m.outcome)
    late, done, coming = (
        {"status": MilestoneStatus.MISSED, "days_behind": 48_123, "due": day(-60), "reached": None, "badges": ()},
        {"status": MilestoneStatus.ACHIEVED, "reached": day(-9), "badges": ()},
        {"status": MilestoneStatus.IN_PROGRESS, "due": day(30), "reached": None, "badges": ()},
    )
    moved = ResetView(was=day(-90), to=day(30), on=day(-20), because=text(400), confidence="medium", variance=120)
    kinds = list(islice(cycle([late, done, coming]), len(view.milestones)))
    return view.model_copy(
        update={
            "customer": name,
            "vendor": name,
            "rungs": tuple(r.model_copy(update={"name": name, "needed": 40, "done": 39}) for r in view.rungs),
            "measures": tuple(_measure(outcomes, f"m{n}", name) for n in range(9)),
            "milestones": tuple(
                m.model_copy(update={"name": name, "resets": (moved,), "measures": (), **kind})
                for m, kind in zip(view.milestones, kinds, strict=True)
            ),
            "money": _money(view.money, day(-10), name) if view.money else None,
            "asks": tuple(
                AskView(who=name, what=text(400), by=day(n), otherwise=text(400), overdue=True) for n in range(8)
            ),
            "unproven": tuple(text(300) for _ in range(20)),
        }
    )


def _measure(of: MeasureView, id_: str, name: str) -> MeasureView:
    number = "−123,456,789,012.345 h"
    return of.model_copy(
        update={
            "id": id_,
            "name": name,
            "baseline": number,
            "now": number,
            "target": number,
            "strictly": True,
            "period": "a quarter",
            "gap_closed": 0.5,
            "change": "−123,456,789.1%",
            "rigor": Rigor.VERIFIED,
            "agreed": name,
            "target_outcome": Outcome.UNMET,
        }
    )


def _money(case: MoneyView, paid_back: Dated, name: str) -> MoneyView:
    sum_ = "−XYZ\u202f123,456,789,012,345.67"
    return case.model_copy(
        update={
            "proven": sum_,
            "cost": sum_,
            "net": sum_,
            "gain": "+123,456,789%",
            "paid_back": paid_back,
            "parts": tuple((rigor, 10.0, sum_) for rigor in reversed(Rigor)),
            "missing": tuple([name * 3] * 9),
        }
    )
