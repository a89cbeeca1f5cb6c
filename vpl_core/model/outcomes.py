"""The four answers a condition can have, and the six degrees of proof."""

from __future__ import annotations

from operator import attrgetter

from vpl_core.model.base import Term


class Outcome(Term):
    """Unknown is an answer: no data is never a yes and never a no."""

    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"
    EXEMPT = "exempt"


class Rigor(Term):
    """How hard a number is to argue with; always computed, weakest first."""

    UNSOURCED = "unsourced"
    ASSERTED = "asserted"
    REPORTED = "reported"
    MEASURED = "measured"
    CORROBORATED = "corroborated"
    VERIFIED = "verified"

    rank: int
    """0 for unsourced to 5 for verified."""

    def reaches(self, floor: Rigor) -> bool:
        return self.rank >= floor.rank

    def lowered(self, steps: int) -> Rigor:
        """This rigor some steps weaker, never below unsourced."""
        return _BY_RANK[max(0, self.rank - steps)]


_BY_RANK = tuple(Rigor)
for _rank, _rigor in enumerate(_BY_RANK):
    _rigor.rank = _rank
_RANK_OF = attrgetter("rank")


def weakest(rigors: list[Rigor]) -> Rigor:
    """The weakest link; unsourced where there is none."""
    return min(rigors, key=_RANK_OF, default=_BY_RANK[0])


def strongest(rigors: list[Rigor]) -> Rigor:
    return max(rigors, key=_RANK_OF, default=_BY_RANK[0])
