"""Given plugins: a registry and playbooks of the plugins that a test names, whatever else is installed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from vpl_core.errors import NotFound, Problem, VplError
from vpl_core.model.playbook import Playbook
from vpl_core.playbooks import Playbooks, put_together
from vpl_core.registry import Candidate, Registry, admitted

MAKER = "given in a test"
"""What stands for the distribution of a plugin that is given."""


def registry_of(**plugins: Any) -> Registry:
    """The registry of these plugins alone, each a module or an object with hooks, under the name of its argument.

    What is wrong with one of them is among the registry's problems, as it would be with an installed one.
    """
    return admitted([_offered(name, plugin) for name, plugin in plugins.items()])


def playbooks_of(**plugins: Any) -> Playbooks:
    """The playbooks that these plugins make together, with every problem."""
    return put_together(registry_of(**plugins))


def playbook_of(segment: str, /, **plugins: Any) -> Playbook:
    """The segment's playbook as these plugins alone make it: `playbook_of("retail", retail=vpl_retail)`.

    Raises VplError with everything that is wrong where anything is, and NotFound where none of them declares the
    segment.
    """
    playbooks = {playbook.segment.id: playbook for playbook in sound_playbooks(**plugins)}
    if segment not in playbooks:
        raise NotFound(_undeclared(segment, playbooks))
    return playbooks[segment]


def sound_playbooks(**plugins: Any) -> tuple[Playbook, ...]:
    """Every playbook that these plugins make; raises VplError with everything that is wrong where anything is."""
    playbooks = playbooks_of(**plugins)
    wrong = [problem for problem in playbooks.problems if not problem.warning]
    if wrong:
        raise VplError(*wrong)
    return tuple(playbooks.by_segment.values())


def _undeclared(segment: str, playbooks: Iterable[str]) -> Problem:
    declared = ", ".join(playbooks) or "none at all"
    step = f"name one that they declare in vpl_segments: {declared}"
    return Problem(f"none of the given plugins declares the segment {segment!r}", step, field=segment)


def _offered(name: str, plugin: Any) -> Candidate:
    return Candidate(name, MAKER, "0", lambda: plugin)
