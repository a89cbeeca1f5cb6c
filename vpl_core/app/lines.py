"""Lines: the accounts' rows of the portfolio, packed from when they are made until a page shows them."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Sequence
from typing import overload
from zlib import compress, decompress

from vpl_core.app.shelf import Aside
from vpl_core.model.portfolio_views import PortfolioRow
from vpl_core.site.portfolio_views import urgency

_EFFORT = 6
"""Of zlib: half the letters, for a tenth of a millisecond."""
_MOST_DAYS = 9_999_999
"""More than the calendar has."""


def packed(row: PortfolioRow) -> str:
    """The row in about half the letters, after what it is sorted by: lines in the order of text are by urgency."""
    behind, renewal, account = urgency(row)
    told = b64encode(compress(row.model_dump_json().encode(), _EFFORT)).decode()
    return f"{_MOST_DAYS + behind:07} {renewal.isoformat()} {account} {told}"


def unpacked(line: Aside | str) -> PortfolioRow:
    """The row that was packed."""
    return PortfolioRow.model_validate_json(decompress(b64decode(str(line).rpartition(" ")[2])))


def _order(line: Aside | str) -> str:
    """What stands before the row."""
    return str(line).rpartition(" ")[0]


class Lines(Sequence[PortfolioRow]):
    """Rows in the order of their urgency, each made anew whenever it is asked for: nobody holds very many of them."""

    def __init__(self, lines: Iterable[Aside | str]) -> None:
        self._lines = sorted(lines, key=_order)

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, place: int) -> PortfolioRow: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[PortfolioRow]: ...
    def __getitem__(self, place: int | slice) -> PortfolioRow | Sequence[PortfolioRow]:
        if isinstance(place, slice):
            return tuple(map(unpacked, self._lines[place]))
        return unpacked(self._lines[place])

    def __iter__(self) -> Iterator[PortfolioRow]:
        return map(unpacked, self._lines)
