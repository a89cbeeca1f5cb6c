"""Segment texts: what a segment's plugins declare in English, said in the language of a site."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, get_args

from vpl_core.blame import or_rather, within_its_package
from vpl_core.catalogues import Theirs
from vpl_core.errors import BuildFailure, Problem, VplError, in_order
from vpl_core.model.accounts import Language
from vpl_core.model.base import one_line
from vpl_core.model.playbook import Playbook
from vpl_core.model.translations import Translations
from vpl_core.rules.spoken import KINDS, spoken, texts_of

if TYPE_CHECKING:
    from vpl_core.po_files import Entry

LONGEST = 400
"""Characters of a text."""
LANGUAGES: tuple[Language, ...] = tuple(one for one in get_args(Language) if one != "en")
"""In which texts can be translated."""
_JOINTS = (" + ", " ")
"""What stands between two texts that were made into one, where segments are composed."""
Table = Mapping[tuple[str, str], str]
"""By what it is, which is empty where the text means one thing, and the English text."""


def translations_beside(module: str) -> tuple[Translations, ...]:
    """Every catalogue beside a plugin's module, to be given as `translations_beside(__name__)`.

    They are `locale/ja/LC_MESSAGES/*.po` and the like, in the order of their names; a module without a file has none.
    """
    file = getattr(sys.modules.get(module), "__file__", None)
    if file is None:
        return ()
    return tuple(
        Translations(language=path.parts[-3], path=path)
        for path in sorted((Path(file).parent / "locale").glob("*/LC_MESSAGES/*.po"))
    )


class Voice(NamedTuple):
    """A segment in one language."""

    playbook: Playbook
    theirs: Theirs | None = None
    """The segment's texts where they stand within our sentences; none where nothing is translated."""
    left_english: frozenset[str] = frozenset()
    """The texts that nobody has said in the language; none in English itself."""


def voice(playbook: Playbook, language: Language) -> Voice:
    """The playbook as it is said in the language; English texts are left where nobody has translated them.

    Raises BuildFailure where a catalogue cannot be read.
    """
    if language == "en":
        return Voice(playbook)
    files = tuple(_File.of(one.path) for one in playbook.translations if one.language == language)
    if not files:
        return Voice(playbook, None, frozenset(one.text for one in texts_of(playbook)))
    return _voice(_Book(playbook.fingerprint, files, playbook), language)


def in_language(playbook: Playbook, language: Language) -> Playbook:
    """The playbook as it is said in the language; in English where a catalogue cannot be read."""
    try:
        return voice(playbook, language).playbook
    except BuildFailure:
        return playbook


class _File(NamedTuple):
    """A catalogue as it stands there now."""

    path: Path
    changed: int = 0
    """When, in nanoseconds; 0 where it is gone."""
    size: int = 0

    @classmethod
    def of(cls, path: Path) -> _File:
        try:
            stat = path.stat()
        except OSError:
            return cls(path)
        return cls(path, stat.st_mtime_ns, stat.st_size)


@dataclass(frozen=True, slots=True)
class _Book:
    """A playbook that is told from others by its fingerprint, and its translations into one language."""

    fingerprint: str
    files: tuple[_File, ...]
    playbook: Playbook = field(compare=False)


@lru_cache(maxsize=64)
def _voice(book: _Book, language: Language) -> Voice:
    try:
        table = _table(book.files)
    except VplError as refusal:
        raise BuildFailure(*refusal.problems) from None
    between = "" if language == "ja" else " "

    def say(kind: str, text: str) -> str:
        return _said(table, kind, text, between) or text

    left = frozenset(one.text for one in texts_of(book.playbook) if not _said(table, one.kind, one.text, between))
    return Voice(spoken(book.playbook, say), say, left)


def _said(table: Table, kind: str, text: str, between: str) -> str:
    """The text in the language; where it was joined of several, each of them; empty where that is not known."""
    found = table.get((kind, text)) or table.get(("", text))
    if found is not None:
        return found
    for joint in _JOINTS:
        first, _, rest = text.partition(joint)
        while rest:
            head = table.get((kind, first)) or table.get(("", first))
            tail = _said(table, kind, rest, between) if head else ""
            if head and tail:
                return f"{head}{joint if joint.strip() else between}{tail}"
            more, _, rest = rest.partition(joint)
            first = f"{first}{joint}{more}"
    return ""


