"""Whatever happens during a swap, the old site or the new one stands, whole."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from vpl_core.errors import BuildFailure
from vpl_core.site import swap
from vpl_core.site.files import site_file, write
from vpl_core.site.swap import exchange, staged

STEPS = [(os, "mkdir"), (os, "rename"), (os, "chmod"), (os, "open"), (os, "rmdir"), (os, "unlink"), (swap, "exchange")]
"""What a swap does to the disk; `Path` and `shutil` call these."""


def put(destination: Path, words: str) -> None:
    files = [site_file(path, words.encode()) for path in ("index.html", "search/search_index.json", "a/b.html")]
    with staged(destination) as directory:
        write(files, directory)


def words_of(destination: Path) -> set[str]:
    return {path.read_text() for path in destination.rglob("*") if path.is_file()}


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def is_whole(destination: Path, words: str) -> bool:
    return words_of(destination) == {words} and len(list(destination.rglob("*"))) == 5


def without_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "exchange", lambda one, other: False)


def killed_at(step: int, work: Callable[[], None]) -> bool:
    """Does the work in a process that dies before its n-th step on the disk; False where it got to the end."""
    child = os.fork()
    if child == 0:
        try:
            _die_at(step)
            work()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 9


def _die_at(step: int) -> None:
    taken = 0

    def counted(work: Callable[..., object]) -> Callable[..., object]:
        def take(*args: object, **named: object) -> object:
            nonlocal taken
            taken += 1
            if taken == step:
                os._exit(9)
            return work(*args, **named)

        return take

    for module, name in STEPS:
        setattr(module, name, counted(getattr(module, name)))


def test_a_new_site_takes_the_old_ones_place_and_leaves_nothing_beside_it(tmp_path):
    for words in ("one", "two", "three"):
        put(tmp_path / "acme", words)
        assert is_whole(tmp_path / "acme", words)
        assert names_in(tmp_path) == ["acme"]


def test_directories_change_names_in_one_step_where_linux_can(tmp_path):
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    if not exchange(tmp_path / "one", tmp_path / "other"):
        pytest.skip("this file system cannot exchange two directories")
    assert names_in(tmp_path / "one") == ["other"]
    assert names_in(tmp_path / "other") == ["one"]


def test_a_failing_exchange_is_told(tmp_path):
    (tmp_path / "one").mkdir()
    if not exchange(tmp_path / "one", tmp_path / "one"):
        pytest.skip("this file system cannot exchange two directories")
    with pytest.raises(OSError, match="gone"):
        exchange(tmp_path / "one", tmp_path / "gone")


def test_a_swap_works_where_nothing_can_be_exchanged(tmp_path, monkeypatch):
    without_exchange(monkeypatch)
    for words in ("one", "two"):
        put(tmp_path / "acme", words)
        assert is_whole(tmp_path / "acme", words)
        assert names_in(tmp_path) == ["acme"]


@pytest.mark.parametrize("can_exchange", [True, False])
def test_a_process_killed_at_any_step_leaves_the_old_site_or_the_new_one(can_exchange, tmp_path, monkeypatch):
    if not can_exchange:
        without_exchange(monkeypatch)
    step, gaps = 0, 0
    destination = tmp_path / "acme"
    while True:
        step += 1
        shutil.rmtree(tmp_path)
        tmp_path.mkdir()
        put(destination, "old")
        killed = killed_at(step, lambda: put(destination, "new"))
        if not killed:
            break
        if destination.exists():
            assert is_whole(destination, "old") or is_whole(destination, "new"), step
        else:
            gaps += 1
            assert is_whole(tmp_path / ".staging/acme/old", "old"), step
        with pytest.raises(ZeroDivisionError), staged(destination):
            assert is_whole(destination, "old") or is_whole(destination, "new"), step
            raise ZeroDivisionError
        put(destination, "next")
        assert is_whole(destination, "next")
        assert names_in(tmp_path) == ["acme"]
    assert is_whole(destination, "new")
    assert step > 20
    assert gaps == (0 if can_exchange and exchange_works(tmp_path) else 1)


def exchange_works(folder: Path) -> bool:
    (folder / "one").mkdir()
    (folder / "two").mkdir()
    return exchange(folder / "one", folder / "two")


def test_a_first_build_killed_at_any_step_leaves_no_half_site(tmp_path):
    step, killed = 0, True
    while killed:
        step += 1
        destination = tmp_path / str(step) / "acme"
        killed = killed_at(step, lambda to=destination: put(to, "new"))
        assert not destination.exists() or is_whole(destination, "new")
        put(destination, "next")
        assert is_whole(destination, "next")
        assert names_in(destination.parent) == ["acme"]
    assert step > 10


def test_an_error_while_writing_leaves_the_old_site(tmp_path):
    put(tmp_path / "acme", "old")
    with pytest.raises(RuntimeError), staged(tmp_path / "acme") as directory:
        (directory / "index.html").write_text("half")
        raise RuntimeError
    assert is_whole(tmp_path / "acme", "old")
    assert names_in(tmp_path) == ["acme"]


def test_an_error_between_the_two_renames_puts_the_old_site_back(tmp_path, monkeypatch):
    without_exchange(monkeypatch)
    put(tmp_path / "acme", "old")
    rename, calls = Path.rename, []

    def second_fails(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == 2:
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", second_fails)
    with pytest.raises(OSError, match="Input/output"):
        put(tmp_path / "acme", "new")
    assert is_whole(tmp_path / "acme", "old")


def test_a_site_that_is_being_built_is_not_built_twice(tmp_path):
    put(tmp_path / "acme", "old")
    with staged(tmp_path / "acme") as directory:
        code = "from vpl_core.site.swap import staged; from pathlib import Path; import sys\n"
        code += "with staged(Path(sys.argv[1])): pass"
        other = subprocess.run([sys.executable, "-c", code, str(tmp_path / "acme")], capture_output=True, text=True)
        assert "another process" in other.stderr
        put(tmp_path / "zenith", "neighbour")
        write([site_file("index.html", b"new"), site_file("search/search_index.json", b"new")], directory)
    assert words_of(tmp_path / "acme") == {"new"}
    assert is_whole(tmp_path / "zenith", "neighbour")


def test_a_lock_on_a_directory_that_is_gone_is_no_lock(tmp_path, monkeypatch):
    opened = swap._opened

    def removed_behind_our_back(workshop: Path) -> int:
        monkeypatch.setattr(swap, "_opened", opened)
        handle = opened(workshop)
        workshop.rmdir()
        workshop.mkdir()
        return handle

    monkeypatch.setattr(swap, "_opened", removed_behind_our_back)
    with staged(tmp_path / "acme"), pytest.raises(BuildFailure, match="another process"):
        put(tmp_path / "acme", "second")


def test_a_site_under_construction_is_hidden_from_other_users(tmp_path):
    with staged(tmp_path / "acme") as directory:
        assert stat.S_IMODE((tmp_path / ".staging").stat().st_mode) == 0o700
        assert directory == tmp_path / ".staging/acme/new"
        assert not list(directory.iterdir())


def test_a_link_is_never_followed_nor_replaced(tmp_path):
    put(tmp_path / "real", "old")
    (tmp_path / "linked").symlink_to(tmp_path / "real")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    for name in ("linked", "dangling"):
        with pytest.raises(BuildFailure, match="is a link"):
            put(tmp_path / name, "new")
    (tmp_path / "real/a/leak.csv").symlink_to("/etc/hostname")
    with pytest.raises(BuildFailure, match=r"leak\.csv is a link inside"):
        put(tmp_path / "real", "new")
    assert (tmp_path / "linked").is_symlink()
    assert (tmp_path / "real/index.html").read_text() == "old"


@pytest.mark.parametrize("name", [".staging", ".staging/acme"])
def test_a_link_in_place_of_the_staging_directory_is_refused(name, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(BuildFailure, match="is a link"):
        put(tmp_path / "acme", "new")
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_directory_that_is_no_site_is_not_replaced(tmp_path):
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis/chapter.txt").write_text("ten years of work")
    with pytest.raises(BuildFailure, match="not a site"):
        put(tmp_path / "thesis", "new")
    (tmp_path / "file").write_text("x")
    with pytest.raises(BuildFailure, match="not a directory"):
        put(tmp_path / "file", "new")
    assert (tmp_path / "thesis/chapter.txt").read_text() == "ten years of work"
    (tmp_path / "empty").mkdir()
    put(tmp_path / "empty", "new")
    assert is_whole(tmp_path / "empty", "new")


def test_a_staging_directory_that_another_build_removes_while_it_is_made_is_made_again(tmp_path, monkeypatch):
    mkdir, refused = Path.mkdir, []

    def vanishes_once(self: Path, *arguments: Any, **options: Any) -> None:
        if self.name == swap.STAGING and not refused:
            refused.append(self)
            raise FileExistsError(17, "File exists", str(self))  # it was there a moment ago, and is no more
        mkdir(self, *arguments, **options)

    monkeypatch.setattr(Path, "mkdir", vanishes_once)
    put(tmp_path / "acme", "new")
    assert refused and is_whole(tmp_path / "acme", "new")


def test_a_file_in_the_staging_directorys_place_is_told(tmp_path):
    (tmp_path / swap.STAGING).write_text("", encoding="utf-8")
    with pytest.raises(FileExistsError):
        put(tmp_path / "acme", "new")
