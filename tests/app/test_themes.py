"""A night without news prints nothing, and a set of the theme's files goes when no site and no reader needs it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.portfolios import ACCOUNT, READINGS, SETTINGS, write
from vpl_core.app.portfolio import open_workspace
from vpl_core.app.rebuild import Order, rebuild
from vpl_core.app.shards import Shard
from vpl_core.app.site import PortfolioBuild
from vpl_core.app.themes import themes_of
from vpl_core.site import build as builds

FILES = {
    "vpl.toml": SETTINGS,
    "accounts/acme.yml": ACCOUNT,
    "accounts/brook.yml": ACCOUNT.replace("Acme", "Brook"),
    "observations.csv": READINGS,
}
UNUSED = "0123456789abcdef"
ACCENT = '\n[brand]\naccent = {light = "#5b2a9d", dark = "#C4A6F5"}\n'


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write(tmp_path_factory.mktemp("themes") / "portfolio", FILES)
    assert states(build(root)) == {"built"}
    return root


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "portfolio"))


def build(root: Path, shard: Shard | None = None, patterns: tuple[str, ...] = ()) -> PortfolioBuild:
    order = Order(root / "build", patterns=patterns, shard=shard)
    return rebuild(open_workspace(root), order, lambda: pytest.fail("the day is given"))


def states(result: PortfolioBuild) -> set[str]:
    return {account.state for account in result.accounts}


def sets(root: Path) -> set[str]:
    return {path.name for path in (root / "build/sites/_theme").iterdir()}


def unused(root: Path) -> Path:
    """A set that no site fetches from."""
    return write(root / "build/sites/_theme" / UNUSED, {"assets/old.css": "p{}"})


def test_where_nothing_has_changed_no_template_is_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builds, "prepared", lambda *_: pytest.fail("the theme is read"))
    assert states(build(root)) == {"unchanged"}


def test_a_shared_file_that_was_changed_is_mended_and_no_site_built_for_it(root: Path) -> None:
    style = next((root / "build/sites/_theme").rglob("vpl.css"))
    whole = style.read_bytes()
    style.write_bytes(whole[:-1] + b"}")
    assert states(build(root)) == {"unchanged"}
    assert style.read_bytes() == whole
    shutil.rmtree(root / "build/sites/_theme")
    assert states(build(root)) == {"unchanged"}
    assert style.read_bytes() == whole


def test_the_set_of_an_earlier_theme_stays_for_one_build_and_goes_with_the_next(root: Path) -> None:
    [first] = sets(root)
    write(root, {"vpl.toml": SETTINGS + ACCENT})
    assert states(build(root)) == {"built"}
    [second] = sets(root) - {first}
    assert sets(root) == {first, second}
    assert states(build(root)) == {"unchanged"}
    assert sets(root) == {second}


def test_a_site_whose_account_is_gone_or_cannot_be_assessed_keeps_its_set(root: Path) -> None:
    [first] = sets(root)
    (root / "accounts/brook.yml").unlink()
    write(root, {"vpl.toml": SETTINGS + ACCENT, "accounts/acme.yml": "name: [", "accounts/cliff.yml": ACCOUNT})
    unused(root)
    for _ in range(3):
        build(root)
        assert sets(root) == {first, *sets(root)}
        assert len(sets(root)) == 2
    shutil.rmtree(root / "build/sites/brook")
    build(root)
    assert first in sets(root)  # the last good site of the account that cannot be assessed
    write(root, {"accounts/acme.yml": ACCOUNT})
    build(root)
    build(root)
    assert first not in sets(root)


def test_a_build_of_a_part_removes_nothing(root: Path) -> None:
    unused(root)
    build(root, patterns=("acme",))
    build(root, shard=Shard(1, 2))
    assert UNUSED in sets(root)
    build(root)
    assert UNUSED not in sets(root)


@pytest.mark.parametrize("doubt", ["dune", ".staging"])
def test_nothing_is_removed_where_it_is_not_certain_what_is_needed(root: Path, doubt: str) -> None:
    """A folder says nothing of its theme; a killed build has left something."""
    unused(root)
    (root / "build/sites" / doubt / "x").mkdir(parents=True)
    build(root)
    assert UNUSED in sets(root)


def test_what_is_no_set_is_left_alone(root: Path) -> None:
    write(root / "build/sites/_theme", {"notes/mine.txt": "x", f"{UNUSED[1:]}x/mine.txt": "x", UNUSED: "a file"})
    before = sets(root)
    build(root)
    assert sets(root) == before


def test_a_site_that_has_everything_itself_needs_no_set(tmp_path: Path) -> None:
    write(tmp_path, {"alone/index.html": "<link href=assets/a.css>", "one/index.html": f"../_theme/{UNUSED}/a.css"})
    assert themes_of(tmp_path, ("alone", "one"), {}) == {UNUSED}
    assert themes_of(tmp_path, ("alone", "one"), {"one": ""}) == set()


def test_a_site_in_two_languages_needs_the_sets_of_both(root: Path) -> None:
    write(root, {"accounts/acme.yml": ACCOUNT + "languages: [en, ja]\n"})
    build(root)
    in_both = sets(root)
    pages = [root / "build/sites/acme" / way / "index.html" for way in ("", "ja")]
    named = [next(name for name in in_both if name in page.read_text("utf-8")) for page in pages]
    assert len({*named}) == 2
    assert states(build(root)) == {"unchanged"}
    assert sets(root) == in_both
    assert themes_of(root / "build/sites", ("acme",), {}) == {*named}
    assert themes_of(root / "build/sites", ("acme",), {"acme": " ".join(named)}) == {*named}


def test_a_site_that_gets_another_language_is_built_again(root: Path) -> None:
    write(root, {"accounts/acme.yml": ACCOUNT + "languages: [en, ko]\n"})
    assert {one.account: one.state for one in build(root).accounts} == {"acme": "built", "brook": "unchanged"}
    assert (root / "build/sites/acme/ko/index.html").is_file()
    assert not (root / "build/sites/brook/ko").exists()
