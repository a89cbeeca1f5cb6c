"""Reports on a scorer: the laws it keeps, and for each that it breaks the simplest example, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from vpl_core.testing.scorer_answers import Answer, Input
from vpl_core.testing.scorer_law import Law
from vpl_core.testing.scorer_words import fields_told, listed


@dataclass(frozen=True, slots=True)
class Counterexample:
    """The simplest input found that breaks a law."""

    law: Law
    told: str
    """What happened, in a sentence with its numbers."""
    inputs: tuple[Input, ...] = ()
    """What was scored; empty where the law was never put to the test."""
    answers: tuple[Answer, ...] = ()
    """What the scorer said of each."""
    apart: Mapping[str, Any] = field(default_factory=dict)
    """The fields of the first input that are not plain."""
    lines: tuple[int, ...] = ()
    """The lines of the table that the inputs stand on; empty where there is no table."""

    def __str__(self) -> str:
        where = f"Line{'s' * (len(self.lines) > 1)} {listed(map(str, self.lines))}: " if self.lines else ""
        besides = {name: content for name, content in self.apart.items() if name not in self.law.tells}
        return f"{where}{self.told}" + (f"\nHere {fields_told(besides)}; the rest is plain." if besides else "")


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of one law."""

    law: Law
    tried: int
    """How many examples were tried until the first that breaks it, or in all."""
    judged: int
    """How many of them put the law to the test: the scorer gave what the law compares."""
    fault: Counterexample | None = None


@dataclass(frozen=True, slots=True)
class ScorerReport:
    """What came of all laws; its text is for people."""

    scorer: str
    plain: Input
    findings: tuple[Finding, ...]
    how: str
    """How many examples, and the seed."""

    @property
    def faults(self) -> tuple[Counterexample, ...]:
        """A counterexample for each law that is broken, or that could not be put to the test."""
        return tuple(finding.fault for finding in self.findings if finding.fault is not None)

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        kept = sum(1 for finding in self.findings if finding.judged)
        said = f"breaks {len(self.faults)}" if self.faults else f"keeps {kept}"
        yield f"{self.scorer} {said} of {len(self.findings)} laws ({self.how})."
        for number, fault in enumerate(self.faults, 1):
            yield f"\n{number}. {fault.law.sentence}"
            yield from (f"   {line}" for line in str(fault).splitlines())
        if self.faults and self.plain:
            yield f"\nPlain is {fields_told(self.plain)}."
        yield from _section("Kept:", [f for f in self.findings if f.fault is None and f.judged])
        yield from _section("Not put to the test:", [f for f in self.findings if f.fault is None and not f.judged])


def _section(title: str, findings: Sequence[Finding]) -> Iterator[str]:
    if findings:
        yield f"\n{title}"
        yield from (f"  {finding.law.sentence} ({finding.judged} examples)" for finding in findings)


class ScorerFault(AssertionError):
    """A scorer breaks a law that it declares; the text is the report's."""

    def __init__(self, report: ScorerReport) -> None:
        self.report = report
        super().__init__(str(report))
