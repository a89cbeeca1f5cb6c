"""The folder as a source of facts: every account in it whole, and every problem with its line."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Set
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from sys import intern

from vpl_core import Account, AccountFacts, Evidence, Problem, Refusal, Source, SourceReading, SourceRequest, shown
from vpl_files.account_files import AccountSheet, as_text, id_of, listed, path_in, read_account, unread
from vpl_files.decision_files import DecisionSheet, read_decisions
from vpl_files.evidence_files import EvidenceSheet, read_evidence
from vpl_files.fingerprints import fingerprint, mark_of
from vpl_files.notes import Notes, horizon_of
from vpl_files.observation_files import SHARED, Readings, find_shared, read_observations, strangers
from vpl_files.shared_file import SharedFile


class Folder:
    """Reads a portfolio's folder; a link that leads out of it is refused."""

    name = "folder"

    def read(self, request: SourceRequest) -> SourceReading:
        """Every account that has a file, or only those asked for; bad files come back as problems."""
        found = self.survey(request)
        return found.read(found.accounts)

    def survey(self, request: SourceRequest) -> FolderSurvey:
        """What lies in the folder now, before any of it is read."""
        return FolderSurvey(request)


class FolderSurvey:
    """The files of a portfolio by account; they can be fingerprinted, and read a few accounts at a time."""

    def __init__(self, request: SourceRequest) -> None:
        root = request.root
        self._root, self._sources = root, request.sources
        self._accounts = _Files.of(root, "accounts", ("yml", "yaml"))
        self._evidence = _Files.of(root, "evidence", ("yml", "yaml"))
        self._own_readings = _Files.of(root, "observations", ("csv",))
        self._decisions = _Files.of(root, "decisions", ())
        self._notes, self._horizon = request.notes, horizon_of(request.notes)
        # The mark is taken before the file is read: what is changed in between has another one at the next look.
        self._mark_of_shared = mark_of(str(root), [f"{root}/{SHARED}"], (), self._horizon)
        self._shared = find_shared(root)
        self._everyone = self._accounts.endings.keys()
        self.accounts = frozenset(self._everyone if request.accounts is None else self._everyone & request.accounts)

    def fingerprints(self, accounts: Set[str]) -> dict[str, str]:
        """A digest of the bytes of every file about the account; empty where it is unclear what would be read."""
        folders = (self._accounts, self._evidence, self._own_readings, self._decisions)
        if isinstance(self._shared, Refusal) or any(files.unread or files.is_link for files in folders):
            return dict.fromkeys(accounts, "")
        twins = {id_of(path).casefold() for files in folders for path in files.twins}
        notes = Notes(self._notes)
        told = {id_: "" if id_.casefold() in twins else self._fingerprint(id_, notes) for id_ in accounts}
        notes.keep()
        return told

    def _fingerprint(self, account: str, notes: Notes) -> str:
        """Of the account's own files, then of its lines in the shared one."""
        own, shared = self._of_own_files(account, notes), self._of_shared_lines(account, notes)
        return f"{own}{shared}" if own else ""

    def _of_own_files(self, account: str, notes: Notes) -> str:
        found = (self._accounts, self._evidence, self._own_readings)
        files = [f"{files.path}/{files.name_of(account)}" for files in found if account in files.endings]
        below, name = (self._decisions, self._evidence), account.casefold()
        folders = [f"{files.path}/{account}" for files in below if name in files.others]
        root = str(self._root)
        mark = mark_of(root, files, folders, self._horizon)
        if known := notes.known("own", account, mark):
            return known
        digest = fingerprint(root, files, folders)
        notes.note("own", account, mark, digest)
        return digest

    def _of_shared_lines(self, account: str, notes: Notes) -> str:
        if not isinstance(self._shared, SharedFile):
            return ""
        if known := notes.known("shared", account, self._mark_of_shared):
            return known
        digest = self._shared.fingerprint(account).hex()
        notes.note("shared", account, self._mark_of_shared, digest)
        return digest

    def read(self, accounts: Set[str]) -> SourceReading:
        """These accounts; what is wrong with the folder as a whole is told every time."""
        root = self._root
        if self._accounts.unread:
            return SourceReading(problems=(unread("accounts", self._accounts.unread),))
        wanted = self.accounts & accounts
        sheets = [read_account(path, root) for _, path in self._accounts.paths(wanted)]
        own = dict(self._own_readings.paths(wanted))
        readings = read_observations(root, self._shared, own, self._everyone, wanted)
        papers = dict(self._evidence.paths(wanted))
        evidence = {id_: read_evidence(id_, papers.get(id_), root) for id_ in sorted(wanted)}
        decisions = {id_: read_decisions(root, id_) for id_ in sorted(wanted)}
        problems = [*readings.problems, *(p for sheet in sheets for p in sheet.problems)]
        problems += [problem for sheet in evidence.values() for problem in sheet.problems]
        problems += [problem for sheets_of in decisions.values() for sheet in sheets_of for problem in sheet.problems]
        for files in (self._accounts, self._evidence, self._own_readings):
            problems += [_twin(path, root) for path in files.twins if id_of(path) in wanted]
        told = ((self._decisions, "decisions"), (self._evidence, "evidence"), (self._own_readings, "readings"))
        problems += [problem for files, what in told for problem in _doubted(files, what, wanted)]
        facts = [
            _facts(sheet.account, sheet, readings, evidence[sheet.id].evidence, decisions[sheet.id], self._sources)
            for sheet in sheets
            if sheet.account is not None
        ]
        locate = _Places(sheets, readings, evidence, decisions).locate
        return SourceReading(tuple(facts), (*problems, *self._strangers, *self._strays), locate)

    @cached_property
    def _strangers(self) -> tuple[Problem, ...]:
        """Those who have readings in the shared file and no file in accounts/."""
        return strangers(self._shared, self._everyone) if isinstance(self._shared, SharedFile) else ()

    @cached_property
    def _strays(self) -> tuple[Problem, ...]:
        """The files about an account that has none in accounts/."""
        root, found = self._root, [("decisions", path) for path in _strays(self._root / "decisions", self._everyone)]
        for files, what in ((self._evidence, "evidence"), (self._own_readings, "readings")):
            found += [(what, path) for _, path in files.paths(files.endings.keys() - self._everyone)]
        return tuple(_stray(path, what, root) for what, path in found)


