"""Makings: everything beside an account's own facts that its site is made from, as digests."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property
from hashlib import blake2b
from importlib import import_module
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

from vpl_core.app.documents import plain
from vpl_core.app.portfolio import Workspace
from vpl_core.site.programs import digest_below

_OURS = ("vpl_core", "vpl_pages")
_OF_A_SEGMENT_OR_OF_NO_SITE = {"thresholds": True, "segments": True, "plugins": True, "build": True}
"""Of the settings: what shows in a segment's playbook and overrides, in the list of plugins, or in no site at all."""


class Makings:
    """The rules, settings, templates and programs of one workspace; worked out once, when first asked for."""

    def __init__(self, workspace: Workspace, theme_digest: Callable[[str], str]) -> None:
        """`theme_digest` tells all that stands around the pages in a language."""
        self._workspace, self._theme_digest = workspace, theme_digest
        self._known: dict[tuple[str, str], str] = {}

    def digest(self, segment: str, language: str, facts: str) -> str:
        """What a site of an account with these facts is made from, its day excepted; `language` may be several.

        Empty where that cannot be told: the facts have no fingerprint, the segment has no playbook, or a plugin's code
        is nowhere to be found.
        """
        if not facts or not self.of_all or segment not in self._workspace.playbooks.by_segment:
            return ""
        if (segment, language) not in self._known:
            rules = tuple(self._rules(segment, language.split()))
            themes = [self._theme_digest(one) for one in language.split()]
            self._known[segment, language] = _digest(self.of_all, language, themes, *rules)
        return _of_bytes(f"{self._known[segment, language]} {facts}".encode())

    def _rules(self, segment: str, languages: list[str]) -> Iterator[object]:
        playbook = self._workspace.playbooks.by_segment[segment]
        yield playbook
        yield self._workspace.settings.overrides(segment)
        for one in playbook.translations:
            # They may lie outside the plugin's package, whose files count anyway.
            if one.language in languages:
                yield _of_bytes(one.path.read_bytes() if one.path.is_file() else b"")

    @cached_property
    def of_all(self) -> str:
        """What every site of the portfolio has in common."""
        registry, settings = self._workspace.registry, self._workspace.settings
        places = {_place_of(module) for module in (*_OURS, *map(_module_of, registry.speakers()))}
        known = sorted(place for place in places if place is not None)
        if len(known) < len(places):
            return ""
        code = sorted(digest_below(place) for place in known)
        plugins = [(one.name, one.distribution, one.version, one.state) for one in registry.listed]
        own = settings.model_dump(mode="json", exclude={**_OF_A_SEGMENT_OR_OF_NO_SITE, "portfolio": {"name", "as_of"}})
        return _digest(_versions(), plugins, own, code)


@cache
def _versions() -> tuple[str, ...]:
    """Python and every distribution that is installed: what is used of them shows in no other place."""
    return (sys.version, *sorted({_of_bytes(_told_of(one).encode()) for one in distributions()}))


def _told_of(one: Distribution) -> str:
    """What a distribution says of itself, its name and its version among it."""
    return one.read_text("METADATA") or one.read_text("PKG-INFO") or ""


def _module_of(plugin: Any) -> str:
    """The module that a plugin is, or from which it is an object."""
    return str(getattr(plugin, "__name__", None) or type(plugin).__module__)


def _place_of(module: str) -> Path | None:
    """The folder of the outermost package around the module, or its own file; none where there is neither.

    A namespace, which several distributions may share, is no such package.
    """
    parts = module.split(".")
    for depth in range(1, len(parts) + 1):
        name = ".".join(parts[:depth])
        file = getattr(sys.modules.get(name) or import_module(name), "__file__", None)
        if file is not None:
            return Path(file).parent if Path(file).stem == "__init__" else Path(file)
    return None


def _digest(*things: object) -> str:
    return _of_bytes(json.dumps(plain(things), sort_keys=True).encode())


def _of_bytes(raw: bytes) -> str:
    return blake2b(raw, digest_size=20).hexdigest()


def digest_of_texts(texts: Iterable[str]) -> str:
    """One digest for texts in this order."""
    digest = blake2b(digest_size=20)
    for text in texts:
        raw = text.encode("utf-8", "surrogatepass")
        digest.update(b"%d:%s" % (len(raw), raw))
    return digest.hexdigest()
