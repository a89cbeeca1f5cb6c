"""Composition: the playbooks of several segments joined into one; nothing is dropped and nobody wins by coming last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, get_args

from pydantic import ValidationError

from vpl_core.errors import did_you_mean
from vpl_core.model.compositions import WHOLE, Composition, Part, Preference
from vpl_core.model.conditions import AllOf
from vpl_core.model.ladder import Ladder
from vpl_core.model.milestones import Milestone
from vpl_core.model.outcomes import strongest
from vpl_core.model.playbook import Origin, Playbook, Segment
from vpl_core.rules.binding import bound
from vpl_core.rules.differences import differences
from vpl_core.rules.joined_ladder import join_ladders

PARTS: tuple[Part, ...] = tuple(part for part in get_args(Part) if part != "calendar")
"""The parts of a playbook; the calendar is its segment's."""


class Clash(NamedTuple):
    """One thing that keeps the segments apart, or a preference that does nothing."""

    part: str
    id: str
    message: str
    choices: tuple[tuple[str, ...], ...] = ()
    """What a preference could take to decide it; none where that would not help."""
    preference: Preference | None = None
    """The preference that is at fault; none where one is missing."""
    next_step: str = ""


class Composed(NamedTuple):
    """The joined playbook, or why there is none."""

    playbook: Playbook | None
    clashes: tuple[Clash, ...]
    decided: tuple[tuple[str, str, Preference], ...]
    """By part and id, the preference that decided."""


def compose(composition: Composition, playbooks: Iterable[Playbook]) -> Composed:
    """One playbook with everything that each of the segments declares; where they disagree, what is preferred.

    What two segments declare alike is there once. The ladders become one: rung by rung, with the needs of each and the
    stricter floor. The result depends on neither the order of the playbooks nor that in which the segments are named.
    """
    books = sorted(playbooks, key=lambda book: book.segment.id)
    own_calendars = any(book.segment.calendar for book in books)
    return _Composer(composition, [bound(book, in_windows=own_calendars) for book in books]).composed()


