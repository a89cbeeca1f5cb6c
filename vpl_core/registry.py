"""The registry: finds plugins, leaves out the doubtful, and says why.

What pluggy does not do by itself is done here: two distributions that claim one name are refused together, a plugin
that cannot be imported or whose hook raises loses only itself, a misspelt hook is told, and contributions come in the
order of the plugins' names, whatever order the disk gives.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint, distributions
from typing import Any

import pluggy

from vpl_core import hookspecs
from vpl_core.errors import Problem

GROUP = "vpl"
DISABLE = "VPL_DISABLE"
"""The environment variable that switches plugins off by name, separated by commas."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A plugin that somebody offers: a name, who offers it, and how to get it."""

    name: str
    distribution: str
    version: str
    load: Callable[[], Any]


@dataclass(frozen=True, slots=True)
class Listed:
    """One plugin as `vpl plugins` shows it."""

    name: str
    distribution: str
    version: str
    state: str
    """loaded, disabled, refused or failed."""
    hooks: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Contribution:
    """One thing that one plugin gave."""

    plugin: str
    content: Any


@dataclass(slots=True)
class Registry:
    """The plugins that were found, those that speak, and what was wrong with the others."""

    listed: list[Listed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    _pluggy: pluggy.PluginManager = field(default_factory=lambda: _empty_manager())

    def contributions(
        self, hook: str, kind: type | tuple[type, ...] | None = None, **arguments: Any
    ) -> list[Contribution]:
        """What each plugin gives for the hook, by plugin name; wrong types and raised errors become problems."""
        implementations = getattr(self._pluggy.hook, hook).get_hookimpls()
        given: list[Contribution] = []
        for implementation in sorted(implementations, key=lambda i: i.plugin_name):
            given += self._given_by(implementation, hook, kind, arguments)
        return given

    def _given_by(
        self, implementation: Any, hook: str, kind: type | tuple[type, ...] | None, arguments: dict[str, Any]
    ) -> list[Contribution]:
        name = implementation.plugin_name
        try:
            accepted = {key: arguments[key] for key in implementation.argnames}
            result = implementation.function(**accepted)
            things = list(result) if result is not None else []
        except Exception as fault:  # a stranger's code may fail in any way; the others go on
            self._blame(name, f"{hook} failed: {type(fault).__name__}: {_short(fault)}")
            return []
        wrong = [thing for thing in things if kind is not None and not isinstance(thing, kind)]
        for thing in wrong:
            self._blame(name, f"{hook} gave a {type(thing).__name__}, which is not what it promises")
        return [Contribution(name, thing) for thing in things if not any(thing is other for other in wrong)]

    def _blame(self, plugin: str, message: str) -> None:
        step = f"report it to the plugin's author, or go on without it: {DISABLE}={plugin}"
        problem = Problem(message, step, plugin=plugin)
        if problem not in self.problems:
            self.problems.append(problem)


def find(disabled: Iterable[str] = (), *, candidates: Iterable[Candidate] | None = None) -> Registry:
    """The registry of all installed plugins, without those that the settings or VPL_DISABLE switch off."""
    off = {*disabled, *filter(None, (name.strip() for name in os.environ.get(DISABLE, "").split(",")))}
    registry = Registry()
    by_name: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in installed() if candidates is None else candidates:
        by_name[candidate.name].append(candidate)
    for name in sorted(by_name):
        registry.listed.append(_admit(registry, name, by_name[name], off))
    for name in sorted(off - set(by_name)):
        message = f"the plugin {name!r} is switched off, but none of that name is installed"
        registry.problems.append(Problem(message, "correct the name; `vpl plugins` lists them", warning=True))
    return registry


def installed() -> list[Candidate]:
    """Every entry point of our group, each distribution once."""
    found: dict[tuple[str, str, str], Candidate] = {}
    for distribution in distributions():
        for entry in distribution.entry_points:
            if entry.group == GROUP:
                maker = distribution.metadata["Name"] or "unnamed"
                found.setdefault((entry.name, maker, entry.value), _candidate(entry, maker, distribution.version))
    return list(found.values())


def _candidate(entry: EntryPoint, distribution: str, version: str) -> Candidate:
    return Candidate(entry.name, distribution, version, entry.load)


def _admit(registry: Registry, name: str, claimants: list[Candidate], off: set[str]) -> Listed:
    """Loads one plugin in its own try; refuses it with the reason where there is one."""
    first = min(claimants, key=lambda c: c.distribution)
    about = (name, first.distribution, first.version)
    if name in off:
        return Listed(*about, "disabled", why="switched off by name")
    if len(claimants) > 1:
        makers = " and ".join(sorted(c.distribution for c in claimants))
        return _refuse(registry, about, "refused", f"{makers} both claim the name", "uninstall one of them")
    try:
        plugin = first.load()
        registry._pluggy.register(plugin, name=name)
        registry._pluggy.check_pending()
    except Exception as fault:
        if registry._pluggy.has_plugin(name):
            registry._pluggy.unregister(name=name)
        why = f"{type(fault).__name__}: {_short(fault)}"
        return _refuse(registry, about, "failed", why, f"mend or uninstall it, or go on without: {DISABLE}={name}")
    return Listed(*about, "loaded", _hooks_of(registry, plugin))


def _refuse(registry: Registry, about: tuple[str, str, str], state: str, why: str, step: str) -> Listed:
    registry.problems.append(Problem(f"the plugin {about[0]!r} is left out: {why}", step, plugin=about[0]))
    return Listed(*about, state, why=why)


def _hooks_of(registry: Registry, plugin: Any) -> tuple[str, ...]:
    callers = registry._pluggy.get_hookcallers(plugin) or []
    return tuple(sorted(caller.name for caller in callers))


def _short(fault: BaseException) -> str:
    lines = str(fault).strip().splitlines() or [""]
    return lines[0][:200]


def _empty_manager() -> pluggy.PluginManager:
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    return manager
