"""Workers: processes that share out the accounts; one that dies takes at most the account along that it was at."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from vpl_core.app.site import standing_sites
from vpl_core.app.standing import stands
from vpl_core.app.workshop import Begun, Dated, Event, Made, Told, Workshop
from vpl_core.site.build import BuiltSite

MOST_AT_ONCE = 32
"""Accounts that a worker reads together."""
_TURNS = 4
"""How often each worker comes for more at the least, so that none is left alone with a long rest."""
_PATIENCE = 60
"""Seconds that a worker has for its last account when it is told to stop."""


@dataclass(frozen=True, slots=True)
class Handed:
    """These accounts are about to be worked on."""

    accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lost:
    """The process that worked on the account died of it."""

    account: str
    why: str


def cores() -> int:
    """How many processes this one may keep busy."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Workers:
    """So many processes with the same workshop; with one, the work is done in this process."""

    def __init__(self, workshop: Workshop, number: int, *, method: str = "") -> None:
        """`method` is how processes are started: fork where that is safe, else spawn, unless one is named."""
        self._workshop, self._number = workshop, number
        self._method = method or ("fork" if fork_is_safe() else "spawn")
        self._workers: list[_Worker] = []

    def do(self, job: str, accounts: Sequence[str], *arguments: Any) -> Iterator[Event | Handed | Lost]:
        """What `Workshop.job` tells of each account, in any order, once it has been told which ones are begun."""
        waiting = deque(shares(accounts, self._number))
        if self._number == 1 or len(accounts) == 1:
            for share in waiting:
                yield Handed(share)
                yield from getattr(self._workshop, job)(share, *arguments)
            return
        while waiting or any(worker.share for worker in self._workers):
            for worker in self._idle(len(waiting)):
                share = waiting.popleft()
                yield Handed(share)
                worker.give(share, job, arguments)
            yield from self._heard(waiting)

    def stop(self) -> Iterator[Event]:
        """What the workers still finish: each the account that it is at, and no other."""
        for worker in self._workers:
            worker.dismiss()
        for worker in self._workers:
            with suppress(EOFError, OSError):
                while worker.connection.poll(_PATIENCE):
                    event = worker.connection.recv()
                    if event is not None:
                        yield event

    def stands(self, account: str, built: BuiltSite, *, read: bool) -> bool:
        """Whether the account's site is there as it was built."""
        return stands(f"{self._workshop.tools.sites}/{account}", built, read=read)

    def standing(self) -> Iterable[str]:
        """The accounts that have a site."""
        return standing_sites(self._workshop.tools.sites)

    def deliver(self, output: Path, report: Path) -> None:
        """Nothing: what is built here is where it belongs."""

    def close(self) -> None:
        """No process is left; what stands can still be asked for."""
        for worker in self._workers:
            worker.dismiss()
            worker.connection.close()
        for worker in self._workers:
            worker.process.join(1)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
        self._workers.clear()

    def _idle(self, shares: int) -> list[_Worker]:
        """As many workers without work as there are shares, new ones where there are too few."""
        idle = [worker for worker in self._workers if not worker.share]
        while len(idle) < shares and len(self._workers) < self._number:
            worker = _Worker(self._workshop, self._method)
            self._workers.append(worker)
            idle.append(worker)
        return idle[:shares]

    def _heard(self, waiting: deque[tuple[str, ...]]) -> Iterator[Event | Lost]:
        busy = {worker.connection: worker for worker in self._workers if worker.share}
        for connection in wait(busy):
            worker = busy[connection]  # type: ignore[index]
            try:
                event = worker.hear()
            except (EOFError, OSError):
                self._workers.remove(worker)
                yield from worker.buried(waiting)
            else:
                if event is not None:
                    yield event


class _Worker:
    """One process, and what it was given."""

    def __init__(self, workshop: Workshop, method: str) -> None:
        context = get_context(method)
        self.connection, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=_serve, args=(theirs, workshop), daemon=True)  # type: ignore[attr-defined]
        self.process.start()
        theirs.close()
        self.share: tuple[str, ...] = ()
        self._done: set[str] = set()
        self._at = ""

    def give(self, share: tuple[str, ...], job: str, arguments: tuple[Any, ...]) -> None:
        self.share, self._at = share, ""
        self._done.clear()
        with suppress(OSError):  # it died while it was idle; that is heard of where everything else is
            self.connection.send((job, share, arguments))

    def hear(self) -> Event | None:
        """The next thing that it tells; none when it is through with its share. Raises where it is dead."""
        event: Event | None = self.connection.recv()
        if event is None:
            self.share = ()
        elif isinstance(event, Begun):
            self._at = event.account
        elif isinstance(event, Dated | Made):
            self._done.add(event.account)
            self._at = ""
        return event

    def dismiss(self) -> None:
        with suppress(OSError):
            self.connection.send(None)

    def buried(self, waiting: deque[tuple[str, ...]]) -> Iterator[Lost]:
        """The account that it died of, if it was at one; the rest of its share is put back, each account by itself."""
        self.connection.close()
        self.process.join()
        rest = [account for account in self.share if account not in self._done]
        guilty = self._at or (rest[0] if len(self.share) == 1 and rest else "")
        waiting.extendleft((account,) for account in reversed(rest) if account != guilty)
        if guilty:
            yield Lost(guilty, _way_of_dying(self.process.exitcode))


def _serve(connection: Connection, workshop: Workshop) -> None:
    """A worker's life: work until there is none, or until told to stop; it is its parent that Ctrl-C is for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError):
        while (task := connection.recv()) is not None:
            job, share, arguments = task
            for event in getattr(workshop, job)(share, *arguments):
                connection.send(event)
                if not isinstance(event, Begun | Told) and connection.poll():
                    return
            connection.send(None)


def shares(accounts: Sequence[str], workers: int) -> Iterator[tuple[str, ...]]:
    """The accounts a few at a time."""
    size = max(1, min(MOST_AT_ONCE, len(accounts) // (workers * _TURNS)))
    for start in range(0, len(accounts), size):
        yield tuple(accounts[start : start + size])


def fork_is_safe() -> bool:
    """On Linux, as long as no other thread could hold a lock that the child would wait for."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return False
    return len(list(Path("/proc/self/task").iterdir())) == 1


def _way_of_dying(code: int | None) -> str:
    if code is not None and code < 0:
        name = signal.Signals(-code).name
        return f"{name}{', perhaps for want of memory' if name == 'SIGKILL' else ''}"
    return f"exit code {code}"
