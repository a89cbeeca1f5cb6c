"""Numbers: what comes in at the door is a finite number of a sane size, or nothing."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from tests.laws.law import law
from tests.random_facts import any_number
from vpl_core.model.base import DOOR, gate

anything = st.one_of(
    st.floats(),
    st.decimals(allow_nan=True, allow_infinity=True),
    st.integers(-(10**18), 10**18),
    st.booleans(),
    st.none(),
    st.sampled_from(["nan", "-Infinity", "1e999999", "five", "", "0x10", "1,5"]),
)


def is_sane(thing: Any) -> bool:
    if isinstance(thing, bool) or not isinstance(thing, int | float | Decimal):
        return False
    finite = math.isfinite(thing) if isinstance(thing, int | float) else thing.is_finite()
    return finite and abs(DOOR.create_decimal(thing)) <= 10**15


@law(anything)
def test_nothing_but_a_finite_number_comes_through_the_door(thing: Any) -> None:
    """NaN, infinities, nothing at all, yes and no, and what is larger than 10¹⁵ are refused, never made into a number.

    gate(x) is given ⇔ x is a number and |x| ≤ 10¹⁵.
    """
    try:
        gate(thing)
    except ValueError:
        assert not is_sane(thing)
    else:
        assert is_sane(thing)


@law(any_number | st.floats(-1e15, 1e15) | st.decimals(-(10**15), 10**15, allow_nan=False))
def test_a_number_keeps_its_fifteen_digits(number: Any) -> None:
    """What comes in is what was written, to fifteen digits; only what is smaller than 10⁻¹² becomes nothing.

    |gate(x) - x| ≤ 10⁻¹⁴·|x|, or |x| < 10⁻¹² and gate(x) = 0.
    """
    exact, carried = Fraction(Decimal(repr(number)) if isinstance(number, float) else number), gate(number)
    assert abs(Fraction(carried) - exact) <= abs(exact) / 10**14 or (carried == 0 and abs(exact) < Fraction(1, 10**12))