@dataclass(frozen=True)
class _Files:
    """The files of one folder, by the account that they are about."""

    place: Path
    endings: dict[str, str]
    """By account, what comes after its id in the name of its file; the whole name where that does not begin so."""
    twins: tuple[Path, ...]
    """Second files about an account that has one already, with another ending or in other letters."""
    others: frozenset[str] = frozenset()
    """What else lies in the folder, by casefolded name: an account's own folder is among it."""
    unread: str = ""
    """Why nobody can tell what lies in the folder; empty where its files are known or there is no such folder."""

    @classmethod
    def of(cls, root: Path, folder: str, accepted: tuple[str, ...]) -> _Files:
        """`accepted` are the endings of files that are about an account, in small letters."""
        place = root / folder
        try:
            found = sorted(listed(place))
        except OSError as fault:
            return cls(place, {}, (), unread=str(fault.strerror))
        endings: dict[str, str] = {}
        twins, others, seen = [], [], set[str]()
        for name in found:
            stem, dot, ending = name.rpartition(".")
            # What begins with a dot belongs to an editor or to the system.
            if not stem or name.startswith(".") or ending.casefold() not in accepted:
                others.append(intern(name.casefold()))
                continue
            # Thousands of ids are in several folders: each text is held once.
            id_ = intern(as_text(stem))
            endings.setdefault(id_, intern(dot + ending) if id_ == stem else name)
            if id_.casefold() in seen:
                twins.append(place / name)
            seen.add(id_.casefold())
        return cls(place, endings, tuple(twins), frozenset(others))

    def name_of(self, account: str) -> str:
        """What the account's file is called."""
        end = self.endings[account]
        return f"{account}{end}" if end.startswith(".") else end

    @property
    def folder(self) -> str:
        return self.place.name

    @cached_property
    def path(self) -> str:
        """The folder's place as text, to be had ten thousand times."""
        return str(self.place)

    @property
    def is_link(self) -> bool:
        return self.place.is_symlink()

    def paths(self, accounts: Set[str]) -> Iterator[tuple[str, Path]]:
        """These accounts as far as they have a file, by id, with it."""
        for account in sorted(accounts & self.endings.keys()):
            yield account, self.place / self.name_of(account)


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
