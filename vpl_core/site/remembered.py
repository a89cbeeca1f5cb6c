"""Remembered: what was found out about something short, which may well come again; nothing long is held for that."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, TypeVar

LONGEST = 2_000
"""Tags: more are in a table of a whole portfolio, which comes once."""

_Function = TypeVar("_Function", bound=Callable[..., Any])


def remembered(most: int, tags: Callable[[Any], int]) -> Callable[[_Function], _Function]:
    """As `lru_cache` with room for so many, where the first argument has few tags; else worked out every time."""

    def decorated(function: _Function) -> _Function:
        quick = lru_cache(maxsize=most)(function)

        @wraps(function)
        def answer(about: Any, *others: Any) -> Any:
            return (quick if tags(about) <= LONGEST else function)(about, *others)

        answer.cache_clear = quick.cache_clear  # type: ignore[attr-defined]
        return answer  # type: ignore[return-value]

    return decorated
