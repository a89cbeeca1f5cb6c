"""What a printed percentage can mean, worked out with the product's own functions."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from tests.worlds import VALUES, known, playbook, reading, value
from vpl_core.model.playbook import Playbook
from vpl_core.ports import nowhere
from vpl_core.rules.progress import change, gap_closed
from vpl_core.sources.accounts import check

Meaning = Callable[[Decimal, Decimal, Decimal | None], Decimal | None]
"""The percentage, unsigned, that a value's way from a baseline to now comes to; none where it is undefined."""


def _gap_closed(baseline: Decimal, now: Decimal, target: Decimal | None) -> Decimal | None:
    return None if target is None else _percent(gap_closed(now, baseline, target))


def _change(baseline: Decimal, now: Decimal, target: Decimal | None) -> Decimal | None:
    return _percent(change(now, baseline))


def _points(baseline: Decimal, now: Decimal, target: Decimal | None) -> Decimal | None:
    """For what is itself counted in percent: percentage points."""
    return abs(now - baseline)


def _speed(baseline: Decimal, now: Decimal, target: Decimal | None) -> Decimal | None:
    """How much more is done in the same time, where both are times for one thing: 30 days to 20 are 50 % more."""
    return _percent(change(baseline, now))


def _ratio(baseline: Decimal, now: Decimal, target: Decimal | None) -> Decimal | None:
    moved = change(now, baseline)
    return None if moved is None else 100 + moved * 100


def _percent(share: Decimal | None) -> Decimal | None:
    return None if share is None else abs(share * 100)


MEANINGS: dict[str, Meaning] = {
    "gap closed": _gap_closed,
    "change": _change,
    "points": _points,
    "speed": _speed,
    "ratio": _ratio,
}


def meant(
    printed: str, baseline: str, now: str, target: str = "", among: tuple[str, ...] = ("gap closed", "change")
) -> str:
    """Which of the meanings gives what was printed, rounded to as many digits: one name, `both`, or `neither`."""
    aim = Decimal(target) if target else None
    fits = [name for name in among if _prints(MEANINGS[name](Decimal(baseline), Decimal(now), aim), printed)]
    return "neither" if not fits else fits[0] if len(fits) == 1 else "both"


def _prints(percent: Decimal | None, printed: str) -> bool:
    return percent is not None and percent.quantize(Decimal(printed), ROUND_HALF_UP) == Decimal(printed)


# --- claims that name no result ----------------------------------------------------------------------------------


IMPLIED: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "more by change": lambda base, share: base * (1 + share),
    "more by points": lambda base, share: base + 100 * share,
    "more by ratio": lambda base, share: base * share,
    "less by change": lambda base, share: base * (1 - share),
    "less by speed": lambda base, share: base / (1 + share),
}
"""The result that a percentage claims, under each meaning, for a base."""


def outcomes(printed: str, base: str, among: tuple[str, ...], most: str = "") -> dict[str, Decimal]:
    """What the claim would come to under each meaning, without those that the product refuses as impossible."""
    results = {name: IMPLIED[name](Decimal(base), Decimal(printed) / 100) for name in among}
    return {name: result for name, result in results.items() if is_possible(result, most)}


def verdict(printed: str, base: str, among: tuple[str, ...], most: str = "") -> str:
    """`impossible`, `ambiguous`, or the one meaning that is left; without a base, the worst that any base brings.

    A claim that is ambiguous for one base is ambiguous for a reader who is told none.
    """
    bases = [base] if base else [str(percent) for percent in range(1, 100)]
    left = [outcomes(printed, one, among, most) for one in bases]
    if any(len(set(results.values())) > 1 for results in left):
        return "ambiguous"
    names = {name for results in left for name in results}
    return names.pop() if len(names) == 1 else "impossible" if not names else "both"


def is_possible(number: Decimal, most: str) -> bool:
    """Whether the product's check lets a reading of that size pass, for a value from 0 to `most`."""
    facts = known((reading("claimed", number),))
    return not check(facts, {"shops": _bounded(most)}, frozenset(), nowhere)


@cache
def _bounded(most: str) -> Playbook:
    limits = {"least": 0, "most": Decimal(most) if most else None}
    return playbook(values=(*VALUES, value("claimed", unit="percent", category="quality", **limits)))
