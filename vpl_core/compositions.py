"""Compositions put together: what keeps segments apart told with the file, the line and the line to add."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from vpl_core.errors import Problem, no_such_segment
from vpl_core.model.compositions import Declared, Preference
from vpl_core.model.playbook import Playbook
from vpl_core.rules.composition import Clash, Composed, compose
from vpl_core.rules.soundness import Fault, faults_of


def compose_all(
    declared: Sequence[Declared],
    segments: Mapping[str, str],
    playbooks: Mapping[str, Playbook],
    off: Mapping[str, str],
) -> tuple[dict[str, Playbook], list[Problem]]:
    """The sound composed playbooks by id, and why the others are missing.

    `segments` says which plugin declares each segment, the faulty ones included; `playbooks` are the sound ones;
    `off` are the plugins that are switched off, each with what did it.
    """
    problems = [_taken(one, declared, segments) for one in declared if _is_taken(one, declared, segments)]
    made: dict[str, Playbook] = {}
    for one in sorted(declared, key=lambda one: one.id):
        if _is_taken(one, declared, segments):
            continue
        if missing := [*_missing(one, {other.id for other in declared}, segments, playbooks, off)]:
            problems += missing
            continue
        playbook, faults = _made(one, playbooks)
        problems += faults
        if playbook is not None:
            made[one.id] = playbook
    return made, problems


def _is_taken(one: Declared, declared: Iterable[Declared], segments: Mapping[str, str]) -> bool:
    return one.id in segments or Counter(other.id for other in declared)[one.id] > 1


def _taken(one: Declared, declared: Iterable[Declared], segments: Mapping[str, str]) -> Problem:
    others = [f"plugin {segments[one.id]}"] if one.id in segments else []
    others += [other.place(None) for other in declared if other.id == one.id and other is not one]
    message = f"the segment {one.id!r} is declared here and by {' and '.join(sorted(others))}"
    return _problem(one, message, "rename one of them, or switch one plugin off")


def _missing(
    one: Declared,
    compositions: set[str],
    segments: Mapping[str, str],
    playbooks: Mapping[str, Playbook],
    off: Mapping[str, str],
) -> Iterator[Problem]:
    """The segments that cannot be joined because there are none of that name, or none that is sound."""
    for segment in one.content.of:
        if segment in compositions:
            message = f"{segment!r} is itself a composition"
            yield _problem(one, message, "name the segments that it is composed of", "of")
        elif segment not in segments:
            # What a plugin offers for a segment of another plugin may be offered where that one is not installed.
            why, step = no_such_segment(segment, segments, off, "install the plugin that declares it")
            yield _problem(one, f"{one.id!r} is left out: {why}", step, "of", warning=not one.path)
        elif segment not in playbooks:
            message = f"{one.id!r} is left out, because the segment {segment!r} is left out"
            yield _problem(one, message, f"mend the plugin {segments[segment]} first", "of")


def _made(one: Declared, playbooks: Mapping[str, Playbook]) -> tuple[Playbook | None, list[Problem]]:
    composed = compose(one.content, [playbooks[segment] for segment in one.content.of])
    if composed.playbook is None:
        return None, [_told(one, clash) for clash in composed.clashes]
    faults = faults_of(composed.playbook)
    if faults:
        return None, [_unsound(one, composed.playbook, fault) for fault in faults]
    return _with_places(one, composed.playbook, composed), []


def _with_places(one: Declared, playbook: Playbook, composed: Composed) -> Playbook:
    """The playbook whose origins say where each conflict was decided."""
    places = {(part, id_): one.place(preference) for part, id_, preference in composed.decided}
    origins = tuple(
        origin.model_copy(update={"by": places.get((origin.what, _key(origin.what, origin.id)), "")})
        for origin in playbook.origins
    )
    return playbook.model_copy(update={"origins": origins})


def _key(part: str, id_: str) -> str:
    return "ladder" if part == "ladder" else id_


def _told(one: Declared, clash: Clash) -> Problem:
    return _problem(one, clash.message, clash.next_step or _to_add(one, clash), "", clash.preference)


def _to_add(one: Declared, clash: Clash) -> str:
    """The line that would decide it, for each way in which it can be decided."""
    name = f"{clash.part}:{clash.id}" if clash.id else clash.part
    if one.path:
        ways = " or ".join(f'"{name}" = {_toml(choice)}' for choice in clash.choices)
        return f"decide it under [segments.{one.id}.prefer]: {ways}"
    id_ = f', id="{clash.id}"' if clash.id else ""
    ways = " or ".join(f'Preference(part="{clash.part}"{id_}, takes={choice!r})' for choice in clash.choices)
    return f"decide it in prefer: {ways}"


def _toml(choice: tuple[str, ...]) -> str:
    quoted = [f'"{segment}"' for segment in choice]
    return quoted[0] if len(quoted) == 1 else f"[{', '.join(quoted)}]"


def _unsound(one: Declared, playbook: Playbook, fault: Fault) -> Problem:
    makers = {(origin.what, origin.id): f"{origin.segment}, plugin {origin.plugin}" for origin in playbook.origins}
    whose = makers.get((fault.part, fault.id), "")
    message = f"{fault.part}: {fault.message}{f' (from {whose})' if whose else ''}"
    return _problem(one, message, f"{fault.next_step}; or prefer one segment's {fault.part}")


def _problem(
    one: Declared,
    message: str,
    step: str,
    field: str = "",
    preference: Preference | None = None,
    *,
    warning: bool = False,
) -> Problem:
    way = [one.id] if not one.path else ["segments", one.id]
    if preference is not None:
        field = f"prefer.{preference.part}{f':{preference.id}' if preference.id else ''}"
    dotted = ".".join([*way, field] if field else way)
    return Problem(
        message, step, path=one.path, line=one.line(preference), field=dotted, plugin=one.plugin, warning=warning
    )
