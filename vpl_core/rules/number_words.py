"""Number words: exact fractions for those who reckon on, and about how much for those who read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction

from vpl_core.model.base import EXACT
from vpl_core.rules.catalogue import Said
from vpl_core.rules.wording import plain_number

Say = Callable[[Fraction], str]
"""How a number is told."""
Telling = Callable[[Iterable[Fraction]], Say]
"""How all the numbers of one sentence are told."""
_LONGEST = 40
"""Characters of an exact fraction that somebody reads."""
_DIGITS = range(3, 20)
"""How many significant digits are tried until different numbers are told differently."""


def exactly(_: Iterable[Fraction]) -> Say:
    """For a vendor's own eyes: nothing is rounded."""
    return exact


def about(numbers: Iterable[Fraction]) -> Say:
    """For a reader: three digits, never fewer than all before the point, and more where two of the numbers need them.

    What was rounded is told as `about`; which of two numbers is more never gets lost.
    """
    different = set(numbers)
    for digits in _DIGITS:
        if len({_rounded(number, digits) for number in different}) == len(different):
            return lambda number: _roughly(number, digits)
    return exact


def exact(number: Fraction) -> str:
    """As a decimal where it ends soon; else as a fraction with about how much that is."""
    sign, size = ("\u2212" if number < 0 else ""), abs(number)
    if 10**9 % size.denominator == 0:
        return f"{sign}{plain_number(EXACT.divide(size.numerator, size.denominator))}"
    roughly = Said("about {number}", number=f"{sign}{float(size):.4g}")
    fraction = f"{sign}{size.numerator}/{size.denominator}"
    return Said("{fraction} ({roughly})", fraction=fraction, roughly=roughly) if len(fraction) <= _LONGEST else roughly


def _roughly(number: Fraction, digits: int) -> str:
    rounded = _rounded(number, digits)
    sign = "\u2212" if number < 0 else ""
    plain = f"{sign}{plain_number(abs(rounded))}"
    return plain if Fraction(rounded) == number else Said("about {number}", number=plain)


def _rounded(number: Fraction, digits: int) -> Decimal:
    """Half-even, to so many significant digits but never coarser than to whole numbers."""
    size = EXACT.divide(number.numerator, number.denominator)
    places = max(0, digits - 1 - size.adjusted()) if size else 0
    return size.quantize(Decimal(1).scaleb(-places), context=EXACT)
