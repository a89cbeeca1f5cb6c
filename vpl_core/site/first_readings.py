"""First readings: from which day on a number that does not exist yet may be asked for."""

from __future__ import annotations

import datetime as dt

from vpl_core.site.projection import Projection


def first_reading(sight: Projection, value: str) -> dt.date | None:
    """The day that the plan sets, or else the earliest that a benefit on the value waits for; none where none does."""
    plan = next((plan for plan in sight.account.plan if plan.value == value), None)
    if plan is not None and plan.first_reading is not None:
        return plan.first_reading
    return min((b.first_reading for b in sight.account.benefits if b.value == value and b.first_reading), default=None)


def awaited(sight: Projection, value: str) -> str:
    """When the first reading is due, in a sentence."""
    words, day = sight.wording, first_reading(sight, value)
    if day is None:
        return words.say("No day is set for the first reading.")
    if day < sight.as_of:
        return words.say("The first reading was due {day}.", day=words.day(day))
    return words.say("First reading due {day}.", day=words.day(day))
