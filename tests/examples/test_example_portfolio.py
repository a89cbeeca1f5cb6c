"""The example portfolio as a whole: it is sound, and shows all that an account can come to."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.examples.portfolio import AS_OF, EXAMPLES, standing
from tests.given_facts import built
from vpl_core.app.roster import Roster
from vpl_core.model.health import Colour


def test_nothing_is_wrong_with_any_file(portfolio):
    assert portfolio.collected.problems == ()
    assert {id_: one.assessment.issues for id_ in portfolio.facts if (one := portfolio.on(id_)).assessment.issues} == {}


def test_its_day_is_fixed(portfolio):
    day = Roster(portfolio.workspace).day(None, lambda: pytest.fail("the clock was asked"))
    assert day == AS_OF
    assert portfolio.collected.newest is not None and portfolio.collected.newest <= AS_OF


def test_each_segment_has_three_accounts_or_more_and_the_composed_one_has_its_own(portfolio):
    segments = Counter(facts.account.segment for facts in portfolio.facts.values())
    assert segments.pop("smb-clinic") == 1
    assert set(segments) == {"smb", "enterprise", "healthcare", "finance"}
    assert min(segments.values()) >= 3
    assert segments.total() >= 12


def test_the_readme_says_of_each_account_what_comes_out(portfolio):
    lines = (EXAMPLES / "README.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip(" `") for cell in line.split("|")[1:5]] for line in lines if line.startswith("| `")]
    computed = []
    for account in portfolio.facts:
        one = portfolio.on(account)
        computed.append([account, one.assessment.segment, *map(str, standing(one))])
    assert sorted(rows) == sorted(computed)


def test_every_account_has_a_sponsor_an_owner_goals_a_plan_and_something_to_ask(portfolio):
    for facts in portfolio.facts.values():
        account = facts.account
        assert account.sponsor and account.owner, account.id
        assert account.goals and account.plan and account.asks, account.id
        assert all(goal.said_by and goal.said_on for goal in account.goals), account.id


def test_every_attachment_is_named_by_evidence(portfolio):
    for account, facts in portfolio.facts.items():
        folder = EXAMPLES / "portfolio" / "evidence" / account
        attached = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
        assert attached == {evidence.file for evidence in facts.evidence if evidence.file}, account


def test_every_rung_from_none_to_the_last_is_held_by_somebody(portfolio):
    assert {portfolio.on(account).assessment.standing.proven for account in portfolio.facts} == {0, 1, 2, 3, 4, 5}


def test_every_colour_is_there(portfolio):
    assert {portfolio.on(account).assessment.health.colour for account in portfolio.facts} == set(Colour)


def test_what_only_the_vendor_knows_is_there_to_be_found_and_is_in_no_customers_view(portfolio):
    for account, facts in portfolio.facts.items():
        shown = portfolio.view(account).model_dump_json()
        people = [person for person in (facts.account.sponsor, *facts.account.contacts) if person]
        secrets = [line.strip() for line in facts.account.notes.splitlines()]
        secrets += [person.email for person in people]
        secrets += [observation.note for observation in facts.observations if observation.note]
        secrets += [evidence.title for evidence in facts.evidence if evidence.internal]
        secrets += [evidence.quote for evidence in facts.evidence if evidence.quote and not evidence.consent]
        assert facts.account.renewal and facts.account.attributes and facts.account.contacts
        assert len(secrets) >= 3 and all(secrets)
        assert [secret for secret in secrets if secret in shown] == []


def test_notes_speak_of_churn_so_that_a_leak_can_be_recognised(portfolio):
    assert all("churn" in facts.account.notes.lower() for facts in portfolio.facts.values() if facts.account.notes)
    assert all(facts.account.notes for facts in portfolio.facts.values())


def test_a_site_comes_out_for_every_account(portfolio, tmp_path):
    result = built(portfolio.workspace, AS_OF, tmp_path)
    assert result.ok
    assert {build.account for build in result.accounts if build.built} == set(portfolio.facts)
    page = (tmp_path / "sites" / "hinokizaka" / "index.html").read_text(encoding="utf-8")
    assert "株式会社ひのき坂フーズ" in page and '<html lang="ja"' in page
