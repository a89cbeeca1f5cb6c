"""Decisions written after the MADR template (Markdown Any Decision Records), taken over without guessing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePath

from vpl_core.app.front_matter import FENCE, Content, yaml_lines
from vpl_core.app.record_files import Refused
from vpl_core.errors import Problem
from vpl_core.model.base import clean
from vpl_core.model.decisions import Section

_HEADING = re.compile(r"(#{1,3}) +(.+?) *#*")
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_BULLET = re.compile(r"[*+-] +(.+)")
_CHOSEN = re.compile(
    r"""Chosen option:? *(?:"(?P<quoted>[^"]+)"|(?P<bare>[^,.\n]+))(?:, *because *(?P<because>.+))?""", re.S
)
_SAID = re.compile(r"(Good|Bad|Neutral), because +(.+)", re.S)
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_FRONT = re.compile(r"\ufeff?---\n(.*?)\n---\n", re.S)


@dataclass
class Imported:
    """A record made from somebody else's, and what became of each of its parts."""

    id: str
    text: str = ""
    """The file to be written."""
    taken: list[str] = field(default_factory=list)
    """What was taken over, and into which field."""
    left: list[str] = field(default_factory=list)
    """What has no place in a record, or would have to be guessed."""


def read_madr(text: str, name: str, record: str = "") -> Imported:
    """The record that a MADR file makes, under the id given or its file's name without number and ending.

    Raises Refused where the file has no title or the name makes no id.
    """
    found = Imported(record or re.sub(r"^\d+-", "", PurePath(name).stem).lower())
    madr = _Madr(text.replace("\r\n", "\n"))
    if not madr.title:
        raise Refused(Problem(f"{name} has no line that begins with `# `", "give it a title, as MADR asks"))
    fields: dict[str, Content] = {"owner": "", **_criteria(madr, found), **_options(madr, found)}
    body = list(_body(madr, found))
    _tell_the_rest(madr, found)
    lines = [FENCE, *(line for key, part in fields.items() for line in yaml_lines(key, part)), FENCE]
    found.text = "\n".join([*lines, "", f"# {madr.title}", "", *body])
    return found


class _Madr:
    """The file by its headings."""

    def __init__(self, text: str) -> None:
        front = _FRONT.match(text)
        self.front = front[1].split("\n") if front else []
        self.title = ""
        self.parts: dict[tuple[str, str], str] = {}
        """The words below each heading, by the second and third level; the third is empty for the second's own."""
        self._read(clean(_COMMENT.sub("", text[front.end() :] if front else text)))

    def _read(self, body: str) -> None:
        place, words = ("", ""), list[str]()
        for line in [*body.split("\n"), "# "]:
            found = _HEADING.fullmatch(line.rstrip())
            if not found and line != "# ":
                words.append(line)
                continue
            self.parts[place] = "\n".join(words).strip()
            words = []
            if found and len(found[1]) == 1:
                self.title = self.title or _plain(found[2])
            elif found:
                place = (_plain(found[2]), "") if len(found[1]) == 2 else (place[0], _plain(found[2]))

    def take(self, heading: str, inner: str = "") -> str:
        """The words below the heading, which are then no longer left."""
        return self.parts.pop((heading, inner), "")

    def items(self, heading: str) -> list[str]:
        return list(_bullets(self.take(heading)))


def _bullets(words: str) -> Iterator[str]:
    """The items of a list, each with the lines that go on with it."""
    item = ""
    for line in words.split("\n"):
        if found := _BULLET.fullmatch(line.strip()):
            if item:
                yield _plain(item)
            item = found[1]
        elif item:
            item = f"{item} {line.strip()}"
    if item:
        yield _plain(item)


def _plain(words: str) -> str:
    """On one line, links as their words."""
    return " ".join(_LINK.sub(r"\1", words).split())


def _slug(words: str, taken: dict[str, Content]) -> str:
    """An id made of the words, unlike those that are taken."""
    slug = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:30].strip("-")
    slug = slug if slug[:1].isalpha() else f"item-{slug}".rstrip("-")
    return slug if slug not in taken else next(s for n in range(2, 999) if (s := f"{slug}-{n}") not in taken)


def _criteria(madr: _Madr, found: Imported) -> dict[str, Content]:
    drivers: dict[str, Content] = {}
    for driver in madr.items("Decision Drivers"):
        drivers[_slug(driver, drivers)] = {"text": driver}
    if drivers:
        found.taken.append(f"Decision Drivers, as {len(drivers)} criteria that nobody has checked yet")
    return {"criteria": drivers} if drivers else {}


def _options(madr: _Madr, found: Imported) -> dict[str, Content]:
    options: dict[str, Content] = {}
    for name in madr.items("Considered Options"):
        said = [s for item in _bullets(madr.take("Pros and Cons of the Options", name)) if (s := _SAID.fullmatch(item))]
        gives, costs, neutral = (" ".join(s[2] for s in said if s[1] == word) for word in ("Good", "Bad", "Neutral"))
        if neutral:
            found.left.append(f"what is neutral about {name!r}: {neutral}")
        told = {"name": name, "gives": gives, "costs": costs}
        options[_slug(name, options)] = {key: words for key, words in told.items() if words}
    if options:
        found.taken.append(f"Considered Options, as {len(options)} options whose type is not said")
    return {**({"options": options} if options else {}), **_outcome(madr, found, options)}


def _outcome(madr: _Madr, found: Imported, options: dict[str, Content]) -> dict[str, Content]:
    words = madr.parts.get(("Decision Outcome", ""), "")
    said = _CHOSEN.search(words)
    if said is None:
        return {}
    name = _plain(said["quoted"] or said["bare"])
    chosen = next((id_ for id_, option in options.items() if option["name"] == name), None)  # type: ignore[index,call-overload]
    if chosen is None:
        found.left.append(f"the chosen option {name!r}, which is none of the considered ones")
        return {}
    found.taken.append(f"Decision Outcome, as chosen: {chosen}, not committed")
    because = _plain(said["because"] or "").rstrip(".")
    return {"chosen": chosen, **({"because": because} if because else {})}


_PROSE = {
    Section.OBJECTIVE: ("Context and Problem Statement", ""),
    Section.TRADE_OFF: ("Decision Outcome", "Consequences"),
    Section.RECOMMENDATION: ("Decision Outcome", ""),
    Section.TRIGGERS: ("Decision Outcome", "Confirmation"),
}
"""Which words of MADR stand in which section."""


def _body(madr: _Madr, found: Imported) -> Iterator[str]:
    for section in Section:
        yield from (f"## {section}", "")
        heading, inner = _PROSE.get(section, ("", "none"))
        if words := madr.take(heading, inner):
            found.taken.append(f"{inner or heading}, as {section}")
            yield from (words, "")


def _tell_the_rest(madr: _Madr, found: Imported) -> None:
    """Everything that nothing was made of, by its heading or as it stands in the front matter."""
    lines = [line.strip() for line in madr.front if line.strip() and not line.lstrip().startswith("#")]
    found.left += [f"{line!r} of the front matter" for line in lines]
    found.left += [
        f"the text under {inner or heading or 'the title'!r}" for (heading, inner), w in madr.parts.items() if w
    ]
