"""Views and pages of small worlds, and their text as a reader has it."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import settings

from tests.random_playbooks import AS_OF
from tests.worlds import agreed, day, known, playbook, reading, rung, step
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.audience import CustomerView
from vpl_core.model.conditions import AllOf, AtLeast, AtMost, GapClosed, TargetMet
from vpl_core.model.playbook import Playbook
from vpl_core.rules.engine import assess
from vpl_core.site.context import customer_view
from vpl_core.site.pages import PageMaker

MAKER = PageMaker()


def view_of(facts: AccountFacts, book: Playbook, after: int = AS_OF) -> CustomerView:
    return customer_view(facts, book, assess(facts, book, day(after)), vendor="Tessaly")


def bodies(view: CustomerView) -> dict[str, str]:
    return {page.path: str(page.body) for page in MAKER.site(view).pages}


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


NUMBERS = {"hours": "7.31", "errors": "6.53", "sales": "812.7", "seats": "61.9", "mood": "4.17"}

STEPS = (
    step("fewer-hours", AtMost(value="hours", limit="few-hours")),
    step("fewer-errors", AllOf(conditions=(TargetMet(value="errors"), GapClosed(value="errors", percent=50)))),
    step("more-sales", TargetMet(value="sales")),
    step("all-seats", AtLeast(value="seats", limit="many-seats")),
)

BOOK = playbook(*STEPS, rungs=(rung(1, "all-seats"), rung(2, "fewer-hours", "fewer-errors", "more-sales")))


def with_every_rigor() -> AccountFacts:
    """A reading proven by two sources, one by the vendor's word, one without a source, usage, and a survey."""
    sources = {"hours": "timesheet", "errors": "our-word", "sales": "", "seats": "product", "mood": "survey"}
    readings = [reading(value, number, on=60, source=sources[value]) for value, number in NUMBERS.items()]
    readings += [reading("hours", "12.4", on=30), reading("hours", "7.3", on=58, source="observer")]
    plans = (agreed("hours", 15, 4), agreed("errors", 12, 2), agreed("sales", 500, 900))
    return known(tuple(readings), plan=plans)


SAMPLES = settings(max_examples=60)
