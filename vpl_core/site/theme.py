"""The theme: which one, and those of its files that a site needs."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any

import yaml
from mkdocs.theme import Theme
from mkdocs.utils import get_theme_names

from vpl_core.errors import BuildFailure, Problem
from vpl_core.site.files import SiteFile, site_file

__all__ = ["files", "made_of", "scripts", "settings"]

PACKAGE = "vpl_theme"
DEFINITION = "mkdocs_theme.yml"
OWN_FILES = "assets/vpl/"

ICONS = ".icons"

_PERHAPS_AN_ICON = re.compile(rb"[a-z0-9-]+(?:/[a-z0-9-]+)+")
_ADDRESS_IN_CSS = re.compile(r"""@import|url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)""", re.IGNORECASE)


def settings(name: str, directory: Path | None) -> dict[str, Any]:
    """What MkDocs is told of the theme: its registered name, or its directory on top of the theme that it extends.

    A theme is registered when its distribution is installed. `vpl` is found without that too, as long as its package
    can be imported.
    """
    if directory is None and _is_registered(name):
        return {"name": name}
    folder = directory or _package_folder(name)
    definition = yaml.safe_load((folder / DEFINITION).read_text("utf-8"))
    return {**definition, "name": definition["extends"], "custom_dir": str(folder.resolve())}


@cache
def files(directories: tuple[str, ...], wanted: frozenset[str], own: tuple[SiteFile, ...] = ()) -> tuple[SiteFile, ...]:
    """The files at these paths, those that their style sheets fetch, and the licences that lie beside our own.

    The first directory that has a path wins, as it does for templates, and one of a brand's own files wins over all of
    them. BuildFailure where one is missing, or where a
    style sheet fetches anything from outside the theme. Read once: a theme does not change while a program runs.
    """
    given = {file.path: file for file in own}
    found: dict[str, SiteFile] = {}
    waiting = sorted(wanted)
    while waiting:
        path = waiting.pop()
        if path not in found:
            found[path] = given.get(path) or _file(directories, path)
            waiting += [*_fetched_by(found[path]), *_licences(directories, given, path)]
    return tuple(found[path] for path in sorted(found))


def scripts(directories: tuple[str, ...]) -> frozenset[str]:
    """The theme's own scripts, of which each site names those that it needs."""
    found = [path for folder in directories for path in Path(folder, OWN_FILES).glob("*.js")]
    return frozenset(f"{OWN_FILES}{path.name}" for path in found)


@cache
def made_of(name: str, directory: Path | None) -> str:
    """SHA-256 of all that is in the directories of the theme; nothing is printed for it. Read once, as above."""
    return _digest(tuple(Theme(**settings(name, directory)).dirs))


@cache
def _digest(directories: tuple[str, ...]) -> str:
    """Over every file, in order; of the icons, of which there are thousands, over those that one of the others names.

    Read once, as above.
    """
    digest, named = sha256(), set[bytes]()
    for folder in map(Path, directories):
        for path in sorted(_plain_files(folder)):
            content = path.read_bytes()
            digest.update(f"{path.relative_to(folder)}\n".encode() + sha256(content).digest())
            named.update(_PERHAPS_AN_ICON.findall(content) if path.suffix in (".html", ".yml") else ())
    for name in sorted(named):
        icons = [icon for folder in directories if (icon := Path(folder, ICONS, f"{name.decode()}.svg")).is_file()]
        for icon in icons:
            digest.update(name + sha256(icon.read_bytes()).digest())
    return digest.hexdigest()


def _plain_files(folder: Path) -> Iterator[Path]:
    for part in folder.iterdir():
        if not part.name.startswith("."):
            found = part.rglob("*") if part.is_dir() else [part]
            yield from (path for path in found if "__pycache__" not in path.parts and path.is_file())


def _file(directories: tuple[str, ...], path: str) -> SiteFile:
    place = next((place for folder in directories if (place := Path(folder, path)).is_file()), None)
    if place is None:
        raise BuildFailure(Problem(f"the theme has no file {path}", "add it to the theme, or do not ask for it"))
    return site_file(path, place.read_bytes())


def _fetched_by(file: SiteFile) -> list[str]:
    if not file.path.endswith(".css"):
        return []
    found = _ADDRESS_IN_CSS.finditer(file.content.decode("utf-8"))
    addresses = [next((group for group in match.groups() if group), match[0]) for match in found]
    inside = [address for address in addresses if not address.startswith(("data:image/svg+xml", "#"))]
    return [_inside(file.path, address) for address in inside]


def _inside(style_sheet: str, address: str) -> str:
    target = normpath(join(dirname(style_sheet), address))
    if ":" in address or address.startswith(("/", "\\", "@")) or target.startswith(".."):
        raise BuildFailure(Problem(f"{address} is fetched from outside the theme", "keep the file in the theme",
                                   path=style_sheet))  # fmt: skip
    return target


def _licences(directories: tuple[str, ...], given: Iterable[str], path: str) -> list[str]:
    if not path.startswith(OWN_FILES):
        return []
    folder = dirname(path)
    beside = [f"{folder}/{place.name}" for root in directories for place in sorted(Path(root, folder).glob("*.txt"))]
    return [*beside, *(other for other in given if dirname(other) == folder and other.endswith(".txt"))]


@cache
def _is_registered(name: str) -> bool:
    """Every distribution that is installed is asked for it."""
    return name in get_theme_names()


def _package_folder(name: str) -> Path:
    found = importlib.util.find_spec(PACKAGE) if name == "vpl" else None
    if found is None or not found.submodule_search_locations:
        known = ", ".join(sorted(get_theme_names()))
        raise BuildFailure(Problem(f"there is no theme {name}", f"install value-proof-ladder again, or use {known}"))
    return Path(found.submodule_search_locations[0])
