"""Decision files of the small portfolio: one that is ready to be committed, and its parts."""

from __future__ import annotations

from tests.portfolios import SMALL

FRONT = """\
---
owner: Mina Park   # not the team
changes: Orders are taken on the tablet
horizon: {starts: 2026-06-01, ends: 2026-12-31}
metrics: [weekly-manual-hours]

# What it rests on
inputs:
  order-map:
    name: Map of an order
    owner: Mina Park
    refreshed_on: 2026-06-01
    every_days: 365
    says: Version 2
    audit: {by: J. Cho, on: 2026-06-02}
statements:
  - {kind: fact, text: Nine hours a week are left, evidence: [june-sheet]}
  - {kind: assumption, text: The tablets last}
constraints:
  no-hires: {text: Nobody is hired}
options:
  tablets:
    name: Tablets for all
    type: redesign
    changes: [action, budget]
    estimate: {days_to_proof: 30, rigor: measured}
    basis: {assumptions: June, unit: hours, horizon_days: 90}
  stay:
    name: Stay
    type: maintain
    estimate: {days_to_proof: 0, rigor: measured}
    basis: {assumptions: June, unit: hours, horizon_days: 90}
reviews: {initial: 2026-06-10, operating: 2026-07-01, every_days: 30, post: 2026-12-31}
stop:
  - {says: A tablet breaks every week, manual: true}
reversal:
  says: Twelve hours again
  when: {kind: at_least, value: weekly-manual-hours, limit: 12}
# the end
---
"""
BODY = """
# How to take orders

## Objective

Fewer hours at the desk.
<!-- not
shown -->
## Recommendation

Tablets, for *all*.
"""
RECORD = FRONT + BODY
PATH = "decisions/acme/take-orders.md"
WITH_RECORD = {**SMALL, PATH: RECORD}
