"""Choosing: of what a strategy gives only what fits, without a word about all that the strategy is made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from hypothesis import reject, strategies as st

T = TypeVar("T")
_TRIES = 3


def only(some: st.SearchStrategy[T], fits: Callable[[T], bool]) -> st.SearchStrategy[T]:
    """What fits, as `some.filter(fits)`.

    Where nothing is found the filter writes out its strategy, and that of a playbook is as long as the playbook.
    """

    @st.composite
    def fitting(draw: st.DrawFn) -> T:
        tries = 1
        while not fits(one := draw(some)):
            tries += 1
            if tries > _TRIES:
                reject()
        return one

    return fitting()
