"""Decision files: one Markdown file with front matter read into one decision record, or what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import pairwise
from pathlib import Path

from pydantic import ValidationError

from vpl_core import (
    DecisionDocument,
    DecisionRecord,
    Passage,
    Problem,
    Section,
    YamlDocument,
    clean,
    shown,
    told_by,
)
from vpl_files.account_files import (
    id_of,
    listed,
    misnamed,
    path_in,
    read_fields,
    read_text,
    reference_for,
    unread,
    way_of,
)

_FENCE = "---"
_HEADING = re.compile(r"(#{1,2}) +(.+?) *#*")
_COMMENT = re.compile(r"<!--.*?-->", re.S)
LONGEST_SECTION = 4000
_SECTIONS = {section.value: section for section in Section}


@dataclass(frozen=True, slots=True)
class DecisionSheet:
    """One decision's file as it was read."""

    id: str
    path: str
    """Relative to the portfolio's folder."""
    record: DecisionRecord | None = None
    document: YamlDocument | None = None
    problems: tuple[Problem, ...] = field(default=())

    def place(self, dotted: str) -> tuple[str, int]:
        """The line of a field such as `options.all-at-once.name`; the first where it is not in the front matter."""
        return self.path, self.document.line_of(way_of(dotted)) if self.document and dotted else 1


def read_decisions(root: Path, account: str) -> tuple[DecisionSheet, ...]:
    """Every record in `decisions/ACCOUNT/`, by id."""
    home = root / "decisions" / account
    try:
        names = sorted(name for name in listed(home) if name.endswith(".md") and not name.startswith("."))
    except OSError as fault:
        place = path_in(root, home)
        return (DecisionSheet("", place, problems=(unread(place, str(fault.strerror), account),)),)
    return tuple(read_decision(home / name, root, account) for name in names)


def read_decision(path: Path, root: Path, account: str) -> DecisionSheet:
    """The record whose id is the file's name."""
    id_, shown_path = id_of(path), path_in(root, path)
    text, problems = read_text(path, root, account)
    problems = (*misnamed(id_, "record", shown_path, account), *problems)
    if text is None:
        return DecisionSheet(id_, shown_path, problems=problems)
    lines = text.replace("\r\n", "\n").split("\n")
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), None)
    if not lines or lines[0].rstrip() != _FENCE or end is None:
        step = "begin with a line ---, then the fields, then another line ---; `vpl decide new` writes such a file"
        problem = Problem("the file has no front matter", step, shown_path, 1, account=account)
        return DecisionSheet(id_, shown_path, problems=(*problems, problem))
    # The opening fence begins a YAML document too, so the lines are those of the file.
    front = "\n".join(lines[:end]) + "\n" if any(line.strip() for line in lines[1:end]) else "{}"
    document, flaws = read_fields(front, shown_path, DecisionDocument, account)
    body = _Body("\n" * (end + 1) + "\n".join(lines[end + 1 :]), shown_path, account)
    problems = (*problems, *flaws, *body.problems)
    if document is None:
        return DecisionSheet(id_, shown_path, problems=problems)
    try:
        content = DecisionDocument.model_validate(document.content)
        record = None if problems else content.record(id_, body.title, body.passages)
    except ValidationError as refusal:
        told = told_by(
            refusal,
            document,
            DecisionDocument,
            path=shown_path,
            account=account,
            reference=reference_for(DecisionDocument),
        )
        return DecisionSheet(id_, shown_path, document=document, problems=(*problems, *told))
    return DecisionSheet(id_, shown_path, record, document, problems)


class _Body:
    """What stands below the front matter: the title, and prose under some of the twelve headings."""

    def __init__(self, text: str, path: str, account: str) -> None:
        self._path, self._account = path, account
        self.title = ""
        self.passages: list[Passage] = []
        self.problems: list[Problem] = []
        parts = list(_parts(clean(_COMMENT.sub(_only_its_lines, text))))
        self._read_title(parts)
        self._read_sections([part for part in parts if part.level == 2])

    def _read_title(self, parts: list[_Part]) -> None:
        titles = [part for part in parts if part.level == 1]
        if len(titles) != 1:
            message = "there is no title" if not titles else f"there are {len(titles)} titles"
            self._fault(titles[-1].line if titles else parts[0].line, message, "write one line that begins with `# `")
            return
        self.title = titles[0].heading
        if len(self.title) > 120:
            self._fault(titles[0].line, f"the title has {len(self.title)} characters", "keep it to 120")
        for part in (part for part in parts if part.level < 2 and part.words):
            self._fault(part.line, "this text stands under none of the twelve headings", "move it below one of them")

    def _read_sections(self, parts: list[_Part]) -> None:
        for part in parts:
            section = _SECTIONS.get(part.heading)
            if section is None:
                self._fault(part.line, f"{shown(part.heading)} is none of the twelve headings", _nearest(part.heading))
            elif len(part.words) > LONGEST_SECTION:
                self._fault(part.line, f"this has {len(part.words):,} characters", f"keep it to {LONGEST_SECTION:,}")
            elif part.words:
                self.passages.append(Passage(section=section, words=part.words))
        self._insist_on_order([part for part in parts if part.heading in _SECTIONS])

    def _insist_on_order(self, parts: list[_Part]) -> None:
        order = list(_SECTIONS)
        for one, other in pairwise(parts):
            if order.index(one.heading) >= order.index(other.heading):
                message = f"{shown(other.heading)} stands after {shown(one.heading)}"
                self._fault(other.line, message, "keep the twelve sections in their order, each once")

    def _fault(self, line: int, message: str, step: str) -> None:
        self.problems.append(Problem(message, step, self._path, line, account=self._account))


@dataclass(frozen=True, slots=True)
class _Part:
    """A heading with the text below it."""

    level: int
    """1 for the title, 2 for a section, 0 for what stands above all headings."""
    heading: str
    line: int
    words: str


def _parts(text: str) -> Iterator[_Part]:
    level, heading, line = 0, "", 1
    words: list[str] = []
    for number, row in enumerate(text.split("\n"), 1):
        if found := _HEADING.fullmatch(row.rstrip()):
            yield _Part(level, heading, line, "\n".join(words).strip())
            level, heading, line, words = len(found[1]), found[2], number, []
        else:
            words.append(row.rstrip())
    yield _Part(level, heading, line, "\n".join(words).strip())


def _only_its_lines(comment: re.Match[str]) -> str:
    return "\n" * comment[0].count("\n")


def _nearest(heading: str) -> str:
    close = get_close_matches(heading, _SECTIONS, n=1, cutoff=0.5)
    return f"did you mean {close[0]!r}?" if close else "use one of: " + ", ".join(_SECTIONS)
