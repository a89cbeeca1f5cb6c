"""Audiences: whose a value, a milestone or an ask is, where its author does not say."""

from __future__ import annotations

from vpl_core.model.audiences import Audience, in_their_order
from vpl_core.model.values import Category, ValueDefinition

OF_CATEGORY: dict[Category, Audience] = {
    Category.TIME: Audience.USERS,
    Category.QUALITY: Audience.USERS,
    Category.PROCESS: Audience.USERS,
    Category.ADOPTION: Audience.USERS,
    Category.COST: Audience.FINANCE,
    Category.REVENUE: Audience.FINANCE,
}
"""Money is finance's, everything else changes somebody's day. What is technical no category tells: it is declared."""
NOBODYS = (Audience.SPONSOR,)
"""Nothing is nobody's: what nothing is known of is the sponsor's."""


def audiences_of_value(value: ValueDefinition) -> tuple[Audience, ...]:
    """Those that the definition names, or else the one of its category."""
    return value.audiences or (OF_CATEGORY[value.category],)


def audiences_of_milestone(declared: tuple[Audience, ...], looks_at: list[ValueDefinition]) -> tuple[Audience, ...]:
    """Those that the milestone names and those of the values it looks at; else the sponsor. Never empty."""
    read = [audience for value in looks_at for audience in audiences_of_value(value)]
    return in_their_order((*declared, *read)) or NOBODYS
