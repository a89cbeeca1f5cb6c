"""Two running totals: what came back and what was paid, and the day on which the one covers the other."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from math import ceil, floor, log10

from markupsafe import Markup

from vpl_core.model.money_views import BalanceView, MoneyView
from vpl_core.site.signs import Signs
from vpl_core.site.svg import element, label, level, percent, picture, placed, short, stretched, upright

HEIGHT = 210
_TOP, _FLOOR = 26, 176


def running_totals(case: MoneyView, today: str, signs: Signs) -> Markup:
    """Proven benefits as a line, what is claimed above it paler, costs as steps; nothing where no time has passed."""
    course = case.course
    first, last = course[0].on.on, course[-1].on.on
    if first >= last:
        return Markup()
    top = max([1.0, *(max(b.proven + b.claimed, b.proven, b.cost) for b in course)])
    low = min([0.0, *(min(b.proven, b.proven + b.claimed) for b in course)])
    place = partial(_place, first=first.toordinal(), last=last.toordinal(), low=low, top=top)
    parts = [
        *_scale(low, top, signs),
        level("0", "100%", _height(0, low, top), "v-axis"),
        stretched(_line(course, place, lambda b: b.proven + b.claimed, "v-money-claimed"), height=HEIGHT),
        stretched(_line(course, place, lambda b: b.cost, "v-money-cost"), height=HEIGHT),
        stretched(_line(course, place, lambda b: b.proven, "v-money-proven"), height=HEIGHT),
        *_crossing(case, course, low, top, signs),
        *_ends(course, low, top, signs),
        label(course[0].on.text, x="0", y=HEIGHT - 6, look="v-muted"),
        label(today, x="100%", y=HEIGHT - 6, look="v-muted", anchor="end"),
    ]
    title = signs.say("What came back and what was paid")
    return picture(parts, height=HEIGHT, look="v-money", title=title, desc=_told(case, signs))


def _scale(low: float, top: float, signs: Signs) -> list[Markup]:
    """Two to six lines at round amounts, each named above its beginning."""
    step = _step(top - low)
    drawn = []
    for count in range(ceil(low / step), floor(top / step) + 1):
        if count:
            height = _height(count * step, low, top)
            words = signs.words.amount(Decimal(count) * Decimal(step), "money")
            drawn += [level("0", "100%", height, "v-grid"), label(words, x="0", y=height - 4, look="v-muted")]
    return drawn


def _step(reach: float) -> float:
    """A third of the reach or a little more, as 1, 2 or 5 with noughts."""
    power = 10.0 ** floor(log10(reach / 3))
    return next(times * power for times in (1, 2, 5, 10) if times * power >= reach / 3 * (1 - 1e-9))


def _told(case: MoneyView, signs: Signs) -> str:
    proven = signs.say(
        "{proven} proven against {cost} of costs by {day}.",
        proven=case.proven,
        cost=case.cost,
        day=case.course[-1].on.text,
    )
    since = signs.say("It has paid for itself since {day}.", day=case.paid_back.text) if case.paid_back else ""
    return signs.words.joined((proven, since))


Place = Callable[[BalanceView, float], tuple[float, float]]


def _place(balance: BalanceView, money: float, *, first: int, last: int, low: float, top: float) -> tuple[float, float]:
    return (balance.on.on.toordinal() - first) / (last - first) * 100, _height(money, low, top)


def _height(money: float, low: float, top: float) -> float:
    return _FLOOR - (money - low) / (top - low) * (_FLOOR - _TOP)


def _line(course: tuple[BalanceView, ...], place: Place, of: Callable[[BalanceView], float], look: str) -> Markup:
    points = " ".join(f"{short(x)},{short(y)}" for x, y in (place(b, of(b)) for b in course))
    return element("polyline", class_=f"v-money-line {look}", points=points)


def _crossing(case: MoneyView, course: tuple[BalanceView, ...], low: float, top: float, signs: Signs) -> list[Markup]:
    """The day since which it has paid for itself, marked where the two totals meet, and named."""
    if case.paid_back is None:
        return []
    first, last = course[0].on.on.toordinal(), course[-1].on.on.toordinal()
    left = (case.paid_back.on.toordinal() - first) / (last - first) * 100
    # The total of the costs is a staircase: on that day it stands where it stood after the last payment.
    paid = [b.cost for b in course if b.on.on <= case.paid_back.on][-1:] or [0.0]
    words = label(
        signs.say("Paid for itself: {day}", day=case.paid_back.text),
        x=percent(left),
        y=14,
        look="v-strong",
        anchor="end" if left > 60 else "start",
    )
    mark = element("circle", class_="v-crossing", cx="0", cy="0", r="5")
    at = placed(mark, x=percent(left), y=_height(paid[0], low, top))
    return [upright(percent(left), 20, _FLOOR, "v-now"), at, words]


def _ends(course: tuple[BalanceView, ...], low: float, top: float, signs: Signs) -> list[Markup]:
    """A dot where each of the two totals stands now, and its name: the higher one's above it, the other's below."""
    last = course[-1]
    over = last.proven >= last.cost
    ends = (
        (last.proven, "v-money-dot", signs.say("Proven benefits"), -9 if over else 17),
        (last.cost, "v-money-dot v-money-dot--cost", signs.say("Costs"), 17 if over else -9),
    )
    drawn = []
    for money, look, words, away in ends:
        height = _height(money, low, top)
        drawn.append(placed(element("circle", class_=look, cx="-3", cy="0", r="3.5"), x="100%", y=height))
        drawn.append(label(words, x="100%", y=height + away, look="v-strong", anchor="end"))
    return drawn
