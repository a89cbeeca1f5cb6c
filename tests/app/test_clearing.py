"""Rubbish is cleared away once a batch, and the collector is left as it was found."""

from __future__ import annotations

import gc
import weakref

import pytest

from vpl_core.app.clearing import cleared_at_the_end


class Link:
    """Something that can hold itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.mark.parametrize("on", [True, False])
def test_nothing_is_searched_meanwhile_and_what_was_made_is_gone_at_the_end(on: bool) -> None:
    was_on = gc.isenabled()
    try:
        (gc.enable if on else gc.disable)()
        with pytest.raises(RuntimeError), cleared_at_the_end():
            assert not gc.isenabled()
            made = weakref.ref(Link())
            assert made() is not None
            raise RuntimeError("a batch that fails")
        assert made() is None
        assert gc.isenabled() is on
        assert gc.get_freeze_count() == 0
    finally:
        (gc.enable if was_on else gc.disable)()
