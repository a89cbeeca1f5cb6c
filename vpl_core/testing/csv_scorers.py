"""Scorers behind a CSV file: a script, a spreadsheet's export or a query, started once for many inputs."""

from __future__ import annotations

import csv
import io
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from vpl_core.testing.scorer_answers import Answer, Input
from vpl_core.testing.scorer_cells import Headings, cell

Run = Sequence[str] | Callable[[Path], Path]
PATIENCE = 8
"""After so many inputs that failed alone, and none that did not, the scorer itself is broken."""


def csv_scorer(
    run: Run,
    columns: Mapping[str, str] | Sequence[str],
    *,
    score: str = "score",
    band: str = "",
    contributions: Sequence[str] = (),
    key: str = "",
    seconds: float = 60,
) -> CsvScorer:
    """A scorer for check_scorer that reads a CSV file and writes one.

    `run` is a command, which gets the file on its standard input and answers on its standard output, or finds both
    in place of `{in}` and `{out}` among its arguments; or a function from the one path to the other. `columns` are the
    fields to write, or a mapping from field to heading. Rows are matched by their order, or by the column `key`, which
    numbers them. A run that fails is halved until the rows are found that it fails for: they are refused.
    """
    headings = columns if isinstance(columns, Mapping) else {name: name for name in columns}
    return CsvScorer(run, dict(headings), Headings(score, band, tuple(contributions)), key, seconds)


class CannotRead(Exception):
    """The scorer gave nothing for its rows that could be read."""


@dataclass(frozen=True)
class CsvScorer:
    """A scorer that is dear to start: all inputs of a law are written to one file."""

    run: Run
    columns: Mapping[str, str]
    headings: Headings
    key: str
    seconds: float

    @property
    def name(self) -> str:
        named = getattr(self.run, "__name__", "") if callable(self.run) else Path(list(self.run)[-1]).name
        return named or "The scorer"

    def score_all(self, inputs: Sequence[Input]) -> list[Answer]:
        """One answer for each input; equal inputs next to each other are all written, for they may be scored apart."""
        return self._halved(inputs, _Tally()) if inputs else []

    def _halved(self, inputs: Sequence[Input], tally: _Tally) -> list[Answer]:
        try:
            answers = self._scored(inputs)
        except CannotRead as failure:
            if len(inputs) > 1:
                half = len(inputs) // 2
                return [*self._halved(inputs[:half], tally), *self._halved(inputs[half:], tally)]
            tally.refuse(str(failure))
            return [Answer(refused=str(failure))]
        tally.answered = True
        return answers

    def _scored(self, inputs: Sequence[Input]) -> list[Answer]:
        rows = list(csv.DictReader(io.StringIO(self._run(self._written(inputs)))))
        lacking = self.headings.missing_in(rows[0]) if rows else []
        if lacking:
            raise ValueError(f"{self.name} writes no column {lacking[0]!r}; it writes {', '.join(rows[0])}")
        if self.key:
            by_key = {row[self.key]: row for row in rows}
            # A row that was left out got no score.
            return [self._answer(by_key.get(str(number))) for number in range(1, len(inputs) + 1)]
        if len(rows) != len(inputs):
            raise CannotRead(f"{len(rows)} rows came back for {len(inputs)}")
        return [self._answer(row) for row in rows]

    def _answer(self, row: Mapping[str, str] | None) -> Answer:
        return self.headings.answer(row) if row else Answer(refused="the row did not come back")

    def _written(self, inputs: Sequence[Input]) -> str:
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        key = [self.key] if self.key else []
        writer.writerow([*key, *self.columns.values()])
        for number, one in enumerate(inputs, 1):
            writer.writerow([*([str(number)] if key else []), *(cell(one.get(field)) for field in self.columns)])
        return text.getvalue()

    def _run(self, text: str) -> str:
        with tempfile.TemporaryDirectory() as folder:
            source, target = Path(folder, "inputs.csv"), Path(folder, "scores.csv")
            source.write_text(text, encoding="utf-8", newline="")
            if callable(self.run):
                return self._called(self.run, source)
            filled = [part.replace("{in}", str(source)).replace("{out}", str(target)) for part in self.run]
            said = self._started(filled, "" if filled != list(self.run) else text)
            return target.read_text(encoding="utf-8-sig") if target.exists() else said

    def _called(self, run: Callable[[Path], Path], source: Path) -> str:
        try:
            return Path(run(source)).read_text(encoding="utf-8-sig")
        except Exception as failure:
            raise CannotRead(f"{type(failure).__name__}: {failure}".split("\n")[0]) from failure

    def _started(self, command: Sequence[str], text: str) -> str:
        done = subprocess.run(
            command, input=text, capture_output=True, encoding="utf-8", timeout=self.seconds, check=False
        )
        if done.returncode:
            last = (done.stderr.strip().splitlines() or [f"it ended with exit code {done.returncode}"])[-1]
            raise CannotRead(last)
        return done.stdout.removeprefix("\ufeff")


class _Tally:
    """Whether anything was answered while a run was halved; halving forever would start a broken scorer forever."""

    def __init__(self) -> None:
        self.answered, self.refused = False, 0

    def refuse(self, reason: str) -> None:
        self.refused += 1
        if self.refused >= PATIENCE and not self.answered:
            raise ValueError(f"the scorer fails for every input tried, {PATIENCE} of them alone: {reason}")
