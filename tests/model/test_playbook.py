"""Playbooks: found by id, and known by a fingerprint."""

from __future__ import annotations

import datetime as dt

from tests.worlds import playbook, step, value
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.outcomes import Outcome
from vpl_core.model.playbook import Predicate


def always(facts: AccountFacts, day: dt.date) -> Outcome:
    return Outcome.MET


def test_everything_declared_is_found_by_its_id() -> None:
    book = playbook(step("begun"), predicates=(Predicate("always", "Always", always),))
    assert book.value["hours"].unit == "hours"
    assert book.threshold["few-hours"].number == 4
    assert book.milestone["begun"].id == "begun"
    assert book.predicate["always"].ask is always


def test_a_changed_definition_changes_the_fingerprint_and_nothing_else_does() -> None:
    assert playbook().fingerprint == playbook().fingerprint
    others = [
        playbook(step("begun", grace_days=61)),
        playbook(step("finished")),
        playbook(values=(*playbook().values, value("more"))),
        playbook(thresholds=()),
    ]
    assert len({book.fingerprint for book in (playbook(), *others)}) == 1 + len(others)
