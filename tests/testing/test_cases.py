"""Cases: written facts become a test, a wrong file is told with its line, a failing case tells why."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from vpl_core.errors import VplError
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.playbook import Playbook
from vpl_core.testing.case_text import case_text
from vpl_core.testing.cases import case_table, findings, read_cases
from vpl_core.testing.strategies import AS_OF, MADE_UP, account_facts, day

CASES = """\
as_of: 2026-02-01
facts:
  start: 2025-01-31
  plan:
    hours-spent:
      baseline: {number: 20, on: 2025-01-20, source: time-log-customer}
      target: 4
      method: time_log
      validator: Mina
      agreed_by: Mina
      agreed_on: 2025-01-21
cases:
- name: Few hours on the customer's own time sheet stand on the first rung
  facts:
    readings:
      hours-spent:
      - [2026-01-20, 3, time-log-customer]
  expect: {proven: 1, claimed: rung-1, next: 0, blocking: [], milestones: {step-1: achieved}, health: green}
- name: The same hours from nowhere are claimed and not proven
  facts:
    readings: {hours-spent: [{on: 2026-01-20, number: 3}]}
  expect: {proven: 0, claimed: 1, next: rung-1, blocking: [step-1, step-2, step-3]}
- name: Half of the way is half of the way
  facts:
    readings: {hours-spent: [[2026-01-20, 12, time-log-customer]]}
  expect:
    proven: 0
    milestones: {step-1: unmet}
    values: {hours-spent: {latest: 12, gap_closed: 50, change: -40, target: unmet, rigor: measured}}
