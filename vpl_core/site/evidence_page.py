"""Evidence: who stands behind this number, how old is it?"""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from vpl_core.model.audience import CustomerView, MeasureView
from vpl_core.site.milestone_pages import given_by, titled
from vpl_core.site.overview_page import doubts
from vpl_core.site.shape import shape
from vpl_core.site.signs import Signs
from vpl_core.site.words import NO_SOURCE


def evidence(view: CustomerView, signs: Signs) -> dict[str, Any]:
    """What the evidence page needs: each number's proof, and what is on file, newest first."""
    listed = signs.words.listed
    return {
        "numbers": [_number(view, m, signs) for m in view.measures if m.now],
        "conflicts": [_conflict(m, signs) for m in view.measures if m.conflicting],
        "files": [(titled(e), e.kind, given_by(e, signs), e.on.text, listed(e.about)) for e in reversed(view.evidence)],
        "quotes": [e for e in view.evidence if e.quote],
    }


def _number(view: CustomerView, m: MeasureView, signs: Signs) -> tuple[Any, ...]:
    read_on = signs.words.listed((m.read_on.text if m.read_on else "", doubts(m, signs)))
    now, proof = signs.words.in_a_period(m.now, m.period), signs.rigor(m.rigor, view.customer)
    return _defined(m, view, signs), now, proof, read_on, _behind(m, signs), _method(m, signs), _agreed(m, signs)


def _defined(m: MeasureView, view: CustomerView, signs: Signs) -> Markup:
    """The name, what is counted, and where it began with the proof of that."""
    start: str | Markup = ""
    if m.baseline:
        proof = signs.rigor(m.baseline_rigor, view.customer)
        start = _BEGAN(began=signs.say("It began at {amount}:", amount=m.baseline), proof=proof)
    return _DEFINED(name=m.name, what=m.what, start=start)


_DEFINED = shape("{name} <small>{what}</small>{start}")
_BEGAN = shape(" <small>{began} {proof}</small>")


def _method(m: MeasureView, signs: Signs) -> str:
    named = m.validator and m.validator != m.confirmed_by
    confirms = signs.say("To be confirmed by {name}.", name=m.validator) if named else ""
    return signs.words.joined((m.how or m.method, confirms))


def _agreed(m: MeasureView, signs: Signs) -> str:
    if m.agreed or m.lacking:
        return m.agreed or signs.say("Lacks {what}", what=signs.words.listed(m.lacking))
    return signs.say("Nothing is agreed yet") if m.outcome else signs.say("Not needed for a leading sign")


def _behind(m: MeasureView, signs: Signs) -> str:
    """The source, who agrees with it, and who confirmed it."""
    parts = {
        "source": m.source or signs.say(NO_SOURCE),
        "other": m.agreeing[0].source if m.agreeing else "",
        "name": m.confirmed_by,
    }
    if parts["other"] and parts["name"]:
        return signs.say("{source}; {other} agrees; confirmed by {name}", **parts)
    if parts["other"]:
        return signs.say("{source}; {other} agrees", **parts)
    return signs.say("{source}; confirmed by {name}", **parts) if parts["name"] else parts["source"]


def _conflict(m: MeasureView, signs: Signs) -> str:
    others = "; ".join(
        signs.say(
            "{source} says {amount} on {day}",
            source=p.source or signs.say("another source"),
            amount=p.text,
            day=p.on.text,
        )
        for p in m.conflicting
    )
    source = m.source or signs.say("One source")
    return signs.say(
        "{name}: {source} says {amount}; {others}.", name=m.name, source=source, amount=m.now, others=others
    )
