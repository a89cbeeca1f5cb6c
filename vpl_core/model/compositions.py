"""Compositions: segments joined into one, such as size and industry, with precedence where they disagree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, model_validator

from vpl_core.model.base import Id, Line, Name, Word

Part = Literal[
    "values",
    "thresholds",
    "milestones",
    "ladder",
    "calendar",
    "scorecards",
    "health_signals",
    "checklists",
    "stop_rules",
    "option_archetypes",
    "approvals",
    "decision_signals",
]
WHOLE: frozenset[str] = frozenset(["ladder", "calendar"])
"""The parts of which a segment has one, not several with ids."""


def _two_or_more(segments: tuple[str, ...]) -> tuple[str, ...]:
    if len(segments) < 2:
        raise ValueError("a composition joins two segments or more; name them all in `of`")
    return _each_once(segments)


def _each_once(segments: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(segments)) != len(segments):
        raise ValueError("a segment is named twice; name each once")
    if not segments:
        raise ValueError("no segment is named; name the one that is preferred")
    return segments


def _alone(segments: object) -> object:
    return (segments,) if isinstance(segments, str) else segments


Segments = Annotated[tuple[Id, ...], AfterValidator(_two_or_more)]
Takes = Annotated[
    tuple[Id, ...],
    BeforeValidator(_alone, json_schema_input_type=str | tuple[str, ...]),
    AfterValidator(_each_once),
]
"""One segment; or several, for a milestone that asks for what each of them asks for."""


class Preference(Word):
    """Whose definition stands where the segments define the same id differently."""

    part: Part
    """The part of the playbook that it is about."""
    id: Line = ""
    """The id that is decided; every conflict of the part where left out."""
    takes: Takes
    """The segment that is preferred; for a milestone also several: the words of the first, the conditions of all."""

    @model_validator(mode="after")
    def _whole(self) -> Preference:
        if self.part in WHOLE and self.id:
            raise ValueError(f"a segment has one {self.part}; prefer it as a whole")
        return self


class Composition(Word):
    """A kind of account that is several kinds at once: it has everything that each of the segments declares."""

    id: Id
    """The segment that an account names."""
    name: Name
    """As customers of this kind read it."""
    cares_about: Line = ""
    """What such customers count as value; what the segments say, one after another, where left out."""
    of: Segments
    """The segments, in any order."""
    prefer: tuple[Preference, ...] = ()
    """What decides where the segments define the same id differently; each has to decide something."""


@dataclass(frozen=True, slots=True)
class Declared:
    """A composition with the place where it was declared: a plugin, or lines of a file."""

    content: Composition
    plugin: str = ""
    path: str = ""
    lines: tuple[tuple[Preference | None, int], ...] = ()
    """The line of the whole and of each preference in the file."""

    @property
    def id(self) -> str:
        return self.content.id

    def line(self, preference: Preference | None) -> int:
        """The line of the preference, or of the whole; 0 where a plugin declares it."""
        return next((line for one, line in self.lines if one == preference), 0)

    def place(self, preference: Preference | None) -> str:
        """The place in words: `vpl.toml:12` or `plugin clinics`."""
        return f"{self.path}:{self.line(preference)}" if self.path else f"plugin {self.plugin}"
