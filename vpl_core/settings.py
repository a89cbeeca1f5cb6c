"""Settings: what `vpl.toml` says of a portfolio."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import AfterValidator, Field, ValidationError
from pydantic_core import ErrorDetails

from vpl_core.errors import Problem, UnusableSettings, did_you_mean, no_such_segment
from vpl_core.model.accounts import Language, Override
from vpl_core.model.base import Day, Id, Line, Name, Number, Word
from vpl_core.model.brand import BrandSettings
from vpl_core.model.compositions import WHOLE, Composition, Declared, Part, Preference, Segments, Takes
from vpl_core.model.observations import Source
from vpl_core.model.playbook import Playbook
from vpl_core.model.values import Method, Party, Threshold
from vpl_core.rules.overridden import emptied
from vpl_core.toml_text import line_of, slip_of

FILE = "vpl.toml"
_LARGEST_FILE = 1 << 20


class PortfolioSettings(Word):
    """Who publishes, and as of which day."""

    name: Name = "Portfolio"
    vendor: Name = "Vendor"
    """The company whose product the accounts use."""
    language: Language = "en"
    as_of: Literal["today", "data"] | Day = "today"
    """The day of the assessment where none is asked for: the clock's, the newest fact's, or a fixed one."""
    changes_since: Day | None = None
    """The day that customers last looked; a calendar month before the assessment where left out, or not before it."""


class PluginSettings(Word):
    """Which plugins to go without."""

    disable: tuple[str, ...] = ()


class SourceSettings(Word):
    """A source of readings, under its id."""

    name: Name
    system: Line = ""
    party: Party
    method: Method


class OverrideSettings(Word):
    """A threshold set otherwise for all accounts of a segment."""

    number: Number
    because: Line = Field(min_length=1)
    by: Name


def _part_of_a_playbook(key: str) -> str:
    part, colon, id_ = key.partition(":")
    if part not in get_args(Part) or (colon and (not id_ or part in WHOLE)):
        raise ValueError(f"{key!r} is no part of a playbook; write PART or PART:ID, of {', '.join(get_args(Part))}")
    return key


class CompositionSettings(Word):
    """A segment that is several segments at once, under its id."""

    name: Name
    of: Segments
    """The segments, in any order."""
    cares_about: Line = ""
    """What such customers count as value; what the segments say where left out."""
    prefer: dict[Annotated[str, AfterValidator(_part_of_a_playbook)], Takes] = Field(default_factory=dict)
    """By `PART:ID` or `PART`, the segment whose definition stands where they differ."""

    def composition(self, id_: str) -> Composition:
        prefer = tuple(_preference(key, takes) for key, takes in self.prefer.items())
        return Composition(id=id_, name=self.name, of=self.of, cares_about=self.cares_about, prefer=prefer)


def _preference(key: str, takes: tuple[str, ...]) -> Preference:
    part, _, id_ = key.partition(":")
    return Preference.model_validate({"part": part, "id": id_, "takes": takes})


class BuildSettings(Word):
    """Where sites go."""

    output: str = "build"
    """A folder, relative to the portfolio's."""


class Settings(Word):
    """Everything in `vpl.toml`; every table may be left out."""

    portfolio: PortfolioSettings = PortfolioSettings()
    plugins: PluginSettings = PluginSettings()
    sources: dict[Id, SourceSettings] = Field(default_factory=dict)
    thresholds: dict[Id, dict[Id, OverrideSettings]] = Field(default_factory=dict)
    """By segment, then by threshold."""
    segments: dict[Id, CompositionSettings] = Field(default_factory=dict)
    """Segments composed of others."""
    brand: BrandSettings = BrandSettings()
    build: BuildSettings = BuildSettings()

    @property
    def vendor(self) -> str:
        """How the vendor is called wherever a customer reads it."""
        return self.brand.name or self.portfolio.vendor

    def declared_sources(self) -> tuple[Source, ...]:
        return tuple(Source(id=id_, **source.model_dump()) for id_, source in sorted(self.sources.items()))

    def overrides(self, segment: str) -> tuple[Override, ...]:
        """The portfolio's overrides for the segment, by threshold."""
        return as_overrides(self.thresholds.get(segment, {}))


