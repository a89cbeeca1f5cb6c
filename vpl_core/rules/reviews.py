"""Reviews: which of a decision are due, on which day, and what the last ones said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from vpl_core.model.decisions import DecisionRecord
from vpl_core.model.reviews import HeldReview, ReviewKind
from vpl_core.rules.calendar import later


class ReviewDue(NamedTuple):
    """A review that has not been held yet."""

    kind: ReviewKind
    on: dt.date
    """The last day on which it is in time."""


def reviews_due(record: DecisionRecord) -> tuple[ReviewDue, ...]:
    """The reviews that are still to be held, each kind at most once, by day.

    The first operating review has its day, the next ones follow the last by the rhythm, none comes after the
    post-review. A review that named the day of the next look moves the operating one, and opens another after the post.
    """
    return tuple(sorted(_due(record), key=lambda due: due.on))


def _due(record: DecisionRecord) -> Iterator[ReviewDue]:
    dates, last = record.reviews, record.held[-1] if record.held else None
    if dates.initial is not None and not held(record, "initial"):
        yield ReviewDue("initial", dates.initial)
    over = bool(held(record, "post"))
    again = _next_look(record, last)
    if again is not None and (over or dates.post is None or again < dates.post):
        yield ReviewDue("operating", again)
    if dates.post is not None and not over:
        yield ReviewDue("post", dates.post)


def _next_look(record: DecisionRecord, last: HeldReview | None) -> dt.date | None:
    if last is not None and last.again_on is not None:
        return last.again_on
    if held(record, "post"):
        return None
    rounds = held(record, "operating")
    if not rounds:
        return record.reviews.operating
    return later(rounds[-1].on, record.reviews.every_days)


def held(record: DecisionRecord, kind: ReviewKind) -> tuple[HeldReview, ...]:
    """The reviews of one kind that took place, oldest first."""
    return tuple(review for review in record.held if review.kind == kind)


def is_concluded(record: DecisionRecord) -> bool:
    """Whether a review ended it: by stopping, or as the last one with nothing more to look at."""
    if not record.held:
        return False
    last = record.held[-1]
    return last.outcome == "stop" or (last.kind == "post" and last.outcome == "continue" and last.again_on is None)
