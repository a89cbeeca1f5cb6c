"""The cluster: the same accounts shared out over a running Dask scheduler, the sites sent on through fsspec."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import Any

from vpl_core.app.makings import Makings
from vpl_core.app.site import PORTFOLIO, SITES, AccountBuild, could_not_be_made
from vpl_core.app.workers import Handed, Lost, shares
from vpl_core.app.workshop import Event, Made, Workshop, open_workshop
from vpl_core.errors import BuildFailure, Problem
from vpl_core.site.build import BuiltSite
from vpl_core.site.shared import SHARED

_WAIT = "10s"


@dataclass(frozen=True, slots=True)
class _Task:
    """Some accounts, and what has to be the same where they are worked on."""

    root: Path
    standalone: bool
    only: frozenset[str] | None
    run: str
    """Names the build; what a worker has seen of the folder it looks at again for the next one."""
    common: str
    """The digest of rules, settings and programs."""
    fingerprints: tuple[tuple[str, str], ...]
    address: str


class Cluster:
    """Workers on other machines, which see the portfolio's folder in the same place as this one."""

    def __init__(self, workshop: Workshop, scheduler: str, address: str) -> None:
        """`address` is where sites go, as fsspec writes it: `s3://bucket/folder`, `file:///mnt/sites`."""
        self._workshop, self._address = workshop, address.rstrip("/")
        self._distributed = _needed("distributed")
        self._files, self._place = _needed("fsspec.core").url_to_fs(self._address)
        self._common = Makings(workshop.workspace, workshop.tools.builder.theme_digest).of_all
        try:
            self._client = self._distributed.Client(scheduler, timeout=_WAIT)
        except OSError as refusal:
            message = f"there is no Dask scheduler at {scheduler}"
            raise BuildFailure(Problem(message, "start one with `dask scheduler`, or correct the address")) from refusal

    def do(self, job: str, accounts: Sequence[str], *arguments: Any) -> Iterator[Event | Handed | Lost]:
        """As `Workers.do`: what is told of each account, in any order."""
        if job == "build":
            self._send_theme()
        workers = max(1, len(self._client.scheduler_info()["workers"]))
        futures: dict[Any, tuple[str, ...]] = {}
        waiting = self._distributed.as_completed()

        def submit(share: tuple[str, ...]) -> None:
            future = self._client.submit(_work, self._task(share), job, share, arguments, pure=False)
            futures[future] = share
            waiting.add(future)

        for share in shares(accounts, workers):
            yield Handed(share)
            submit(share)
        for future in waiting:
            share = futures.pop(future)
            if future.status == "finished":
                yield from future.result()
            elif len(share) > 1:
                for account in share:
                    submit((account,))
            else:
                yield Lost(share[0], type(future.exception()).__name__)

    def stop(self) -> Iterator[Event]:
        """Nothing more is told; what is at work on the cluster ends by itself."""
        return iter(())

    def close(self) -> None:
        """The cluster is let go; what stands can still be asked for, and the rest delivered."""
        self._client.close()

    def stands(self, account: str, built: BuiltSite, *, read: bool) -> bool:
        """Whether as many files of as many bytes lie there as were sent."""
        sizes = self._files.find(f"{self._place}/{SITES}/{account}", detail=True).values()
        return (len(sizes), sum(one["size"] for one in sizes)) == (built.files, built.bytes) and not read

    def standing(self) -> Iterable[str]:
        """The accounts that have a site there."""
        sites = f"{self._place}/{SITES}"
        found = self._files.ls(sites, detail=False) if self._files.exists(sites) else []
        return [name for path in found if not (name := path.rstrip("/").rpartition("/")[2]).startswith((".", SHARED))]

    def deliver(self, output: Path, report: Path) -> None:
        """What is made here and not by the workers: the portfolio and the report."""
        if (output / PORTFOLIO).is_dir():
            send(output / PORTFOLIO, f"{self._address}/{PORTFOLIO}")
        self._files.put_file(str(report), f"{self._place}/{report.name}")

    def _send_theme(self) -> None:
        folder = self._workshop.tools.sites / SHARED
        if folder.is_dir():
            send(folder, f"{self._address}/{SITES}/{SHARED}")

    def _task(self, share: tuple[str, ...]) -> _Task:
        seen = tuple(sorted(self._workshop.holdings.fingerprints(frozenset(share)).items()))
        _, (root, _, standalone, only) = self._workshop.__reduce__()
        return _Task(root.resolve(), standalone, only, self._client.id, self._common, seen, self._address)


def send(folder: Path, address: str) -> None:
    """Puts the folder's files there, the first page last, and removes what lies there beside them."""
    files, place = _needed("fsspec.core").url_to_fs(address)
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    before = {path.removeprefix(place).lstrip("/") for path in files.find(place)} if files.exists(place) else set()
    for name in sorted(names, key=lambda name: (name == "index.html", name)):
        target = f"{place}/{name}"
        files.makedirs(target.rpartition("/")[0], exist_ok=True)
        files.put_file(str(folder / name), target)
    for name in sorted(before - set(names)):
        files.rm_file(f"{place}/{name}")


_ONE_AT_A_TIME = Lock()
"""A worker may have several threads; the tools are not made for them."""


def _work(task: _Task, job: str, share: tuple[str, ...], arguments: tuple[Any, ...]) -> list[Event]:
    """Runs on the cluster: the share's events; accounts fail where the worker would make something else of them."""
    with _ONE_AT_A_TIME:
        workshop, common, _ = _opened(task.root, task.standalone, task.only, task.run)
        if why := _otherwise(task, workshop, common, share):
            problem = "its site could not be made: the cluster's worker " + why
            step = "give every worker the same versions and the same files as the machine that builds"
            return [Made(AccountBuild(name, None, (Problem(problem, step, account=name),))) for name in share]
        work: Callable[..., Iterator[Event]] = getattr(workshop, job)
        return [_sent(event, workshop, task.address) for event in work(share, *arguments)]


def _otherwise(task: _Task, workshop: Workshop, common: str, share: tuple[str, ...]) -> str:
    if common != task.common:
        return "has other versions, settings or plugins"
    if tuple(sorted(workshop.holdings.fingerprints(frozenset(share)).items())) != task.fingerprints:
        return "sees other files"
    return ""


@lru_cache(maxsize=1)
def _opened(
    root: Path, standalone: bool, only: frozenset[str] | None, run: str
) -> tuple[Workshop, str, tempfile.TemporaryDirectory[str]]:
    """A workshop for this run, the digest of what all its sites are made from, and the folder that they are made in."""
    folder = tempfile.TemporaryDirectory(prefix="vpl-worker-")
    workshop = open_workshop(root, Path(folder.name), standalone, only)
    return workshop, Makings(workshop.workspace, workshop.tools.builder.theme_digest).of_all, folder


def _sent(event: Event, workshop: Workshop, address: str) -> Event:
    """The event, once a site that was made lies where it belongs."""
    if not isinstance(event, Made) or event.build.built is None:
        return event
    try:
        for name in event.build.sites:
            site = workshop.tools.sites / name
            send(site, f"{address}/{SITES}/{name}")
            shutil.rmtree(site)
    except Exception as fault:  # whatever a file system that we do not know raises
        return replace(event, build=AccountBuild(event.account, None, (could_not_be_made(fault, event.account),)))
    return event


def _needed(module: str) -> Any:
    try:
        return import_module(module)
    except ImportError as missing:
        message = f"a cluster needs {module.partition('.')[0]}, which is not installed"
        step = 'run: pip install "value-proof-ladder[dask]"'
        raise BuildFailure(Problem(message, step)) from missing
