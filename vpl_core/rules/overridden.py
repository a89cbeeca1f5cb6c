"""What overrides do to a playbook: the same rules with other numbers, and conditions that these leave empty."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from vpl_core.model.accounts import Override
from vpl_core.model.playbook import Playbook
from vpl_core.rules.contradictions import never_stood_on, why_never
from vpl_core.rules.faults import conditions_of, thresholds_in


def overridden(playbook: Playbook, overrides: Iterable[Override]) -> Playbook:
    """The playbook with these numbers in force; of two overrides of one threshold the later counts."""
    numbers = {override.threshold: override.number for override in overrides}
    thresholds = tuple(
        threshold.model_copy(update={"number": numbers.get(threshold.id, threshold.number)})
        for threshold in playbook.thresholds
    )
    return playbook.model_copy(update={"thresholds": thresholds})


def emptied(
    playbook: Playbook, overrides: Iterable[Override], blamed: Collection[str] | None = None
) -> Iterator[tuple[str, str]]:
    """Thresholds whose overrides leave a condition that nothing can meet, each with what clashes, in words.

    Only those that are `blamed`, or all that are overridden. The playbook by itself has to be sound.
    """
    given = tuple(overrides)
    named = {override.threshold for override in given} & playbook.threshold.keys()
    suspects = named if blamed is None else named & set(blamed)
    if not suspects:
        return
    book, in_milestones, sound = overridden(playbook, given), set[str](), True
    for part, _, name, condition in conditions_of(book):
        there = sorted(suspects.intersection(thresholds_in(condition)))
        if there and (why := why_never(condition, book)):
            sound = False
            yield there[0], f"{name} could never be met: {why}"
        if part == "milestones":
            in_milestones |= {*there}
    for fault in never_stood_on(book) if sound and in_milestones else ():
        yield min(in_milestones), fault.message
