"""Settings: what `vpl.toml` says of a portfolio."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError

from vpl_core.errors import Problem, UnusableSettings
from vpl_core.model.accounts import Language, Override
from vpl_core.model.base import Day, Id, Line, Name, Number, Word
from vpl_core.model.observations import Source
from vpl_core.model.playbook import Playbook
from vpl_core.model.values import Method, Party

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
    build: BuildSettings = BuildSettings()

    def declared_sources(self) -> tuple[Source, ...]:
        return tuple(Source(id=id_, **source.model_dump()) for id_, source in sorted(self.sources.items()))

    def overrides(self, segment: str) -> tuple[Override, ...]:
        """The portfolio's overrides for the segment, by threshold."""
        table = self.thresholds.get(segment, {})
        return tuple(Override(threshold=id_, **one.model_dump()) for id_, one in sorted(table.items()))


def load_settings(root: Path) -> Settings:
    """The settings of the portfolio in the folder.

    Raises UnusableSettings with every problem of the file, each with its line.
    """
    path = root / FILE
    try:
        text = _text_of(path)
        return Settings.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as fault:
        line = int(m[1]) if (m := re.search(r"at line (\d+)", str(fault))) else 0
        raise UnusableSettings(Problem(str(fault), "correct the syntax there", path=FILE, line=line)) from None
    except ValidationError as refusal:
        raise UnusableSettings(*(_told(error, text) for error in refusal.errors())) from None


def unknown_overrides(settings: Settings, playbooks: dict[str, Playbook], broken: frozenset[str]) -> list[Problem]:
    """Overrides in the settings that name no segment or threshold there is."""
    problems = []
    for segment, table in settings.thresholds.items():
        known = playbooks[segment].threshold if segment in playbooks else {}
        for threshold in table:
            if segment in broken or threshold in known:
                continue
            message = f"there is no threshold {threshold!r} in a segment {segment!r}"
            step = "use one of: " + (", ".join(sorted(known)) or ", ".join(sorted(playbooks)))
            problems.append(Problem(message, step, path=FILE, field=f"thresholds.{segment}.{threshold}"))
    return problems


def _text_of(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError:
        message = f"{path.parent if str(path.parent) != '.' else 'this folder'} has no readable {FILE}"
        step = "run `vpl init FOLDER` for a folder that works, or name one with -C"
        raise UnusableSettings(Problem(message, step)) from None
    if len(raw) > _LARGEST_FILE:
        raise UnusableSettings(Problem("the file is larger than 1 MiB", "keep facts in accounts/", path=FILE))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnusableSettings(Problem("the file is not UTF-8", "save it as UTF-8", path=FILE)) from None


def _told(error: Any, text: str) -> Problem:
    field = ".".join(str(part) for part in error["loc"] if part not in ("date", "constrained-str"))
    unknown = error["type"] == "extra_forbidden"
    message = "unknown setting" if unknown else error["msg"].removeprefix("Value error, ")
    step = (
        "remove it, or correct its spelling; `vpl schema settings` lists what there is"
        if unknown
        else ("correct the value; `vpl schema settings` lists what is allowed")
    )
    return Problem(message, step, path=FILE, line=_line_of(error["loc"], text), field=field)


def _line_of(loc: tuple[Any, ...], text: str) -> int:
    """The line of the last key of the path that can be found, searching table by table."""
    found, lines = 0, text.splitlines()
    for depth in range(len(loc), 0, -1):
        header = re.compile(r"\s*\[\s*" + r"\s*\.\s*".join(rf'"?{re.escape(str(k))}"?' for k in loc[:depth]) + r"\s*\]")
        at = next((n for n, line in enumerate(lines, 1) if header.match(line)), 0)
        if at:
            key = re.compile(rf'\s*"?{re.escape(str(loc[depth]))}"?\s*[=.]') if depth < len(loc) else header
            found = next((n for n, line in enumerate(lines[at - 1 :], at) if key.match(line)), at)
            break
    return found
