"""The four answers a condition can have, and the six degrees of proof."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """Unknown is an answer: no data is never a yes and never a no."""

    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"
    EXEMPT = "exempt"


class Rigor(StrEnum):
    """How hard a number is to argue with; always computed, weakest first."""

    UNSOURCED = "unsourced"
    ASSERTED = "asserted"
    REPORTED = "reported"
    MEASURED = "measured"
    CORROBORATED = "corroborated"
    VERIFIED = "verified"

    @property
    def rank(self) -> int:
        """0 for unsourced to 5 for verified."""
        return _RANK[self]

    def reaches(self, floor: Rigor) -> bool:
        return _RANK[self] >= _RANK[floor]

    def lowered(self, steps: int) -> Rigor:
        """This rigor some steps weaker, never below unsourced."""
        return _BY_RANK[max(0, _RANK[self] - steps)]


_BY_RANK = tuple(Rigor)
_RANK = {rigor: rank for rank, rigor in enumerate(_BY_RANK)}


def weakest(rigors: list[Rigor]) -> Rigor:
    """The weakest link; unsourced where there is none."""
    return min(rigors, key=_RANK.__getitem__, default=Rigor.UNSOURCED)


def strongest(rigors: list[Rigor]) -> Rigor:
    return max(rigors, key=_RANK.__getitem__, default=Rigor.UNSOURCED)