class _Composer:
    def __init__(self, composition: Composition, books: Sequence[Playbook]) -> None:
        self.composition, self.books = composition, books
        self.preferences = {(one.part, one.id): one for one in composition.prefer}
        self.origins: list[Origin] = [Origin(what="segment", id=composition.id, plugin=_joined(map(_declarer, books)))]
        self.clashes: list[Clash] = []
        self.decided: list[tuple[str, str, Preference]] = []

    def composed(self) -> Composed:
        parts = {part: self._part(part) for part in PARTS}
        segment = self._segment(self._part("calendar"))
        self.clashes += self._idle()
        if segment is None or self.clashes:
            return Composed(None, tuple(self.clashes), ())
        ladder = parts.pop("ladder")[0]
        playbook = Playbook(
            segment=segment,
            ladder=ladder,
            origins=tuple(self.origins),
            predicates=self.books[0].predicates,
            **parts,
        )
        return Composed(playbook, (), tuple(self.decided))

    def _segment(self, calendar: tuple[Segment, ...]) -> Segment | None:
        """The segment with the strictest of all promises; none, and a clash, where its texts are too long."""
        one = self.composition
        said = one.cares_about or " ".join(book.segment.cares_about for book in self.books)
        floor = strongest([book.segment.floor for book in self.books])
        own = calendar[0].calendar if calendar else ()
        try:
            return Segment(id=one.id, name=one.name, cares_about=said, floor=floor, calendar=own)
        except ValidationError as refusal:
            step = "write cares_about for the composition, in one sentence"
            self.clashes.append(_too_much("segment", "", refusal, [])._replace(next_step=step))
            return None

    def _part(self, part: Part) -> tuple[Any, ...]:
        """Everything that the segments declare of the part, each id once."""
        found: dict[str, dict[str, Any]] = {}
        for book in self.books:
            for definition in _declared(book, part):
                found.setdefault(key_of(part, definition), {})[book.segment.id] = definition
        settled = [self._settle(part, id_, by_segment) for id_, by_segment in found.items()]
        return tuple(one for one in settled if one is not None)

    def _settle(self, part: Part, id_: str, given: dict[str, Any]) -> Any:
        """The one definition of the id; none, and a clash, where the segments disagree and nothing decides."""
        first, *others = given.values()
        preference = self.preferences.get((part, id_)) or self.preferences.get((part, ""))
        if part == "ladder" and others and any(one != first for one in others) and preference is None:
            return self._join_ladders(given)
        if all(one == first for one in others):
            self._tell_origin(part, given)
            return first
        if preference is None or not set(preference.takes) <= given.keys():
            if preference is None or not preference.id:  # one for this id alone is told as what decides nothing
                self.clashes.append(self._conflict(part, id_, given))
            return None
        return self._decide(part, id_, given, preference)

    def _decide(self, part: Part, id_: str, given: dict[str, Any], preference: Preference) -> Any:
        takes = preference.takes
        if len(takes) > 1 and part != "milestones":
            step = "name the one segment that is preferred"
            message = f"{part}: {id_!r} cannot be of {_joined(takes)} at once; only milestones can be joined"
            self.clashes.append(Clash(part, id_, message, preference=preference, next_step=step))
            return None
        self.decided.append((part, id_, preference))
        over = sorted(given.keys() - set(takes))
        how = [f"preferred over {_joined(over)}"] if over else []
        self._tell_origin(part, {one: given[one] for one in takes}, ", ".join(["joined"] * (len(takes) > 1) + how))
        try:
            return _join_milestones([given[one] for one in takes]) if len(takes) > 1 else given[takes[0]]
        except ValidationError as refusal:
            self.clashes.append(_too_much(part, id_, refusal, sorted(given), preference))
            return None

    def _join_ladders(self, given: dict[str, Ladder]) -> Ladder | None:
        """The ladders rung by rung; a clash where they have not the same number of rungs."""
        lengths = {segment: len(ladder.rungs) for segment, ladder in given.items()}
        choices = tuple((segment,) for segment in sorted(given))
        if len(set(lengths.values())) > 1:
            told = " and ".join(f"{lengths[s]} in {self._named(s, 'ladder', given[s])}" for s in sorted(given))
            message = f"the ladders cannot be joined rung by rung: they have {told}"
            self.clashes.append(Clash("ladder", "", message, choices))
            return None
        self._tell_origin("ladder", given, "joined rung by rung", id_=self.composition.id)
        try:
            return join_ladders(self.composition.id, self.composition.name, list(given.values()))
        except ValidationError as refusal:
            self.clashes.append(_too_much("ladder", "", refusal, sorted(given)))
            return None

    def _conflict(self, part: Part, id_: str, given: dict[str, Any]) -> Clash:
        who = " and ".join(f"in {self._named(segment, part, given[segment])}" for segment in sorted(given))
        first, *others = (given[segment] for segment in sorted(given))
        fields = dict.fromkeys(_difference_told(d) for other in others for d in differences(first, other))
        message = f"{part}: {id_!r} is not the same {who}: {', '.join(fields)}"
        choices: list[tuple[str, ...]] = [(segment,) for segment in sorted(given)]
        if part == "milestones":
            choices.append(tuple(sorted(given)))
        return Clash(part, "" if part in WHOLE else id_, message, tuple(choices))

    def _named(self, segment: str, part: str, definition: Any) -> str:
        [book] = [book for book in self.books if book.segment.id == segment]
        return f"{segment} (plugin {_maker(book, part, key_of(part, definition))})"

    def _tell_origin(self, part: str, given: dict[str, Any], how: str = "", id_: str = "") -> None:
        books = {book.segment.id: book for book in self.books}
        makers = [_maker(books[segment], part, key_of(part, one)) for segment, one in given.items()]
        one = next(iter(given.values()))
        name = id_ or (one.id if part == "ladder" else key_of(part, one))
        self.origins.append(
            Origin(what=part, id=name, plugin=_joined(dict.fromkeys(makers)), segment=_joined(given), how=how)
        )

    def _idle(self) -> list[Clash]:
        """The preferences that decide nothing, each with the reason."""
        used = {preference for _, _, preference in self.decided}
        at_fault = {clash.preference for clash in self.clashes}
        idle = []
        seen: set[tuple[str, str]] = set()
        for one in self.composition.prefer:
            twice = (one.part, one.id) in seen
            seen.add((one.part, one.id))
            if twice or one not in used | at_fault:
                why, step = ("it is decided twice", "keep one of them") if twice else self._why_idle(one)
                idle.append(Clash(one.part, one.id, f"{_name_of(one)}: {why}", preference=one, next_step=step))
        return idle

    def _why_idle(self, preference: Preference) -> tuple[str, str]:
        part, id_ = preference.part, preference.id
        for segment in preference.takes:
            if segment not in self.composition.of:
                return f"{segment!r} is none of the segments", did_you_mean(segment, self.composition.of)
        known = {key_of(part, one): book.segment.id for book in self.books for one in _declared(book, part)}
        if id_ and id_ not in known:
            return f"no segment declares {id_!r}", did_you_mean(id_, known)
        if id_:
            declaring = [b.segment.id for b in self.books if id_ in {key_of(part, d) for d in _declared(b, part)}]
            for segment in preference.takes:
                if segment not in declaring:
                    return f"{segment!r} does not declare it", f"name one that does: {', '.join(declaring)}"
        return "it decides nothing, for nothing else is in conflict", "remove it"


