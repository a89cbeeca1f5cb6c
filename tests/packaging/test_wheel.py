"""The wheel: built, installed beside nothing of this checkout, and used with plugins that strangers have packed."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.packaging.houses import ROOT, House, build, settled
from tests.portfolios import SETTINGS, SMALL, vpl, write
from tests.strangers import retail_source

pytestmark = pytest.mark.slow

STRIPPED = ("segments", "plugins", "site_templates")


@pytest.fixture(scope="module")
def house(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> House:
    made = settled(tmp_path_factory.mktemp("house") / "venv")
    made.install(wheel)
    return made


# --- what is in it ---------------------------------------------------------------------------------------------------


def packed_from_the_tree() -> Iterator[str]:
    """Every file of the packages, by the path that it has to have in the wheel."""
    for folder in ("vpl_core", *STRIPPED):
        for path in (ROOT / folder).rglob("*"):
            place = path.relative_to(ROOT / folder if folder in STRIPPED else ROOT)
            readme = folder in STRIPPED and str(place) == "README.md"
            if path.is_file() and "__pycache__" not in path.parts and not readme:
                yield str(place)


def test_the_wheel_holds_the_packages_whole_under_their_short_names_and_nothing_else(wheel: Path) -> None:
    names = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert names == set(packed_from_the_tree())
    assert {name.split("/")[0] for name in names} == {
        "vpl_core",
        "vpl_enterprise",
        "vpl_files",
        "vpl_finance",
        "vpl_healthcare",
        "vpl_pages",
        "vpl_smb",
        "vpl_theme",
    }


def test_the_wheel_is_typed_and_carries_templates_fonts_and_what_init_writes(wheel: Path) -> None:
    names = set(ZipFile(wheel).namelist())
    assert {f"{package}/py.typed" for package in {n.split("/")[0] for n in names if "dist-info" not in n}} <= names
    for ending in ("vpl_pages/overview.j2", "vpl_theme/main.html", "vpl_theme/assets/vpl/vpl.css", ".woff2"):
        assert any(name.endswith(ending) for name in names), ending
    assert "vpl_core/scaffold/portfolio/vpl.toml" in names


def test_the_wheel_carries_the_licences_of_what_it_carries(wheel: Path) -> None:
    names = ZipFile(wheel).namelist()
    licences = [name.rpartition("/")[2] for name in names if ".dist-info/licenses/" in name]
    assert sorted(licences) == ["LICENSE", "OFL-Inter.txt", "OFL-Source-Serif-4.txt"]


def test_the_entry_points_are_the_command_the_theme_and_the_bundled_plugins(wheel: Path) -> None:
    [entries] = [name for name in ZipFile(wheel).namelist() if name.endswith("entry_points.txt")]
    said = ZipFile(wheel).read(entries).decode()
    assert "[console_scripts]\nvpl = vpl_core.cli.console:main" in said
    assert "[mkdocs.themes]\nvpl = vpl_theme" in said
    for plugin in ("smb", "enterprise", "healthcare", "finance", "files"):
        assert f"\n{plugin} = vpl_{plugin}" in said


# --- what it does ----------------------------------------------------------------------------------------------------


def test_the_installed_wheel_stands_on_its_own(house: House, tmp_path: Path) -> None:
    code = "import vpl_core, vpl_smb, vpl_theme; print(vpl_core.__file__, vpl_smb.__file__, vpl_theme.__file__)"
    done = subprocess.run([house.python, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    home = str(house.python.parents[1])
    assert all(path.startswith(home) for path in done.stdout.split()), done.stdout
    listed = house.plugins(tmp_path)
    assert {name: one["state"] for name, one in listed.items()} == dict.fromkeys(
        ("enterprise", "files", "finance", "healthcare", "smb"), "loaded"
    )


def test_a_portfolio_is_built_with_it_to_the_same_bytes_as_with_this_checkout(house: House, tmp_path: Path) -> None:
    write(tmp_path, SMALL)
    there = house.vpl("build", "--json", "-o", "there", cwd=tmp_path)
    assert there.code == 0, there.err
    here = vpl("build", "--json", "-o", "here", cwd=tmp_path)
    assert json.loads(there.out) == json.loads(here.out)
    assert "Acme Bakery" in (tmp_path / "there/sites/acme/index.html").read_text()


# --- what strangers add ----------------------------------------------------------------------------------------------

PROJECT = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "{name}"
version = "0.3"
dependencies = ["value-proof-ladder"]

[project.entry-points.vpl]
retail = "{module}"

[tool.hatch.build.targets.wheel]
only-include = ["{module}.py"]
"""
SHOP = """\
name: Corner Shop
segment: retail
start: 2026-02-02
sources:
  tills: {name: Tills, party: customer, method: instrumented}
plan:
  checkout-minutes:
    baseline: {number: 6, on: 2026-01-20, source: tills}
    target: 3
    method: instrumented
    validator: Mina Park
    agreed_by: Mina Park
    agreed_on: 2026-02-01
"""
PORTFOLIO = {
    **SMALL,
    "vpl.toml": SETTINGS,
    "accounts/shop.yml": SHOP,
    "observations/shop.csv": "value,on,number,source\ncheckout-minutes,2026-06-01,2.5,tills\n",
}


