"""The quarterly review: all that goes onto one printed page, chosen, counted and held to its room."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from vpl_core.model.audience import AskView, CustomerView, MeasureView, MilestoneView, RungView
from vpl_core.model.milestones import Badge, MilestoneStatus
from vpl_core.rules.calendar import add_months
from vpl_core.site.brevity import shorten
from vpl_core.site.headline import Headline, headline
from vpl_core.site.measure_charts import is_late
from vpl_core.site.unproven import ENOUGH

MEASURES, MILESTONES, ASKS, UNPROVEN, RUNGS, REASONS = 5, 3, 3, 2, 6, 2
"""How many of each the page has room for."""
MONTHS = 3
"""How far the page looks back."""


class Room(NamedTuple):
    """How many columns each text of the page may take."""

    customer: int = 46
    vendor: int = 40
    signer: int = 22
    measure: int = 44
    milestone: int = 50
    rung: int = 40
    who: int = 24
    what: int = 108
    otherwise: int = 100
    unproven: int = 124
    reason: int = 100


ROOM = Room()
_DONE = (MilestoneStatus.ACHIEVED, MilestoneStatus.EXEMPT)
_LATE = (MilestoneStatus.DELAYED, MilestoneStatus.MISSED)


T = TypeVar("T")
N = TypeVar("N", RungView, MeasureView, MilestoneView)


class Some(NamedTuple, Generic[T]):
    """What is shown of a list, and how many more there are."""

    shown: tuple[T, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Review:
    """What the page shows; every text in it has been held to its room."""

    view: CustomerView
    """The customer's view with its names held to the room there is."""
    signer: str
    """The customer's name for the narrow place beside a sign."""
    head: Headline
    since: dt.date
    """The last day before the time that the page looks back on."""
    rungs: Some[RungView]
    best: MeasureView | None
    """The outcome that came nearer to its target, the best proven one first; none where none did."""
    measures: Some[MeasureView]
    reached: Some[MilestoneView]
    """Reached since, the latest first."""
    late: Some[MilestoneView | MeasureView]
    """Late or fallen back, the longest late first; an outcome only where no milestone here is about it."""
    coming: Some[MilestoneView]
    asks: Some[AskView]
    unproven: Some[str]
    missing: Some[str]
    """Why no return can be told."""
    shortened: bool
    """Whether any text was held short."""


def review(view: CustomerView, head: Headline | None = None) -> Review:
    """The review of the three months up to the day of the view; `head` is the view's own, where it is at hand."""
    brief = _brief(view)
    as_of = brief.as_of.on
    since = _months_before(as_of)
    late = _late(brief)
    told = {m.id for m in late if isinstance(m, MilestoneView)}
    others = [m for m in brief.milestones if m.id not in told]
    coming = [m for m in others if m.due and m.status not in _DONE]
    reached = [m for m in others if m.reached and since < m.reached.on]
    unproven = _some([shorten(sentence, ROOM.unproven) for sentence in view.unproven], UNPROVEN)
    missing = _some([shorten(why, ROOM.reason) for why in view.money.missing] if view.money else [], REASONS)
    asks = _some(brief.asks, ASKS)
    return Review(
        view=brief,
        signer=shorten(view.customer, ROOM.signer),
        head=head if head and brief is view else headline(brief),
        since=since,
        rungs=_rungs(brief),
        best=_best(brief),
        measures=_measures(brief),
        reached=_some(sorted(reached, key=_newest), MILESTONES),
        late=_some(late, MILESTONES),
        coming=_some(sorted(coming, key=lambda m: (m.due.on if m.due else as_of, m.id)), MILESTONES),
        asks=asks,
        unproven=unproven,
        missing=missing,
        shortened=brief is not view or _cut(unproven.shown, view.unproven) or _cut(missing.shown, _reasons(view)),
    )


def _months_before(day: dt.date) -> dt.date:
    """The day so many months earlier; the first there is where the calendar has none so early."""
    return add_months(day, -MONTHS) if day.year > dt.MINYEAR else dt.date.min


