"""A law: a sentence that holds for whatever can be drawn, written for a reader and asked of every mutant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test
from hypothesis.strategies import SearchStrategy

from tests.profiles import EXAMPLES

Check = Callable[..., None]
Law = Callable[[], None]

_HUNT: dict[str, Any] = {
    "derandomize": True,
    "database": None,
    "phases": (Phase.explicit, Phase.generate),
    "verbosity": Verbosity.quiet,
    "report_multiple_bugs": False,
    "suppress_health_check": [*HealthCheck],
}
"""The first counterexample is enough, and it is the same one every time."""
PATIENCE = 10
"""So many times the usual examples are tried on a mutant: most fall to the first few, and none should by chance."""
_hunting: ContextVar[bool] = ContextVar("hunting", default=False)


def law(*drawn: SearchStrategy[Any], times: float = 1, by_machine: bool = False) -> Callable[[Check], Law]:
    """Makes a test of all that can be drawn, with so many times the usual number of examples.

    Without anything to draw the test goes through its cases by itself and is run once, or it lets a machine take its
    steps as often as a law is asked.
    """

    def made(check: Check) -> Law:
        examples = round(times * settings().max_examples)
        told = settings(max_examples=examples)(given(*drawn)(check)) if drawn else check
        patient = PATIENCE * max(examples, settings().max_examples)
        hunted = settings(max_examples=patient, **_HUNT)(given(*drawn)(check)) if drawn else check
        vars(told)["hunted"] = hunted
        vars(told)["examples"] = round(times * EXAMPLES) if drawn or by_machine else 0
        return told

    return made


def is_law(thing: object) -> bool:
    return callable(getattr(thing, "hunted", None))


def examples_of(one: Law) -> int:
    """How many examples it is asked of in a usual run; 0 where it goes through its cases by itself."""
    examples: int = vars(one)["examples"]
    return examples


def hunt(one: Law) -> None:
    """Asks the law in the same way every time, without making its counterexample small."""
    hunted: Law = vars(one)["hunted"]
    with _hunt():
        hunted()


@contextmanager
def _hunt() -> Iterator[None]:
    token = _hunting.set(True)
    try:
        yield
    finally:
        _hunting.reset(token)


def run(machine: type[RuleBasedStateMachine], *, steps: int) -> None:
    """Lets a machine take that many steps, as often as a law is asked."""
    how = _HUNT if _hunting.get() else {}
    run_state_machine_as_test(machine, settings=settings(stateful_step_count=steps, **how))
