"""Evidence files: what an account can show, each attachment fingerprinted as it lies there."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from vpl_core import Evidence, EvidenceDocument, Problem, Refusal, YamlDocument, shown, told_by
from vpl_files.account_files import path_in, read_document, reference_for, way_of

LARGEST_ATTACHMENT = 256 << 20
_AT_ONCE = 1 << 20
"""Bytes of an attachment that are read in one go."""


@dataclass(frozen=True, slots=True)
class EvidenceSheet:
    """One account's evidence as it was read."""

    path: str
    evidence: tuple[Evidence, ...] = ()
    document: YamlDocument | None = None
    problems: tuple[Problem, ...] = ()

    def place(self, dotted: str) -> tuple[str, int]:
        """The line of a field such as `sign-off.milestones.0`."""
        return self.path, self.document.line_of(("evidence", *way_of(dotted))) if self.document else 0


def read_evidence(account: str, path: Path | None, root: Path) -> EvidenceSheet:
    """What the account's file lists; nothing where it has none."""
    if path is None:
        return EvidenceSheet("")
    shown_path = path_in(root, path)
    document, problems = read_document(path, root, EvidenceDocument, account)
    if document is None:
        return EvidenceSheet(shown_path, problems=problems)
    try:
        entries = EvidenceDocument.model_validate(document.content)
    except ValidationError as refusal:
        told = told_by(
            refusal,
            document,
            EvidenceDocument,
            path=shown_path,
            account=account,
            reference=reference_for(EvidenceDocument),
        )
        return EvidenceSheet(shown_path, document=document, problems=(*problems, *told))
    pieces, refused = _with_fingerprints(entries, account, root)
    faults = [
        Problem(
            no.message,
            no.next_step,
            shown_path,
            document.line_of(("evidence", id_, "file")),
            f"evidence.{id_}.file",
            account,
        )
        for id_, no in refused
    ]
    return EvidenceSheet(shown_path, pieces, document, (*problems, *faults))


def _with_fingerprints(
    entries: EvidenceDocument, account: str, root: Path
) -> tuple[tuple[Evidence, ...], list[tuple[str, Refusal]]]:
    """Each piece with the fingerprint of its file, and by id why a file has none."""
    pieces, refused = [], []
    home = _home_without_links(root, account)
    for id_, entry in entries.evidence.items():
        sha256 = (_read_at_once(entry.file, home) or _fingerprint(entry.file, account, root)) if entry.file else ""
        if isinstance(sha256, Refusal):
            refused.append((id_, sha256))
        else:
            pieces.append(entry.evidence(id_, sha256))
    return tuple(pieces), refused


def _home_without_links(root: Path, account: str) -> str:
    """The folder of the account's attachments; empty where a link stands on the way from the root."""
    evidence = f"{root}{os.sep}evidence"
    home = f"{evidence}{os.sep}{account}"
    return "" if os.path.islink(evidence) or os.path.islink(home) else home  # noqa: PTH114  # see fingerprints.py


def _read_at_once(name: str, home: str) -> str:
    """The SHA-256 of a small file that lies in the folder itself; empty for everything else, which is looked into.

    Following a path is dear, and where no link stands on the way none has to be followed.
    """
    if not home or name in ("", ".", "..") or os.sep in name or "\0" in name:
        return ""
    try:
        handle = os.open(f"{home}{os.sep}{name}", os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return ""
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode) or found.st_size >= _AT_ONCE:
            return ""
        raw = os.read(handle, found.st_size + 1)
        return hashlib.sha256(raw).hexdigest() if len(raw) == found.st_size else ""
    except OSError:
        return ""
    finally:
        os.close(handle)


def _fingerprint(name: str, account: str, root: Path) -> str | Refusal:
    """The SHA-256 of the attached file, or why there is none."""
    try:
        home = (root / "evidence" / account).resolve()
        path = (home / name).resolve()
        if not (home.is_relative_to(root.resolve()) and path.is_relative_to(home)):
            return Refusal(f"{shown(name)} leads out of evidence/{account}/", "put the file itself there")
        if not path.is_file():
            return Refusal(f"there is no file evidence/{account}/{name}", "put it there, or remove the field")
        if path.stat().st_size > LARGEST_ATTACHMENT:
            return Refusal(f"{shown(name)} is larger than 256 MiB", "attach a smaller extract")
        with path.open("rb") as attachment:
            return hashlib.file_digest(attachment, "sha256").hexdigest()
    except (OSError, RuntimeError) as fault:  # before Python 3.13 a link that leads to itself is a RuntimeError
        why = getattr(fault, "strerror", None) or "a link leads to itself"
        return Refusal(f"{shown(name)} cannot be read: {why}", "check its name and permissions")
