"""Inspected: everything that is wrong with a portfolio, and with what its sites would say."""

from __future__ import annotations

import datetime as dt

from vpl_core.app.courses import misses_without_a_cause
from vpl_core.app.portfolio import Workspace
from vpl_core.app.review_room import names_too_long_for_it, texts_too_long_for_it
from vpl_core.app.roster import Roster
from vpl_core.app.translated import faults_for, untranslated
from vpl_core.errors import Problem, in_order
from vpl_core.model.accounts import Language
from vpl_core.playbooks import warned


def inspected(workspace: Workspace, roster: Roster, as_of: dt.date) -> tuple[tuple[Problem, ...], int]:
    """Every problem and warning, and how many readings the accounts have that can be assessed."""
    found: set[Problem] = {*warned(workspace.playbooks)}
    spoken: set[tuple[str, Language]] = set()
    readings = 0
    for collected in roster:
        found.update(misses_without_a_cause(workspace, collected, as_of), texts_too_long_for_it(collected))
        spoken.update((f.account.segment, language) for f in collected.facts for language in f.account.spoken)
        readings += sum(len(facts.observations) for facts in collected.facts)
    found.update(faults_for(workspace, spoken), untranslated(workspace, spoken))
    found.update(names_too_long_for_it(workspace, spoken))
    return in_order([*found, *roster.problems]), readings
