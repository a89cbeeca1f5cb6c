"""New plugins as wheels: each kind is written, built, installed, tested, seen, and used on a portfolio."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.packaging.houses import House, build, settled
from tests.portfolios import SMALL, write
from vpl_core.app.new_plugins import module_of, write_plugin

pytestmark = pytest.mark.slow

NAMES = {"segment": "bakeries", "source": "tills", "pages": "next-steps"}
BAKERY = """\
name: Corner Bakery
segment: bakeries
start: 2026-02-02
sources:
  sheet: {name: Time sheet, party: customer, method: time_log}
plan:
  hours-by-hand:
    baseline: {number: 20, on: 2026-01-30, source: sheet}
    target: 8
    method: time_log
    validator: Mina Park
    agreed_by: Mina Park
    agreed_on: 2026-02-01
    source: sheet
"""
READINGS = "value,on,number,source\npeople-using-percent,2026-11-02,90,log\nhours-by-hand,2026-11-02,7.5,sheet\n"
TILLS = (
    "account,segment,start,value,on,number,source\ncart,bakeries,2026-03-02,people-using-percent,2026-11-02,85,log\n"
)
PORTFOLIO = {
    **SMALL,
    "accounts/bakery.yml": BAKERY,
    "observations/bakery.csv": READINGS,
    "tills.csv": TILLS,
}


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each kind, as `vpl new` writes it."""
    place = tmp_path_factory.mktemp("projects")
    return {kind: write_plugin(kind, name, place)[0] for kind, name in NAMES.items()}


@pytest.fixture(scope="module")
def house(wheel: Path, projects: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> House:
    """A house with ours and one wheel of each kind in it."""
    made = settled(tmp_path_factory.mktemp("house") / "venv")
    made.install(wheel)
    for kind, project in projects.items():
        made.install(build(project, tmp_path_factory.mktemp(kind)))
    return made


@pytest.mark.parametrize("kind", NAMES)
def test_its_own_tests_pass_on_the_installed_wheel(kind: str, house: House, projects: dict[str, Path]) -> None:
    package = projects[kind] / module_of(NAMES[kind])
    aside = package.rename(package.with_name("aside"))  # so that what is tested is what is installed
    try:
        ran = house.pytest(projects[kind])
    finally:
        aside.rename(package)
    assert ran.code == 0, ran.out
    assert re.search(r"\n\d+ passed", ran.out), ran.out


def test_all_of_them_are_seen_and_are_used_on_a_portfolio(house: House, tmp_path: Path) -> None:
    write(tmp_path, PORTFOLIO)
    listed = house.plugins(tmp_path)
    for name in NAMES.values():
        assert (listed[name]["state"], listed[name]["distribution"]) == ("loaded", f"vpl-{name}")
    assert house.vpl("check", cwd=tmp_path).code == 0
    told = house.vpl("explain", "bakery", "2", cwd=tmp_path).out
    assert told.startswith("yes       Rung 2, It gives back: held")
    assert house.vpl("assess", "cart", cwd=tmp_path).code == 0
    assert house.vpl("build", "bakery", "cart", cwd=tmp_path).code == 0
    for account in ("bakery", "cart"):
        site = tmp_path / "build/sites" / account
        assert "Half of the hours are back" in (site / "ladder.html").read_text()
        assert "Which steps are still to come?" in (site / "more/next-steps.html").read_text()


def rival(project: Path, place: Path, **changed: str) -> Path:
    """The project once more, as somebody else's distribution."""
    for path in project.rglob("*"):
        if path.is_file() and path.suffix in (".toml", ".py", ".md", ".typed") and "tests" not in path.parts:
            text = path.read_text()
            for old, new in changed.items():
                text = text.replace(old, new)
            name = str(path.relative_to(project)).replace("vpl_bakeries", changed["vpl_bakeries"])
            write(place, {name: text})
    return place


def test_two_distributions_that_speak_for_one_segment_are_refused_by_both_names(
    house: House, projects: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> None:
    here = write(tmp_path_factory.mktemp("portfolio"), PORTFOLIO)
    words = {"vpl-bakeries": "rival-bakeries", "vpl_bakeries": "rival_bakeries"}
    same_name = rival(projects["segment"], tmp_path_factory.mktemp("same-name"), **words)
    other_name = {**words, 'bakeries = "': 'cakes = "'}
    same_segment = rival(projects["segment"], tmp_path_factory.mktemp("same-segment"), **other_name)
    for project, said in (
        (same_name, "the plugin 'bakeries' is left out: rival-bakeries and vpl-bakeries both claim the name"),
        (
            same_segment,
            "(rival_bakeries/__init__.py:27 and vpl_bakeries/__init__.py:27) (plugin bakeries and cakes)",
        ),
    ):
        house.install(build(project, project / "dist"))
        told = house.vpl("check", cwd=here)
        house.remove("rival-bakeries")
        assert told.code == 1
        assert said in told.out, told.out
    assert house.vpl("check", cwd=here).code == 0
