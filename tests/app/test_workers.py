"""Workers: shared work is the same work, and what dies takes one account along."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given, settings, strategies as st

from vpl_core.app.site import AccountBuild
from vpl_core.app.workers import Handed, Lost, Workers
from vpl_core.app.workshop import Begun, Event, Made, Told
from vpl_core.errors import Problem


@dataclass(frozen=True)
class Bench:
    """A workshop whose accounts are numbers in words, some of which do not survive being worked on or being read."""

    deadly: frozenset[str] = frozenset()
    deadly_to_read: frozenset[str] = frozenset()

    def build(self, accounts: Sequence[str], fate: str) -> Iterator[Event]:
        if self.deadly_to_read.intersection(accounts):
            die(fate)
        yield Told(tuple(Problem(f"odd {account}", "even it", account=account) for account in accounts if odd(account)))
        for account in (account for account in accounts if not odd(account)):
            yield Begun(account)
            if account in self.deadly:
                die(fate)
            yield Made(AccountBuild(account, None), line=f"row of {account}")


def odd(account: str) -> bool:
    return int(account) % 5 == 3


def die(fate: str) -> None:
    if fate == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    os._exit(7)


def done(bench: Bench, accounts: Sequence[str], number: int, fate: str = "killed", method: str = "") -> list[object]:
    workers = Workers(bench, number, method=method)  # type: ignore[arg-type]
    try:
        return list(workers.do("build", accounts, fate))
    finally:
        workers.close()


def told(events: Sequence[object]) -> tuple[dict[str, str], set[Problem]]:
    """Of each account its row, and all problems."""
    rows = {event.account: event.line for event in events if isinstance(event, Made)}
    return rows, {problem for event in events if isinstance(event, Told) for problem in event.problems}


NAMES = [str(number) for number in range(40)]


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_whatever_the_number_of_workers_the_work_is_the_same(method: str) -> None:
    alone = done(Bench(), NAMES, 1)
    shared = done(Bench(), NAMES, 3, method=method)
    assert told(shared) == told(alone)
    assert sorted(told(alone)[0], key=int) == [name for name in NAMES if not odd(name)]
    for events in (alone, shared):
        handed = [account for event in events if isinstance(event, Handed) for account in event.accounts]
        assert sorted(handed, key=int) == NAMES


@pytest.mark.parametrize(("fate", "why"), [("killed", "SIGKILL, perhaps for want of memory"), ("left", "exit code 7")])
def test_a_worker_that_dies_takes_one_account_along_and_says_how(fate: str, why: str) -> None:
    events = done(Bench(deadly=frozenset(["7"])), NAMES, 2, fate)
    assert [event for event in events if isinstance(event, Lost)] == [Lost("7", why)]
    rows, problems = told(events)
    assert rows.keys() | {"7"} == told(done(Bench(), NAMES, 1))[0].keys()
    assert problems == told(done(Bench(), NAMES, 1))[1]


@settings(max_examples=10)
@given(st.sets(st.sampled_from(NAMES), max_size=4), st.sets(st.sampled_from(NAMES), max_size=3), st.integers(2, 3))
def test_every_account_is_made_refused_or_lost_and_only_the_deadly_are_lost(
    deadly: set[str], deadly_to_read: set[str], number: int
) -> None:
    events = done(Bench(frozenset(deadly), frozenset(deadly_to_read)), NAMES, number)
    lost = {event.account for event in events if isinstance(event, Lost)}
    made, problems = told(events)
    assert lost == {account for account in deadly if not odd(account)} | deadly_to_read
    assert lost | made.keys() | {problem.account for problem in problems} == {*NAMES}
    assert not lost & made.keys()


def test_a_begun_account_was_handed_out_before() -> None:
    handed: set[str] = set()
    for event in done(Bench(), NAMES, 2):
        if isinstance(event, Handed):
            handed.update(event.accounts)
        elif isinstance(event, Begun | Made):
            assert event.account in handed


def test_workers_that_are_told_to_stop_finish_what_they_are_at_and_are_gone() -> None:
    workers = Workers(Bench(), 2)  # type: ignore[arg-type]
    made: list[str] = []
    for event in workers.do("build", NAMES, "killed"):
        if isinstance(event, Made):
            made.append(event.account)
            break
    processes = [worker.process for worker in workers._workers]
    made += [event.account for event in workers.stop() if isinstance(event, Made)]
    workers.close()
    assert len(made) == len({*made}) < len(NAMES)
    assert len(processes) == 2
    assert not any(process.is_alive() for process in processes)
