"""What a run has measured, as it is kept in a file: on which machine, with which versions, and every round."""

from __future__ import annotations

import json
import os
import platform
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

SCHEMA = "vpl.benchmark/1"
LONG_ENOUGH = 1000
"""A batch of so many accounts is measured once, for chance has little part in it."""


@dataclass(frozen=True, slots=True)
class Machine:
    """Where it ran, without a name that would tell whose it is."""

    cpu: str
    cores: int
    memory_gb: int
    system: str
    python: str


@dataclass(frozen=True, slots=True)
class Measured:
    """One contestant at one number of accounts."""

    contestant: str
    accounts: int
    """How many accounts the batch had."""
    sites: int
    """How many of them this contestant built; where they are fewer, the cost of a site is taken to be the same."""
    pages: int
    """Pages of all those sites."""
    cpu: tuple[float, ...]
    """Seconds of user and system time for all those sites, round by round."""
    peak: int
    """Bytes of memory in use at once, the most of all rounds."""
    files: int
    bytes: int
    allocated: int
    """Bytes of the blocks that these files and their folders take up."""

    @property
    def cpu_a_site(self) -> float:
        """Seconds of CPU for a site: the median of the rounds."""
        return median(self.cpu) / self.sites

    @property
    def is_whole(self) -> bool:
        """Whether it built a site for each account."""
        return self.sites == self.accounts

    def times(self, other: Measured) -> float:
        """How many times the other's CPU a site this one's is: the median of the rounds, each by itself.

        Of the medians where the two were not measured in the same rounds.
        """
        if len(self.cpu) != len(other.cpu):
            return self.cpu_a_site / other.cpu_a_site
        pairs = zip(self.cpu, other.cpu, strict=True)
        return median((own / self.sites) / (its / other.sites) for own, its in pairs)


@dataclass(frozen=True, slots=True)
class Results:
    """One run."""

    day: str
    shape: str
    machine: Machine
    versions: dict[str, str]
    measured: tuple[Measured, ...]
    skipped: dict[str, str]
    """Why a contestant did not take part, by its name."""

    def of(self, contestant: str, accounts: int) -> Measured | None:
        """What was measured; none where this contestant did not take part."""
        found = (one for one in self.measured if one.contestant == contestant and one.accounts == accounts)
        return next(found, None)

    @property
    def counts(self) -> tuple[int, ...]:
        """The numbers of accounts, rising."""
        return tuple(sorted({one.accounts for one in self.measured}))

    @property
    def contestants(self) -> tuple[str, ...]:
        """Who took part, in the order of the run."""
        return tuple(dict.fromkeys(one.contestant for one in self.measured))


def together(before: Results, now: Results) -> Results:
    """What was measured in two runs, the later one's where both measured the same; ValueError where they do not fit."""
    if (before.machine, before.shape) != (now.machine, now.shape):
        raise ValueError("what is kept there was measured on another machine, or in another shape; name another file")
    fresh = {(one.accounts, one.contestant): one for one in now.measured}
    measured = {(one.accounts, one.contestant): one for one in before.measured} | fresh
    order = list(dict.fromkeys([*before.contestants, *now.contestants]))
    days = sorted({*before.day.split(" to "), *now.day.split(" to ")})
    return Results(
        day=" to ".join(dict.fromkeys([days[0], days[-1]])),
        shape=now.shape,
        machine=now.machine,
        versions={**before.versions, **now.versions},
        measured=tuple(measured[key] for key in sorted(measured, key=lambda key: (key[0], order.index(key[1])))),
        skipped={name: why for name, why in (before.skipped | now.skipped).items() if name not in order},
    )


def save(results: Results, file: Path) -> None:
    """Writes the run as JSON."""
    text = json.dumps({"schema": SCHEMA, **asdict(results)}, indent=1, ensure_ascii=False)
    file.write_text(text + "\n", encoding="utf-8")


def load(file: Path) -> Results:
    """Reads what `save` wrote; ValueError where the file is of another kind."""
    content: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    if content.pop("schema", None) != SCHEMA:
        raise ValueError(f"{file.name} holds no {SCHEMA}")
    measured = tuple(Measured(**{**one, "cpu": tuple(one["cpu"])}) for one in content.pop("measured"))
    return Results(machine=Machine(**content.pop("machine")), measured=measured, **content)


def this_machine() -> Machine:
    """The machine that this runs on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return Machine(
        cpu=_cpu(),
        cores=os.cpu_count() or 1,
        memory_gb=round(memory / 2**30),
        system=f"{platform.system()} {platform.machine()}",
        python=platform.python_version(),
    )


def _cpu() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or "unknown")
