"""Mutants: mistakes that a tired programmer makes, each in one rule, and the law that each must fall to."""

from __future__ import annotations

from tests.laws.mutants.approvals import APPROVALS
from tests.laws.mutants.branding import BRANDING
from tests.laws.mutants.changing import COPIES, RULE_CHANGES
from tests.laws.mutants.climbing import NEXT_RUNG
from tests.laws.mutants.composing import COMPOSITION, PROMISES
from tests.laws.mutants.courses import COURSES
from tests.laws.mutants.decisions import DECISIONS
from tests.laws.mutants.definitions import CONTRADICTIONS, TABLES
from tests.laws.mutants.drifting import DRIFT
from tests.laws.mutants.flipping import FLIP_POINTS
from tests.laws.mutants.languages import LANGUAGES
from tests.laws.mutants.money import MONEY
from tests.laws.mutants.mutant import Mutant
from tests.laws.mutants.numbers import CALENDAR, NUMBERS, PROGRESS
from tests.laws.mutants.outcomes import KNOWLEDGE, OUTCOMES
from tests.laws.mutants.pages import WORDS
from tests.laws.mutants.parts import PARTS
from tests.laws.mutants.proof import RIGOR
from tests.laws.mutants.rebuilding import REBUILDING
from tests.laws.mutants.sameness import MACHINES, ORDER, ROUND_TRIPS, SAME_BYTES
from tests.laws.mutants.scorecards import SCORECARDS
from tests.laws.mutants.standing import LADDER, WAIVERS
from tests.laws.mutants.time import DAYS, MOVEMENTS, SURVIVAL, TIME_TO_VALUE

__all__ = ["MUTANTS", "Mutant"]

MUTANTS: tuple[Mutant, ...] = (
    *NUMBERS,
    *PROGRESS,
    *CALENDAR,
    *TABLES,
    *CONTRADICTIONS,
    *OUTCOMES,
    *SCORECARDS,
    *LADDER,
    *WAIVERS,
    *RIGOR,
    *TIME_TO_VALUE,
    *KNOWLEDGE,
    *DAYS,
    *ORDER,
    *ROUND_TRIPS,
    *MACHINES,
    *MOVEMENTS,
    *SURVIVAL,
    *DECISIONS,
    *APPROVALS,
    *FLIP_POINTS,
    *DRIFT,
    *SAME_BYTES,
    *WORDS,
    *PROMISES,
    *COMPOSITION,
    *RULE_CHANGES,
    *COPIES,
    *NEXT_RUNG,
    *MONEY,
    *REBUILDING,
    *COURSES,
    *LANGUAGES,
    *BRANDING,
    *PARTS,
)
