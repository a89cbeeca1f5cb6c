"""How high the quarterly review comes out on paper: counted from its texts, so that a full one is set smaller."""

from __future__ import annotations

from collections.abc import Iterator

from vpl_core.model.outcomes import Rigor
from vpl_core.site.brevity import lines_of
from vpl_core.site.review import Review
from vpl_core.site.review_words import asked, late_note, rest, returns, summary, way
from vpl_core.site.signs import Signs
from vpl_core.site.words import rigor_word

SHEET = 1046
"""Pixels between the margins of an A4 page: 277 mm at 96 pixels an inch."""
_LINE = 15
"""Of a line of text at the usual size. This and the numbers below were measured on pages printed by Chromium."""
_HEADING, _BETWEEN, _MORE, _WEAKEST = 26, 14, 17, 20


def is_full(one: Review, signs: Signs) -> bool:
    """Whether the texts at their usual size might be higher than the sheet."""
    return height(one, signs) > SHEET


def height(one: Review, signs: Signs) -> int:
    """In pixels, rather too much than too little."""
    parts = (_frame, _summary, _rungs, _money, _measures, _steps, _asks, _unproven)
    return _BETWEEN + sum(part(one, signs) for part in parts)


def _frame(one: Review, _: Signs) -> int:
    head = 24 + 27 * lines_of(one.view.customer, 34)
    longer = max(one.view.customer, one.view.vendor, key=len)
    foot = 38 + _LINE * (lines_of(f"Signed for {longer}: name and date", 52) + one.shortened)
    return head + 35 + foot + _WEAKEST


def _summary(one: Review, signs: Signs) -> int:
    return sum(_LINE * lines_of(f"{g.words} {_proof(g.rigor, one, signs)}", 92) + 5 for g in summary(one, signs))


def _rungs(one: Review, signs: Signs) -> int:
    names = max((lines_of(rung.name, 17) for rung in one.rungs.shown), default=0)
    return _HEADING + 4 + 14 * (names + 3) + _more(one, signs, "rungs")


def _money(one: Review, signs: Signs) -> int:
    case = one.view.money
    amounts = case.parts if case else [*one.head.counted, *one.head.not_counted]
    sums = returns(case, signs) if case else []
    right = sum(_LINE * lines_of(f"{term} {figure}", 46) + 5 for term, figure in sums)
    missing = sum(_LINE * lines_of(reason, 46) for reason in one.missing.shown) + 2 * _LINE
    return _HEADING + max(48 + 22 * len(amounts), right + (missing if not (case and case.gain) else 0))


def _measures(one: Review, signs: Signs) -> int:
    rows = sum(_LINE * lines + 10 for lines in _rows(one, signs))
    return _HEADING + 24 + rows + _more(one, signs, "measures")


def _rows(one: Review, signs: Signs) -> Iterator[int]:
    for m in one.measures.shown:
        proof = lines_of(_proof(m.rigor, one, signs), 22)
        yield max(lines_of(m.name, 27), lines_of(way(m, signs), 25), lines_of(m.now, 13), proof)


def _proof(rigor: Rigor | None, one: Review, signs: Signs) -> str:
    return rigor_word(str(rigor or "none"), one.signer, signs.words)


def _steps(one: Review, signs: Signs) -> int:
    columns = (
        [(m.name, "") for m in one.reached.shown],
        [(m.name, late_note(m, signs)) for m in one.late.shown],
        [(m.name, "") for m in one.coming.shown],
    )
    highest = max(sum(_LINE * (lines_of(name, 32) + lines_of(note, 34)) + 4 for name, note in c) for c in columns)
    return _HEADING + max(highest, 2 * _LINE) + max(_more(one, signs, name) for name in ("reached", "late", "coming"))


def _asks(one: Review, signs: Signs) -> int:
    lines = sum(lines_of(f"{asked(a, signs)}: {a.what} Otherwise: {a.otherwise}", 110) for a in one.asks.shown)
    return _HEADING + 2 * len(one.asks.shown) + _LINE * max(1, lines) + _more(one, signs, "asks")


def _unproven(one: Review, signs: Signs) -> int:
    lines = sum(lines_of(sentence, 104) for sentence in one.unproven.shown)
    return _HEADING - 6 + _LINE * max(1, lines) + _more(one, signs, "unproven")


def _more(one: Review, signs: Signs, name: str) -> int:
    return _MORE if rest(one, name, signs) else 0
