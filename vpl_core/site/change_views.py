"""What moved since an earlier day, laid beside what stands now."""

from __future__ import annotations

from collections.abc import Iterator

from vpl_core.model.assessment import MilestoneState, ValueState
from vpl_core.model.audience import MeasureView, MilestoneView
from vpl_core.model.change_views import ChangesView, MeasureMove, MilestoneMove, MoneyMove, Move
from vpl_core.model.milestones import Badge, MilestoneStatus
from vpl_core.model.values import ValueDefinition
from vpl_core.rules.looking_back import Earlier
from vpl_core.site.projection import Projection
from vpl_core.site.swing_views import rounded

_HELD = MilestoneStatus.ACHIEVED
_LATE = (MilestoneStatus.DELAYED, MilestoneStatus.MISSED)


def changes_of(
    sight: Projection, before: Earlier, milestones: tuple[MilestoneView, ...], measures: tuple[MeasureView, ...]
) -> ChangesView:
    """Of what the customer may read, everything that is not as it was on the earlier day."""
    return ChangesView(
        since=sight.day(before.as_of),
        started=sight.account.start <= before.as_of,
        proven=before.standing.proven,
        claimed=before.standing.claimed,
        milestones=tuple(_milestones(before, milestones)),
        measures=tuple(_measures(sight, before, measures)),
        money=_money(sight, before),
    )


def _milestones(before: Earlier, milestones: tuple[MilestoneView, ...]) -> Iterator[MilestoneMove]:
    then = {state.milestone: state for state in before.milestones}
    for m in milestones:
        was = then[m.id]
        move = _move(was, m, before)
        rescheduled = any(reset.on.on > before.as_of for reset in m.resets)
        if move is not Move.SAME or was.rigor != m.rigor or rescheduled:
            yield MilestoneMove(milestone=m.id, move=move, was=was.status, was_rigor=was.rigor)


def _move(was: MilestoneState, m: MilestoneView, before: Earlier) -> Move:
    if m.status is _HELD:
        if was.status is not _HELD:
            return Move.REACHED
        lost_between = m.reached is not None and was.held_since is not None and m.reached.on > before.as_of
        return Move.REGAINED if lost_between else Move.SAME
    if was.status is _HELD or (Badge.REGRESSED in m.badges and Badge.REGRESSED not in was.badges):
        return Move.LOST
    return _without_reaching(was.status, m.status)


def _without_reaching(was: MilestoneStatus, now: MilestoneStatus) -> Move:
    if was is now:
        return Move.SAME
    if now is MilestoneStatus.MISSED:
        return Move.MISSED
    if now is MilestoneStatus.DELAYED and was not in _LATE:
        return Move.LATE
    if now is MilestoneStatus.EXEMPT:
        return Move.EXCUSED
    if was is MilestoneStatus.EXEMPT:
        return Move.RESUMED
    begun = (was, now) == (MilestoneStatus.NOT_STARTED, MilestoneStatus.IN_PROGRESS)
    return Move.BEGUN if begun else Move.OTHERWISE


def _measures(sight: Projection, before: Earlier, measures: tuple[MeasureView, ...]) -> Iterator[MeasureMove]:
    then = {state.value: state for state in before.values}
    for m in measures:
        was, value = then[m.id], sight.playbook.value[m.id]
        new = sum(point.on.on > before.as_of for point in m.series)
        overdue = Badge.STALE in m.badges and Badge.STALE not in was.badges
        rigor = was.proof.rigor if was.proof else None
        if new or overdue or rigor != m.rigor or was.target is not m.target_outcome:
            yield MeasureMove(
                measure=m.id,
                was=sight.wording.reading(was.latest.number, value) if was.latest else "",
                was_on=sight.maybe(was.latest.on if was.latest else None),
                was_rigor=rigor,
                was_target=was.target,
                new=new,
                better=_better(was, sight.values[m.id], value),
                overdue=overdue,
            )


def _better(was: ValueState, now: ValueState, value: ValueDefinition) -> bool | None:
    if was.latest is None or now.latest is None or was.latest.number == now.latest.number:
        return None
    return value.better(now.latest.number, was.latest.number)


def _money(sight: Projection, before: Earlier) -> MoneyMove | None:
    was, now = before.business_case, sight.assessment.business_case
    if was is None or now is None:
        return None
    pairs = [(getattr(was, sum_), getattr(now, sum_)) for sum_ in ("proven", "claimed", "cost")]
    if all(then == today for then, today in pairs):
        return None
    proven, claimed, cost = ((rounded(then, sight), rounded(today, sight)) for then, today in pairs)
    return MoneyMove(proven=proven, claimed=claimed, cost=cost)
