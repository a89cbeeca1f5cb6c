"""Tables of inputs and scores as somebody exported them: the laws are asked of the rows, and nothing is run."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from vpl_core.testing.scorer_answers import Answer, Input
from vpl_core.testing.scorer_cells import Headings, content
from vpl_core.testing.scorer_law import Law
from vpl_core.testing.scorer_report import Counterexample, Finding, ScorerFault, ScorerReport


def check_table(
    path: Path | str,
    *laws: Law,
    score: str = "score",
    band: str = "",
    contributions: Sequence[str] = (),
    fields: Sequence[str] = (),
) -> ScorerReport:
    """Raises ScorerFault with each law that rows of the CSV file break, and their lines; gives the report otherwise.

    `fields` are the columns that the score is made of: all others where left out, so name them where a column only
    names the account. A table can break a law and cannot prove it; the report says which laws its rows said nothing of.
    Raises ValueError where there is nothing to judge, a column is missing, or a law cannot be asked of a table.
    """
    report = examine_table(Path(path), laws, Headings(score, band, tuple(contributions)), made_of=tuple(fields))
    if report.faults:
        raise ScorerFault(report)
    return report


def examine_table(path: Path, laws: Sequence[Law], headings: Headings, made_of: tuple[str, ...] = ()) -> ScorerReport:
    """What `check_table` finds, told and not raised."""
    there, lines, cells = _read(path)
    used = made_of or tuple(name for name in there if name not in headings.named)
    wanted = [*headings.named, *used, *(name for law in laws for name in law.fields)]
    lacking = [name for name in wanted if name not in there]
    if lacking:
        commas = " (save it with commas between the columns)" if len(there) == 1 and set(there[0]) & set(";\t") else ""
        raise ValueError(f"{path.name} has no column {lacking[0]!r}; it has {', '.join(there) or 'none'}{commas}")
    rows = [{name: content(row[name]) for name in used} for row in cells]
    table = _Table(rows, [headings.answer(row) for row in cells], lines)
    _refuse_nothing(path.name, laws, headings, cells, table)
    findings = tuple([table.ask(law) for law in laws])
    silent = any(not finding.judged for finding in findings) and not made_of
    named = f", taken to be scored by all {len(used)} other columns; fields= names fewer" if silent else ""
    return ScorerReport(path.name, {}, findings, f"{len(rows)} rows{named}")


def _refuse_nothing(
    name: str, laws: Sequence[Law], headings: Headings, cells: Sequence[dict[str, str]], table: _Table
) -> None:
    """A table that could not break any law would look as if it kept them all."""
    if not laws:
        raise ValueError(f'{name} was asked nothing: name laws, as check_table("{name}", Bounded(0, 100))')
    if not cells:
        raise ValueError(f"{name} has no rows")
    if all(answer.score is None for answer in table.answers):
        first = next((row[headings.score] for row in cells if row[headings.score].strip()), "")
        seen = f"the first is {first!r}" if first else "all are empty"
        raise ValueError(f"{name} has no number under {headings.score!r}; {seen}: name another column with score=")


def _read(path: Path) -> tuple[Sequence[str], list[int], list[dict[str, str]]]:
    """The headings, and each row with the line it ends on."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, restval="")
        numbered = [(reader.line_num, row) for row in reader]
        return reader.fieldnames or (), [line for line, _ in numbered], [row for _, row in numbered]


class _Table:
    """The rows with what was scored, and where each stands."""

    def __init__(self, rows: Sequence[Input], answers: Sequence[Answer], lines: Sequence[int]) -> None:
        self.rows, self.answers, self.lines = rows, answers, lines

    def ask(self, law: Law) -> Finding:
        """The shortest told of the faults, and how many groups of rows put the law to the test."""
        judged, broken = 0, []
        for places in self._groups(law):
            cases = tuple(self.rows[place] for place in places)
            answers = tuple(self.answers[place] for place in places)
            if law.applies(cases, answers):
                judged += 1
                if told := law.fault(cases, answers):
                    lines = tuple(self.lines[place] for place in places)
                    broken.append(Counterexample(law, told, cases, answers, lines=lines))
        broken.sort(key=lambda fault: (len(fault.told), fault.lines))
        return Finding(law, judged, judged, broken[0] if broken else None)

    def _groups(self, law: Law) -> Iterator[tuple[int, ...]]:
        try:
            return law.in_table(self.rows, self.answers)
        except NotImplementedError:
            raise ValueError(
                f"{law.sentence!r} cannot be asked of a table, which does not hold its inputs; use csv_scorer"
            ) from None
