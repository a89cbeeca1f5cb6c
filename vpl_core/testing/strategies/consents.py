"""Consents: strategies for what somebody allowed to be told elsewhere, and for the words that it is about."""

from __future__ import annotations

import datetime as dt
from typing import get_args

from hypothesis import strategies as st

from vpl_core.model.consents import Consent, ConsentScope
from vpl_core.testing.strategies.numbers import days

_IDS = st.sampled_from(["to-the-trade", "at-the-fair"])
_ALL: tuple[ConsentScope, ...] = get_args(ConsentScope)
_SOME: tuple[tuple[ConsentScope, ...], ...] = (("case_study",), ("case_study", "name"), ("name", "quote"), ("quote",))
_SCOPES = st.sampled_from([*[_ALL] * 4, *_SOME])
_WHO = st.sampled_from(["Mina", "Mina", "Mina Park"])
"""The first of them signs papers, the last one validates."""
_LENGTHS, _TAKEN_BACK = st.sampled_from([1000, 1000, 30, 1]), st.sampled_from([*[None] * 6, 0, 10, 500])
"""In days: how long it holds, and when it is taken back."""
_WORDS: tuple[dict[str, str], ...] = (
    {},
    {"quote": "We are home by five."},
    *[{"quote": "We are home by five.", "consent": "Mina, in the review"}] * 2,
)


def consents() -> st.SearchStrategy[Consent]:
    """Consents for a day or for years, some of them taken back, some by who signs papers."""

    def given(
        id_: str, scope: tuple[ConsentScope, ...], by: str, on: dt.date, lasts: int, revoked: int | None
    ) -> Consent:
        expires = on + dt.timedelta(days=lasts)
        taken_back = None if revoked is None else on + dt.timedelta(days=revoked)
        return Consent(id=id_, scope=scope, by=by, given_on=on, expires=expires, revoked_on=taken_back)

    return st.builds(given, _IDS, _SCOPES, _WHO, days, _LENGTHS, _TAKEN_BACK)


def words() -> st.SearchStrategy[dict[str, str]]:
    """Of a paper: none, some that nobody allowed to be shown, or some that may be."""
    return st.sampled_from(_WORDS)
