"""Evidence files: what an account can show, each attachment fingerprinted as it lies there."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from vpl_core import Evidence, Problem
from vpl_files.account_files import read_document, told_by
from vpl_files.documents import EvidenceDocument, EvidenceEntry
from vpl_files.strict_yaml import YamlDocument

LARGEST_ATTACHMENT = 256 << 20


@dataclass(frozen=True, slots=True)
class EvidenceSheet:
    """One account's evidence as it was read."""

    path: str
    evidence: tuple[Evidence, ...] = ()
    document: YamlDocument | None = None
    problems: tuple[Problem, ...] = ()

    def place(self, dotted: str) -> tuple[str, int]:
        """The line of a field such as `sign-off.milestones`."""
        line = self.document.line_of(("evidence", *dotted.split("."))) if self.document else 0
        return self.path, line


def read_evidence(account: str, root: Path) -> EvidenceSheet:
    """What `evidence/ACCOUNT.yml` lists; nothing where there is no such file."""
    path = root / "evidence" / f"{account}.yml"
    shown = str(path.relative_to(root))
    if not path.is_file():
        return EvidenceSheet(shown)
    document, problems = read_document(path, root, account)
    if document is None:
        return EvidenceSheet(shown, problems=problems)
    try:
        entries = EvidenceDocument.model_validate(document.content)
    except ValidationError as refusal:
        told = tuple(told_by(error, document, EvidenceDocument, shown, account) for error in refusal.errors())
        return EvidenceSheet(shown, document=document, problems=(*problems, *told))
    pieces, faults = [], []
    for id_, entry in entries.evidence.items():
        sha256, fault = _fingerprint(entry, account, root)
        if fault is not None:
            message, step = fault
            line = document.line_of(("evidence", id_, "file"))
            faults.append(Problem(message, step, shown, line, f"evidence.{id_}.file", account))
        pieces.append(entry.evidence(id_, sha256))
    return EvidenceSheet(shown, tuple(pieces), document, (*problems, *faults))


def _fingerprint(entry: EvidenceEntry, account: str, root: Path) -> tuple[str, tuple[str, str] | None]:
    """The SHA-256 of the attached file, or why there is none."""
    if not entry.file:
        return "", None
    home = (root / "evidence" / account).resolve()
    path = (home / entry.file).resolve()
    if not path.is_relative_to(home):
        return "", (f"{entry.file!r} leads out of evidence/{account}/", "put the file there and name it without a path")
    if not path.is_file():
        return "", (f"there is no file evidence/{account}/{entry.file}", "put it there, or remove the field")
    if path.stat().st_size > LARGEST_ATTACHMENT:
        return "", (f"{entry.file!r} is larger than 256 MiB", "attach a smaller extract")
    with path.open("rb") as attachment:
        return hashlib.file_digest(attachment, "sha256").hexdigest(), None
