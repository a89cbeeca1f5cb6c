"""Benefits and costs checked against the playbook: what money cannot be worked out from is an error with its place."""

from __future__ import annotations

from collections.abc import Iterator

from vpl_core.errors import did_you_mean
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.benefits import Benefit
from vpl_core.model.playbook import Playbook
from vpl_core.model.values import Kind, ValueDefinition
from vpl_core.rules.benefits import period_of, periods_in_a_year

Finding = tuple[str, str, str]
"""The dotted field, what is wrong, the next step."""


def benefit_findings(facts: AccountFacts, playbook: Playbook) -> Iterator[Finding]:
    """Everything that is wrong with the account's benefits and costs."""
    for benefit in facts.account.benefits:
        field = f"benefits.{benefit.id}"
        definition = playbook.value.get(benefit.value)
        if definition is None:
            yield (
                f"{field}.value",
                f"{benefit.value!r} is no value known here",
                did_you_mean(benefit.value, playbook.value),
            )
        else:
            yield from _about_the_value(field, definition)
            yield from _about_the_factors(field, benefit, definition)
            yield from _about_time(field, benefit, definition, facts)
        for name, one in (("rate", benefit.rate), ("times", benefit.times), ("share", benefit.share)):
            if one is not None and one.source:
                yield from _unknown_source(f"{field}.{name}.source", one.source, facts)
    for cost in facts.account.costs:
        if cost.source:
            yield from _unknown_source(f"costs.{cost.id}.source", cost.source, facts)


def _about_the_value(field: str, definition: ValueDefinition) -> Iterator[Finding]:
    if definition.kind is not Kind.OUTCOME:
        message = f"{definition.id} is {definition.kind}, and usage or a leading sign is worth no money by itself"
        yield f"{field}.value", message, "name the outcome that the money follows from"
    if definition.internal:
        message = f"{definition.id} is internal, and a benefit is what the customer reads"
        yield f"{field}.value", message, "name a value that the customer may see"


def _about_the_factors(field: str, benefit: Benefit, definition: ValueDefinition) -> Iterator[Finding]:
    if definition.unit == "money" and benefit.rate is not None:
        yield f"{field}.rate", f"{definition.id} is money already", "leave the rate out, or use `share` or `times`"
    if definition.unit != "money" and benefit.rate is None:
        message = f"nothing says what one of its {definition.unit} is worth"
        yield f"{field}.rate", message, "add `rate: {number: ..., because: ..., source: ...}`"
    if definition.unit == "percent" and benefit.times is None:
        message = f"{definition.id} is a percentage, and nothing says of how many"
        yield f"{field}.times", message, "add `times: {number: ..., because: ...}`: how many there are in a period"


def _about_time(field: str, benefit: Benefit, definition: ValueDefinition, facts: AccountFacts) -> Iterator[Finding]:
    if definition.per and benefit.every and benefit.every != definition.per:
        message = f"{definition.id} is counted a {definition.per}, not a {benefit.every}"
        yield f"{field}.every", message, "leave `every` out"
    per = period_of(benefit, definition)
    if not per:
        message = f"{definition.id} names no period, so nothing says how often it is worth that"
        yield f"{field}.every", message, "add `every: month`, or another period"
    elif periods_in_a_year(per, facts.account.calendar) is None:
        message = f"{definition.id} is counted a {per}, and nothing says how many {per}s a year are worked"
        yield "calendar", message, f"add `calendar: {{{per}s_per_year: ...}}`"


def _unknown_source(field: str, source: str, facts: AccountFacts) -> Iterator[Finding]:
    if source not in facts.source:
        step = did_you_mean(source, facts.source, where_none="declare it under `sources`")
        yield field, f"{source!r} is no source known here", step
