"""Messages: our sentences taken out of templates and code, and put into the catalogue of each language.

`make messages` runs this; tests/languages/test_catalogues.py holds the catalogues to it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from types import MappingProxyType

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileParser

from vpl_core.po_files import Bare, written

ROOT = Path(__file__).parents[2]
LANGUAGES = ("ja", "ko")
HEADER = "# Our sentences, and what they are here. docs/languages.md says how to add one."
KEYWORDS = {"_": None, "N_": None, "say": None, "Said": None, "count": (2, 3), "word": ((1, "c"), 2)}
"""What says a sentence, and which of its arguments are one."""


def folder(language: str) -> Path:
    return ROOT / "vpl_core" / "locale" / language / "LC_MESSAGES"


@cache
def extracted() -> Catalog:
    """Every sentence of ours that a customer may read, in the order of the alphabet."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = Catalog(charset="utf-8")
    sentences = {
        (message, context or "")
        for _, _, message, _, context in extract_from_dir(ROOT, methods, options, KEYWORDS, directory_filter=_is_ours)
    }
    for message, context in sorted(sentences, key=lambda one: (*_forms(one[0]), one[1])):
        found.add(message, context=context or None)
    return found


def _forms(message: str | tuple[str, ...]) -> tuple[str, ...]:
    return message if isinstance(message, tuple) else (message,)


def _is_ours(folder: str) -> bool:
    """Not the folders of tools, and none of those that have no sentences."""
    path = Path(folder).relative_to(ROOT) if Path(folder).is_relative_to(ROOT) else Path(folder)
    return path.parts[:1] in ((), ("vpl_core",), ("site_templates",)) and not path.name.startswith((".", "__"))


def catalogue(language: str) -> Bare:
    """The catalogue as it is kept, with what translators see and with what is out of date."""
    kept = Bare(language)
    with (folder(language) / "vpl.po").open("rb") as file:
        PoFileParser(kept, abort_invalid=True).parse(file)
    return kept


def compiled(catalog: Catalog) -> bytes:
    """What the program reads."""
    file = io.BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def places(sentence: str) -> frozenset[str]:
    """The named places of a sentence."""
    return frozenset(name for _, name, _, _ in Formatter().parse(sentence) if name is not None)


def digits(sentence: str) -> list[str]:
    """The numbers that stand in the sentence itself."""
    return sorted(re.findall(r"[0-9]+", sentence))


def faults(message: Message) -> list[str]:
    """What is wrong with one sentence of a catalogue."""
    if not message.id:
        return []
    ids = message.id if isinstance(message.id, tuple) else (message.id,)
    strings = message.string if isinstance(message.string, tuple) else (message.string,)
    if not all(strings):
        return [f"{ids[0]!r} has no translation"]
    found = [f"{ids[0]!r} is marked as doubtful"] if message.fuzzy else []
    found += [f"{one!r} has other digits than {ids[0]!r}" for one in strings if digits(one) != digits(ids[-1])]
    wanted = frozenset().union(*map(places, ids))
    for string in strings:
        if places(string) - wanted:
            found.append(f"{string!r} has a place that {ids[0]!r} has not")
        if (wanted if len(ids) == 1 else places(ids[-1])) - places(string):
            found.append(f"{string!r} has lost a place of {ids[0]!r}")
    return found


def update(language: str, translations: Mapping[str, str] = MappingProxyType({})) -> list[str]:
    """Puts the sentences of today into the language's catalogue and compiles it; what still has to be done.

    A sentence that nobody says any more goes out; a new one comes in without a translation, or with the one given.
    """
    kept = {(message.id, message.context): message.string for message in catalogue(language)}
    new = Bare(language, header_comment=HEADER)
    for message in extracted():
        if message.id:
            one = message.id if isinstance(message.id, str) else message.id[0]
            string = translations.get(message.context or one) or kept.get((message.id, message.context)) or ""
            new.add(
                message.id,
                string if isinstance(message.id, str) or isinstance(string, tuple) else (string,),
                context=message.context,
            )
    (folder(language) / "vpl.po").write_bytes(written(new))
    (folder(language) / "vpl.mo").write_bytes(compiled(catalogue(language)))
    return [f"{language}: {fault}" for message in catalogue(language) for fault in faults(message)]


if __name__ == "__main__":
    for language in LANGUAGES:
        for fault in update(language):
            print(fault)