def packed(name: str, module: str, source: str, place: Path) -> Path:
    """A stranger's distribution of one module, as a wheel."""
    write(place, {"pyproject.toml": PROJECT.format(name=name, module=module), f"{module}.py": source})
    return build(place, place / "dist")


@pytest.fixture(scope="module")
def with_retail(house: House, tmp_path_factory: pytest.TempPathFactory) -> House:
    """The house after somebody has installed a segment of their own."""
    house.install(packed("retail-kit", "retail_kit", retail_source(), tmp_path_factory.mktemp("retail")))
    return house


def test_a_strangers_segment_is_seen_and_assesses_an_account(with_retail: House, tmp_path: Path) -> None:
    write(tmp_path, PORTFOLIO)
    retail = with_retail.plugins(tmp_path)["retail"]
    assert (retail["state"], retail["distribution"], retail["version"]) == ("loaded", "retail-kit", "0.3")
    assert {"vpl_segments", "vpl_milestones", "vpl_pages"} <= set(retail["hooks"])
    assert with_retail.vpl("check", cwd=tmp_path).code == 0
    told = with_retail.vpl("explain", "shop", "faster-tills", cwd=tmp_path)
    assert told.out.startswith("yes       Faster tills: achieved")
    assert "observations/shop.csv:2" in told.out
    assert with_retail.vpl("build", "shop", cwd=tmp_path).code == 0
    assert "Faster tills" in (tmp_path / "build/sites/shop/index.html").read_text()


@pytest.fixture
def with_rival(with_retail: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The house while somebody else's distribution claims the same name."""
    with_retail.install(packed("retail-rival", "retail_rival", "raise RuntimeError", tmp_path_factory.mktemp("rival")))
    yield with_retail
    with_retail.remove("retail-rival")


def test_another_stranger_who_claims_the_name_takes_it_from_both_and_from_nobody_else(
    with_rival: House, tmp_path: Path
) -> None:
    write(tmp_path, PORTFOLIO)
    listed = with_rival.plugins(tmp_path)
    assert listed["retail"]["state"] == "refused"
    assert listed["retail"]["why"] == "retail-kit and retail-rival both claim the name"
    assert {one["state"] for name, one in listed.items() if name != "retail"} == {"loaded"}
    told = with_rival.vpl("check", cwd=tmp_path)
    assert told.code == 1
    assert "the plugin 'retail' is left out: retail-kit and retail-rival both claim the name" in told.out
    assert told.out.endswith("\n  left out: shop\n")
    assert with_rival.vpl("assess", "acme", cwd=tmp_path).out.startswith("Acme Bakery")
