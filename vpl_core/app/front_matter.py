"""Front matter rewritten: some fields of a Markdown file set, every other byte as it was."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

FENCE = "---"
_KEY = re.compile(r"""["']?([A-Za-z_][\w-]*)["']?\s*:""")
_PLAIN = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_NOT_TEXT = frozenset(["true", "false", "null", "nan", "inf", "infinity"])
"""What YAML, or its strict reader, would not take for text."""

Content = Mapping[str, "Content"] | Sequence["Content"] | str | bool | int | Decimal | dt.date
"""What a field can hold."""


def with_fields(text: str, fields: Mapping[str, Content]) -> str:
    """The text with these fields set, in their order; one that is not there yet is put last."""
    for name, content in fields.items():
        lines, first, last = _block(text, name)
        new = [line + _ending(lines) for line in yaml_lines(name, content)]
        text = "".join([*lines[:first], *new, *lines[last:]])
    return text


def with_item(text: str, name: str, item: Content) -> str:
    """The text with one more item at the end of the list in the field; those that are there stay as they are."""
    lines, first, last = _block(text, name)
    there = lines[first + 1 : last]
    if not any(line.lstrip().startswith("-") for line in there):
        return with_fields(text, {name: [item]})
    margin = next(line[: len(line) - len(line.lstrip())] for line in there if line.lstrip().startswith("-"))
    new = [f"{margin}{line}{_ending(lines)}" for line in _items([item])]
    return "".join([*lines[:last], *new, *lines[last:]])


def yaml_lines(name: str, content: Content) -> Iterator[str]:
    """The field as lines of YAML that its strict reader takes back unchanged."""
    if isinstance(content, Mapping) and content:
        yield f"{_scalar(name)}:"
        for key, part in content.items():
            yield from (f"  {line}" for line in yaml_lines(key, part))
    elif isinstance(content, Sequence) and not isinstance(content, str) and content:
        yield f"{_scalar(name)}:"
        yield from (f"  {line}" for line in _items(content))
    elif isinstance(content, Mapping | Sequence) and not isinstance(content, str):
        yield f"{_scalar(name)}: {'{}' if isinstance(content, Mapping) else '[]'}"
    else:
        yield f"{_scalar(name)}: {_scalar(content)}"


def _items(contents: Sequence[Content]) -> Iterator[str]:
    for content in contents:
        if isinstance(content, Mapping):
            lines = [line for key, part in content.items() for line in yaml_lines(key, part)]
            yield from (f"{'  ' if number else '- '}{line}" for number, line in enumerate(lines))
        else:
            yield f"- {_scalar(content)}"


def _scalar(content: Content) -> str:
    if isinstance(content, str):
        bare = _PLAIN.fullmatch(content.replace("_", "-")) and content not in _NOT_TEXT
        return content if bare else json.dumps(content, ensure_ascii=False)
    if isinstance(content, bool):
        return "true" if content else "false"
    return f"{content:f}" if isinstance(content, Decimal) else str(content)


def _block(text: str, name: str) -> tuple[list[str], int, int]:
    """The lines of the text, and where the field begins and ends among them: before the closing fence where it is new.

    Blank lines and comments before the next field belong to that one.
    """
    lines = text.splitlines(keepends=True)
    closing = next(number for number, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE)
    keys = [(number, found[1]) for number, line in enumerate(lines[:closing]) if (found := _KEY.match(line))]
    first = next((number for number, key in keys if key == name), None)
    if first is None:
        return lines, closing, closing
    last = next((number for number, _ in keys if number > first), closing)
    while last > first + 1 and (not lines[last - 1].strip() or lines[last - 1].startswith("#")):
        last -= 1
    return lines, first, last


def _ending(lines: list[str]) -> str:
    return "\r\n" if lines[0].endswith("\r\n") else "\n"
