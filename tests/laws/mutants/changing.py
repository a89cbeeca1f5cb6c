"""Mistakes in comparing rules, and in what a change of them does to accounts."""

from __future__ import annotations

from tests.laws import test_copies as copy_laws, test_rule_changes as rule_change_laws
from tests.laws.mutants.mutant import Mutant
from vpl_core.app import impact, moves, rule_books
from vpl_core.model import base
from vpl_core.rules import rule_changes

RULE_CHANGES = (
    Mutant(
        "What a rung asks for is compared in the order of its lines.",
        rule_changes.in_one_order,
        "tuple(sorted(rung.milestones))",
        "rung.milestones",
        rule_change_laws.test_definitions_in_another_order_change_nobody,
    ),
    Mutant(
        "Both books are judged in the order of their lines.",
        rule_changes._sorted,
        "sorted(getattr(playbook, part), key=lambda one: key_of(part, one))",
        "getattr(playbook, part)",
        rule_change_laws.test_definitions_in_another_order_change_nobody,
    ),
    Mutant(
        "A score moves where its band does.",
        moves._result,
        "score.least, score.most, score.band",
        "score.band, score.band, score.band",
        rule_change_laws.test_what_moves_is_told_if_and_only_if_it_moves,
    ),
    Mutant(
        "A milestone that is late now has not moved.",
        moves._Both.milestones,
        "was.status != now.status",
        "was.outcome != now.outcome",
        rule_change_laws.test_what_moves_is_told_if_and_only_if_it_moves,
    ),
    Mutant(
        "Only a rung that is lost is told.",
        moves._Both.standing,
        "if was != now:",
        "if was > now:",
        rule_change_laws.test_the_way_back_tells_the_same_the_other_way_round,
    ),
    Mutant(
        "A page has changed where its title has.",
        impact._Judge._pages,
        "if before.get(path) != after.get(path):",
        'if before.get(path, ("",))[0] != after.get(path, ("",))[0]:',
        rule_change_laws.test_an_account_is_listed_if_and_only_if_it_or_a_page_of_its_changes,
    ),
    Mutant(
        "Pages are compared only where something moves.",
        impact._Judge.changes,
        "return (*moves(old, new), *self._pages(old, new))",
        "return moves(old, new) and (*moves(old, new), *self._pages(old, new))",
        rule_change_laws.test_an_account_is_listed_if_and_only_if_it_or_a_page_of_its_changes,
    ),
    Mutant(
        "What is in one of the books only is not compared.",
        rule_changes.definition_changes,
        "before.keys() | after.keys()",
        "before.keys() & after.keys()",
        rule_change_laws.test_what_differs_is_named_if_and_only_if_something_does,
    ),
    Mutant(
        "The segment's own words are not compared.",
        rule_changes.rule_changes,
        '("segment", *PARTS)',
        "PARTS",
        rule_change_laws.test_what_differs_is_named_if_and_only_if_something_does,
    ),
    Mutant(
        "A playbook is saved without its clocks.",
        rule_books.save,
        "book.playbooks.by_segment[segment], ",
        'book.playbooks.by_segment[segment].model_copy(update={"stop_rules": ()}), ',
        rule_change_laws.test_a_saved_playbook_is_the_playbook,
    ),
)

COPIES = (
    Mutant(
        "A copy keeps the fingerprint of what it was copied from.",
        base.Word.model_copy,
        "if name not in type(self).model_fields",
        "if name in ()",
        copy_laws.test_a_changed_playbook_forgets_what_was_worked_out_before,
    ),
    Mutant(
        "A copy of facts keeps the index of its old sources.",
        base.Word.model_copy,
        "if name not in type(self).model_fields",
        'if name in ("fingerprint", "value", "milestone")',
        copy_laws.test_changed_facts_forget_what_was_worked_out_before,
    ),
)