"""


def written(folder: Path, text: str = CASES) -> Path:
    path = folder / "cases.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_cases_that_hold_have_no_findings(tmp_path):
    cases = read_cases(written(tmp_path), MADE_UP)
    assert [findings(case) for case in cases] == [(), (), ()]
    assert [case.line for case in cases] == [13, 19, 23]


def test_a_case_that_does_not_hold_tells_what_was_expected_what_was_found_and_why(tmp_path):
    text = CASES.replace("{proven: 1, claimed", "{proven: 0, claimed").replace("gap_closed: 50", "gap_closed: 50.1")
    first, _, third = map(findings, read_cases(written(tmp_path, text), MADE_UP))
    assert first[0] == "  proven: expected 0 (none), got 1 (rung-1)"
    assert "    met: Rung 1, Rung 1: held" in first
    assert any("(cases.yml:17)" in line for line in first)
    assert third[0] == "  values.hours-spent.gap_closed: expected 50.1, got 50.0"


def changed(expect: str) -> str:
    """The first case with another expectation."""
    return CASES.partition("- name: The same")[0].replace(
        CASES[CASES.index("{proven: 1") : CASES.index("green}") + 6], expect
    )


WRONG_EXPECTATIONS = {
    "{proven: 0}": "proven",
    "{claimed: 0}": "claimed",
    "{next: 1}": "next",
    "{blocking: [step-2]}": "blocking",
    "{milestones: {step-1: missed}}": "milestones.step-1",
    "{health: red}": "health",
    "{values: {hours-spent: {latest: 4}}}": "values.hours-spent.latest",
    "{values: {hours-spent: {gap_closed: 100}}}": "values.hours-spent.gap_closed",
    "{values: {hours-spent: {change: -84}}}": "values.hours-spent.change",
    "{values: {hours-spent: {target: unknown}}}": "values.hours-spent.target",
    "{values: {hours-spent: {rigor: verified}}}": "values.hours-spent.rigor",
    "{values: {errors-made: {latest: 0}}}": "values.errors-made.latest",
}


@pytest.mark.parametrize("expect", WRONG_EXPECTATIONS)
def test_every_expectation_can_fail_and_is_told_by_its_field(expect, tmp_path):
    [case] = read_cases(written(tmp_path, changed(expect)), MADE_UP)
    told = findings(case)
    assert told[0].startswith(f"  {WRONG_EXPECTATIONS[expect]}: expected ")
    assert len(told) > 1, "nothing says why"


@given(st.data())
def test_scores_and_questions_are_looked_at_too(data: st.DataObject) -> None:
    from vpl_core.rules.engine import assess
    from vpl_core.testing.case_files import Expectation
    from vpl_core.testing.strategies import playbooks

    book: Playbook = data.draw(playbooks())
    facts = data.draw(account_facts(book))
    found = assess(facts, book, day(AS_OF))
    [question] = [q for q in found.checklists[0].questions if q.question == "question-1"]
    [score] = found.scores
    right = {"questions": {"question-1": question.outcome}, "scores": {"card": score.band} if score.band else {}}
    assert findings(_case(book, facts, Expectation(**right))) == ()
    other = "met" if question.outcome != "met" else "unmet"
    wrong = findings(_case(book, facts, Expectation(questions={"question-1": other}, scores={"card": "no such band"})))
    assert [line.split(":")[0].strip() for line in wrong if not line.startswith("    ")] == [
        "questions.question-1",
        "scores.card",
    ]
    if score.least == score.most:
        exact = Decimal(f"{float(score.least):.1f}")
        assert findings(_case(book, facts, Expectation(scores={"card": exact}))) == ()
        assert findings(_case(book, facts, Expectation(scores={"card": exact + 1}))) != ()


def _case(book, facts, expect):
    from vpl_core.sources.strict_yaml import YamlDocument
    from vpl_core.testing.case_files import Case

    return Case("A case", "cases.yml", 1, facts, book, day(AS_OF), expect, YamlDocument({}, {}))


FLAWS = {
    "an unknown field": (
        "health: green}",
        "helth: green}",
        "cases.yml:18  cases.0.expect.helth  there is no field 'helth' here\n  did you mean 'health'?",
    ),
    "an unknown field of the facts": (
        "    readings:\n",
        "    reading:\n",
        "cases.yml:15  cases.0.facts.reading  there is no field 'reading' here\n  did you mean 'readings'?",
    ),
    "a day that is none": (
        "[2026-01-20, 3,",
        "[2026-02-30, 3,",
        'cases.yml:17  cases.0.facts.readings.hours-spent.0.0  "2026-02-30" is not a date\n  write it as YYYY-MM-DD',
    ),
    "a reading that is too short": (
        "[2026-01-20, 3, time-log-customer]\n  expect: {proven: 1",
        "[3]\n  expect: {proven: 1",
        "a reading has two or three parts\n  write it as [2026-03-02, 17, time-sheet]",
    ),
    "an unknown value": (
        "      hours-spent:\n      -",
        "      hours-spend:\n      -",
        "cases.yml:17  observations[0].value  'hours-spend' is no value known here\n  did you mean 'hours-spent'?",
    ),
    "an unknown source": (
        "3, time-log-customer]\n  expect: {proven: 1",
        "3, time-log]\n  expect: {proven: 1",
        "'time-log' is no source known here",
    ),
    "an unknown milestone": (
        "{step-1: achieved}",
        "{step-9: achieved}",
        "cases.0.milestones.step-9  'step-9' is no milestone of the segment\n  did you mean 'step-",
    ),
    "an unknown blocking milestone": (
        "blocking: []",
        "blocking: [begun]",
        "cases.0.blocking  'begun' is no milestone of the segment",
    ),
    "a rung too high": ("proven: 1,", "proven: 7,", "cases.0.proven  there is no rung 7\n  write a number from 0 to 1"),
    "a word that is no status": ("achieved}", "done}", '"done" is not allowed here'),
    "no start": ("  start: 2025-01-31\n", "", "'start' is missing"),
    "no day": ("as_of: 2026-02-01\n", "", "no day is named\n  write as_of: YYYY-MM-DD here or for the whole file"),
    "another segment": (
        "facts:\n  start",
        "segment: retail\nfacts:\n  start",
        "'retail' is no segment of the given plugins\n  use one of: made-up",
    ),
    "no expectation": (
        "{proven: 1, claimed: rung-1, next: 0, blocking: [], milestones: {step-1: achieved}, health: green}",
        "{}",
        "nothing is expected",
    ),
    "no cases": (CASES[CASES.index("cases:") :], "cases: []\n", "cases"),
    "a target on the wrong side": (
        "target: 4\n",
        "target: 40\n",
        "cases.yml:7  plan.hours-spent.target  the target 40 is worse than the baseline 20",
    ),
    "no YAML": ("cases:\n", "cases: [\n", "cases.yml"),
}


@pytest.mark.parametrize("flaw", FLAWS)
def test_a_file_with_a_flaw_is_refused_with_its_place_and_the_next_step(flaw, tmp_path):
    old, new, told = FLAWS[flaw]
    assert old in CASES
    with pytest.raises(VplError) as refusal:
        read_cases(written(tmp_path, CASES.replace(old, new)), MADE_UP)
    assert told in str(refusal.value), str(refusal.value)
    assert all(problem.path == "cases.yml" and problem.line for problem in refusal.value.problems)


def test_all_flaws_of_a_file_are_told_at_once(tmp_path):
    text = CASES.replace("proven: 1,", "proven: 7,").replace(
        "milestones: {step-1: unmet}", "milestones: {step-7: unmet}"
    )
    with pytest.raises(VplError) as refusal:
        read_cases(written(tmp_path, text), MADE_UP)
    assert len(refusal.value.problems) == 2


def test_a_table_that_cannot_be_read_is_one_test_that_fails_so_that_the_tests_beside_it_run(tmp_path):
    written(tmp_path, CASES.replace("2026-01-20", "2026-01-32"))
    with pytest.raises(pytest.fail.Exception) as told:
        case_table(tmp_path / "cases.yml", MADE_UP)()
    assert "cases.yml:" in str(told.value)
    assert '"2026-01-32" is not a date' in str(told.value)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(VplError, match="the cases cannot be read: No such file"):
        read_cases(tmp_path / "cases.yml", MADE_UP)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("cases")


@settings(max_examples=max(10, settings().max_examples // 4))
@given(facts=account_facts(MADE_UP), as_of=st.integers(0, AS_OF).map(day))
def test_what_is_written_as_a_case_is_read_as_the_same_facts(folder: Path, facts: AccountFacts, as_of: dt.date) -> None:
    facts = facts.model_copy(update={"account": facts.account.model_copy(update={"id": "the-account"})})
    text = f"cases:\n{case_text(facts, as_of)}\n  expect: {{proven: 0}}\n"
    try:
        [case] = read_cases(written(folder, text), MADE_UP)
    except VplError as refusal:  # what contradicts the segment is told; what is written is still understood
        assert {problem.field.split(".")[0] for problem in refusal.problems} != {"cases"}, str(refusal)
        return
    assert (case.as_of, case.facts.account) == (as_of, facts.account)
    assert sorted(case.facts.observations, key=str) == sorted(facts.observations, key=str)
    assert {(e.id, bool(e.sha256)) for e in case.facts.evidence} == {(e.id, bool(e.sha256)) for e in facts.evidence}


OVERLAID = """\
as_of: 2026-02-01
facts:
  name: Shared
  start: 2025-01-31
  attributes: {size: small, colour: red}
  readings:
    hours-spent: [[2025-03-01, 9]]
