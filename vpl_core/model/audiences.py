"""Audiences: the four readers of a customer's site, and what is whose first of all."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

from vpl_core.model.base import Term


class Audience(Term):
    """Who reads: everybody may read everything on the site; each looks for something else in it first."""

    SPONSOR = "sponsor"
    """Whoever wants it to succeed and answers for it."""
    USERS = "users"
    """Whoever works with it every day."""
    IT = "it"
    """Whoever connects it, secures it and keeps it running."""
    FINANCE = "finance"
    """Whoever pays for it and counts what comes back."""


def in_their_order(audiences: tuple[Audience, ...]) -> tuple[Audience, ...]:
    """Each once, in the order of the four."""
    return tuple(audience for audience in Audience if audience in audiences)


Audiences = Annotated[tuple[Audience, ...], AfterValidator(in_their_order)]
"""Whose something is first of all; in whatever order they are written, they are kept in that of the four."""
