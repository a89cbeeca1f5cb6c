"""Hypothesis strategies for every word of the model: plausible, hostile, and such as the door refuses."""

from __future__ import annotations

from vpl_core.testing.strategies.conditions import conditions as conditions, joined as joined
from vpl_core.testing.strategies.consents import consents as consents
from vpl_core.testing.strategies.corrections import (
    barriers as barriers,
    corrections as corrections,
    escalations as escalations,
    milestone_reviews as milestone_reviews,
    resets as resets,
)
from vpl_core.testing.strategies.facts import (
    accounts as accounts,
    asks as asks,
    attributes as attributes,
    baselines as baselines,
    decisions as decisions,
    evidence as evidence,
    goals as goals,
    milestone_plans as milestone_plans,
    mixed_facts as mixed_facts,
    observations as observations,
    observations_of as observations_of,
    options as options,
    overrides as overrides,
    people as people,
    plans as plans,
    plans_of as plans_of,
    sources as sources,
    waivers as waivers,
)
from vpl_core.testing.strategies.governance import (
    citations as citations,
    decision_signals as decision_signals,
    option_archetypes as option_archetypes,
    required_approvals as required_approvals,
)
from vpl_core.testing.strategies.histories import (
    account_facts as account_facts,
    contradictory_facts as contradictory_facts,
    empty_facts as empty_facts,
    nearly_thriving as nearly_thriving,
    out_of_order as out_of_order,
    thriving_facts as thriving_facts,
)
from vpl_core.testing.strategies.numbers import (
    AS_OF as AS_OF,
    START as START,
    any_day as any_day,
    any_number as any_number,
    day as day,
    days as days,
    numbers_for as numbers_for,
    refused_numbers as refused_numbers,
)
from vpl_core.testing.strategies.parts import parts as parts
from vpl_core.testing.strategies.playbooks import (
    MADE_UP as MADE_UP,
    bands as bands,
    calendars as calendars,
    checklists as checklists,
    factors as factors,
    health_signals as health_signals,
    ladders as ladders,
    milestones as milestones,
    playbooks as playbooks,
    questions as questions,
    rungs as rungs,
    scorecards as scorecards,
    segments as segments,
    stop_rules as stop_rules,
    thresholds as thresholds,
    value_definitions as value_definitions,
    windows as windows,
)
from vpl_core.testing.strategies.records import (
    decision_records as decision_records,
    record_fields as record_fields,
)
from vpl_core.testing.strategies.texts import (
    alike_texts as alike_texts,
    any_texts as any_texts,
    hostile_texts as hostile_texts,
    ids as ids,
    lines as lines,
    names as names,
)
from vpl_core.testing.strategies.views import customer_views as customer_views