cases:
- name: What a case writes stands before what it shares
  facts:
    name: Own
    attributes: {size: large}
    readings:
      errors-made: [[2025-04-01, 5], [2025-05-01, 300]]
  expect: {proven: 0}
"""


def test_what_a_case_writes_itself_stands_before_what_all_share_entry_by_entry(tmp_path):
    [case] = read_cases(written(tmp_path, OVERLAID.replace("300", "4")), MADE_UP)
    account = case.facts.account
    assert account.name == "Own"
    assert {one.name: one.content for one in account.attributes} == {"size": "large", "colour": "red"}
    assert [(o.value, o.number) for o in case.facts.observations] == [
        ("hours-spent", 9),
        ("errors-made", 5),
        ("errors-made", 4),
    ]
    assert [case.place("", f"observations[{n}].number")[1] for n in range(3)] == [7, 14, 14]
    assert [case.place("", field)[1] for field in ("start", "name", "attributes.size", "attributes.colour")] == [
        4,
        11,
        12,
        5,
    ]


def test_a_flaw_among_the_readings_of_a_second_value_is_told_with_its_line(tmp_path):
    with pytest.raises(VplError, match=r"cases\.yml:14  observations\[2\]\.number  300 is above 100"):
        read_cases(written(tmp_path, OVERLAID), MADE_UP)
