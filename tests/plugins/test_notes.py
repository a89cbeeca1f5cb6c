"""Digests that were noted at an earlier look stand for files that nobody has touched since, and for no others."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from tests.plugins.test_survey import ALL, CHANGES
from tests.portfolios import write
from vpl_core.ports import SourceRequest
from vpl_files import folder, notes
from vpl_files.folder import Folder

A_TICK = 0.02
"""Seconds: longer than the clock of a file system needs to go on."""


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A portfolio that was left alone for longer than a tick, which is taken for long enough."""
    monkeypatch.setattr(notes, "FRESH", 0)
    made = write(tmp_path / "portfolio", ALL)
    time.sleep(A_TICK)
    return made


def look(root: Path, *, noting: bool = True) -> dict[str, str]:
    found = Folder().survey(SourceRequest(root, notes=root.parent / "seen.json" if noting else None))
    return found.fingerprints(found.accounts)


@pytest.fixture
def read(monkeypatch):
    """How often an account's own files are read from now on."""
    asked = []
    original = folder.fingerprint
    monkeypatch.setattr(folder, "fingerprint", lambda *files: asked.append(files) or original(*files))
    return asked


def test_files_that_nobody_has_touched_are_not_read_again(root, read, monkeypatch):
    first = look(root)
    assert len(read) == len(first)
    monkeypatch.setattr(folder.SharedFile, "fingerprint", lambda *account: pytest.fail("it was read again"))
    assert look(root) == first == {account: digest for account, digest in first.items() if digest}
    assert len(read) == len(first)


def test_what_is_noted_is_what_would_be_read(root):
    look(root)
    assert look(root) == look(root, noting=False)


@pytest.mark.parametrize("name", [*CHANGES, "observations.csv"])
def test_a_change_that_keeps_size_and_time_is_seen(root, name):
    before = look(root)
    file, was = root / name, (root / name).stat()
    raw = file.read_bytes()
    file.write_bytes(raw[:-2] + bytes([raw[-2] ^ 1]) + raw[-1:])
    os.utime(file, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (was.st_size, was.st_mtime_ns)
    after = look(root)
    assert {account for account in before if before[account] != after[account]} == CHANGES.get(name, {"brook"})
    assert after == look(root, noting=False)


def test_two_changes_in_one_tick_of_the_clock_are_both_seen(tmp_path):
    root = write(tmp_path / "portfolio", ALL)
    for word in (b"a", b"b", b"c", b"d"):
        (root / "evidence/acme/june.csv").write_bytes(word)
        assert look(root) == look(root, noting=False)
    assert not (tmp_path / "seen.json").exists()


def test_a_file_from_another_disk_is_read_every_time(root, read, monkeypatch):
    other = notes.Horizon(notes.horizon_of(root.parent / "seen.json").time, device=-2)
    monkeypatch.setattr(folder, "horizon_of", lambda place: other)
    assert look(root) == look(root)
    assert len(read) == 2 * len(look(root, noting=False))  # this look is the last that is counted


@pytest.mark.parametrize("name", ["evidence/acme/june.csv", "evidence/acme/july.csv"])
def test_a_file_that_goes_or_comes_is_seen(root, name):
    before = look(root)
    if (root / name).exists():
        (root / name).unlink()
    else:
        (root / name).write_text("day,hours\n")
    assert look(root)["acme"] != before["acme"]
    assert look(root) == look(root, noting=False)


def test_a_link_in_the_place_of_a_file_leaves_no_fingerprint(root):
    look(root)
    file = root / "evidence/acme/june.csv"
    file.rename(root / "elsewhere.csv")
    file.symlink_to(root / "elsewhere.csv")
    assert look(root)["acme"] == ""


def forged(place: Path, change) -> None:
    told = json.loads(place.read_text())
    change(told)
    place.write_text(json.dumps(told))


@pytest.mark.parametrize(
    "harm",
    [
        lambda place: place.write_text("{"),
        lambda place: place.write_text("[]"),
        lambda place: place.write_bytes(b"\xff"),
        lambda place: forged(place, lambda told: told.update(digests=[1])),
        lambda place: forged(place, lambda told: told["digests"]["own"].update(acme=["one"])),
        lambda place: forged(place, lambda told: told["digests"]["own"].update(acme=[1, 2])),
        lambda place: forged(place, lambda told: told.update(format=notes.FORMAT + 1)),
    ],
)
def test_notes_that_are_none_are_made_anew(root, read, harm):
    first = look(root)
    harm(root.parent / "seen.json")
    assert look(root) == first
    assert len(read) == 2 * len(first)
    assert look(root) == first
    assert len(read) == 2 * len(first)


def test_a_look_at_one_account_keeps_what_is_noted_of_the_others(root, read):
    first = look(root)
    (root / "accounts/acme.yml").write_bytes((root / "accounts/acme.yml").read_bytes())
    time.sleep(A_TICK)
    request = SourceRequest(root, accounts=frozenset({"acme"}), notes=root.parent / "seen.json")
    assert Folder().survey(request).fingerprints({"acme"}) == {"acme": first["acme"]}
    assert look(root) == first
    assert len(read) == len(first) + 1


def test_a_place_that_cannot_be_written_to_changes_no_answer(root):
    request = SourceRequest(root, notes=root / "vpl.toml" / "seen.json")
    found = Folder().survey(request)
    assert found.fingerprints(found.accounts) == look(root, noting=False)
