"""The theme's files stand once beside the sites, whole, and are never taken from a site that may need them."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.portfolios import ACCOUNT, SETTINGS, vpl, write
from tests.site.test_build import Fetches, files_of, pages_of
from vpl_core.errors import BuildFailure
from vpl_core.site.files import SiteFile, site_file
from vpl_core.site.shared import SHARED, name_of, place

FILES = (site_file("assets/a.css", b"p{}"), site_file("assets/deep/b.js", b"x()"))
PLACE_IN_ANOTHER_PROCESS = """
import sys
from pathlib import Path
from vpl_core.site.files import site_file
from vpl_core.site.shared import place
place(tuple(site_file(f"assets/{n}.css", str(n).encode() * 9999) for n in range(40)), Path(sys.argv[1]))
"""


@pytest.fixture
def folder(tmp_path) -> Path:
    place(FILES, tmp_path / SHARED)
    return tmp_path / SHARED


def content(files: tuple[SiteFile, ...], folder: str = "") -> dict[str, bytes]:
    return {f"{folder}{file.path}": file.content for file in files}


def test_files_of_another_content_or_name_get_a_place_of_their_own_and_the_earlier_ones_stay(folder):
    changed = (site_file("assets/a.css", b"q{}"), FILES[1])
    renamed = (site_file("assets/c.css", b"p{}"), FILES[1])
    for files in (changed, renamed):
        place(files, folder)
    assert len({name_of(files) for files in (FILES, changed, renamed)}) == 3
    assert files_of(folder) == {
        name: each for files in (FILES, changed, renamed) for name, each in content(files, f"{name_of(files)}/").items()
    }


def test_what_is_there_and_whole_is_left_alone(folder):
    before = {path: path.stat().st_ino for path in folder.rglob("*")}
    place(FILES, folder)
    assert {path: path.stat().st_ino for path in folder.rglob("*")} == before


@pytest.mark.parametrize(
    "damage",
    [
        lambda there: (there / "assets/a.css").write_bytes(b"q{}"),
        lambda there: (there / "assets/a.css").unlink(),
        lambda there: (there / "assets/a.css").chmod(0o600),
        lambda there: (there / "assets/more.js").write_text("x"),
        lambda there: (there / "more").mkdir(),
        lambda there: (there / "assets/deep").chmod(0o700),
        lambda there: ((there / "assets/a.css").unlink(), (there / "assets/a.css").mkdir()),
        lambda there: ((there / "assets/a.css").rename(there.parent / "x"), (there / "assets/a.css").symlink_to("x")),
        lambda there: ((there / "assets/deep").rename(there.parent / "d"), (there / "assets/deep").symlink_to("d")),
    ],
)
def test_a_damaged_set_is_replaced_by_a_whole_one(damage, folder):
    there = folder / name_of(FILES)
    damage(there)
    place(FILES, folder)
    assert files_of(there) == content(FILES)
    assert not [path for path in there.rglob("*") if path.is_symlink()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in there.rglob("*")} == {0o755, 0o644}


def test_a_link_or_a_file_in_the_place_of_the_folder_is_refused(tmp_path):
    target = tmp_path / "elsewhere"
    target.mkdir()
    for wrong in (tmp_path / SHARED, tmp_path / SHARED / name_of(FILES), tmp_path / SHARED / ".new"):
        wrong.parent.mkdir(exist_ok=True)
        for made in (lambda path: path.symlink_to(target), lambda path: path.write_text("mine")):
            made(wrong)
            with pytest.raises(BuildFailure, match=r"is a link|is not a directory"):
                place(FILES, tmp_path / SHARED)
            wrong.unlink()
    assert not list(target.iterdir())


def test_what_a_killed_process_left_is_cleared_away(folder):
    (folder / ".new/assets").mkdir(parents=True)
    place((FILES[0],), folder)
    assert sorted(path.name for path in folder.iterdir()) == sorted([name_of(FILES), name_of((FILES[0],))])


def test_several_processes_put_one_set_in_its_place(tmp_path):
    command = [sys.executable, "-c", PLACE_IN_ANOTHER_PROCESS, str(tmp_path / SHARED)]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(3)]
    assert [process.communicate()[1] for process in running] == [b""] * 3
    (there,) = (tmp_path / SHARED).iterdir()
    assert len(files_of(there)) == 40


def test_a_set_waits_for_the_process_that_holds_the_folder(folder):
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    waiting = threading.Thread(target=place, args=((FILES[0],), folder))
    waiting.start()
    waiting.join(0.2)
    assert waiting.is_alive()
    assert not (folder / name_of((FILES[0],))).exists()
    os.close(handle)
    waiting.join()
    assert (folder / name_of((FILES[0],))).is_dir()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_site_fetches_everything_from_the_shared_folder(language, builder, site, tmp_path):
    sharing = builder.sharing(tmp_path / SHARED)
    sharing.build(site(language=language, scripts=("assets/vpl/table.js",)), tmp_path / "one")
    assert {Path(file).suffix for file in files_of(tmp_path / "one")} == {".html", ".json"}
    shared = {path.resolve() for path in (tmp_path / SHARED).rglob("*") if path.is_file()}
    fetched: set[Path] = set()
    for file, html in pages_of(tmp_path / "one").items():
        page = (tmp_path / "one" / file).parent
        fetched |= {page.joinpath(address).resolve() for address in Fetches(html).fetched if ".html" not in address}
    assert fetched <= shared
    assert {path.name for path in shared - fetched if path.suffix == ".js"} == {
        *{path.name for path in shared if "lunr" in path.parts or path.parent.name == "workers"}
    }
    (there,) = (tmp_path / SHARED).iterdir()
    assert f'"search": "../{SHARED}/{there.name}/assets/javascripts/workers/search.' in (
        tmp_path / "one/index.html"
    ).read_text("utf-8")
    assert any((there / "assets").rglob("lunr.ja.min.js")) is (language == "ja")
    assert not [path for path in shared if path.suffix == ".map"]


def test_only_the_addresses_of_the_themes_files_tell_a_sharing_site_from_one_that_has_them_itself(
    builder, site, tmp_path
):
    wanted = site(scripts=("assets/vpl/table.js",))
    builder.build(wanted, tmp_path / "alone")
    builder.sharing(tmp_path / SHARED).build(wanted, tmp_path / "sharing")
    (there,) = (tmp_path / SHARED).iterdir()
    alone, sharing = files_of(tmp_path / "alone"), files_of(tmp_path / "sharing")
    unshared = {name: each.replace(f"../{SHARED}/{there.name}/".encode(), b"") for name, each in sharing.items()}
    assert unshared == {
        name: each
        for name, each in alone.items()
        if not name.startswith("assets/") and name != "search/search_index.js"
    }
    own = {name: each for name, each in alone.items() if name.startswith("assets/")}
    assert own.items() <= files_of(there).items()


def test_sites_of_two_languages_have_what_each_needs(builder, site, tmp_path):
    sharing = builder.sharing(tmp_path / SHARED)
    sharing.warm(["en", "ja"])
    japanese = {path.name for path in (tmp_path / SHARED).iterdir() if list(path.rglob("tinyseg.js"))}
    assert len(japanese) == 1
    assert len(list((tmp_path / SHARED).iterdir())) == 2
    before = files_of(tmp_path / SHARED)
    sharing.build(site(), tmp_path / "one")
    assert files_of(tmp_path / SHARED) == before


def test_a_damaged_shared_file_is_mended_by_the_next_run(builder, site, tmp_path):
    builder.sharing(tmp_path / SHARED).build(site(), tmp_path / "one")
    whole = files_of(tmp_path / SHARED)
    style = next((tmp_path / SHARED).rglob("vpl.css"))
    style.write_text("body{display:none}")
    builder.sharing(tmp_path / SHARED).build(site(), tmp_path / "two")
    assert files_of(tmp_path / SHARED) == whole


def test_a_body_cannot_link_to_a_file_that_is_not_in_its_own_site(builder, site, page, tmp_path):
    linking = site(pages=(page("index", link="assets/vpl/mark.svg"),))
    builder.build(linking, tmp_path / "alone")
    with pytest.raises(BuildFailure, match=r"assets/vpl/mark\.svg leads nowhere"):
        builder.sharing(tmp_path / SHARED).build(linking, tmp_path / "sharing")


def test_a_site_that_does_not_stand_beside_the_shared_folder_is_refused(builder, site, tmp_path):
    with pytest.raises(BuildFailure, match="not beside"):
        builder.sharing(tmp_path / SHARED).build(site(), tmp_path / "deep/one")
    assert not list(tmp_path.iterdir())


def test_the_digest_of_a_theme_tells_languages_places_and_themes_apart(builder, tmp_path):
    folder = tmp_path / "theme"
    folder.mkdir()
    (folder / "mkdocs_theme.yml").write_text("extends: material\n")
    (folder / "main.html").write_text('{% extends "base.html" %}')
    own = type(builder)(theme_dir=folder)
    digests = [builder.theme_digest("en"), builder.theme_digest("ja"), builder.sharing(tmp_path).theme_digest("en")]
    digests += [own.theme_digest("en")]
    assert len(set(digests)) == 4
    assert builder.sharing(tmp_path / "elsewhere" / tmp_path.name).theme_digest("en") == digests[2]


def test_an_account_cannot_have_the_name_of_the_shared_folder(tmp_path):
    root = write(tmp_path, {"vpl.toml": SETTINGS, f"accounts/{SHARED}.yml": ACCOUNT})
    refused = vpl("build", "-C", root)
    assert refused.code != 0
    assert f"accounts/{SHARED}.yml" in refused.err


def test_a_standalone_build_needs_nothing_but_the_sites_own_folder(tmp_path):
    root = write(tmp_path, {"vpl.toml": SETTINGS, "accounts/acme.yml": ACCOUNT})
    assert vpl("build", "-C", root, "--standalone").code == 0
    assert [path.name for path in (root / "build/sites").iterdir()] == ["acme"]
    there = files_of(root / "build/sites/acme")
    assert "assets/vpl/vpl.css" in there
    assert not [name for name, content in there.items() if SHARED.encode() in content]
