"""A joined ladder: whoever holds a rung of it holds that rung of each ladder that it was joined from."""

from __future__ import annotations

from collections.abc import Sequence

from vpl_core.model.ladder import Ladder, Rung
from vpl_core.model.outcomes import strongest


def join_ladders(id_: str, name: str, ladders: Sequence[Ladder]) -> Ladder:
    """One ladder of as many rungs as each of them has; the caller sees to it that they have the same number.

    Raises ValidationError where the words of two rungs are too long for one.
    """
    levels = zip(*(ladder.rungs for ladder in ladders), strict=True)
    return Ladder(id=id_, name=name, rungs=tuple(_join(number, rungs) for number, rungs in enumerate(levels, start=1)))


def _join(number: int, rungs: tuple[Rung, ...]) -> Rung:
    """The milestones of all, the strictest floor, an outcome if one of them is one.

    Where a rung leaves a choice, no count over all milestones says exactly `two of these and all of those`. The joined
    rung may therefore lack only as many as each of the rungs may lack: never too few, sometimes one more than each.
    """
    if all(rung == rungs[0] for rung in rungs):
        return rungs[0]
    milestones = tuple(dict.fromkeys(m for rung in rungs for m in rung.milestones))
    may_lack = min(len(rung.milestones) - rung.needed for rung in rungs)
    return Rung(
        id=f"rung-{number}",
        name=" + ".join(dict.fromkeys(rung.name for rung in rungs)),
        proves=" ".join(dict.fromkeys(rung.proves for rung in rungs)),
        carries="outcome" if any(rung.carries == "outcome" for rung in rungs) else "adoption",
        milestones=milestones,
        at_least=len(milestones) - may_lack if may_lack else None,
        floor=strongest([rung.floor for rung in rungs]),
    )
