"""Tables: what stands above their columns is inert, whichever table came before."""

from __future__ import annotations

from markupsafe import Markup

from vpl_core.site.tables import scroll_table

BOLD = "<b>R & D</b>"


def names(column: str, layout: str = "stack") -> str:
    return str(scroll_table("label", [(column, ""), (column, "num")], [("one", "two")], layout=layout))


def test_the_same_letters_above_a_column_are_escaped_as_text_and_kept_as_markup_whichever_came_first() -> None:
    for column in (BOLD, Markup(BOLD), BOLD, Markup(BOLD)):
        assert (BOLD in names(column)) == isinstance(column, Markup)


def test_a_table_in_another_layout_or_of_other_kinds_is_another_table() -> None:
    stack, cards = (
        scroll_table("label", [("A", ""), ("B", "sign")], [("1", "2")], layout=one) for one in ("stack", "cards")
    )
    assert 'data-l="B"' in stack
    assert 'data-l="B"' not in cards
    assert 'class="vpl-num"' in names("A")
    assert 'class="vpl-num"' not in stack
