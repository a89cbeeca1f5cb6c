"""The folder as a source of facts: every account in it whole, and every problem with its line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from vpl_core import Account, AccountFacts, Evidence, Problem, Source, SourceReading, SourceRequest
from vpl_files.account_files import AccountSheet, read_account
from vpl_files.evidence_files import EvidenceSheet, read_evidence
from vpl_files.observation_files import Readings, read_observations


class Folder:
    """Reads a portfolio's folder; a link that leads out of it is refused."""

    name = "folder"

    def read(self, request: SourceRequest) -> SourceReading:
        """Every account that has a file, or only those asked for; bad files come back as problems."""
        paths = _account_files(request.root, request.accounts)
        sheets = [read_account(path, request.root) for path in paths]
        readings = read_observations(request.root, [path.stem for path in paths], request.accounts)
        evidence = {sheet.id: read_evidence(sheet.id, request.root) for sheet in sheets}
        problems = [*readings.problems, *(p for s in sheets for p in s.problems)]
        problems += [problem for sheet in evidence.values() for problem in sheet.problems]
        problems += [_twin(path, request.root) for path in _twins(paths)]
        facts = []
        for sheet in sheets:
            if sheet.account is not None:
                facts.append(_facts(sheet.account, sheet, readings, evidence[sheet.id].evidence, request.sources))
        return SourceReading(tuple(facts), tuple(problems), _Places(sheets, readings, evidence).locate)


def _facts(
    account: Account,
    sheet: AccountSheet,
    readings: Readings,
    evidence: tuple[Evidence, ...],
    shared: tuple[Source, ...],
) -> AccountFacts:
    """The account's own declaration of a source stands before the settings' of the same id."""
    sources = {source.id: source for source in (*shared, *sheet.sources)}
    return AccountFacts(
        account=account,
        observations=tuple(readings.of.get(account.id, ())),
        evidence=evidence,
        sources=tuple(sources[id_] for id_ in sorted(sources)),
    )


def _account_files(root: Path, wanted: frozenset[str] | None) -> list[Path]:
    folder = root / "accounts"
    found = sorted(path for path in folder.glob("*") if path.suffix in (".yml", ".yaml") and path.is_file())
    return found if wanted is None else [path for path in found if path.stem in wanted]


def _twins(paths: Iterable[Path]) -> list[Path]:
    seen, twins = set[str](), []
    for path in paths:
        if path.stem.casefold() in seen:
            twins.append(path)
        seen.add(path.stem.casefold())
    return twins


def _twin(path: Path, root: Path) -> Problem:
    message = f"another file already gives the account {path.stem!r}"
    return Problem(message, "keep one of the two", path=str(path.relative_to(root)), account=path.stem)


class _Places:
    """Finds the file and line of any fact that was read."""

    def __init__(self, sheets: list[AccountSheet], readings: Readings, evidence: dict[str, EvidenceSheet]) -> None:
        self.sheets = {sheet.id: sheet for sheet in sheets}
        self.readings, self.evidence = readings, evidence

    def locate(self, account: str, field: str) -> tuple[str, int]:
        head, _, rest = field.partition(".")
        if head.startswith("observations["):
            return self.readings.place(account, int(head[len("observations[") : -1]))
        if head == "evidence" and account in self.evidence:
            return self.evidence[account].place(rest)
        sheet = self.sheets.get(account)
        return sheet.place(field) if sheet else ("", 0)
