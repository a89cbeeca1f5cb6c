"""Pages that are made from what they tell of: hooks, words, the testing kit, commands, the law book and speed.

MkDocs calls `on_files` while it collects the pages; what is made here can never differ from the code.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from pydantic.fields import FieldInfo

import vpl_core
from vpl_core import hookspecs, testing
from vpl_core.cli.console import vpl
from vpl_core.model.descriptions import descriptions
from vpl_core.model.milestones import STAGE_WINDOWS
from vpl_core.model.values import UNITS_OF

ROOT = Path(__file__).resolve().parent.parent


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the made pages to those that are written by hand."""
    for path, text in made_pages().items():
        files.append(File.generated(config, path, content=text))
    return files


def made_pages() -> dict[str, str]:
    """The Markdown of each made page by its path below `docs`."""
    return {
        "hooks.md": hook_reference(),
        "words.md": word_reference(),
        "kit.md": kit_reference(),
        "commands.md": command_reference(),
        "law-book.md": law_page(),
        "speed.md": speed_page(),
    }


# --- hooks ------------------------------------------------------------------------------------------------------


def hook_reference() -> str:
    """Every hook in the order of the specifications, with its example."""
    hooks = [hook for name, hook in vars(hookspecs).items() if name.startswith("vpl_")]
    opening = inspect.cleandoc(hookspecs.__doc__ or "").split("\n", 1)[1].strip()
    return "\n\n".join(["# Hooks", opening, *map(_hook, hooks)]) + "\n"


def _hook(hook: Any) -> str:
    words, _, example = inspect.cleandoc(hook.__doc__).partition("Example::")
    returns = inspect.signature(hook, eval_str=False).return_annotation
    asked = ", ".join(f"{p.name}: {p.annotation}" for p in inspect.signature(hook).parameters.values())
    signature = f"```python\ndef {hook.__name__}({asked}) -> {returns}\n```"
    return f"## {hook.__name__}\n\n{signature}\n\n{words.strip()}\n\n```python\n{inspect.cleandoc(example)}\n```"


# --- words ------------------------------------------------------------------------------------------------------


OPENING = """# Words

All that `from vpl_core import …` gives. Words are frozen,
refuse fields they do not know, and compare by what they hold.

An `Id` has small letters, digits and single hyphens, begins with a letter and is at most 40 long. A `Number` is a
decimal of at most 15 digits; NaN, infinities and anything beyond 1e15 are refused. A `Day` is written YYYY-MM-DD.
`Name`, `Line` and `Prose` are text that is never empty, text on one line, and text that may have several; all lose
control characters and come out in NFC. A `Limit` is a number, or the id of a threshold in the same unit."""


def word_reference() -> str:
    """Every word that plugins may use, by the room it is kept in, with its fields."""
    rooms: dict[str, list[str]] = {}
    for name in vpl_core.__all__:
        thing = getattr(vpl_core, name)
        if inspect.isclass(thing) and thing.__doc__:
            room = thing.__module__.rpartition(".")[2].replace("_", " ").capitalize()
            rooms.setdefault(room, []).append(_word(name, thing))
    parts = [OPENING, what_may_be_written(), *(text for room in rooms for text in (f"## {room}", *rooms[room]))]
    return "\n\n".join(parts) + "\n"


def what_may_be_written() -> str:
    """The texts that a field takes where it takes only some, the units of each category, and the usual calendar."""
    texts = [f"- `{name}`: {_listed(get_args(texts))}" for name, texts in sorted(closed_texts().items())]
    units = [f"| `{category}` | {_listed(sorted(units))} |" for category, units in UNITS_OF.items()]
    months = [
        f"| `{stage}` | {window.opens} | {window.closes or 'no end'} |" for stage, window in STAGE_WINDOWS.items()
    ]
    return "\n".join(
        [
            "## What may be written",
            "",
            "A field of one of these kinds takes one of these texts and no other:",
            "",
            *texts,
            "",
            "The units that a value of each category is counted in:",
            "",
            "| category | units |",
            "|---|---|",
            *units,
            "",
            "The window of a milestone by its stage, in elapsed months after the account's start, unless the segment's",
            "`calendar` or the milestone's `window` says otherwise:",
            "",
            "| stage | opens | closes |",
            "|---|---|---|",
            *months,
        ]
    )


def closed_texts() -> dict[str, Any]:
    """The kinds of field that take one of a few texts, by the name that stands in the words that plugins may use."""
    words = [thing for name in vpl_core.__all__ if inspect.isclass(thing := getattr(vpl_core, name))]
    named = {kind for word in words for kind in _annotations(word).values()}
    rooms = {word.__module__ for word in words if word.__module__.startswith("vpl_core.model.")}
    return {
        name: texts
        for room in sorted(rooms)
        for name, texts in vars(sys.modules[room]).items()
        if get_origin(texts) is Literal and any(re.search(rf"\b{name}\b", kind) for kind in named)
    }


