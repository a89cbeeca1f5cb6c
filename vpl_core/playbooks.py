"""Playbooks put together: all that the plugins say of a segment, merged; clashes and faults refused by name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from vpl_core.blame import in_brackets
from vpl_core.compositions import compose_all
from vpl_core.declarations import places_of
from vpl_core.errors import Problem, in_order
from vpl_core.model.approvals import RequiredApproval
from vpl_core.model.checklists import Checklist
from vpl_core.model.compositions import Composition, Declared
from vpl_core.model.decision_signals import DecisionSignal
from vpl_core.model.health import HealthSignal
from vpl_core.model.ladder import Ladder
from vpl_core.model.milestones import Milestone
from vpl_core.model.option_archetypes import OptionArchetype
from vpl_core.model.playbook import Origin, Playbook, Predicate, Segment
from vpl_core.model.scorecards import Scorecard
from vpl_core.model.time_to_value import StopRule
from vpl_core.model.translations import Translations
from vpl_core.model.values import Threshold, ValueDefinition
from vpl_core.registry import Contribution, Registry
from vpl_core.rules.soundness import Fault, faults_of, warnings_of

_PARTS: dict[str, tuple[str, type]] = {
    "values": ("vpl_value_definitions", ValueDefinition),
    "thresholds": ("vpl_thresholds", Threshold),
    "milestones": ("vpl_milestones", Milestone),
    "scorecards": ("vpl_scorecards", Scorecard),
    "health_signals": ("vpl_health_signals", HealthSignal),
    "checklists": ("vpl_checklists", Checklist),
    "stop_rules": ("vpl_stop_rules", StopRule),
    "option_archetypes": ("vpl_option_archetypes", OptionArchetype),
    "approvals": ("vpl_approvals", RequiredApproval),
    "decision_signals": ("vpl_decision_signals", DecisionSignal),
}
_KINDS = {
    **{part: kind.__name__ for part, (_, kind) in _PARTS.items()},
    "segment": "Segment",
    "segments": "Segment",
    "ladder": "Ladder",
    "conditions": "Predicate",
}
"""The word of each part, by which it is looked for in a plugin's files."""


@dataclass(frozen=True, slots=True)
class Playbooks:
    """The sound playbooks by segment, and why the others are missing."""

    by_segment: dict[str, Playbook]
    problems: tuple[Problem, ...]
    broken: frozenset[str] = frozenset()
    """The segments that are declared but whose playbook is not sound."""
    refused: dict[str, Playbook] = field(default_factory=dict)
    """Of these, the playbooks that could be put together, for who wants to know all that is wrong with them."""
    compositions: tuple[Declared, ...] = ()
    """The compositions among the sound ones, by id."""
    packages: dict[str, str] = field(default_factory=dict)
    """By plugin, the package in which it is written."""
    off: dict[str, str] = field(default_factory=dict)
    """The plugins that are switched off, each with what did it."""
    translations: tuple[Contribution, ...] = ()
    """What the plugins give of texts in other languages, by plugin."""


def put_together(registry: Registry, compositions: Iterable[Declared] = ()) -> Playbooks:
    """One playbook for each segment that a plugin declares and for each composition, the settings' included.

    A faulty segment is left out with all its faults, and so is what is composed of it.
    """
    segments = registry.contributions("vpl_segments", Segment)
    given = registry.contributions("vpl_conditions", Predicate)
    by_plugins = [Declared(c.content, c.plugin) for c in registry.contributions("vpl_compositions", Composition)]
    composed = [*compositions, *by_plugins]
    taken = frozenset(one.id for one in composed)
    packages = registry.packages()
    clashes = [*_doubles("segments", segments, _id, packages), *_doubles("conditions", given, _name, packages)]
    predicates = tuple(c.content for c in _single(given, _name))
    playbooks: dict[str, Playbook] = {}
    refused: dict[str, Playbook] = {}
    for declared in _single(segments, _id):
        playbook, problems = _merge(registry, declared, predicates, packages)
        if playbook is not None:
            faults = told_of(playbook, faults_of(playbook), packages)
            (refused if faults else playbooks)[playbook.segment.id] = playbook
            problems += faults
        clashes += problems
    made, missing = compose_all(composed, {_id(c): c.plugin for c in segments}, playbooks, registry.off)
    playbooks = {id_: book for id_, book in {**playbooks, **made}.items() if id_ in made or id_ not in taken}
    broken = (frozenset(map(_id, segments)) | taken) - playbooks.keys()
    whole = tuple(one for one in sorted(composed, key=lambda one: one.id) if one.id in made)
    translations = tuple(registry.contributions("vpl_translations", Translations))
    return Playbooks(
        _translated(playbooks, translations),
        in_order([*registry.problems, *clashes, *missing]),
        broken,
        refused,
        whole,
        packages,
        registry.off,
        translations,
    )


def _translated(playbooks: Mapping[str, Playbook], given: tuple[Contribution, ...]) -> dict[str, Playbook]:
    """The playbooks with what is said of them: by the plugins that made them, then by those that only translate."""
    makers = {
        id_: {plugin for o in book.origins for plugin in o.plugin.split(" and ")} for id_, book in playbooks.items()
    }
    declarers = frozenset().union(*makers.values())
    translated = {}
    for id_, book in playbooks.items():
        own = [one.content for one in given if one.plugin in makers[id_]]
        others = [one.content for one in given if one.plugin not in declarers]
        translated[id_] = book.model_copy(update={"translations": (*own, *others)})
    return translated


