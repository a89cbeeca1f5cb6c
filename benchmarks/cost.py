"""What a command costs, with all processes that it starts: CPU time, peak memory, and what it leaves on the disk."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

BETWEEN_LOOKS = 0.05
"""Seconds between two looks at the memory; a look at a few processes costs about a millisecond."""


class Failed(Exception):
    """A command that did not end well, with the last thing it said."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What it took."""

    cpu: float
    """Seconds of CPU, user and system, of the command and of every process that it waited for."""
    peak: int
    """Bytes: the most that was seen in use at once, pages that processes share counted once; or, where it is more,
    what the greatest of the processes held at its peak, which short commands are too quick to be seen with."""


def cost_of(command: Sequence[str | Path], *, cwd: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Runs the command to its end; Failed where that is not 0."""
    words = [str(word) for word in command]
    reading, writing = os.pipe()
    with tempfile.TemporaryFile() as said, os.fdopen(reading) as report:
        # A session of its own, by which all that it starts is found.
        process = subprocess.Popen(
            [sys.executable, "-ISc", LAUNCHER, str(writing), *words],
            cwd=cwd,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            pass_fds=[writing],
        )
        os.close(writing)
        with _Watch(process.pid) as watch:
            process.wait()
        status, cpu, peak = report.read().split()
        if status != "0":
            raise Failed(f"{Path(words[0]).name} ended with {status}: {_last_line(said.fileno())}")
    return Cost(float(cpu), max(watch.peak, int(peak) * 1024))


LAUNCHER = """
import os, resource, sys
status = os.spawnvp(os.P_WAIT, sys.argv[2], sys.argv[2:])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
os.write(int(sys.argv[1]), f"{status} {used.ru_utime + used.ru_stime} {used.ru_maxrss}".encode())
"""
"""Stands between us and the command, for a process inherits the peak of the one that starts it; this one's is 8 MB."""


class _Watch(threading.Thread):
    """Looks again and again at the memory of all processes of one session."""

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self._session = session
        self._over = threading.Event()

    def __enter__(self) -> _Watch:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self.join()

    def run(self) -> None:
        while not self._over.wait(BETWEEN_LOOKS):
            started = (process for process in _members(self._session) if process != self._session)
            self.peak = max(self.peak, sum(map(_memory, started)))


def _members(session: int) -> Iterator[int]:
    """The processes of the session; none where the system has no /proc."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            yield int(folder.name)


def _memory(process: int) -> int:
    """Bytes in use, of pages that several processes share only its part; 0 where it has just ended."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def _last_line(said: int) -> str:
    os.lseek(said, 0, os.SEEK_SET)
    lines = os.read(said, 1 << 20).decode("utf-8", "replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "nothing was said")


@dataclass(frozen=True, slots=True)
class Footprint:
    """What lies in a folder, a file with several names counted once."""

    files: int
    bytes: int
    allocated: int
    """Bytes of the blocks that files and folders take up."""

    @classmethod
    def together(cls, several: Iterable[Footprint]) -> Footprint:
        """All of them side by side."""
        parts = list(several)
        return cls(*(sum(getattr(one, field) for one in parts) for field in ("files", "bytes", "allocated")))


def footprint(folder: Path) -> Footprint:
    """Everything below the folder; nothing where there is no such folder."""
    files: dict[tuple[int, int], tuple[int, int]] = {}
    blocks = 0
    for home, _, names in os.walk(folder):
        blocks += os.lstat(home).st_blocks
        for name in names:
            there = os.lstat(os.path.join(home, name))  # noqa: PTH118  # a million of them
            files[there.st_dev, there.st_ino] = there.st_size, there.st_blocks
    blocks += sum(taken for _, taken in files.values())
    return Footprint(len(files), sum(size for size, _ in files.values()), blocks * 512)