def _listed(texts: Iterable[str]) -> str:
    return " · ".join(f"`{text}`" if text else "nothing" for text in texts)


def _word(name: str, thing: Any) -> str:
    opening = f"### {name}\n\n{inspect.cleandoc(thing.__doc__)}"
    if issubclass(thing, StrEnum):
        return f"{opening}\n\n{_listed(member.value for member in thing)}"
    fields = getattr(thing, "model_fields", {})
    if not fields:
        return opening
    written = _annotations(thing)
    said = descriptions(thing)
    rows = [_row(field, written.get(field, ""), fields[field], said.get(field, "")) for field in fields]
    return "\n".join([opening, "", *rows])


def _annotations(word: type) -> dict[str, str]:
    """The types as they stand in the source, those of inherited fields too."""
    return {name: str(kind) for base in reversed(word.__mro__) for name, kind in inspect.get_annotations(base).items()}


def _row(name: str, kind: str, field: FieldInfo, said: str) -> str:
    """A line of the list: the field as it stands in the class, and what is said of it."""
    without = "" if field.is_required() else f" = {_default(field)}"
    return f"- `{name}: {kind}{without}`" + (f"<br>{' '.join(said.split())}" if said else "")


def _default(field: FieldInfo) -> str:
    default = field.get_default(call_default_factory=True, validated_data={})
    return str(default) if isinstance(default, StrEnum) else repr(default)


# --- testing kit ------------------------------------------------------------------------------------------------


KIT = """# Reference of the kit

All that `from vpl_core.testing import …` gives. [The testing kit](testing-kit.md) shows it at work. Strategies are in
`vpl_core.testing.strategies`; a contract is imported whole, as `from vpl_core.testing.segment_contract import *`."""


def kit_reference() -> str:
    """Every name of the testing kit by the module it is kept in, with what it takes and what is said of it."""
    parts = [KIT]
    for room, names in testing._ROOMS.items():
        module = import_module(f"vpl_core.{room}")
        title = room.rpartition(".")[2].replace("_", " ").capitalize()
        parts += [f"## {title}", inspect.cleandoc(module.__doc__ or "").split("\n\n", 1)[0]]
        parts += [_tool(name, getattr(module, name)) for name in names]
    return "\n\n".join(parts) + "\n"


def _tool(name: str, tool: Any) -> str:
    taken = ",\n    ".join(map(_parameter, inspect.signature(tool).parameters.values()))
    signature = f"{name}(\n    {taken}\n)" if len(taken) > 80 else f"{name}({taken})".replace(",\n    ", ", ")
    said = [f"### {name}", f"```python\n{signature}\n```", inspect.cleandoc(tool.__doc__ or "")]
    return "\n\n".join(said)


def _parameter(one: inspect.Parameter) -> str:
    star = "*" if one.kind is one.VAR_POSITIONAL else "**" if one.kind is one.VAR_KEYWORD else ""
    default = getattr(one.default, "__name__", repr(one.default))
    written = "" if one.default is one.empty else f" = {default}"
    return f"{star}{one.name}: {one.annotation}{written}"


# --- commands ---------------------------------------------------------------------------------------------------


def command_reference() -> str:
    """What `vpl COMMAND --help` says, for every command."""
    context = click.Context(vpl, info_name="vpl", terminal_width=100)
    return "\n\n".join(["# Commands", *_commands(vpl, context)]) + "\n"


def _commands(group: click.Group, context: click.Context) -> Iterator[str]:
    """The help of each command of the group, and below it that of the commands it is itself a group of."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is not None:
            inner = click.Context(command, parent=context, info_name=name, terminal_width=100)
            yield f"## {inner.command_path}\n\n```text\n{command.get_help(inner)}\n```"
            if isinstance(command, click.Group):
                yield from _commands(command, inner)


# --- laws -------------------------------------------------------------------------------------------------------


def law_page() -> str:
    """The law book as the tests tell it: they lie beside the documentation and are not installed."""
    _find_neighbours()
    from tests.laws.book import law_book

    return law_book()


# --- speed ------------------------------------------------------------------------------------------------------


def speed_page() -> str:
    """What was measured, as the benchmarks tell it; they are not installed either."""
    _find_neighbours()
    from benchmarks.speed_page import speed_page

    return speed_page()


def _find_neighbours() -> None:
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))


if __name__ == "__main__":
    for path, text in made_pages().items():
        sys.stdout.write(f"=== {path}\n{text}\n")
