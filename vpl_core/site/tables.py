"""Tables: rows of cells, each a plain text or finished markup."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from markupsafe import Markup

from vpl_core.rules.wording import ENGLISH, Wording
from vpl_core.site.shape import around, markup, shape

Line = tuple[Any, ...]
"""The cells of a table's row."""
Keyed = tuple[Any, Line]
"""A line with what it is sorted by."""

noted = shape("{name} <small>{note}</small>")
"""A cell with something about it beside its name."""

_LOOKS = {"num": Markup(' class="vpl-num"'), "sum": Markup(' class="vpl-num vpl-sum"')}
_CHOSEN, _TOTAL = Markup(' class="is-chosen"'), Markup(' class="is-total"')
_PLAIN = Markup()
_HEAD = shape('<th scope="col"{look}>{words}</th>')
_ATTRIBUTES = shape("{look}{id}")
_ID = shape(' id="{id}"')

_DATA_TABLE = shape(
    '<details class="vpl-data"><summary>{summary}</summary>\n'
    '<table class="vpl-table"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></details>'
)
_DATA_HEAD = shape('<th scope="col">{words}</th>')

_SCROLL_TABLE = shape(
    '<div class="vpl-scroll" tabindex="0" role="region" aria-label="{label}">\n'
    '<table class="vpl-table vpl-table--{layout}"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>\n</div>'
)
_GROUP = shape('<tr class="vpl-group"><th colspan="{columns}" scope="rowgroup">{words}</th></tr>')
_NEXT_GROUP = Markup("</tbody><tbody>")
_CARD_CELL = shape("<td{look}{name}><div>")
_NAME = shape('<th scope="row"{look}>')
_CARD_NAME = shape(' data-l="{words}"')


def data_table(
    head: Sequence[str], rows: Iterable[Sequence[object]], summary: str = "", wording: Wording = ENGLISH
) -> Markup:
    """The numbers of a chart, folded up; the first cell of a row names it."""
    row = _data_row(len(head))
    return _DATA_TABLE(
        summary=summary or wording.say("Numbers behind this chart"),
        head=[_DATA_HEAD(words=words) for words in head],
        rows=[row(*cells) for cells in rows],
    )


@lru_cache(maxsize=64)
def _data_row(columns: int) -> Callable[..., Markup]:
    cells = ["</th><td>", *["</td><td>"] * (columns - 2), "</td></tr>"] if columns > 1 else ["</th></tr>"]
    return around('<tr><th scope="row">', *cells)


def scroll_table(
    label: str,
    head: Sequence[tuple[str, str]],
    rows: Iterable[Sequence[object] | dict[str, Any]],
    layout: str = "stack",
) -> Markup:
    """A table that scrolls sideways where it must and turns into cards on a phone.

    `head`: pairs of a name and a kind: empty, `num` for one line, `sum` for amounts that add up down the column, or
    `sign` for badges, which carry no label on a card.
    `rows`: sequences of cells, or mappings: {"group": words} for a heading, {"cells": …, "chosen": true, "id": …} or
    {"cells": …, "total": true}.
    `layout`: `stack` puts each column's name beside its cell on a phone, `cards` runs them together.
    """
    names, line = _frame(layout, tuple([(words, kind, type(words)) for words, kind in head]))
    return _SCROLL_TABLE(label=label, layout=layout, head=names, rows=[*_body(rows, line, len(head))])


_TITLED = shape('<h3 class="vpl-h3">{title}</h3>\n{table}')


def titled_table(
    title: str, head: Sequence[tuple[str, str]], rows: Sequence[Sequence[object]], label: str = ""
) -> Markup:
    """The same under a heading of its own, which is its label where none is given; nothing where there are no rows."""
    return _TITLED(title=title, table=scroll_table(label or title, head, rows)) if rows else _PLAIN


@lru_cache(maxsize=128)
def _frame(layout: str, head: tuple[tuple[str, str, type[str]], ...]) -> tuple[Markup, Callable[..., Markup]]:
    """The names above a table and a row below them: most tables stand on the pages of every customer.

    The type of a name tells a text from markup with the same letters.
    """
    columns = [_column(words, kind, layout == "stack" or kind != "sign") for words, kind, _ in head]
    return markup("".join([column.head for column in columns])), _row(columns)


class _Column(NamedTuple):
    head: Markup
    cell: Markup
    """How its cells begin."""
    name: Markup
    """The same where they name their rows."""


def _column(words: str, kind: str, named: bool) -> _Column:
    look = _LOOKS.get(kind, _PLAIN)
    label = _CARD_NAME(words=words) if named else _PLAIN
    return _Column(_HEAD(look=look, words=words), _CARD_CELL(look=look, name=label), _NAME(look=look))


def _row(columns: Sequence[_Column]) -> Callable[..., Markup]:
    """A row: the place for its attributes, then one for each cell."""
    ends = ["</th>", *["</div></td>"] * (len(columns) - 1)]
    cells = [f"{end}{column.cell}" for end, column in zip(ends, columns[1:], strict=False)]
    return around("<tr", f">{columns[0].name}", *cells, f"{ends[-1]}</tr>")


def _body(
    rows: Iterable[Sequence[object] | dict[str, Any]], line: Callable[..., Markup], columns: int
) -> Iterator[Markup]:
    """The rows; a heading begins a group of its own, so that it counts for the rows up to the next one."""
    for number, row in enumerate(rows):
        if not isinstance(row, dict):
            yield line(_PLAIN, *row)
        elif "group" in row:
            if number:
                yield _NEXT_GROUP
            yield _GROUP(columns=columns, words=row["group"])
        else:
            yield line(_attributes(row), *row["cells"])


def _attributes(row: dict[str, Any]) -> Markup:
    return _ATTRIBUTES(
        look=_CHOSEN if row.get("chosen") else _TOTAL if row.get("total") else _PLAIN,
        id=_ID(id=row["id"]) if row.get("id") else _PLAIN,
    )
