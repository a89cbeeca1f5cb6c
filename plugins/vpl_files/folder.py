"""The folder as a source of facts: every account in it whole, and every problem with its line."""

from __future__ import annotations

from collections.abc import Collection, Set
from dataclasses import dataclass
from pathlib import Path

from vpl_core import Account, AccountFacts, Evidence, Problem, Source, SourceReading, SourceRequest, shown
from vpl_files.account_files import AccountSheet, id_of, listed, path_in, read_account, unread
from vpl_files.decision_files import DecisionSheet, read_decisions
from vpl_files.evidence_files import EvidenceSheet, read_evidence
from vpl_files.observation_files import Readings, read_observations


class Folder:
    """Reads a portfolio's folder; a link that leads out of it is refused."""

    name = "folder"

    def read(self, request: SourceRequest) -> SourceReading:
        """Every account that has a file, or only those asked for; bad files come back as problems."""
        root = request.root
        accounts = _Files.of(root, "accounts", (".yml", ".yaml"))
        evidence_files = _Files.of(root, "evidence", (".yml", ".yaml"))
        own_readings = _Files.of(root, "observations", (".csv",))
        if accounts.unread:
            return SourceReading(problems=(unread("accounts", accounts.unread),))
        everyone = accounts.by_id.keys()
        wanted = everyone if request.accounts is None else everyone & request.accounts
        sheets = [read_account(accounts.by_id[id_], root) for id_ in sorted(wanted)]
        readings = read_observations(root, own_readings.by_id, everyone, wanted)
        evidence = {id_: read_evidence(id_, evidence_files.by_id.get(id_), root) for id_ in sorted(wanted)}
        decisions = {id_: read_decisions(root, id_) for id_ in sorted(wanted)}
        problems = [*readings.problems, *(p for sheet in sheets for p in sheet.problems)]
        problems += [problem for sheet in evidence.values() for problem in sheet.problems]
        problems += [problem for sheets_of in decisions.values() for sheet in sheets_of for problem in sheet.problems]
        problems += [_stray(path, "decisions", root) for path in _strays(root / "decisions", everyone)]
        for files in (accounts, evidence_files, own_readings):
            problems += [_twin(path, root) for path in files.twins if id_of(path) in wanted]
        problems += _doubted(_Files.of(root, "decisions", ()), "decisions", wanted)
        for files, what in ((evidence_files, "evidence"), (own_readings, "readings")):
            problems += _doubted(files, what, wanted)
            problems += [_stray(files.by_id[id_], what, root) for id_ in sorted(files.by_id.keys() - everyone)]
        facts = [
            _facts(sheet.account, sheet, readings, evidence[sheet.id].evidence, decisions[sheet.id], request.sources)
            for sheet in sheets
            if sheet.account is not None
        ]
        return SourceReading(tuple(facts), tuple(problems), _Places(sheets, readings, evidence, decisions).locate)


@dataclass(frozen=True, slots=True)
class _Files:
    """The files of one folder, by the account that they are about."""

    folder: str
    by_id: dict[str, Path]
    twins: tuple[Path, ...]
    """Second files about an account that has one already, with another ending or in other letters."""
    unread: str = ""
    """Why nobody can tell what lies in the folder; empty where its files are known or there is no such folder."""

    @classmethod
    def of(cls, root: Path, folder: str, endings: tuple[str, ...]) -> _Files:
        try:
            found = [path for path in listed(root / folder) if path.suffix.casefold() in endings]
        except OSError as fault:
            return cls(folder, {}, (), unread=str(fault.strerror))
        # What begins with a dot belongs to an editor or to the system.
        names = sorted(path for path in found if not path.name.startswith("."))
        by_id: dict[str, Path] = {}
        twins, seen = [], set[str]()
        for path in names:
            by_id.setdefault(id_of(path), path)
            if id_of(path).casefold() in seen:
                twins.append(path)
            seen.add(id_of(path).casefold())
        return cls(folder, by_id, tuple(twins))


def _doubted(files: _Files, what: str, wanted: Set[str]) -> list[Problem]:
    """Every account, where the folder cannot be read: none can be told whole."""
    if not files.unread:
        return []
    message = f"{files.folder}/ cannot be read, so the account's {what} may be incomplete"
    step = f"put {files.folder}/ right first"
    doubted = [Problem(message, step, files.folder, account=account) for account in sorted(wanted)]
    return [unread(files.folder, files.unread), *doubted]


def _facts(
    account: Account,
    sheet: AccountSheet,
    readings: Readings,
    evidence: tuple[Evidence, ...],
    decisions: tuple[DecisionSheet, ...],
    shared: tuple[Source, ...],
) -> AccountFacts:
    """The account's own declaration of a source stands before the settings' of the same id."""
    sources = {source.id: source for source in (*shared, *sheet.sources)}
    return AccountFacts(
        account=account,
        observations=tuple(readings.of.get(account.id, ())),
        evidence=evidence,
        sources=tuple(sources[id_] for id_ in sorted(sources)),
        records=tuple(one.record for one in decisions if one.record is not None),
    )


def _twin(path: Path, root: Path) -> Problem:
    message = f"another file already speaks of the account {id_of(path)!r}"
    return Problem(message, "keep one of the two", path_in(root, path), account=id_of(path))


def _strays(home: Path, everyone: Collection[str]) -> list[Path]:
    """Folders of decisions whose account has no file, and records that lie in no account's folder."""
    found = (path for path in home.glob("[!.]*") if path.is_dir() or path.suffix == ".md")
    return sorted(path for path in found if path.name not in everyone and path.name != "README.md")


def _stray(path: Path, what: str, root: Path) -> Problem:
    message = f"{shown(id_of(path))} has {what} but no file in accounts/"
    return Problem(message, "add the file, or rename this one after the account's id", path_in(root, path))


class _Places:
    """Finds the file and line of any fact that was read."""

    def __init__(
        self,
        sheets: list[AccountSheet],
        readings: Readings,
        evidence: dict[str, EvidenceSheet],
        decisions: dict[str, tuple[DecisionSheet, ...]],
    ) -> None:
        self.sheets = {sheet.id: sheet for sheet in sheets}
        self.records = {(id_, sheet.id): sheet for id_, found in decisions.items() for sheet in found}
        self.readings, self.evidence = readings, evidence

    def locate(self, account: str, field: str) -> tuple[str, int]:
        head, _, rest = field.partition(".")
        if head.startswith("observations["):
            return self.readings.place(account, int(head[len("observations[") : -1]))
        if head == "evidence" and account in self.evidence:
            return self.evidence[account].place(rest)
        if head == "records":
            id_, _, inner = rest.partition(".")
            record = self.records.get((account, id_))
            return record.place(inner) if record else ("", 0)
        sheet = self.sheets.get(account)
        return sheet.place(field) if sheet else ("", 0)
