"""The lint: what is proven of each playbook, and everything that is wrong with it, refused or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from vpl_core.app.translated import faults_of_catalogues, languages_of, stays_english
from vpl_core.errors import NotFound, Problem, in_order, no_such_segment
from vpl_core.model.playbook import Playbook
from vpl_core.playbooks import Playbooks, put_together, told_of
from vpl_core.registry import find
from vpl_core.rules.overridden import overridden
from vpl_core.rules.soundness import Fault, Proven, findings_of, proven_of
from vpl_core.segment_texts import Told
from vpl_core.settings import FILE, Settings, declared_compositions, load_settings, override_faults


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a playbook."""

    part: str
    """Where it stands: milestones, ladder, scorecards …; empty where it is of the playbook as a whole."""
    problem: Problem
    shown_by: str = ""
    """The value that falls through, or what clashes; empty where the message says it all."""


@dataclass(frozen=True, slots=True)
class Linted:
    """One segment, looked at."""

    segment: str
    proven: Proven | None
    """Nothing is proven while there is an error."""
    findings: tuple[Finding, ...]
    """By plugin and part."""
    languages: tuple[Told, ...] = ()
    """How much of it is said in each language in which anything is."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(finding.problem for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Lint:
    """Every segment that was asked for, and what is wrong with plugins as such."""

    segments: tuple[Linted, ...]
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> int:
        return sum(not problem.warning for problem in self._all)

    @property
    def warnings(self) -> int:
        return len(self._all) - self.errors

    @property
    def _all(self) -> list[Problem]:
        return [*self.problems, *(problem for linted in self.segments for problem in linted.problems)]


def lint(root: Path, segment: str = "") -> Lint:
    """The segments of the installed plugins, or the one that is named, under the settings of the folder if it has any.

    Raises NotFound for a segment that no plugin declares, and UnusableSettings where the settings cannot be read.
    """
    there = (root / FILE).exists()
    settings = load_settings(root) if there else Settings()
    composed = declared_compositions(settings, root) if there else ()
    playbooks = put_together(find(settings.plugins.disable), composed)
    known = {*playbooks.by_segment, *playbooks.broken}
    if segment and segment not in known:
        raise NotFound(_no_segment(segment, known, playbooks), *(p for p in playbooks.problems if not p.warning))
    set_wrong = override_faults(settings, playbooks.by_segment, playbooks.broken, root, playbooks.off)
    strangers = [p for id_, problems in set_wrong.items() if id_ not in known and not segment for p in problems]
    wanted = [segment] if segment else sorted(known)
    return Lint(
        tuple(_look_at(id_, playbooks, settings, set_wrong.get(id_, ())) for id_ in wanted),
        in_order(
            [*(p for p in playbooks.problems if p.field not in known), *strangers, *faults_of_catalogues(playbooks)]
        ),
    )


def _no_segment(segment: str, known: set[str], playbooks: Playbooks) -> Problem:
    return Problem(*no_such_segment(segment, known, playbooks.off, "install a plugin that declares one"))


def _look_at(segment: str, playbooks: Playbooks, settings: Settings, set_wrong: tuple[Problem, ...]) -> Linted:
    found = [Finding(FILE, problem) for problem in set_wrong]
    playbook = playbooks.by_segment.get(segment)
    # Without sound overrides there is no telling which numbers are in force.
    if playbook is not None and not set_wrong:
        playbook = overridden(playbook, settings.overrides(segment))
    readable = playbook or playbooks.refused.get(segment)
    if readable is not None:
        found += _told(readable, findings_of(readable), playbooks.packages)
    languages = languages_of(readable) if readable is not None else ()
    found += [Finding("translations", stays_english(told, segment)) for told in languages if told.missing]
    of_faults = {finding.problem for finding in found}
    found += [Finding("", p) for p in playbooks.problems if p.field == segment and p not in of_faults]
    proven = None if playbook is None or set_wrong else proven_of(playbook)
    return Linted(segment, proven, _in_order(found), languages)


def _told(playbook: Playbook, faults: list[Fault], packages: Mapping[str, str]) -> list[Finding]:
    problems = told_of(playbook, faults, packages)
    return [Finding(fault.part, problem, fault.shown_by) for fault, problem in zip(faults, problems, strict=True)]


def _in_order(found: list[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(found, key=lambda f: (f.problem.plugin, f.part, f.problem.warning, f.problem.message)))
