"""Translated: how much of each segment is said in which language, and what is wrong with the catalogues."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set

from vpl_core.app.portfolio import Workspace
from vpl_core.errors import Problem, in_order
from vpl_core.model.accounts import Language
from vpl_core.model.playbook import Playbook
from vpl_core.model.translations import Translations
from vpl_core.playbooks import Playbooks
from vpl_core.rules.spoken import texts_of
from vpl_core.segment_texts import LANGUAGES, Told, catalogue_problems, told_in

SHOWN = 3
"""So many of the texts that are missing are named in a sentence."""


def languages_of(playbook: Playbook) -> tuple[Told, ...]:
    """How much of the segment is said in each language in which anything of it is."""
    told = (told_in(playbook, language) for language in LANGUAGES)
    return tuple(one for one in told if one.said)


def faults_of_catalogues(playbooks: Playbooks) -> tuple[Problem, ...]:
    """What is wrong with the catalogues of the plugins, by file and line.

    A text that nothing declares is wrong in the catalogue of a plugin that declares any; one that only translates
    others may be installed where they are not.
    """
    books = [*playbooks.by_segment.values(), *playbooks.refused.values()]
    texts = {text.text for book in books for text in texts_of(book)}
    declarers = {origin.plugin for book in books for origin in book.origins}
    known = playbooks.broken <= {*playbooks.by_segment, *playbooks.refused}
    return in_order(
        problem
        for plugin, translations in by_plugin(playbooks).items()
        for problem in catalogue_problems(plugin, translations, texts, complete=known and plugin in declarers)
    )


def by_plugin(playbooks: Playbooks) -> dict[str, list[Translations]]:
    """Each plugin's catalogues."""
    given: dict[str, list[Translations]] = defaultdict(list)
    for contribution in playbooks.translations:
        given[contribution.plugin].append(contribution.content)
    return dict(given)


def stays_english(told: Told, segment: str) -> Problem:
    """A warning that names some of the texts which nobody has translated."""
    named = ", ".join(f"“{_shortly(text)}”" for text in told.missing[:SHOWN])
    more = f" and {len(told.missing) - SHOWN} more" if len(told.missing) > SHOWN else ""
    message = f"{len(told.missing)} of {told.texts} texts are not said in {told.language}: {named}{more}"
    step = f"`vpl messages {segment} --language {told.language}` writes them into a catalogue to be translated"
    return Problem(message, step, field=segment, warning=True)


def _shortly(text: str) -> str:
    return text if len(text) <= 48 else f"{text[:47]}…"


def untranslated(workspace: Workspace, spoken: Set[tuple[str, Language]]) -> Iterator[Problem]:
    """A warning for each segment and language of which an account's site would show English texts.

    Not where a catalogue cannot be read: nobody knows what it says, and no site is made before it is mended.
    """
    for segment, language in sorted(one for one in spoken if one[1] != "en"):
        book = workspace.playbooks.by_segment[segment]
        told = told_in(book, language)
        if told.missing and all(_can_be_read(one) for one in book.translations if one.language == language):
            yield stays_english(told, segment)


def _can_be_read(translations: Translations) -> bool:
    return not catalogue_problems("", (translations,), set(), complete=False)


def faults_for(workspace: Workspace, spoken: Set[tuple[str, Language]]) -> tuple[Problem, ...]:
    """What is wrong with the catalogues, where any account's site needs one."""
    return faults_of_catalogues(workspace.playbooks) if {language for _, language in spoken} - {"en"} else ()


def told_of_all(books: Sequence[Playbook]) -> Iterator[tuple[str, tuple[Told, ...]]]:
    """For each segment of which anything is said in another language, how much is."""
    for book in sorted(books, key=lambda one: one.segment.id):
        if told := languages_of(book):
            yield book.segment.id, told
