"""Evidence in a folder: fingerprints of attachments are computed, and nothing outside the folder is attached."""

from __future__ import annotations

import hashlib
from pathlib import Path
from textwrap import dedent

import pytest

from tests.plugins.folders import accounts, the_problem, with_changes
from tests.portfolios import ACCOUNT, EVIDENCE, SMALL, read, write


def evidence_file(name: str) -> str:
    """The evidence of the small portfolio with its attachment named so."""
    return dedent(EVIDENCE).replace("june.csv", f"'{name}'")


def test_the_fingerprint_of_an_attachment_is_computed_from_its_bytes(tmp_path: Path) -> None:
    content = bytes(range(256)) * 300
    [facts] = read(with_changes(tmp_path, **{"evidence/acme/june.csv": content})).facts
    assert facts.evidence[0].sha256 == hashlib.sha256(content).hexdigest()


def test_evidence_without_a_file_has_no_fingerprint(tmp_path: Path) -> None:
    bare = dedent(EVIDENCE).replace("    file: june.csv\n", "")
    [facts] = read(with_changes(tmp_path, **{"evidence/acme.yml": bare})).facts
    assert [(one.id, one.sha256, one.file) for one in facts.evidence] == [("june-sheet", "", "")]


def test_a_fingerprint_that_is_written_down_is_refused_even_if_it_is_right(tmp_path: Path) -> None:
    right = hashlib.sha256(str(SMALL["evidence/acme/june.csv"]).encode()).hexdigest()
    problem = the_problem(with_changes(tmp_path, **{"evidence/acme.yml": f"{dedent(EVIDENCE)}    sha256: '{right}'\n"}))
    assert problem == (
        "evidence/acme.yml:10  evidence.june-sheet.sha256  'sha256' is never written down\n"
        "  remove it; it is computed from the file"
    )


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("gone.csv", "there is no file evidence/acme/gone.csv"),
        ("JUNE.csv", "there is no file evidence/acme/JUNE.csv"),
        (".", "there is no file evidence/acme/."),
        ("../acme.yml", '"../acme.yml" leads out of evidence/acme/'),
        ("../other/june.csv", '"../other/june.csv" leads out of evidence/acme/'),
        ("/etc/hostname", '"/etc/hostname" leads out of evidence/acme/'),
        ("way-out.csv", '"way-out.csv" leads out of evidence/acme/'),
        ("loop.csv", '"loop.csv" cannot be read: a link leads to itself'),
        ("x" * 300, "cannot be read: File name too long"),
    ],
)
def test_an_attachment_lies_in_the_accounts_own_folder_or_is_refused(tmp_path: Path, name: str, message: str) -> None:
    texts = {"evidence/acme.yml": evidence_file(name), "accounts/fine.yml": ACCOUNT, "evidence/other/june.csv": "x"}
    write(tmp_path, {**SMALL, **texts})
    (tmp_path / "evidence/acme/way-out.csv").symlink_to(tmp_path / "evidence/other/june.csv")
    (tmp_path / "evidence/acme/loop.csv").symlink_to(tmp_path / "evidence/acme/loop.csv")
    problem = the_problem(tmp_path)
    assert problem.startswith("evidence/acme.yml:9  evidence.june-sheet.file  ")
    assert message in problem
    assert accounts(read(tmp_path)) == {"fine"}


def test_evidence_may_end_in_yaml_and_two_files_of_it_are_refused(tmp_path: Path) -> None:
    write(tmp_path, SMALL)
    (tmp_path / "evidence/acme.yml").rename(tmp_path / "evidence/acme.yaml")
    assert len(read(tmp_path).facts[0].evidence) == 1
    write(tmp_path, {"evidence/acme.yml": EVIDENCE})
    assert "evidence/acme.yml  another file already speaks of the account 'acme'" in the_problem(tmp_path)
    assert not accounts(read(tmp_path))
