"""Messages: a segment's texts put into the catalogue of a language, where somebody translates them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from vpl_core.errors import NotFound, Problem, VplError, no_such_segment
from vpl_core.model.accounts import Language
from vpl_core.model.playbook import Playbook
from vpl_core.playbooks import Playbooks
from vpl_core.po_files import Entry, read_entries, written_entries
from vpl_core.rules.spoken import SegmentText, texts_of

HEAD = "# What customers read of this plugin, and what it is in their language. `vpl messages` keeps it up to date."


class Written(NamedTuple):
    """What became of a catalogue."""

    path: Path
    texts: int
    missing: int
    """How many of the texts nobody has translated yet."""
    out_of_use: int
    """How many translations are kept of texts that nobody says any more."""
    plugin: str
    """Whose texts they are."""


def write_messages(playbooks: Playbooks, segment: str, language: Language, folder: Path | None = None) -> Written:
    """Puts every text of the plugin that declares the segment into its catalogue, and keeps what is translated.

    The catalogue is `LANGUAGE/LC_MESSAGES/PLUGIN.po` below the folder, or below `locale` beside the plugin's modules.
    What nobody says any more stands at its end, out of use, and comes back with the text. Raises VplError where the
    segment is not there, is composed of others, or where the catalogue that is there cannot be read.
    """
    plugin = _declarer(playbooks, segment)
    package = playbooks.packages[plugin]
    place = (folder or _home(package) / "locale") / language / "LC_MESSAGES" / f"{package}.po"
    there = place.read_text(encoding="utf-8-sig") if place.exists() else ""
    entries, old = _merged(_texts(playbooks, plugin), *read_entries(there, str(place)))
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(written_entries(language, entries, old, HEAD))
    missing = sum(not entry.says or entry.doubtful for entry in entries)
    return Written(place, len(entries), missing, len(old), plugin)


def _declarer(playbooks: Playbooks, segment: str) -> str:
    for composition in playbooks.compositions:
        if composition.id == segment:
            parts = " and ".join(sorted(composition.content.of))
            message = f"{segment!r} is composed of {parts}, and has no texts of its own"
            raise VplError(Problem(message, f"name one of them: {parts}"))
    book = playbooks.by_segment.get(segment) or playbooks.refused.get(segment)
    if book is None:
        raise NotFound(Problem(*no_such_segment(segment, playbooks.by_segment, playbooks.off, "install its plugin")))
    return next(origin.plugin for origin in book.origins if origin.what == "segment")


def _home(package: str) -> Path:
    """The folder of the plugin's modules."""
    file = getattr(sys.modules.get(package), "__file__", None)
    if file is None:
        message = f"the plugin's package {package!r} lies in no folder"
        raise VplError(Problem(message, "name a folder for the catalogue with -o"))
    return Path(file).parent


def _texts(playbooks: Playbooks, plugin: str) -> Iterator[SegmentText]:
    """Everything that the plugin itself declares, of whichever segment."""
    composed = {one.id for one in playbooks.compositions}
    for book in (*playbooks.by_segment.values(), *playbooks.refused.values()):
        if book.segment.id not in composed:
            yield from (text for text in texts_of(book) if _maker(book, text) == plugin)


def _maker(book: Playbook, text: SegmentText) -> str:
    return next(origin.plugin for origin in book.origins if (origin.what, origin.id) == (text.part, text.id))


def _merged(
    texts: Iterable[SegmentText], there: Iterable[Entry], before: Iterable[Entry]
) -> tuple[list[Entry], list[Entry]]:
    """The entries of today in the order of the playbook, and the translations that are out of use.

    A doubtful one does not go out of use but away: it would come back without the mark.
    """
    kept = {entry.key: entry for entry in before}
    kept |= {entry.key: entry for entry in there if entry.says or entry.key not in kept}
    wanted: dict[tuple[str, str], list[str]] = {}
    for text in texts:
        wanted.setdefault(("", text.text), []).append(f"{text.kind} of {text.id}")
        if (text.kind, text.text) in kept:
            wanted.setdefault((text.kind, text.text), []).append(f"{text.kind} of {text.id}")
    entries = [
        kept.get(key, Entry(key[1], context=key[0]))._replace(places=tuple(where)) for key, where in wanted.items()
    ]
    return entries, [entry for key, entry in kept.items() if key not in wanted and entry.says and not entry.doubtful]
