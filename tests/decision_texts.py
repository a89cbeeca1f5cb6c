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
SCENARIO = """\
ranges:
  left:
    name: Hours at the desk without tablets
    unit: hours
    low: 5
    base: 12
    high: 20
    value: weekly-manual-hours
    source: Time sheets of spring
scenario:
  horizon: half a year
  criteria:
    hours: {name: Hours at the desk, measures: other, unit: hours, worst: 20, best: 0, weight: 2}
    cost: {name: Cost, measures: cost, unit: tablets, worst: 10, best: 0, weight: 1, lightest: 0, heaviest: 2}
  options:
    tablets:
      hours: {start: 4}
      cost: {start: 4}
    stay:
      hours: {start: 0, each: {left: 1}}
      cost: {start: 0}
"""
"""With 4 hours for 4 tablets against all that are left: tablets are worth 2.2 / 3, staying (3 - left / 10) / 3."""
WEIGHED = RECORD.replace("# the end\n", SCENARIO + "# the end\n")
PATH = "decisions/acme/take-orders.md"
WITH_RECORD = {**SMALL, PATH: RECORD}
