"""Two percentages with two names: the gap closed, and the change from the baseline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from operator import ge, gt, le, lt

from vpl_core.model.accounts import ValuePlan
from vpl_core.model.base import EXACT
from vpl_core.model.outcomes import Outcome
from vpl_core.model.values import Direction


def gap_closed(now: Decimal, baseline: Decimal, target: Decimal) -> Decimal | None:
    """(now - baseline) / (target - baseline): 0 at the baseline, 1 at the target, unclamped.

    None where target equals baseline, for then there is no gap.
    """
    return None if target == baseline else _positive_zero(EXACT.divide(now - baseline, target - baseline))


def change(now: Decimal, baseline: Decimal) -> Decimal | None:
    """(now - baseline) / |baseline|, unclamped; none where the baseline is 0."""
    return None if baseline == 0 else _positive_zero(EXACT.divide(now - baseline, abs(baseline)))


def _positive_zero(number: Decimal) -> Decimal:
    """0 for -0, which a decimal division can give."""
    return number if number else Decimal(0)


def reaching(target: Decimal, direction: Direction, *, strictly: bool) -> Callable[[Decimal], bool]:
    """Whether a reading reaches the target from its direction, or passes it where `strictly`."""
    # The target comes first: it is at most a rising reading, and at least a falling one.
    if direction == "up":
        return partial(lt if strictly else le, target)
    return partial(gt if strictly else ge, target)


def meets(now: Decimal, target: Decimal, direction: Direction, *, strictly: bool) -> Outcome:
    """Whether this one reading does."""
    return Outcome.MET if reaching(target, direction, strictly=strictly)(now) else Outcome.UNMET


def planned_share(plan: ValuePlan, day: dt.date) -> Decimal | None:
    """The share of the gap a straight line from the baseline's day to the due date has closed, 0 to 1."""
    if plan.baseline is None or plan.due is None or plan.due <= plan.baseline.on:
        return None
    passed = (day - plan.baseline.on).days
    share = EXACT.divide(Decimal(passed), Decimal((plan.due - plan.baseline.on).days))
    return min(Decimal(1), max(Decimal(0), share))


def shown_percent(share: Decimal, *, met: bool) -> int:
    """The whole percentage to print: clamped to 0..100, and 100 only where the target is met.

    Rounds towards zero, so that nothing looks nearer than it is; the raw share is kept beside it.
    """
    if met:
        return 100
    whole = int(share * 100)
    return min(99, max(0, whole))
