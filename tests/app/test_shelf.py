"""The shelf: every text comes back as it was put there, and holds no memory in the meantime."""

from __future__ import annotations

import datetime as dt
import gc
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from vpl_core.app.ledger import Entry, Ledger
from vpl_core.app.shelf import Shelf

DAY = dt.date(2026, 11, 15)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("shelf")


@given(st.lists(st.text() | st.text(min_size=1).map(lambda text: text * 9_000)))
def test_every_text_comes_back_in_whatever_order_it_is_asked_for(folder: Path, texts: list[str]) -> None:
    shelf = Shelf(folder)
    put = [shelf.put(text) for text in texts[::2]]
    assert [str(text) for text in reversed(put)] == texts[::2][::-1]
    put += [shelf.put(text) for text in texts[1::2]]
    assert put == texts[::2] + texts[1::2]
    assert {*put} == {*texts}
    shelf.close()
    assert not [*folder.iterdir()]


def kept(ledger: Ledger, accounts: range) -> None:
    """So many accounts, each with a line of its own of a kilobyte."""
    for number in accounts:
        line = ledger.shelf.put(f"{number:04}" * 256)
        ledger.keep(
            Entry(f"a-{number}", f"{number:040}", DAY, "smb", "en", DAY, "ab", 14, 9, f"{number:064}", 1, 2, line)
        )


def test_a_further_account_takes_less_memory_than_its_line(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    kept(ledger, range(100))
    tracemalloc.start()
    try:
        kept(ledger, range(100, 500))
        gc.collect()
        grown = tracemalloc.get_traced_memory()[0]
        ledger.finish()
        ledger.close()
        before = tracemalloc.get_traced_memory()[0]
        again = Ledger(tmp_path)
        read = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert grown < 400 * 600
    assert read < 500 * 800
    assert again.entries["a-499"][0].line == "0499" * 256