def _some(all_of_them: Sequence[T], room: int) -> Some[T]:
    return Some(tuple(all_of_them[:room]), max(0, len(all_of_them) - room))


def _reasons(view: CustomerView) -> tuple[str, ...]:
    return view.money.missing if view.money else ()


def _cut(shown: Iterable[str], whole: Iterable[str]) -> bool:
    return any(one != other for one, other in zip(shown, whole, strict=False))


# --- what is chosen ---------------------------------------------------------------------------------------------------


def _measures(view: CustomerView) -> Some[MeasureView]:
    """Outcomes in the playbook's order. Where there are too many: agreed ones, bad news before good, proven first."""
    outcomes = [m for m in view.measures if m.outcome]
    chosen = sorted(outcomes, key=lambda m: (not m.agreed, not _is_bad(m, view), -_strength(m)))[:MEASURES]
    ids = {m.id for m in chosen}
    return Some(tuple([m for m in outcomes if m.id in ids]), len(outcomes) - len(chosen))


def _is_bad(measure: MeasureView, view: CustomerView) -> bool:
    return Badge.REGRESSED in measure.badges or is_late(measure, view.as_of.on)


def _strength(measure: MeasureView) -> int:
    return -1 if measure.rigor is None else measure.rigor.rank


def _best(view: CustomerView) -> MeasureView | None:
    moved = [m for m in view.measures if m.outcome and m.gap_closed and m.gap_closed > 0 and m.rigor]
    sound = [m for m in moved if Badge.REGRESSED not in m.badges]
    proven = [m for m in sound if m.target_rigor is not None and m.target_rigor.reaches(ENOUGH)]
    return next(iter([*proven, *sorted(sound, key=lambda m: -_strength(m))]), None)


def _late(view: CustomerView) -> list[MilestoneView | MeasureView]:
    steps = [m for m in view.milestones if m.status in _LATE or Badge.REGRESSED in m.badges]
    told = {measure for m in steps for measure in m.measures}
    outcomes = [m for m in view.measures if m.outcome and m.id not in told and _is_bad(m, view)]
    return [*sorted(steps, key=lambda m: (-m.days_behind, m.id)), *outcomes]


def _newest(milestone: MilestoneView) -> tuple[int, str]:
    return -(milestone.reached.on.toordinal() if milestone.reached else 0), milestone.id


def _rungs(view: CustomerView) -> Some[RungView]:
    """The rungs around the one that comes next."""
    first = max(0, min(view.proven - RUNGS // 2, len(view.rungs) - RUNGS))
    shown = view.rungs[first : first + RUNGS]
    return Some(shown, len(view.rungs) - len(shown))


# --- what is held to its room -----------------------------------------------------------------------------------------


def _brief(view: CustomerView) -> CustomerView:
    """The same view where every name fits; else one with shorter names."""
    changed = {
        "customer": shorten(view.customer, ROOM.customer),
        "vendor": shorten(view.vendor, ROOM.vendor),
        "rungs": _named(view.rungs, ROOM.rung),
        "measures": _named(view.measures, ROOM.measure),
        "milestones": _named(view.milestones, ROOM.milestone),
        "asks": tuple(map(_short_ask, view.asks)),
    }
    update = {field: value for field, value in changed.items() if value != getattr(view, field)}
    return view.model_copy(update=update) if update else view


def _named(words: tuple[N, ...], room: int) -> tuple[N, ...]:
    short = [(word, shorten(word.name, room)) for word in words]
    return tuple(word if name == word.name else word.model_copy(update={"name": name}) for word, name in short)


def _short_ask(ask: AskView) -> AskView:
    said = {
        "who": shorten(ask.who, ROOM.who),
        "what": shorten(ask.what, ROOM.what),
        "otherwise": shorten(ask.otherwise, ROOM.otherwise),
    }
    return ask if all(getattr(ask, field) == text for field, text in said.items()) else ask.model_copy(update=said)
