"""Evidence: who stands behind this number, how old is it?"""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from vpl_core.model.audience import CustomerView, MeasureView
from vpl_core.site.milestone_pages import given_by, titled
from vpl_core.site.overview_page import doubts
from vpl_core.site.signs import Signs
from vpl_core.site.words import NO_SOURCE


def evidence(view: CustomerView, signs: Signs) -> dict[str, Any]:
    """What the evidence page needs: each number's proof, and what is on file, newest first."""
    return {
        "numbers": [_number(view, m, signs) for m in view.measures if m.now],
        "conflicts": [_conflict(m) for m in view.measures if m.conflicting],
        "files": [(titled(e), e.kind, given_by(e), e.on.text, ", ".join(e.about)) for e in reversed(view.evidence)],
        "quotes": [e for e in view.evidence if e.quote],
    }


def _number(view: CustomerView, m: MeasureView, signs: Signs) -> tuple[Any, ...]:
    read_on = ", ".join(part for part in (m.read_on.text if m.read_on else "", doubts(m)) if part)
    proof = signs.rigor(m.rigor, view.customer)
    return _defined(m, view, signs), f"{m.now} {m.period}".strip(), proof, read_on, _behind(m), _method(m), _agreed(m)


def _defined(m: MeasureView, view: CustomerView, signs: Signs) -> Markup:
    """The name, what is counted, and where it began with the proof of that."""
    began = Markup(" <small>It began at {}: {}</small>")
    start = began.format(m.baseline, signs.rigor(m.baseline_rigor, view.customer)) if m.baseline else ""
    return Markup("{} <small>{}</small>{}").format(m.name, m.what, start)


def _method(m: MeasureView) -> str:
    confirms = f"To be confirmed by {m.validator}." if m.validator and m.validator != m.confirmed_by else ""
    return " ".join(part for part in (m.how or m.method, confirms) if part)


def _agreed(m: MeasureView) -> str:
    if m.agreed or m.lacking:
        return m.agreed or f"Lacks {', '.join(m.lacking)}"
    return "Nothing is agreed yet" if m.outcome else "Not needed for a leading sign"


def _behind(m: MeasureView) -> str:
    """The source, who agrees with it, and who confirmed it."""
    second = f"; {m.agreeing[0].source} agrees" if m.agreeing and m.agreeing[0].source else ""
    confirmed = f"; confirmed by {m.confirmed_by}" if m.confirmed_by else ""
    return f"{m.source or NO_SOURCE}{second}{confirmed}"


def _conflict(m: MeasureView) -> str:
    others = "; ".join(f"{p.source or 'another source'} says {p.text} on {p.on.text}" for p in m.conflicting)
    return f"{m.name}: {m.source or 'One source'} says {m.now}; {others}."