def key_of(part: str, definition: Any) -> str:
    """What a definition is known by within its part."""
    if part in WHOLE:
        return part
    return str(definition.clock if part == "stop_rules" else definition.id)


def _declared(book: Playbook, part: str) -> tuple[Any, ...]:
    if part == "calendar":
        return (Segment(id="calendar", name="calendar", cares_about="", calendar=book.segment.calendar),)
    return (book.ladder,) if part == "ladder" else getattr(book, part)


def _maker(book: Playbook, part: str, id_: str) -> str:
    what = "segment" if part == "calendar" else part
    wanted = {"ladder": book.ladder.id, "calendar": book.segment.id}.get(part, id_)
    return next((o.plugin for o in book.origins if (o.what, o.id) == (what, wanted)), "unknown")


def _declarer(book: Playbook) -> str:
    return _maker(book, "segment", book.segment.id)


def _join_milestones(milestones: list[Milestone]) -> Milestone:
    """The words, stage and window of the first; what is asked for is what each of them asks for."""
    first, parties = milestones[0], {one.party for one in milestones}
    return Milestone.model_validate(
        {
            **dict(first),
            "condition": AllOf(conditions=tuple(one.condition for one in milestones)),
            "counts_as_reached": " ".join(dict.fromkeys(one.counts_as_reached for one in milestones)),
            "next_step": " ".join(dict.fromkeys(one.next_step for one in milestones if one.next_step)),
            "party": first.party if len(parties) == 1 else "both",
            "grace_days": min(one.grace_days for one in milestones),
            "audiences": tuple(audience for one in milestones for audience in one.audiences),
        }
    )


def _too_much(
    part: str, id_: str, refusal: ValidationError, segments: list[str], preference: Preference | None = None
) -> Clash:
    fault = refusal.errors()[0]
    where = ".".join(map(str, fault["loc"]))
    message = f"{part}{f': {id_!r}' if id_ else ''} cannot be joined: {where}: {fault['msg']}"
    step = f"prefer one: {' or '.join(segments)}" if preference else ""
    return Clash(part, id_, message, tuple((one,) for one in segments), preference, step)


def _difference_told(difference: Any) -> str:
    """The field, with what stands there where that is short."""
    before, after = difference.before or "nothing", difference.after or "nothing"
    short = len(before) <= 24 and len(after) <= 24
    return f"{difference.field} ({before}, {after})" if short else str(difference.field)


def _name_of(preference: Preference) -> str:
    return f"{preference.part}:{preference.id}" if preference.id else preference.part


def _joined(names: Iterable[str]) -> str:
    return " and ".join(names)