def as_overrides(table: dict[str, OverrideSettings]) -> tuple[Override, ...]:
    """A table of overrides by threshold, in the order of their names."""
    return tuple(Override(threshold=id_, **one.model_dump()) for id_, one in sorted(table.items()))


def load_settings(root: Path, file: str = FILE) -> Settings:
    """The settings of the portfolio in the folder.

    Raises UnusableSettings with every problem of the file, each with its line.
    """
    text = _text_of(root / file)
    content = _parsed(text, file)
    try:
        return Settings.model_validate(content)
    except ValidationError as refusal:
        raise UnusableSettings(*_told(refusal, content, text, file)) from None


def declared_compositions(settings: Settings, root: Path, file: str = FILE) -> tuple[Declared, ...]:
    """The settings' compositions, each with the lines on which it and its preferences stand."""
    return tuple(_declared(id_, one, _text_of(root / file), file) for id_, one in sorted(settings.segments.items()))


def _declared(id_: str, one: CompositionSettings, text: str, file: str) -> Declared:
    lines: list[tuple[Preference | None, int]] = [(None, line_of(("segments", id_), text))]
    for key, takes in one.prefer.items():
        lines.append((_preference(key, takes), line_of(("segments", id_, "prefer", key), text)))
    return Declared(one.composition(id_), path=file, lines=tuple(lines))


def override_faults(
    settings: Settings,
    playbooks: dict[str, Playbook],
    broken: frozenset[str],
    root: Path,
    off: Mapping[str, str] = MappingProxyType({}),
    file: str = FILE,
) -> dict[str, tuple[Problem, ...]]:
    """By segment, the overrides that name nothing there is, turn a sign round, or leave a condition nothing can meet.

    A segment whose plugins are faulty is not judged: nobody can say which thresholds it would have.
    `off` holds the plugins that are switched off, each with what did it.
    """
    faults = {
        segment: tuple(_override_faults(segment, table, playbooks, root, off, file))
        for segment, table in sorted(settings.thresholds.items())
        if segment not in broken
    }
    return {segment: problems for segment, problems in faults.items() if problems}


def turned_round(override: Override | OverrideSettings, threshold: Threshold) -> str:
    """Why the override would turn the threshold's direction round; empty where it does not."""
    if (threshold.number < 0) == (override.number < 0):
        return ""
    return f"{override.number} points the other way than the segment's {threshold.number}"


KEEP_THE_SIGN = "keep the sign: it says which way is better"
LEAVE_ROOM = "set a number that leaves room between the limits"


def _override_faults(
    segment: str,
    table: dict[str, OverrideSettings],
    playbooks: dict[str, Playbook],
    root: Path,
    off: Mapping[str, str],
    file: str,
) -> Iterator[Problem]:
    def problem(message: str, step: str, *way: str) -> Problem:
        line = line_of(("thresholds", segment, *way), _text_of(root / file))
        return Problem(message, step, path=file, line=line, field=".".join(("thresholds", segment, *way)))

    if segment not in playbooks:
        yield problem(*no_such_segment(segment, playbooks, off, "remove it"))
        return
    known, faults = playbooks[segment].threshold, list[Problem]()
    for id_, override in sorted(table.items()):
        if id_ not in known:
            faults.append(
                problem(
                    f"{id_!r} is no threshold of the segment {segment!r}",
                    did_you_mean(id_, known, where_none="remove it"),
                    id_,
                )
            )
        elif fault := turned_round(override, known[id_]):
            faults.append(problem(fault, KEEP_THE_SIGN, id_, "number"))
    yield from faults
    for id_, why in () if faults else emptied(playbooks[segment], as_overrides(table)):
        yield problem(why, LEAVE_ROOM, id_, "number")


