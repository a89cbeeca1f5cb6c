"""Playbooks that are said otherwise: catalogues made for a test, with every text of a playbook in them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from vpl_core.model.playbook import Playbook
from vpl_core.model.translations import Translations
from vpl_core.po_files import Entry, written_entries
from vpl_core.rules.spoken import SegmentText, texts_of


def saying(
    playbook: Playbook, folder: Path, say: Callable[[SegmentText], str], languages: tuple[str, ...] = ("ja", "ko")
) -> Playbook:
    """The playbook with a catalogue for each of the languages, in which every text is said so."""
    given = []
    for language in languages:
        path = folder / f"{playbook.segment.id}.{language}.po"
        entries = {text.text: Entry(text.text, say(text)) for text in texts_of(playbook)}
        path.write_bytes(written_entries(language, entries.values()))
        given.append(Translations.model_validate({"language": language, "path": path}))
    return playbook.model_copy(update={"translations": tuple(given)})