def told_of(playbook: Playbook, faults: Iterable[Fault], packages: Mapping[str, str]) -> list[Problem]:
    """The faults as problems, each with the plugin that gave the part in which it stands, and the line if one is it."""
    makers = {(origin.what, origin.id): origin.plugin for origin in playbook.origins}
    segment = playbook.segment.id
    declarer = makers.get(("segment", segment), "")
    problems = []
    for fault in faults:
        plugin = makers.get((fault.part, fault.id), declarer)
        places = places_of(packages.get(plugin, ""), _KINDS[fault.part], fault.id) if fault.part in _KINDS else ()
        path, line = places[0] if len(places) == 1 else ("", 0)
        told = Problem(fault.message, fault.next_step, path, line, segment, plugin=plugin, warning=fault.warning)
        problems.append(told)
    return problems


def warned(playbooks: Playbooks) -> tuple[Problem, ...]:
    """What the authors of the sound playbooks ought to know of them; nothing is refused for it."""
    books = playbooks.by_segment.values()
    return in_order(problem for book in books for problem in told_of(book, warnings_of(book), playbooks.packages))


def predicates_of(registry: Registry) -> tuple[Predicate, ...]:
    """The conditions written in Python, by name, without those that two plugins claim."""
    return tuple(c.content for c in _single(registry.contributions("vpl_conditions", Predicate), _name))


def _merge(
    registry: Registry, declared: Contribution, predicates: tuple[Predicate, ...], packages: Mapping[str, str]
) -> tuple[Playbook | None, list[Problem]]:
    """All that is said of the segment as one playbook, proven or not; none where it is not one whole."""
    segment: Segment = declared.content
    parts = {part: registry.contributions(hook, kind, segment=segment.id) for part, (hook, kind) in _PARTS.items()}
    ladders = registry.contributions("vpl_ladders", Ladder, segment=segment.id)
    problems = _ladder_faults(declared, ladders)
    for part, contributions in parts.items():
        problems += _doubles(part, contributions, _key_of(part), packages, segment.id)
    if problems or _fell_silent(registry, declared, ladders, parts):
        return None, problems
    return Playbook(
        segment=segment,
        ladder=ladders[0].content,
        origins=_origins(declared, ladders, parts),
        predicates=predicates,
        **{part: tuple(c.content for c in contributions) for part, contributions in parts.items()},
    ), []


def _fell_silent(
    registry: Registry, declared: Contribution, ladders: list[Contribution], parts: dict[str, list[Contribution]]
) -> bool:
    """Whether a plugin that speaks for the segment failed in one of the hooks.

    What it could not say may be the signal that turns an account red. A plugin that has said nothing else of the
    segment is an addition that is lost, and told, without taking the segment along.
    """
    speakers = {c.plugin for contributions in ([declared], ladders, *parts.values()) for c in contributions}
    return any(p.field == declared.content.id and p.plugin in speakers for p in registry.problems)


def _origins(
    declared: Contribution, ladders: list[Contribution], parts: dict[str, list[Contribution]]
) -> tuple[Origin, ...]:
    everything = {"segment": [declared], "ladder": ladders, **parts}
    return tuple(
        Origin(what=what, id=_key_of(what)(c), plugin=c.plugin)
        for what, contributions in everything.items()
        for c in contributions
    )


def _ladder_faults(declared: Contribution, ladders: list[Contribution]) -> list[Problem]:
    if len(ladders) == 1:
        return []
    makers = " and ".join(sorted({c.plugin for c in ladders})) or declared.plugin
    message = f"the segment needs exactly one ladder and has {len(ladders) or 'none'}"
    step = "let one plugin give one ladder for it in vpl_ladders"
    return [Problem(message, step, field=declared.content.id, plugin=makers)]


def _doubles(
    what: str,
    contributions: Iterable[Contribution],
    key: Callable[[Contribution], str],
    packages: Mapping[str, str],
    segment: str = "",
) -> list[Problem]:
    """The ids that stand there twice, with the plugins that gave them: nobody wins by coming last."""
    makers: dict[str, list[str]] = defaultdict(list)
    for contribution in contributions:
        makers[key(contribution)].append(contribution.plugin)
    return [
        Problem(
            f"{what}: {one!r} is declared {'twice' if len(plugins) == 2 else f'{len(plugins)} times'}"
            + in_brackets(_each_place(what, one, plugins, packages)),
            "rename one of them, or switch one plugin off",
            field=segment,
            plugin=" and ".join(sorted(set(plugins))),
        )
        for one, plugins in sorted(makers.items())
        if len(plugins) > 1
    ]


def _each_place(what: str, id_: str, plugins: list[str], packages: Mapping[str, str]) -> str:
    """Where each of them stands; empty where there are not as many places as claims."""
    found = {place for one in set(plugins) for place in places_of(packages.get(one, ""), _KINDS[what], id_)}
    return " and ".join(map(str, sorted(found))) if len(found) == len(plugins) else ""


def _single(contributions: list[Contribution], key: Callable[[Contribution], str]) -> list[Contribution]:
    """Those whose id nobody else claims, by id."""
    claimed = Counter(map(key, contributions))
    return sorted((c for c in contributions if claimed[key(c)] == 1), key=key)


def _key_of(part: str) -> Callable[[Contribution], str]:
    return _clock if part == "stop_rules" else _id


def _id(contribution: Contribution) -> str:
    content: Any = contribution.content
    return str(content.id)


def _name(contribution: Contribution) -> str:
    return str(contribution.content.name)


def _clock(contribution: Contribution) -> str:
    return str(contribution.content.clock)
