"""Value and return: do the numbers hold, and how could you work them out again?"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from vpl_core.model.audience import CustomerView
from vpl_core.model.money_views import BenefitView, CostView, MoneyView
from vpl_core.model.outcomes import Outcome, Rigor, weakest
from vpl_core.rules.wording import Wording
from vpl_core.site.charts import stack
from vpl_core.site.money_charts import running_totals
from vpl_core.site.money_falls import what_is_left
from vpl_core.site.money_swings import doubts_of
from vpl_core.site.signs import Signs
from vpl_core.site.tables import noted
from vpl_core.site.verbs import RETURNED

TABLE = "value/benefits.csv"
"""The file beside the page, from which a spreadsheet works every figure out again."""
COLUMNS = (
    *("benefit", "from", "until", "start or reading before", "reading after"),
    *("improvement", "rate", "how many", "share", "periods a year", "days", "money", "counted", "proof"),
)


def money(view: CustomerView, case: MoneyView, signs: Signs) -> dict[str, Any]:
    """What the page needs."""
    return {
        "lead": lead(case, signs.words),
        "figures": _figures(case, view, signs),
        "left": what_is_left(case, view, signs),
        "doubts": doubts_of(case, signs),
        "bar": stack([(amount, str(rigor)) for rigor, amount, _ in case.parts], height=22, title="", desc=""),
        "counted": [(str(r), text) for r, _, text in case.parts if r.reaches(Rigor.CORROBORATED)],
        "not_counted": [(str(r), text) for r, _, text in case.parts if not r.reaches(Rigor.CORROBORATED)],
        "chart": running_totals(case, view.as_of.text, signs),
        "course": _course(case, signs),
        "balances": [(b.on.text, f"{b.proven:,.0f}", f"{b.claimed:,.0f}", f"{b.cost:,.0f}") for b in case.course],
        "benefits": _benefits(case, view, signs),
        "overlapping": any(b.elsewhere for b in case.benefits),
        "open": [(signs.say("{name}:", name=b.name), b.not_counted) for b in case.benefits if b.not_counted],
        "costs": _costs(case, view, signs),
        "assumed": [_assumed(b, view, signs) for b in case.benefits],
        "stretches": [{"name": b.name, "formula": b.formula, "rows": _rows(b, view, signs)} for b in case.benefits],
        "table": TABLE,
    }


def _costs(case: MoneyView, view: CustomerView, signs: Signs) -> list[Any]:
    """What was paid for each thing, and for all of them together."""
    rows: list[Any] = [_cost(cost, view, signs) for cost in case.costs]
    return [*rows, {"total": True, "cells": (signs.say("Total"), "", "", case.cost, "")}] if len(rows) > 1 else rows


def _cost(cost: CostView, view: CustomerView, signs: Signs) -> tuple[Any, ...]:
    note = " · ".join(part for part in (cost.because, cost.source, cost.agreed) if part)
    return noted(name=cost.name, note=note), cost.kind, cost.terms, cost.paid, signs.rigor(cost.rigor, view.customer)


def lead(case: MoneyView, words: Wording) -> str:
    """The sum in one sentence, and what stands against it in the second."""
    beside = words.say("{money} more is claimed and not counted.", money=case.claimed) if case.claimed else ""
    if case.missing:
        return words.joined(
            (
                words.say("No return can be told yet. What is missing: {missing}.", missing="; ".join(case.missing)),
                beside,
            )
        )
    since = words.say("It has not paid for itself yet.")
    if case.paid_back:
        since = words.say("It has paid for itself since {day}.", day=case.paid_back.text)
    only = words.say(RETURNED[case.rigor]) if RETURNED[case.rigor] else ""
    return words.joined((_verdict(case, words), since, only, beside))


def _verdict(case: MoneyView, words: Wording) -> str:
    money = {"proven": case.proven, "cost": case.cost}
    if case.exceeds is Outcome.MET:
        return words.say("{proven} is proven against {cost} of costs: {net} more than was paid.", net=case.net, **money)
    if case.net.startswith("\u2212"):
        short = case.net[1:]
        return words.say("{proven} is proven against {cost} of costs: {net} less than was paid.", net=short, **money)
    return words.say("{proven} is proven against {cost} of costs: exactly what was paid.", **money)


def _figures(case: MoneyView, view: CustomerView, signs: Signs) -> list[tuple[str, str, str, Markup]]:
    """What stands in the first line: its name, the figure, how it comes about, and its proof where there is one."""
    say, formula = signs.say, f"({case.proven} \u2212 {case.cost}) ÷ {case.cost}" if case.gain else ""
    counted = [one.rigor for one in case.benefits if one.rigor]
    paid = [one.rigor for one in case.costs if one.paid_number]

    def proof(rigors: list[Rigor]) -> Markup:
        return signs.rigor(weakest(rigors), view.customer) if rigors else Markup()

    return [
        (say("Proven benefits"), case.proven, say("corroborated and verified, less every loss"), proof(counted)),
        (say("Costs so far"), case.cost, say("what was paid, and your own time"), proof(paid)),
        (say("Return on costs"), case.gain, formula, proof([case.rigor] if case.gain else [])),
    ]


def _course(case: MoneyView, signs: Signs) -> str:
    covered = signs.say("They have covered the costs since {day}.", day=case.paid_back.text) if case.paid_back else ""
    return signs.words.joined(
        (
            signs.say("Proven benefits and costs, added up from the start."),
            covered,
            signs.say("The paler line adds what is claimed."),
        )
    )


def _benefits(case: MoneyView, view: CustomerView, signs: Signs) -> list[Any]:
    """What each benefit brought, and all of them together; the last column is left out where nothing overlaps."""
    columns = 6 if any(b.elsewhere for b in case.benefits) else 5
    rows: list[Any] = [_benefit(b, view, signs)[:columns] for b in case.benefits]
    total = (signs.say("Total"), "", case.proven, case.claimed or "–", "", "")[:columns]
    return [*rows, {"total": True, "cells": total}] if len(rows) > 1 else rows


def _benefit(benefit: BenefitView, view: CustomerView, signs: Signs) -> tuple[Any, ...]:
    also = signs.say("{money} counted elsewhere", money=benefit.elsewhere) if benefit.elsewhere else ""
    proof = signs.rigor(benefit.rigor, view.customer)
    proven, claimed = benefit.proven or signs.say("Not known yet"), benefit.claimed or "–"
    return noted(name=benefit.name, note=benefit.measure), benefit.effect, proven, claimed, proof, also


def _assumed(benefit: BenefitView, view: CustomerView, signs: Signs) -> dict[str, Any]:
    rows = [
        (
            noted(name=a.what, note=a.because),
            a.number,
            a.source,
            a.agreed or signs.say("Nobody yet"),
            signs.rigor(a.rigor, view.customer),
        )
        for a in benefit.assumed
    ]
    return {"name": benefit.name, "rows": rows}


def _rows(benefit: BenefitView, view: CustomerView, signs: Signs) -> list[tuple[Any, ...]]:
    return [
        (
            f"{s.first.text} – {s.last.text}",
            str(s.days),
            f"{s.at_first} → {s.at_last}",
            s.improved,
            s.money,
            s.counted,
            signs.rigor(s.rigor, view.customer),
        )
        for s in benefit.stretches
    ]


def spreadsheet(case: MoneyView) -> str:
    """The stretches as a table: money = improvement × rate × how many × share × periods a year × days ÷ 365.

    The sum of `counted` over the rows whose proof is verified or corroborated, and over every loss, is the proven sum.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(_table_rows(case))
    return text.getvalue()


def _table_rows(case: MoneyView) -> Iterator[list[str]]:
    for benefit in case.benefits:
        for s in benefit.stretches:
            *factors, money, counted = s.figures
            days = [s.first.on.isoformat(), s.last.on.isoformat()]
            yield [_as_text(benefit.name), *days, s.at_first, s.at_last, *factors, money, counted, str(s.rigor)]


def _as_text(words: str) -> str:
    """Words that no spreadsheet takes for a formula."""
    return f"'{words}" if words[:1] in "=+-@\t\r" else words
