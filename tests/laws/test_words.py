"""Words: what a customer reads says no more than its proof carries."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import strategies as st

from tests.laws.law import law
from tests.laws.test_ladder import all_outcomes, ladders, standing
from tests.random_facts import account_facts
from tests.random_playbooks import AS_OF, playbooks
from tests.worlds import agreed, day, known, playbook, reading
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.audience import CustomerView
from vpl_core.model.ladder import Rung
from vpl_core.model.outcomes import Outcome, Rigor, weakest
from vpl_core.model.playbook import Playbook
from vpl_core.rules.engine import assess
from vpl_core.site.context import customer_view
from vpl_core.site.headline import headline
from vpl_core.site.ladder_views import look_of
from vpl_core.site.pages import PageMaker
from vpl_core.site.words import rigor_word

MAKER = PageMaker()
CAVEATS = {
    Rigor.MEASURED: "one source",
    Rigor.REPORTED: "reported, not measured",
    Rigor.ASSERTED: "the vendor’s word alone",
    Rigor.UNSOURCED: "without a source",
}
"""How a sentence begins that two sources do not carry."""


def view_of(facts: AccountFacts, book: Playbook) -> CustomerView:
    return customer_view(facts, book, assess(facts, book, day(AS_OF)), vendor="Tessaly")


BETTER = view_of(known((reading("hours", 7, on=100),), plan=(agreed("hours", 15, 4),)), playbook())
"""One agreed outcome that is nearer to its target than it was."""


def with_measures(*changes: dict[str, Any]) -> CustomerView:
    """The view with the same outcome once for each of the changes."""
    measures = tuple(BETTER.measures[0].model_copy(update=change) for change in changes)
    return BETTER.model_copy(update={"measures": measures})


@law()
def test_a_sentence_about_a_change_says_no_more_than_the_weaker_of_its_ends() -> None:
    """That something went from a to b is told as proved only where two sources carry both a and b.

    caveat(sentence) = caveat(min(rigor(a), rigor(b))), over all 36 pairs.
    """
    for now in Rigor:
        for began in Rigor:
            lead = headline(with_measures({"rigor": now, "baseline_rigor": began})).lead
            said = CAVEATS.get(weakest([now, began]), "")
            assert said in lead.casefold()
            assert lead.startswith("Proved: Value hours went from 15") == (said == "")


met_or_not = st.fixed_dictionaries(
    {
        "target_outcome": st.sampled_from([Outcome.MET, Outcome.MET, Outcome.UNMET, Outcome.UNKNOWN]),
        "target_rigor": st.sampled_from(Rigor),
        "rigor": st.sampled_from(Rigor),
    }
).map(lambda said: said if said["target_outcome"] is Outcome.MET else {**said, "target_rigor": None})


@law(st.lists(met_or_not, min_size=1, max_size=4))
def test_the_title_counts_as_proven_only_what_two_sources_prove(said: list[dict[str, Any]]) -> None:
    """Reached and proven is what is reached, and corroborated or better at the reading that reached it.

    title counts |{v agreed : target met and rigor(target met) ≥ corroborated}| of |{v agreed}|.
    """
    proven = sum(one["target_rigor"] in (Rigor.CORROBORATED, Rigor.VERIFIED) for one in said)
    title = headline(with_measures(*said)).title
    assert title.startswith("No ") == (proven == 0)
    assert title.startswith(("Every ", "The agreed ")) == (proven == len(said))
    assert title.startswith(f"{proven} of {len(said)} ") == (0 < proven < len(said))


def strict(facts: AccountFacts) -> AccountFacts:
    """The account with every target to be passed and not only reached."""
    plan = tuple(one.model_copy(update={"strictly": True}) for one in facts.account.plan)
    return facts.model_copy(update={"account": facts.account.model_copy(update={"plan": plan})})


@law(account_facts() | account_facts().map(strict), playbooks())
def test_the_whole_way_is_printed_exactly_where_the_target_is_met(facts: AccountFacts, book: Playbook) -> None:
    """On a customer's page 100 % means that the target is met, also where it has to be passed and not only reached.

    percent(v) = 100 ⇔ target(v) is met; else 0 ≤ percent(v) ≤ 99, or none where it is not known.
    """
    for measure in view_of(facts, book).measures:
        if measure.percent is not None:
            assert 0 <= measure.percent <= 100
            assert (measure.percent == 100) == (measure.target_outcome is Outcome.MET)


@law(ladders, all_outcomes)
def test_a_rung_is_drawn_as_proven_exactly_where_it_is_held(rungs: tuple[Rung, ...], said: dict[str, Any]) -> None:
    """A rung above one that is not proven is at most claimed, however well it is proven by itself.

    look(k) = proven ⇔ k ≤ standing; look(k) = claimed ⇒ k > standing + 1.
    """
    found = standing(rungs, said)
    for state in found.rungs:
        look = look_of(state, found.proven)
        assert (look == "proven") == (state.number <= found.proven)
        assert (look == "current") == (state.number == found.next_rung)


@law(account_facts(), playbooks(), times=0.5)
def test_a_claim_above_the_proof_is_called_a_claim(facts: AccountFacts, book: Playbook) -> None:
    """The overview names the rung that is proven, and calls a higher one claimed and says why it is no more.

    "rung k, …, is claimed, but …" is said ⇔ k = claimed > proven.
    """
    view = view_of(facts, book)
    sentence = headline(view).standing
    proven = re.match(r"Rung (\d+) of \d+, .*?, is proven", sentence)
    claimed = re.search(r"; rung (\d+), .*?, is claimed, but .+\.$", sentence)
    assert (int(proven[1]) if proven else 0) == view.proven
    assert (int(claimed[1]) if claimed else view.proven) == view.claimed


@law()
def test_beside_each_number_stands_the_proof_of_that_number() -> None:
    """The proof shown beside where a value stands is that of this reading, and not of where it began.

    sign and word beside now(v) = those of rigor(now(v)), for every rigor.
    """
    for now, began in zip(Rigor, reversed(Rigor), strict=True):
        view = with_measures({"rigor": now, "baseline_rigor": began})
        index = next(str(page.body) for page in MAKER.site(view).pages if page.path == "index")
        [row] = re.findall(r'<li class="vpl-measure .*?</li>', index, re.DOTALL)
        assert re.findall(r"v-ball--(\w+)", row) == [now]
        assert rigor_word(now, "Acme") in row
        assert rigor_word(began, "Acme") not in row
