"""Case files: "these facts stand on this rung", written as YAML in the words of an account's file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError, model_validator

from vpl_core.errors import Problem, VplError, did_you_mean, in_order
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.base import Day, Id, Line, Name, Number, Word
from vpl_core.model.health import Colour
from vpl_core.model.observations import Observation
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.model.playbook import Playbook
from vpl_core.sources.accounts import check
from vpl_core.sources.documents import AccountDocument, EvidenceEntry
from vpl_core.sources.refusals import told_by
from vpl_core.sources.strict_yaml import Loc, YamlDocument, read_yaml
from vpl_core.testing.strategies.facts import SHA, SOURCES

REFERENCE = "the documentation of cases"
ACCOUNT = "the-account"
"""The id of the account in every case."""

MilestoneWord = Literal[
    "met", "unmet", "unknown", "exempt", "not_started", "in_progress", "achieved", "delayed", "missed"
]


class ReadingRow(Word):
    """A reading of the value above it: `[2026-03-02, 17, time-sheet]`, or a group of fields."""

    on: Day
    number: Number
    source: str = ""
    sequence: int = Field(default=0, ge=0)
    respondents: int | None = Field(default=None, ge=1)
    note: Line = ""

    @model_validator(mode="before")
    @classmethod
    def _from_a_row(cls, written: Any) -> Any:
        if not isinstance(written, list | tuple):
            return written
        if not 2 <= len(written) <= 3:
            raise ValueError("a reading has two or three parts; write it as [2026-03-02, 17, time-sheet]")
        return dict(zip(("on", "number", "source"), written, strict=False))


class CaseFacts(AccountDocument):
    """What is known of the case's account: the fields of an account's file, its readings and its evidence.

    The sources that every case knows are named METHOD-PARTY, as `time-log-customer`; a piece of evidence with a `file`
    counts as attached.
    """

    name: Name = "The account"
    segment: Id = "any"
    readings: dict[Id, tuple[ReadingRow, ...]] = Field(default_factory=dict)
    evidence: dict[Id, EvidenceEntry] = Field(default_factory=dict)

    def facts(self) -> AccountFacts:
        """The facts in the words of the core."""
        sources = {source.id: source for source in (*SOURCES, *self.own_sources())}
        rows = ((value, row) for value, rows in self.readings.items() for row in rows)
        return AccountFacts(
            account=self.account(ACCOUNT),
            observations=tuple(Observation(value=value, **dict(row)) for value, row in rows),
            evidence=tuple(one.evidence(id_, SHA if one.file else "") for id_, one in self.evidence.items()),
            sources=tuple(sources[id_] for id_ in sorted(sources)),
        )


class ExpectedValue(Word):
    """What is expected of one value; percentages are compared at the digits that are written."""

    latest: Number | None = None
    gap_closed: Number | None = None
    """In percent."""
    change: Number | None = None
    """In percent."""
    target: Outcome | None = None
    rigor: Rigor | None = None
    """Of its latest reading."""


class Expectation(Word):
    """What is expected of the account on the day; what is left out is not looked at."""

    proven: int | Id | None = None
    """The number of the highest rung held, or its id; 0 for none."""
    claimed: int | Id | None = None
    next: int | Id | None = None
    """The next rung; 0 where there is none above."""
    blocking: tuple[Id, ...] | None = None
    """The milestones that the next rung still lacks, in any order."""
    milestones: dict[Id, MilestoneWord] = Field(default_factory=dict)
    """By milestone its outcome or its status."""
    questions: dict[Id, Outcome] = Field(default_factory=dict)
    health: Colour | None = None
    scores: dict[Id, Number | Line] = Field(default_factory=dict)
    """By scorecard its band, or its number at the digits that are written."""
    values: dict[Id, ExpectedValue] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _expects_something(self) -> Expectation:
        if not self.model_fields_set:
            raise ValueError("nothing is expected; write at least one of proven, next, blocking, milestones or values")
        return self


class CaseEntry(Word):
    """One case: a sentence, the facts, and what follows from them."""

    name: Name
    """What the case shows, as a sentence."""
    segment: Id | None = None
    as_of: Day | None = None
    facts: dict[str, Any] = Field(default_factory=dict)
    """Beside those that all cases of the file share; an entry written here stands before a shared one."""
    expect: Expectation


class CaseDocument(Word):
    """A file of cases of one segment, or of several."""

    segment: Id | None = None
    """Of every case that names none."""
    as_of: Day | None = None
    """Of every case that names none."""
    facts: dict[str, Any] = Field(default_factory=dict)
    """What every case begins with."""
    cases: tuple[CaseEntry, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Case:
    """A case that was read: facts, the playbook that judges them, the day, and what is expected."""

    name: str
    path: str
    line: int
    facts: AccountFacts
    playbook: Playbook
    as_of: dt.date
    expect: Expectation
    document: YamlDocument
    """The facts as they were written, with their lines in the file."""

    def place(self, account: str, field: str) -> tuple[str, int]:
        """The line of a fact; a reading by its position among all of them."""
        return self.path, self.document.line_of(_way(field, self.document.content))


def read_cases(path: Path, *playbooks: Playbook) -> tuple[Case, ...]:
    """The cases of the file under the playbooks of their segments.

    Raises VplError with every problem of the file: what is no YAML, a field or an id that nobody knows, a number or a
    day that is none, facts that contradict the segment; each with its line and the next step.
    """
    reading = _Reading(path, {playbook.segment.id: playbook for playbook in playbooks})
    cases = reading.cases()
    if reading.problems:
        raise VplError(*in_order(reading.problems))
    return cases


class _Reading:
    """One file while it is read."""

    def __init__(self, path: Path, playbooks: Mapping[str, Playbook]) -> None:
        self.path, self.playbooks, self.problems = path, playbooks, list[Problem]()

    def cases(self) -> tuple[Case, ...]:
        document = self._document()
        if document is None:
            return ()
        try:
            whole = CaseDocument.model_validate(document.content)
        except ValidationError as refusal:
            self.problems += told_by(
                refusal, document, CaseDocument, path=self.path.name, account="", reference=REFERENCE
            )
            return ()
        found = [self._case(whole, entry, number, document) for number, entry in enumerate(whole.cases)]
        return tuple(case for case in found if case is not None)

    def _document(self) -> YamlDocument | None:
        try:
            text = self.path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as fault:
            why = getattr(fault, "strerror", None) or "it is not UTF-8"
            self.problems.append(
                Problem(f"the cases cannot be read: {why}", "check the name of the file", str(self.path))
            )
            return None
        document, flaws = read_yaml(text, path=self.path.name)
        self.problems += [Problem(f.message, f.next_step, f.path, f.line, f.field) for f in flaws]
        return document

    def _case(self, whole: CaseDocument, entry: CaseEntry, number: int, document: YamlDocument) -> Case | None:
        at: Loc = ("cases", number)
        playbook = self._playbook(entry.segment or whole.segment, document, at)
        as_of = entry.as_of or whole.as_of
        if as_of is None:
            self._note(document, at, "as_of", "no day is named", "write as_of: YYYY-MM-DD here or for the whole file")
        written = _laid_over(document, ("facts",), (*at, "facts"))
        facts = self._facts(written, number, playbook)
        if playbook is None or as_of is None or facts is None:
            return None
        for place, message, step in _unknown_in(entry.expect, playbook):
            self._note(document, (*at, "expect", *place), ".".join(place), message, step)
        line = document.line_of(at)
        return Case(entry.name, self.path.name, line, facts, playbook, as_of, entry.expect, written)

    def _playbook(self, segment: str | None, document: YamlDocument, at: Loc) -> Playbook | None:
        if segment is None and len(self.playbooks) == 1:
            return next(iter(self.playbooks.values()))
        if segment is not None and segment in self.playbooks:
            return self.playbooks[segment]
        given = ", ".join(self.playbooks)
        message = f"{segment!r} is no segment of the given plugins" if segment else "no segment is named"
        self._note(document, at, "segment", message, f"use one of: {given}")
        return None

    def _note(self, document: YamlDocument, at: Loc, field: str, message: str, step: str) -> None:
        line = document.line_of((*at, field))
        self.problems.append(Problem(message, step, self.path.name, line, ".".join(map(str, (*at[:2], field)))))

    def _facts(self, written: YamlDocument, number: int, playbook: Playbook | None) -> AccountFacts | None:
        try:
            content = {"segment": playbook.segment.id if playbook else "any", **written.content}  # type: ignore[dict-item]
            facts = CaseFacts.model_validate(content).facts()
        except ValidationError as refusal:
            found = told_by(refusal, written, CaseFacts, path=self.path.name, account="", reference=REFERENCE)
            self.problems += [replace(p, field=f"cases.{number}.facts.{p.field}") for p in found]
            return None
        if playbook is not None:
            self._check(facts, written, playbook)
        return facts

    def _check(self, facts: AccountFacts, written: YamlDocument, playbook: Playbook) -> None:
        def locate(account: str, field: str) -> tuple[str, int]:
            return self.path.name, written.line_of(_way(field, written.content))

        self.problems += check(facts, {playbook.segment.id: playbook}, frozenset(), locate)


def _laid_over(document: YamlDocument, shared: Loc, own: Loc) -> YamlDocument:
    """What stands at the one place, with what stands at the other laid over it, field by field and entry by entry."""
    content: dict[str, Any] = {}
    lines: dict[Loc, int] = {}
    for root in (shared, own):
        for field, written in _at(document.content, root).items():
            both = isinstance(content.get(field), dict) and isinstance(written, dict)
            content[field] = {**content[field], **written} if both else written
        below = {way[len(root) :]: line for way, line in document.lines.items() if way[: len(root)] == root}
        replaced = {way[:2] for way in below if len(way) >= 2} | {way for way in below if len(way) == 1}
        lines = {way: line for way, line in lines.items() if way[:2] not in replaced} | below
    return YamlDocument(content, lines)


def _at(content: Any, way: Loc) -> dict[str, Any]:
    for step in way:
        content = content[step] if isinstance(step, int) else content.get(step, {})
    return dict(content)


def _way(field: str, content: Any) -> Loc:
    """The keys that lead to a fact as the rules name it: `plan.hours.target`, `observations[3].number`."""
    head, _, rest = field.partition(".")
    if head.startswith("observations["):
        index = int(head[len("observations[") : -1])
        for value, rows in content.get("readings", {}).items():
            if index < len(rows):
                return ("readings", value, index, *([rest] if rest else []))
            index -= len(rows)
    return tuple(int(part) if part.isdecimal() else part for part in field.split("."))


Finding = tuple[tuple[str, ...], str, str]


def _unknown_in(expect: Expectation, playbook: Playbook) -> Iterator[Finding]:
    """Ids that the expectation names and the playbook does not know."""
    rungs = [rung.id for rung in playbook.ladder.rungs]
    for name in ("proven", "claimed", "next"):
        rung = getattr(expect, name)
        if isinstance(rung, str):
            yield from _unknown((name,), rung, "rung", rungs)
        elif rung is not None and not 0 <= rung <= len(rungs):
            yield (name,), f"there is no rung {rung}", f"write a number from 0 to {len(rungs)}"
    questions = [question.id for checklist in playbook.checklists for question in checklist.questions]
    for milestone in expect.blocking or ():
        yield from _unknown(("blocking",), milestone, "milestone", list(playbook.milestone))
    for field, what, known in (
        ("milestones", "milestone", list(playbook.milestone)),
        ("questions", "question", questions),
        ("scores", "scorecard", [card.id for card in playbook.scorecards]),
        ("values", "value", list(playbook.value)),
    ):
        for id_ in getattr(expect, field):
            yield from _unknown((field, id_), id_, what, known)


def _unknown(place: tuple[str, ...], id_: str, what: str, known: list[str]) -> Iterator[Finding]:
    if id_ not in known:
        yield place, f"{id_!r} is no {what} of the segment", did_you_mean(id_, known)
