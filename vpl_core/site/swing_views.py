"""Swings made readable: what is left after the costs if one of the numbers is wrong."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from vpl_core.model.benefits import Benefit
from vpl_core.model.money_views import SwingsView, SwingView
from vpl_core.rules.catalogue import N_
from vpl_core.rules.swings import End, Swing, Swings, What, swings_of
from vpl_core.rules.wording import plain_number
from vpl_core.site.projection import Projection

WORTH = {"hours": N_("Worth of an hour"), "minutes": N_("Worth of a minute"), "days": N_("Worth of a day")}
WORTH_OF_ONE = N_("Worth of one")
NAMES: dict[What, str] = {
    "times": N_("How many"),
    "share": N_("Share owed to this"),
    "baseline": N_("Where it began"),
    "readings": N_("Which of the sources that agree is right"),
}
_CALENDAR = {
    "hour": N_("How many hours a year are worked"),
    "day": N_("How many days a year are worked"),
    "week": N_("How many weeks a year are worked"),
}
_RANGES = {
    "rate": N_("{name}, from {low} to {high}"),
    "readings": N_("{name}: always the worst or always the best"),
}
_TURNS = {
    "below": N_("Below {number} less came back than was paid."),
    "above": N_("Above {number} less came back than was paid."),
    "within": N_("At one end less came back than was paid."),
}


def swings_view(sight: Projection) -> SwingsView | None:
    """What the customer reads of the swings; none while no return can be told."""
    found = swings_of(sight.facts, sight.playbook, sight.as_of)
    if found is None:
        return None
    return SwingsView(
        net=float(found.net),
        swings=tuple(_swing(one, sight) for one in found.swings),
        unstated=tuple(_unstated(about, what, sight) for about, what in found.unstated),
        verdict=_verdict(found, sight),
    )


def rounded(money: Fraction, sight: Projection) -> str:
    """Money to the nearest whole unit of the currency, half to even."""
    return sight.wording.amount(Decimal(round(money)), "money")


def _swing(one: Swing, sight: Projection) -> SwingView:
    name, low, high = _name(one.about, one.what, sight), _number(one.low, one, sight), _number(one.high, one, sight)
    sentence = _RANGES["readings" if one.what == "readings" else "rate"]
    turns = sight.wording.say(_TURNS[one.flips], number=_at(one.flips_at, one, sight)) if one.flips else ""
    return SwingView(
        name=sight.wording.say(sentence, name=name, low=low, high=high),
        of=_subject(one.about, sight),
        used=_used(one, sight),
        low=low,
        high=high,
        at_low=rounded(one.low.net, sight),
        at_high=rounded(one.high.net, sight),
        net_low=float(one.low.net),
        net_high=float(one.high.net),
        turns=turns,
    )


def _verdict(found: Swings, sight: Projection) -> str:
    say = sight.wording.say
    if not found.swings:
        return say("No range is stated for any number, so nobody can say how far this may lie off.")
    if any(one.flips for one in found.swings):
        return say("It does not hold for all of them; the table says where it turns.")
    worst = rounded(min(min(one.low.net, one.high.net) for one in found.swings), sight)
    if found.net < 0:
        return say("None of them alone would make up for what was paid.")
    return say("None of them alone takes what is left below {worst}.", worst=worst)


def _unstated(about: str, what: What, sight: Projection) -> str:
    if what == "calendar":
        return sight.wording.say(_CALENDAR[about])
    return sight.wording.say("{name}: {what}", name=_subject(about, sight), what=_name(about, what, sight))


def _benefit(about: str, sight: Projection) -> Benefit | None:
    return next((one for one in sight.account.benefits if one.id == about), None)


def _subject(about: str, sight: Projection) -> str:
    benefit = _benefit(about, sight)
    return benefit.name if benefit else sight.playbook.value[about].name


def _name(about: str, what: What, sight: Projection) -> str:
    benefit = _benefit(about, sight)
    if what == "rate" and benefit:
        return sight.wording.say(WORTH.get(sight.playbook.value[benefit.value].unit, WORTH_OF_ONE))
    return sight.wording.say(NAMES[what])


def _used(one: Swing, sight: Projection) -> str:
    """The number that the return is worked out with."""
    benefit, plan = _benefit(one.about, sight), next((p for p in sight.account.plan if p.value == one.about), None)
    if one.what == "baseline" and plan and plan.baseline:
        return _at(plan.baseline.number, one, sight)
    stated = getattr(benefit, one.what) if benefit and one.what != "readings" else None
    return _at(stated.number, one, sight) if stated else "–"


def _number(end: End, one: Swing, sight: Projection) -> str:
    return _at(end.number, one, sight)


def _at(number: Decimal | None, one: Swing, sight: Projection) -> str:
    if number is None:
        return "–"
    if one.what == "rate":
        return sight.wording.amount(number, "money")
    if one.what == "baseline":
        return sight.wording.reading(number, sight.playbook.value[one.about])
    return plain_number(number)
