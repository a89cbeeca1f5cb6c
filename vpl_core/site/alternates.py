"""Alternates: one site in several languages, each in a folder of its own but for the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vpl_core.errors import BuildFailure, Problem
from vpl_core.site.finished import Site

__all__ = ["alternating"]


def alternating(site: Site, others: Sequence[Site]) -> list[tuple[str, Site]]:
    """Each site with its folder, and with the way from it to every language; the first is at the root.

    BuildFailure where two are in one language, or where one has a page that another has not.
    """
    if not others:
        return [("", site)]
    sites = (site, *others)
    problems = [_without(page, other) for other in others for page in sorted(_pages(site) ^ _pages(other))]
    languages = [one.language for one in sites]
    if len(set(languages)) < len(languages):
        problems.append(Problem(f"two sites in one language: {', '.join(languages)}", "name each language once"))
    if problems:
        raise BuildFailure(*problems)
    folders = {one.language: f"{one.language}/" if place else "" for place, one in enumerate(sites)}
    return [(folders[one.language], replace(one, alternates=_seen_from(folders, one.language))) for one in sites]


def _seen_from(folders: dict[str, str], language: str) -> tuple[tuple[str, str], ...]:
    up = "../" if folders[language] else ""
    return tuple((of, "" if of == language else f"{up}{folder}") for of, folder in folders.items())


def _pages(site: Site) -> frozenset[str]:
    return frozenset(page.path for page in site.pages)


def _without(page: str, site: Site) -> Problem:
    wrong = f"the page {page} is not there in every language"
    return Problem(wrong, f"give the same pages in {site.language!r} as in the first language", path=f"{page}.html")
