"""The registry: finds plugins, leaves out the doubtful, and says why.

What pluggy does not do by itself is done here: two distributions that claim one name are refused together, a plugin
that cannot be imported or whose hook raises loses only itself, a misspelt hook is told, and contributions come in the
order of the plugins' names, whatever order the disk gives.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field
from importlib.metadata import distributions
from inspect import signature
from types import MappingProxyType
from typing import Any

import pluggy

from vpl_core import hookspecs
from vpl_core.blame import STRANGERS_FAULT, Misdeclared, in_brackets, or_rather, place_of, told_shortly
from vpl_core.declarations import package_of
from vpl_core.errors import Problem, did_you_mean
from vpl_core.model.base import Word

GROUP = "vpl"
DISABLE = "VPL_DISABLE"
"""The environment variable that switches plugins off by name, separated by commas."""
IN_SETTINGS = "`disable` in vpl.toml"
"""What the settings' way of switching plugins off is called."""

HOOKS: dict[str, frozenset[str]] = {
    name: frozenset(signature(hook).parameters) for name, hook in vars(hookspecs).items() if name.startswith("vpl_")
}
"""Every hook with the arguments that it is given."""


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
    off: dict[str, str] = field(default_factory=dict)
    """The plugins that are switched off, each with what did it: `VPL_DISABLE`."""
    _pluggy: pluggy.PluginManager = field(default_factory=lambda: _empty_manager())

    def speakers(self) -> tuple[Any, ...]:
        """The loaded plugins themselves, by name."""
        return tuple(plugin for _, plugin in sorted(self._pluggy.list_name_plugin()))

    def contributions(
        self, hook: str, kind: type | tuple[type, ...] | None = None, **arguments: Any
    ) -> list[Contribution]:
        """What each plugin gives for the hook, by plugin name; wrong types and raised errors become problems.

        They are told anew each time the hook is asked, so that who asks can see that this answer is not whole.
        A problem of a hook that was asked about a segment has the segment as its field.
        """
        implementations = getattr(self._pluggy.hook, hook).get_hookimpls()
        given: list[Contribution] = []
        for implementation in sorted(implementations, key=lambda i: i.plugin_name):
            given += self._given_by(implementation, hook, kind, arguments)
        return given

    def packages(self) -> dict[str, str]:
        """By plugin that speaks, the package in which it is written."""
        return {name: package_of(plugin) for name, plugin in self._pluggy.list_name_plugin() if plugin is not None}

    def _given_by(
        self, implementation: Any, hook: str, kind: type | tuple[type, ...] | None, arguments: dict[str, Any]
    ) -> list[Contribution]:
        name = implementation.plugin_name
        try:
            accepted = {key: arguments[key] for key in implementation.argnames}
            things = _several(implementation.function(**accepted), kind)
        except Misdeclared as fault:
            self._blame(name, f"{hook} {fault}", arguments, implementation.function)
            return []
        except STRANGERS_FAULT as fault:
            self._blame(name, f"{hook} failed: {told_shortly(fault)}", arguments)
            return []
        fitting = [thing for thing in things if kind is None or isinstance(thing, kind)]
        for wrong in sorted({_kind_of(thing) for thing in things if kind is not None and not isinstance(thing, kind)}):
            message = f"{hook} gave {wrong}, which is not what it promises"
            self._blame(name, message, arguments, implementation.function)
        return [Contribution(name, thing) for thing in fitting]

    def _blame(
        self, plugin: str, message: str, arguments: dict[str, Any], hook: Callable[..., Any] | None = None
    ) -> None:
        place = "" if hook is None else in_brackets(place_of(hook))
        step = f"mend it or report it to the plugin's author, or go on without it: {DISABLE}={plugin}"
        self.problems.append(Problem(message + place, step, field=arguments.get("segment", ""), plugin=plugin))


def _several(result: Any, kind: type | tuple[type, ...] | None) -> list[Any]:
    """The things that a hook gave; a plugin that returns nothing has nothing to say."""
    if result is None:
        return []
    alone = isinstance(result, Word | str | bytes | Mapping | Set) or (kind is not None and isinstance(result, kind))
    if alone:
        comma = "; a tuple of one is written with a comma: (it,)" if kind and isinstance(result, kind) else ""
        raise Misdeclared(f"returned {_kind_of(result)} where a tuple is due{comma}")
    return list(result)


def _kind_of(thing: Any) -> str:
    name = type(thing).__name__
    return f"an {name}" if name[0] in "AEIOUaeiou" else f"a {name}"


def find(disabled: Iterable[str] = (), *, candidates: Iterable[Candidate] | None = None) -> Registry:
    """The registry of all installed plugins, without those that the settings or VPL_DISABLE switch off."""
    off = dict.fromkeys(disabled, IN_SETTINGS)
    for name in filter(None, (name.strip() for name in os.environ.get(DISABLE, "").split(","))):
        off[name] = f"{DISABLE} and {off[name]}" if name in off else DISABLE
    return admitted(installed() if candidates is None else candidates, off)


