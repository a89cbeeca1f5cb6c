"""Rebuilding: what is left standing is what would have been built."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

from tests.laws.law import law
from tests.portfolios import ACCOUNT, EVIDENCE, READINGS, SETTINGS, write
from vpl_core.app import site as sites
from vpl_core.app.portfolio import Workspace
from vpl_core.app.rebuild import Order, rebuild
from vpl_core.app.shards import Shard
from vpl_core.app.site import PORTFOLIO, SITES
from vpl_core.hookspecs import hookimpl
from vpl_core.model.audience import CustomerView
from vpl_core.model.extra_pages import ExtraPage, PageSection, Paragraph
from vpl_core.playbooks import Playbooks, put_together
from vpl_core.registry import Candidate, Registry, admitted, installed
from vpl_core.settings import load_settings
from vpl_core.site.build import SiteBuilder


@dataclass(frozen=True)
class World:
    """All that a portfolio's sites are made from."""

    vendor: str = "Tessaly"
    gain: int = 0
    """A threshold of the small businesses, set otherwise where it is not 0."""
    day: int = 0
    plugin: str = "1"
    names: tuple[str, str] = ("Acme", "Brook")
    hours: int = 9
    paper: str = "June"
    attached: str = "9"

    def files(self) -> dict[str, str]:
        override = f'[thresholds.smb.smb-first-saving-hours]\nnumber = {self.gain}\nbecause = "Few"\nby = "M"\n'
        return {
            "vpl.toml": SETTINGS.replace("Tessaly", self.vendor) + (override if self.gain else ""),
            **{f"accounts/{id_}.yml": ACCOUNT.replace("Acme", name) for id_, name in zip(IDS, self.names, strict=True)},
            "observations.csv": READINGS.replace("-06-02,9", f"-06-02,{self.hours}"),
            "evidence/acme.yml": EVIDENCE.replace("of June", f"of {self.paper}"),
            "evidence/acme/june.csv": f"day,hours\n2026-06-02,{self.attached}\n",
        }

    def workspace(self, root: Path) -> Workspace:
        """The folder with these files, opened with the plugins and one more of this version."""
        registry, playbooks = plugins(self.plugin)
        return Workspace(write(root, self.files()), load_settings(root), registry, playbooks)

    def order(self, output: Path) -> Order:
        return Order(output, as_of=dt.date(2026, 11, 15) + dt.timedelta(days=self.day))


IDS = ("acme", "brook")


@dataclass(frozen=True)
class Pages:
    """A plugin with a page that tells which version it is."""

    version: str

    @hookimpl
    def vpl_pages(self, view: CustomerView) -> Iterable[ExtraPage]:
        told = Paragraph(text=f"Version {self.version}")
        return (
            ExtraPage(
                id="version",
                title="Version",
                lead="Which one it is",
                sections=(PageSection(title="Version", blocks=(told,)),),
            ),
        )


@cache
def plugins(version: str) -> tuple[Registry, Playbooks]:
    registry = admitted([*installed(), Candidate("pages", "pages-kit", version, lambda: Pages(version))])
    return registry, put_together(registry)


CHANGES: tuple[dict[str, Any], ...] = (
    {"vendor": "Other"},
    {"gain": -1},
    {"day": 40},
    {"plugin": "2"},
    {"names": ("Akme", "Brook")},
    {"hours": 8},
    {"paper": "summer"},
    {"attached": "8"},
    {},
)


@cache
def one_builder() -> SiteBuilder:
    return SiteBuilder()


def build(world: World, root: Path, output: Path) -> list[str]:
    """The states of the accounts, by name."""
    with pytest.MonkeyPatch.context() as patch:
        # What is read of the theme is the same for all; a builder of its own for each would read it each time.
        patch.setattr(sites, "SiteBuilder", lambda shared=None, brand=None: one_builder().sharing(shared))
        result = rebuild(world.workspace(root), world.order(output), lambda: dt.date(2026, 1, 1))
    assert not result.problems
    return [account.state for account in result.accounts]


def tree(output: Path) -> dict[str, bytes]:
    folders = (output / SITES, output / PORTFOLIO)
    return {str(p.relative_to(output)): p.read_bytes() for f in folders for p in f.rglob("*") if p.is_file()}


def damage(output: Path) -> None:
    """A file of one site is no longer what was written."""
    (output / SITES / "brook" / "ladder.html").write_text("")


@law(st.permutations(CHANGES), times=0.01)
def test_what_was_left_standing_is_what_would_have_been_built(changes: list[dict[str, Any]]) -> None:
    """Whatever changes between two builds, in the facts, the settings, the plugins, the day or on the disk, the second
    one leaves the same files as a build from nothing; where nothing has changed, nothing is built.

    tree(rebuild(w′, tree(build(w)))) = tree(build(w′)).
    """
    with tempfile.TemporaryDirectory() as folder:
        place, world = Path(folder), World()
        build(world, place / "portfolio", place / "kept")
        for number, change in enumerate(changes):
            world = replace(world, **change)
            if not change:
                assert build(world, place / "portfolio", place / "kept") == ["unchanged", "unchanged"]
                damage(place / "kept")
            build(world, place / "portfolio", place / "kept")
            assert build(world, place / "portfolio", place / str(number)) == ["built", "built"]
            assert tree(place / "kept") == tree(place / str(number))


@law(st.from_regex(r"[a-z][a-z0-9-]{0,20}", fullmatch=True), st.integers(1, 64))
def test_every_account_is_in_one_shard_and_no_other(account: str, of: int) -> None:
    """However many machines share the accounts out, each account is built by one of them.

    ∀ a, n: |{k ∈ 1..n : a ∈ shard(k, n)}| = 1.
    """
    assert sum(Shard(number, of).holds(account) for number in range(1, of + 1)) == 1
