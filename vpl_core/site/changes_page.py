"""What has changed: what moved since I last looked?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vpl_core.model.audience import CustomerView, MeasureView, MilestoneView
from vpl_core.model.change_views import ChangesView, MeasureMove, MilestoneMove, Move
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.site.milestone_pages import given_by, linked, titled
from vpl_core.site.shape import shape
from vpl_core.site.signs import Signs
from vpl_core.site.words import rigor_word

_GOOD = (Move.REACHED, Move.REGAINED)
_BAD = (Move.LOST, Move.MISSED, Move.LATE)
_LINES = shape("{first} <small>{others}</small>")


def changes(view: CustomerView, moved: ChangesView, signs: Signs) -> dict[str, Any]:
    """What the page needs; every list may be empty."""
    milestones = {m.id: m for m in view.milestones}
    measures = {m.id: m for m in view.measures}
    papers = [e for e in view.evidence if e.on.on > moved.since.on]
    decided = list(_decided(view, moved, signs))
    nothing = not (moved.milestones or moved.measures or papers or decided or moved.money)
    return {
        "since": moved.since,
        "lead": _lead(moved, signs),
        "standing": _standing(view, moved, signs),
        "nothing": nothing and not view.withheld and (moved.proven, moved.claimed) == (view.proven, view.claimed),
        "milestones": [_milestone(m, milestones[m.milestone], view, moved, signs) for m in _worst_first(moved)],
        "measures": [_measure(m, measures[m.measure], view, signs) for m in moved.measures],
        "papers": [(titled(e), given_by(e, signs), e.on.text) for e in papers],
        "decided": decided,
        "money": _money(moved, signs),
    }


def _lead(moved: ChangesView, signs: Signs) -> str:
    """What was lost or is late stands beside what was reached, in one breath."""
    if not moved.started:
        return signs.say("You began after {day}, so that everything is new since then.", day=moved.since.text)
    good = sum(m.move in _GOOD for m in moved.milestones)
    bad = sum(m.move in _BAD for m in moved.milestones)
    won = signs.count(
        good,
        "Since {day} {n} milestone was reached.",
        "Since {day} {n} milestones were reached.",
        day=moved.since.text,
    )
    none_won = signs.say("Since {day} no milestone was reached.", day=moved.since.text)
    lost = signs.count(
        bad, "{n} became late, was missed or was lost again.", "{n} became late, were missed or were lost again."
    )
    none_lost = signs.say("None became late, was missed or was lost again.")
    return signs.words.joined([won if good else none_won, lost if bad else none_lost])


def _standing(view: CustomerView, moved: ChangesView, signs: Signs) -> str:
    """The rung of both days; a claim is said beside what is proven."""
    if (moved.proven, moved.claimed) == (view.proven, view.claimed):
        return signs.say("The standing is as it was: rung {now} of {all}.", now=view.proven, all=len(view.rungs))
    return signs.say(
        "Proven: rung {was} then, rung {now} now. Claimed: rung {was_claimed} then, rung {claimed} now.",
        was=moved.proven,
        now=view.proven,
        was_claimed=moved.claimed,
        claimed=view.claimed,
    )


def _worst_first(moved: ChangesView) -> list[MilestoneMove]:
    order = (*_BAD, Move.OTHERWISE, Move.RESUMED, Move.SAME, Move.EXCUSED, *_GOOD, Move.BEGUN)
    return sorted(moved.milestones, key=lambda m: order.index(m.move))


def _milestone(
    move: MilestoneMove, m: MilestoneView, view: CustomerView, moved: ChangesView, signs: Signs
) -> tuple[Any, ...]:
    first, *others = [line for line in _became(move, m, view, moved, signs) if line]
    what = _LINES(first=first, others=" ".join(others)) if others else first
    return linked(m.id, m.name), what, signs.status(m), signs.proof(m.rigor, view.customer)


def _became(
    move: MilestoneMove, m: MilestoneView, view: CustomerView, moved: ChangesView, signs: Signs
) -> Iterator[str]:
    yield _said(move, m, signs)
    for reset in m.resets:
        if reset.on.on > moved.since.on:
            yield signs.say("Its date was moved to {day}: {because}.", day=reset.to.text, because=reset.because)
    if move.was_rigor and m.rigor and move.was_rigor is not m.rigor:
        was, now = (rigor_word(one, view.customer, signs.words) for one in (move.was_rigor, m.rigor))
        better = m.rigor.reaches(move.was_rigor)
        if better:
            yield signs.say("Better proven: “{was}” then, “{now}” now.", was=was, now=now)
        else:
            yield signs.say("Less well proven: “{was}” then, “{now}” now.", was=was, now=now)


def _said(move: MilestoneMove, m: MilestoneView, signs: Signs) -> str:
    if move.move in _GOOD and m.reached:
        if move.move is Move.REGAINED:
            return signs.say("Lost and reached again on {day}.", day=m.reached.text)
        return signs.say("Reached on {day}.", day=m.reached.text)
    promised = m.promised.text if m.promised else ""
    return {
        Move.LOST: signs.say("It was reached and is not any more."),
        Move.MISSED: signs.say("It counts as missed now; it was due before {day}.", day=promised),
        Move.LATE: signs.say("It is late now; it was due before {day}.", day=promised),
        Move.EXCUSED: signs.say("It is excused, or left out, now."),
        Move.RESUMED: signs.say("It is not excused any more."),
        Move.BEGUN: signs.say("Its time has begun."),
        Move.OTHERWISE: signs.say("It stands otherwise than it did."),
    }.get(move.move, "")


def _measure(move: MeasureMove, m: MeasureView, view: CustomerView, signs: Signs) -> tuple[Any, ...]:
    return (
        m.name,
        _read(move.was, move.was_on.text if move.was_on else "", signs),
        _read(m.now, m.read_on.text if m.read_on else "", signs),
        " ".join(_told(move, m, signs)) or "–",
        _proofs(move.was_rigor, m.rigor, view, signs),
    )


def _read(number: str, day: str, signs: Signs) -> str:
    return signs.say("{number}, {day}", number=number, day=day) if number else signs.say("Not yet measured")


def _told(move: MeasureMove, m: MeasureView, signs: Signs) -> Iterator[str]:
    if move.was_target is not m.target_outcome:
        if m.target_outcome is Outcome.MET:
            yield signs.say("It meets its target now.")
        elif move.was_target is Outcome.MET:
            yield signs.say("It does not meet its target any more.")
    if move.better is not None:
        yield signs.say("It is better than it was.") if move.better else signs.say("It is worse than it was.")
    if move.new:
        yield signs.count(move.new, "{n} new reading.", "{n} new readings.")
    if move.overdue:
        yield signs.say("A new reading is overdue now.")


def _proofs(was: Rigor | None, now: Rigor | None, view: CustomerView, signs: Signs) -> Any:
    if was is None or was is now:
        return signs.rigor(now, view.customer)
    return _PROOFS(was=signs.rigor(was, view.customer), now=signs.rigor(now, view.customer))


_PROOFS = shape("{was} → {now}")


def _decided(view: CustomerView, moved: ChangesView, signs: Signs) -> Iterator[tuple[str, str, str]]:
    """Decisions that were made, and reviews that were held, since then."""
    since = moved.since.on
    for r in view.records:
        if r.decided_on and r.decided_on.on > since:
            yield r.title, signs.say("Decided: {chosen}", chosen=r.chosen), r.decided_on.text
        for held in r.held:
            if held.on.on > since:
                yield r.title, signs.say("{review}: {outcome}", review=held.kind, outcome=held.outcome), held.on.text
    for d in view.decisions:
        if d.decided_on and d.decided_on.on > since:
            yield d.title, signs.say("Decided: {chosen}", chosen=d.chosen), d.decided_on.text


def _money(moved: ChangesView, signs: Signs) -> list[tuple[str, str, str]]:
    if moved.money is None:
        return []
    return [
        (signs.say("Proven benefits"), *moved.money.proven),
        (signs.say("Claimed, not counted"), *moved.money.claimed),
        (signs.say("Costs so far"), *moved.money.cost),
    ]
