"""Tables: rows of cells, each a plain text or finished markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from vpl_core.rules.wording import ENGLISH, Wording
from vpl_core.site.shape import Frame, shape

_LOOKS = {"num": Markup(' class="vpl-num"'), "sum": Markup(' class="vpl-num vpl-sum"')}
_CHOSEN, _TOTAL = Markup(' class="is-chosen"'), Markup(' class="is-total"')
_FIRST = shape('<th scope="row"{look}>{cell}</th>')
_HEAD = shape('<th scope="col"{look}>{words}</th>')
_ROW = Frame("<tr{look}{id}>{cells}</tr>")
_ID = shape(' id="{id}"')

_DATA_TABLE = Frame(
    '<details class="vpl-data"><summary>{summary}</summary>\n'
    '<table class="vpl-table"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></details>'
)
_CELL = shape("<td>{cell}</td>")
_DATA_ROW = Frame("<tr>{cells}</tr>")

_SCROLL_TABLE = Frame(
    '<div class="vpl-scroll" tabindex="0" role="region" aria-label="{label}">\n'
    '<table class="vpl-table vpl-table--{layout}"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>\n</div>'
)
_GROUP = shape('<tr class="vpl-group"><th colspan="{columns}" scope="rowgroup">{words}</th></tr>')
_NEXT_GROUP = Markup("</tbody><tbody>")
_CARD_CELL = shape("<td{look}{name}><div>{cell}</div></td>")
_CARD_NAME = shape(' data-l="{words}"')


def data_table(
    head: Iterable[str], rows: Iterable[Sequence[object]], summary: str = "", wording: Wording = ENGLISH
) -> Markup:
    """The numbers of a chart, folded up; the first cell of a row names it."""
    return _DATA_TABLE(
        summary=summary or wording.say("Numbers behind this chart"),
        head=[_HEAD(look="", words=words) for words in head],
        rows=[_data_row(*row) for row in rows],
    )


def _data_row(first: object, *others: object) -> Markup:
    return _DATA_ROW(cells=[_FIRST(look="", cell=first), *[_CELL(cell=cell) for cell in others]])


def scroll_table(
    label: str,
    head: Sequence[tuple[str, str]],
    rows: Iterable[Sequence[object] | Mapping[str, Any]],
    layout: str = "stack",
) -> Markup:
    """A table that scrolls sideways where it must and turns into cards on a phone.

    `head`: pairs of a name and a kind: empty, `num` for one line, `sum` for amounts that add up down the column, or
    `sign` for badges, which carry no label on a card.
    `rows`: sequences of cells, or mappings: {"group": words} for a heading, {"cells": …, "chosen": true, "id": …} or
    {"cells": …, "total": true}.
    `layout`: `stack` puts each column's name beside its cell on a phone, `cards` runs them together.
    """
    columns = [_column(words, kind, named=layout == "stack" or kind != "sign") for words, kind in head]
    return _SCROLL_TABLE(
        label=label,
        layout=layout,
        head=[_HEAD(look=_LOOKS.get(kind, ""), words=words) for words, kind in head],
        rows=[*_body(rows, columns)],
    )


_Column = tuple[Markup, Markup]
"""What the cells of a column carry: a look and a name, each of which may be empty."""


def _column(words: str, kind: str, *, named: bool) -> _Column:
    return _LOOKS.get(kind, Markup()), _CARD_NAME(words=words) if named else Markup()


def _body(rows: Iterable[Sequence[object] | Mapping[str, Any]], columns: Sequence[_Column]) -> Iterator[Markup]:
    """The rows; a heading begins a group of its own, so that it counts for the rows up to the next one."""
    for number, row in enumerate(rows):
        if number and isinstance(row, Mapping) and "group" in row:
            yield _NEXT_GROUP
        yield _scroll_row(row, columns)


def _scroll_row(row: Sequence[object] | Mapping[str, Any], columns: Sequence[_Column]) -> Markup:
    if not isinstance(row, Mapping):
        return _DATA_ROW(cells=_cells(columns, row))
    if "group" in row:
        return _GROUP(columns=len(columns), words=row["group"])
    return _ROW(
        look=_CHOSEN if row.get("chosen") else _TOTAL if row.get("total") else "",
        id=_ID(id=row["id"]) if row.get("id") else "",
        cells=_cells(columns, row["cells"]),
    )


def _cells(columns: Sequence[_Column], cells: Sequence[object]) -> list[Markup]:
    first, *others = cells
    named = zip(columns[1:], others, strict=False)
    return [
        _FIRST(look=columns[0][0], cell=first),
        *[_CARD_CELL(look=look, name=name, cell=cell) for (look, name), cell in named],
    ]
