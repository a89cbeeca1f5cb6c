"""Views: what customers of random accounts may read, for pages that plugins add."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from vpl_core.model.accounts import AccountFacts
from vpl_core.model.audience import CustomerView
from vpl_core.model.playbook import Playbook
from vpl_core.rules.engine import assess
from vpl_core.site.context import customer_view
from vpl_core.testing.strategies.histories import account_facts
from vpl_core.testing.strategies.numbers import AS_OF, day
from vpl_core.testing.strategies.playbooks import MADE_UP

VENDOR = "Tessaly"


def customer_views(playbook: Playbook = MADE_UP) -> st.SearchStrategy[CustomerView]:
    """What the customer may read of a random account of the segment, on the usual day or long before."""
    today = st.sampled_from([day(AS_OF), day(AS_OF), day(45)])
    return st.builds(lambda facts, on: view_of(facts, playbook, on), account_facts(playbook), today)


def view_of(facts: AccountFacts, playbook: Playbook, as_of: dt.date) -> CustomerView:
    """What the customer may read of these facts on the day."""
    return customer_view(facts, playbook, assess(facts, playbook, as_of), vendor=VENDOR)