def admitted(candidates: Iterable[Candidate], off: Mapping[str, str] = MappingProxyType({})) -> Registry:
    """The registry of these candidates and no others, without those that something switches off; no environment is
    looked at.
    """
    registry = Registry()
    by_name: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_name[candidate.name].append(candidate)
    for name in sorted(by_name):
        if name in off:
            registry.off[name] = off[name]
        registry.listed.append(_admit(registry, name, by_name[name], off))
    for name in sorted(off.keys() - by_name.keys()):
        message = f"the plugin {name!r} is switched off by {off[name]}, but none of that name is installed"
        step = did_you_mean(name, by_name, "correct the name; `vpl plugins` lists them")
        registry.problems.append(Problem(message, step, warning=True))
    return registry


def installed() -> list[Candidate]:
    """Every entry point of our group; of a distribution that lies on the path twice, only what Python would import."""
    found: dict[str, list[Candidate]] = {}
    for distribution in distributions():
        entries = [entry for entry in distribution.entry_points if entry.group == GROUP]
        if entries:
            maker = distribution.metadata["Name"] or "unnamed"
            offered = [Candidate(entry.name, maker, distribution.version, entry.load) for entry in entries]
            found.setdefault(re.sub(r"[-_.]+", "-", maker).lower(), offered)
    return [candidate for offered in found.values() for candidate in offered]


def _admit(registry: Registry, name: str, claimants: list[Candidate], off: Mapping[str, str]) -> Listed:
    """Loads one plugin in its own try; refuses it with the reason where there is one."""
    first = min(claimants, key=lambda c: c.distribution)
    about = (name, first.distribution, first.version)
    if name in off:
        return Listed(*about, "disabled", why=f"switched off by {off[name]}")
    if len(claimants) > 1:
        makers = " and ".join(sorted(c.distribution for c in claimants))
        return _refuse(registry, about, "refused", f"{makers} both claim the name", "uninstall one of them")
    try:
        hooks, unmarked = _load(registry, first)
    except STRANGERS_FAULT as fault:
        if registry._pluggy.has_plugin(name):
            registry._pluggy.unregister(name=name)
        step = f"mend or uninstall it, or go on without: {DISABLE}={name}"
        return _refuse(registry, about, "failed", told_shortly(fault), step)
    if not hooks:
        step = "mark its functions with @hookimpl, and let the entry point name the module that they are in"
        message = f"the plugin {name!r} implements no hook, so it says nothing"
        registry.problems.append(Problem(message, step, plugin=name, warning=True))
    for hook in unmarked if hooks else ():
        message = f"the plugin {name!r} has a {hook} without @hookimpl, so nobody asks it"
        registry.problems.append(Problem(message, "write @hookimpl above it", plugin=name, warning=True))
    return Listed(*about, "loaded", hooks)


def _load(registry: Registry, candidate: Candidate) -> tuple[tuple[str, ...], list[str]]:
    """Registers the plugin; the hooks that it implements, and the functions that only look like one."""
    plugin = candidate.load()
    _compare_with_specification(registry._pluggy, plugin)
    registry._pluggy.register(plugin, name=candidate.name)
    registry._pluggy.check_pending()
    callers = registry._pluggy.get_hookcallers(plugin) or []
    hooks = tuple(sorted(caller.name for caller in callers))
    return hooks, _unmarked(plugin, hooks)


def _compare_with_specification(manager: pluggy.PluginManager, plugin: Any) -> None:
    """Raises Misdeclared for a hook that nobody asks, or that waits for an argument nobody gives."""
    for name in dir(plugin):
        if manager.parse_hookimpl_opts(plugin, name) is None:
            continue
        function = getattr(plugin, name)
        place = in_brackets(place_of(function))
        if name not in HOOKS:
            raise Misdeclared(f"there is no hook {name!r}{or_rather(name, HOOKS)}{place}")
        asked = [p.name for p in signature(function).parameters.values() if p.default is p.empty]
        if unknown := sorted({*asked} - HOOKS[name] - {"self"}):
            given = " and ".join(sorted(HOOKS[name])) or "nothing"
            message = f"{name} asks for {' and '.join(unknown)}, but is given {given}{place}"
            raise Misdeclared(message)


def _unmarked(plugin: Any, hooks: tuple[str, ...]) -> list[str]:
    """The functions that are named like a hook and were not admitted as one."""
    return [name for name in HOOKS if name not in hooks and callable(getattr(plugin, name, None))]


def _refuse(registry: Registry, about: tuple[str, str, str], state: str, why: str, step: str) -> Listed:
    registry.problems.append(Problem(f"the plugin {about[0]!r} is left out: {why}", step, plugin=about[0]))
    return Listed(*about, state, why=why)


def _empty_manager() -> pluggy.PluginManager:
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    return manager