def _text_of(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError:
        message = f"{path.parent if str(path.parent) != '.' else 'this folder'} has no readable {path.name}"
        step = "run `vpl init FOLDER` for a folder that works, or name one with -C"
        raise UnusableSettings(Problem(message, step)) from None
    if len(raw) > _LARGEST_FILE:
        raise UnusableSettings(Problem("the file is larger than 1 MiB", "keep facts in accounts/", path=path.name))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = raw[: fault.start].count(b"\n") + 1
        raise UnusableSettings(
            Problem("the file is not UTF-8 here", "save it as UTF-8", path=path.name, line=line)
        ) from None


def _parsed(text: str, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        slip = slip_of(fault, text)
        raise UnusableSettings(Problem(slip.message, slip.next_step, file, slip.line, slip.field)) from None
    except (ValueError, RecursionError):  # a number of thousands of digits, thousands of brackets
        message = "the file holds a number or nested lists beyond any use"
        raise UnusableSettings(Problem(message, "write the settings out plainly", path=file, line=1)) from None


def _told(refusal: ValidationError, content: dict[str, Any], text: str, file: str) -> list[Problem]:
    """One problem for each place, however many readings of it were tried."""
    found: dict[tuple[str, ...], list[ErrorDetails]] = {}
    for error in refusal.errors():
        found.setdefault(_way(error, content), []).append(error)
    problems = []
    for way, errors in found.items():
        messages, steps = zip(*(_words(error, way) for error in errors), strict=True)
        message = messages[0] if len(errors) == 1 else f"{_shown(errors[0]['input'])} is not allowed here"
        step = "; or ".join(dict.fromkeys(steps))
        problems.append(Problem(message, step, path=file, line=line_of(way, text), field=".".join(way)))
    return problems


def _way(error: ErrorDetails, content: Any) -> tuple[str, ...]:
    """The keys of the file that lead to the error, without the names of types that pydantic tried."""
    way: list[str] = []
    for part in map(str, error["loc"]):
        if not isinstance(content, dict) or (part not in content and error["type"] != "missing"):
            break
        way.append(part)
        content = content.get(part)
    return tuple(way)


def _words(error: ErrorDetails, way: tuple[str, ...]) -> tuple[str, str]:
    """What is wrong and the next step, in the words of somebody who writes TOML."""
    kind, given, name = error["type"], error["input"], way[-1]
    if kind == "extra_forbidden":
        return f"there is no setting {name!r} here", did_you_mean(name, _names_at(way[:-1]), where_none="remove it")
    if kind == "missing":
        return f"{name!r} is missing", "add it; `vpl schema settings` says what it holds"
    if kind == "literal_error":
        return f"{_shown(given)} is not allowed here", f"use one of: {error['ctx']['expected']}"
    if kind in _DUE:
        due, step = _DUE[kind]
        return f"{_shown(given)} stands where {due} is due", step
    message, _, step = error["msg"].removeprefix("Value error, ").partition("; ")
    return message, step or "correct the value; `vpl schema settings` says what is allowed"


_DUE = {
    "model_type": ("a table", "write its name in brackets, and its settings on the lines below"),
    "dict_type": ("a table", "write its name in brackets, and its settings on the lines below"),
    "tuple_type": ("a list", "put its items in brackets, with commas between them"),
    "string_type": ("text", "put it in quotes"),
    "too_short": ("a name", "write one, or remove the setting"),
    "string_too_short": ("a reason", "write one"),
}


def _names_at(way: tuple[str, ...]) -> list[str]:
    """The settings that may stand in the table."""
    shape: Any = Settings
    for part in way:
        shape = get_args(shape)[1] if get_origin(shape) is dict else shape.model_fields[part].annotation
    return sorted(shape.model_fields)


def _shown(given: object) -> str:
    return str(given) if isinstance(given, dt.date) else repr(given)