def _table(files: Iterable[_File]) -> Table:
    """Everything that is translated; of two who say the same text, what the first says."""
    found: dict[tuple[str, str], str] = {}
    for file in files:
        for entry in _entries(file):
            if entry.says and not entry.doubtful:
                found.setdefault(entry.key, entry.says)
    return found


@lru_cache(maxsize=256)
def _entries(file: _File) -> tuple[Entry, ...]:
    """The texts of a catalogue, cleaned as those of a playbook are; VplError with file and line where it is faulty."""
    place = place_of_catalogue(file.path)
    try:
        text = file.path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as refusal:
        why = "it is not in UTF-8" if isinstance(refusal, UnicodeDecodeError) else refusal.strerror
        raise VplError(Problem(f"the translations cannot be read: {why}", "mend the file", place)) from None
    from vpl_core.po_files import read_entries  # not at the top: most runs read no catalogue, and Babel takes its time

    entries = [_cleaned(entry) for entry in read_entries(text, place).used]
    if faults := [fault for entry in entries for fault in _unusable(entry, place)]:
        raise VplError(*faults)
    return tuple(entries)


def place_of_catalogue(path: Path) -> str:
    """The file as seen from where its plugin's package lies; by its own folders where it is in none."""
    for folder in path.parents:
        if (folder / "__init__.py").is_file():
            within = path.relative_to(folder).as_posix()
            return within_its_package(str(folder / "__init__.py")).removesuffix("__init__.py") + within
    return "/".join(path.parts[-4:])


def _cleaned(entry: Entry) -> Entry:
    return entry._replace(english=one_line(entry.english), says=one_line(entry.says))


def _unusable(entry: Entry, place: str) -> Iterator[Problem]:
    if len(entry.says) > LONGEST:
        message = f"the translation of {entry.english[:60]!r} is longer than {LONGEST} characters"
        yield Problem(message, "say it shorter", place, entry.line)
    if entry.context and entry.context not in KINDS:
        message = f"{entry.context!r} is nothing that a text can be{or_rather(entry.context, KINDS)}"
        yield Problem(message, f"write one of: {', '.join(sorted(KINDS))}", place, entry.line)


class Told(NamedTuple):
    """How much of a segment is said in a language."""

    language: Language
    texts: int
    """How many different texts of the segment a customer may read."""
    missing: tuple[str, ...]
    """Those that stay English, in the order of the playbook."""

    @property
    def said(self) -> int:
        return self.texts - len(self.missing)


def told_in(playbook: Playbook, language: Language) -> Told:
    """What of the segment is said in the language; of a catalogue that cannot be read, nothing is."""
    texts = dict.fromkeys((one.kind, one.text) for one in texts_of(playbook))
    try:
        table = _table(_File.of(one.path) for one in playbook.translations if one.language == language)
    except VplError:
        table = {}
    between = "" if language == "ja" else " "
    missing = dict.fromkeys(text for kind, text in texts if not _said(table, kind, text, between))
    return Told(language, len({text for _, text in texts}), tuple(missing))


def catalogue_problems(
    plugin: str, translations: Iterable[Translations], texts: set[str], *, complete: bool
) -> tuple[Problem, ...]:
    """What is wrong with a plugin's catalogues; where the texts are complete, also what is none of them."""
    problems: list[Problem] = []
    for one in translations:
        place = place_of_catalogue(one.path)
        try:
            entries = _entries(_File.of(one.path))
        except VplError as refusal:
            problems += (replace(problem, plugin=plugin) for problem in refusal.problems)
            continue
        for entry in entries:
            if entry.english not in texts:
                if not complete:
                    continue
                message = f"no segment says {entry.english[:80]!r}{or_rather(entry.english, texts)}"
                step = "correct the msgid; or `vpl messages` takes out what nobody says any more"
                problems.append(Problem(message, step, place, entry.line, plugin=plugin))
            elif lost := _lost_numbers(entry):
                message = f"the translation of {entry.english[:60]!r} has lost the number {lost}"
                step = "say it with the same numbers"
                problems.append(Problem(message, step, place, entry.line, plugin=plugin, warning=True))
    return in_order(problems)


def _lost_numbers(entry: Entry) -> str:
    """The first number of the English text that the translation has not; empty where it has them all."""
    if not entry.says:
        return ""
    there = re.findall(r"\d+", entry.says)
    return next((number for number in re.findall(r"\d+", entry.english) if number not in there), "")
