"""`vpl decide` on weighed options: flip points told exactly, and a review where a reading lies beyond one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_decide_command import CHOICE, FINDINGS, FINE, INITIAL
from tests.decision_texts import PATH, SCENARIO, WEIGHED
from tests.plugins.test_decision_files import faults
from tests.portfolios import READINGS, SMALL, Run, write

NAME = "Hours at the desk without tablets"
REVIEWED = ("--kind", "operating", "--outcome", "continue", "--by", "J. Cho", "--signal", "Fewer hours are left")


@pytest.fixture
def shop(tmp_path: Path, run: Run) -> Path:
    """Tablets were chosen on 10 June, with 12 hours as the base and the last reading at 9."""
    return committed(tmp_path / "shop", run, WEIGHED)


def committed(root: Path, run: Run, text: str) -> Path:
    write(root, {**SMALL, PATH: text})
    for command in (("review", "acme", "take-orders", *INITIAL), ("commit", "acme", "take-orders", *CHOICE)):
        assert run("decide", *command, "-C", root, "--as-of", "2026-06-10").code == FINE
    return root


def changed(root: Path, *pairs: tuple[str, str]) -> Path:
    text = (root / PATH).read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    (root / PATH).write_text(text, encoding="utf-8")
    return root


def shown(run: Run, root: Path) -> list[str]:
    said = run("decide", "show", "acme", "take-orders", "-C", root, "--as-of", "2026-06-10")
    assert said.code == FINE
    return [line.strip() for line in said.out.split("\n")]


def read_again(root: Path, number: str, on: str = "2026-06-20") -> None:
    with (root / "observations.csv").open("a", encoding="utf-8") as file:
        file.write(f"acme,weekly-manual-hours,{on},{number},timesheet\n")


# --- show ---------------------------------------------------------------------------------------------------------


def test_what_flips_the_choice_is_told_with_the_exact_value_the_soonest_first(run: Run, shop: Path) -> None:
    lines = shown(run, shop)
    assert "Worth at the base, from 0 to 1, over half a year" in lines
    assert {"Tablets for all  0.733", "Stay  0.6"} <= {*lines}
    assert "With every number at its base “Tablets for all” is worth most." in lines
    flips = lines.index("What flips the choice, the soonest first")
    assert lines[flips + 1 : flips + 3] == [
        f"“{NAME}” (5 to 20 hours, base 12): “Tablets for all” is the best at the base; below 8 “Stay”.",
        "the weight of “Cost” (0 to 2, base 1): no flip in range; “Tablets for all” stays the best.",
    ]


def test_a_choice_that_is_not_worth_most_is_told(run: Run, shop: Path) -> None:
    lines = shown(run, changed(shop, ("base: 12", "base: 6")))
    assert "The chosen option, “Tablets for all”, is not the one that is worth most." in lines
    assert any("above 8 “Tablets for all”" in line for line in lines)


def test_options_that_are_the_same_are_tied_everywhere(run: Run, shop: Path) -> None:
    lines = shown(
        run, changed(shop, ("start: 0, each: {left: 1}", "start: 4"), ("cost: {start: 4}", "cost: {start: 0}"))
    )
    assert f"“{NAME}” (5 to 20 hours, base 12): “Stay” and “Tablets for all” are tied everywhere." in lines
    assert "With every number at its base “Stay” and “Tablets for all” are worth the same, and no option more." in lines


def test_a_range_without_a_source_is_a_guess(run: Run, shop: Path) -> None:
    assert "Guesses, as nobody wrote down a source" not in shown(run, shop)
    lines = shown(run, changed(shop, ("    source: Time sheets of spring\n", "")))
    assert lines[lines.index("Guesses, as nobody wrote down a source") + 1] == NAME


# --- check --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", ["8", "8.01", "11.9"])
def test_a_reading_up_to_the_flip_point_calls_for_nothing(run: Run, shop: Path, number: str) -> None:
    read_again(shop, number)
    assert run("decide", "check", "-C", shop, "--as-of", "2026-06-30").code == FINE


def test_a_reading_beyond_the_flip_point_calls_for_a_review_until_one_is_held(run: Run, shop: Path) -> None:
    read_again(shop, "7.9")
    assert run("decide", "check", "-C", shop, "--as-of", "2026-06-19").code == FINE
    said = run("decide", "check", "-C", shop, "--as-of", "2026-06-20")
    line = (shop / PATH).read_text(encoding="utf-8").split("\n").index("  left:") + 1
    told = f"“{NAME}” was read as 7.9 hours on 2026-06-20, reckoned with 12; below 8 “Stay” is worth most."
    assert said.code == FINDINGS and f"{PATH}:{line}  ranges.left  {told}" in said.out
    assert run("decide", "review", "acme", "take-orders", "-C", shop, "--as-of", "2026-06-21", *REVIEWED).code == FINE
    assert run("decide", "check", "-C", shop, "--as-of", "2026-06-22").code == FINE
    read_again(shop, "7.5", "2026-06-23")
    assert run("decide", "check", "-C", shop, "--as-of", "2026-06-24").code == FINE
    read_again(shop, "8.5", "2026-06-25")
    read_again(shop, "7.5", "2026-06-26")
    assert run("decide", "check", "-C", shop, "--as-of", "2026-06-27").code == FINDINGS


def test_a_value_that_was_never_read_crosses_nothing_and_its_first_reading_may(run: Run, tmp_path: Path) -> None:
    text = WEIGHED.replace("value: weekly-manual-hours\n    source", "value: active-products\n    source")
    root = committed(tmp_path / "shop", run, text)
    assert run("decide", "check", "-C", root, "--as-of", "2026-06-20").code == FINE
    with (root / "observations.csv").open("a", encoding="utf-8") as file:
        file.write("acme,active-products,2026-06-20,6,log\n")
    assert f"“{NAME}” was read as 6 hours" in run("decide", "check", "-C", root, "--as-of", "2026-06-20").out


def test_a_range_that_watches_another_value_than_it_was_sealed_with_is_compared_with_nothing(run: Run, shop) -> None:
    changed(shop, ("value: weekly-manual-hours\n    source", "value: active-products\n    source"))
    with (shop / "observations.csv").open("a", encoding="utf-8") as file:
        file.write("acme,active-products,2026-06-20,6,log\n")
    said = run("decide", "check", "-C", shop, "--as-of", "2026-06-20").out
    assert "is not defined as it was sealed" in said and "was read as" not in said


def test_a_measure_that_leaves_its_scale_is_told_at_its_line(run: Run, shop: Path) -> None:
    changed(shop, ("each: {left: 1}", "each: {left: 1.5}"))
    said = run("decide", "check", "-C", shop, "--as-of", "2026-06-20")
    line = (shop / PATH).read_text(encoding="utf-8").split("\n").index("      hours: {start: 0, each: {left: 1.5}}") + 1
    told = "“Stay” leaves the scale of “Hours at the desk”, 20 to 0, somewhere in the ranges."
    assert said.code == FINDINGS and f"{PATH}:{line}  scenario.options.stay.hours  {told}" in said.out


# --- what cannot be read --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "field", "message"),
    [
        ("    stay:\n      hours", "    go:\n      hours", "scenario", "'go' is not both an option and weighed"),
        ("each: {left: 1}", "each: {right: 1}", "scenario", "'stay' rests on 'right', which is none of the ranges"),
        ("      cost: {start: 0}\n", "", "scenario", "'stay' is not measured by every criterion"),
        ("worst: 20, best: 0", "worst: 0, best: 0", "scenario.criteria.hours", "the worst and the best are the same"),
        ("heaviest: 2", "heaviest: 0.5", "scenario.criteria.cost", "the weight 1 does not lie between 0 and 0.5"),
        ("base: 12", "base: 22", "ranges.left", "5, 22, 20 do not rise"),
        ("start: 4}\n      cost", "strt: 4}\n      cost", "scenario.options.tablets.hours.strt", "there is no field"),
    ],
)
def test_what_is_wrong_with_a_scenario_is_told_at_its_line(tmp_path: Path, old, new, field, message) -> None:
    assert old in SCENARIO
    text = WEIGHED.replace(old, new)
    found = [(line, told, step) for line, where, told, step in faults(tmp_path, text) if where == field]
    (first, *_) = found
    assert message in first[1] and first[2]
    last = field.rpartition(".")[2]
    assert f"{last}:" in text.split("\n")[first[0] - 1]


def test_a_range_about_a_value_that_nobody_knows_is_told(run: Run, tmp_path: Path) -> None:
    text = WEIGHED.replace("value: weekly-manual-hours\n    source", "value: weekly-manual-hour\n    source")
    root = write(tmp_path, {**SMALL, "observations.csv": READINGS, PATH: text})
    said = run("check", "-C", root)
    assert "records.take-orders.ranges.left.value" in said.out + said.err


# --- drift ----------------------------------------------------------------------------------------------------------

UNWATCHED = WEIGHED.replace("    value: weekly-manual-hours\n    source", "    source").replace(
    "heaviest: 2", "heaviest: 3"
)
"""Nobody reads the hours; with the weight w of the cost tablets are best above 4 + 4 w of them, 12 at the base."""


def test_what_the_solver_finds_is_sealed_with_the_commit_and_beside_each_review(run: Run, tmp_path: Path) -> None:
    root = committed(tmp_path / "shop", run, UNWATCHED)
    before = (root / PATH).read_text(encoding="utf-8")
    assert before.count('at: "8"') == 2, "the initial review and the commit"
    changed(root, ("weight: 1, lightest", "weight: 1.5, lightest"))
    kept = (root / PATH).read_text(encoding="utf-8")
    assert run("decide", "review", "acme", "take-orders", "-C", root, "--as-of", "2026-06-21", *REVIEWED).code == FINE
    after = (root / PATH).read_text(encoding="utf-8")
    assert after.count('at: "8"') == 2 and after.count('at: "10"') == 1
    assert [line for line in kept.split("\n") if line not in after.split("\n")] == []


def test_the_drift_of_a_flip_point_is_told_from_look_to_look(run: Run, tmp_path: Path) -> None:
    root = committed(tmp_path / "shop", run, UNWATCHED)
    assert "No flip point has moved since the decision of 2026-06-10, nor what was read." in shown(run, root)
    changed(root, ("weight: 1, lightest", "weight: 1.5, lightest"))
    assert run("decide", "review", "acme", "take-orders", "-C", root, "--as-of", "2026-06-21", *REVIEWED).code == FINE
    changed(root, ("weight: 1.5, lightest", "weight: 1.8, lightest"))
    said = run("decide", "show", "acme", "take-orders", "-C", root, "--as-of", "2026-06-25").out
    sides = "the choice flips from “Stay” to “Tablets for all” at 11.2 hours"
    was = "it was 8 at the decision of 2026-06-10, 10 at the operating review of 2026-06-21"
    near = "it stands at 12 hours, 0.8 from it; at the decision of 2026-06-10 it stood at 12, 4 from it."
    assert f"“{NAME}”: {sides}; {was}; {near}" in said
    assert "As things stand “Tablets for all” is worth most, as at the decision of 2026-06-10." in said
    assert run("decide", "check", "-C", root, "--as-of", "2026-06-25").code == FINE


def test_a_flip_point_that_is_gone_or_new_is_told_as_that(run: Run, tmp_path: Path) -> None:
    root = changed(committed(tmp_path / "shop", run, UNWATCHED), ("low: 5", "low: 9"))
    said = run("decide", "show", "acme", "take-orders", "-C", root, "--as-of", "2026-06-25").out
    gone = "no flip from “Stay” to “Tablets for all” in range any more; it was 8 at the decision of 2026-06-10"
    assert f"“{NAME}”: {gone}; it stands at 12 hours" in said
    assert run("decide", "review", "acme", "take-orders", "-C", root, "--as-of", "2026-06-26", *REVIEWED).code == FINE
    changed(root, ("low: 9", "low: 5"))
    said = run("decide", "show", "acme", "take-orders", "-C", root, "--as-of", "2026-06-27").out
    new = "at 8 hours; it was 8 at the decision of 2026-06-10, none in range at the operating review of 2026-06-26"
    assert new in said


def test_a_flip_point_that_passed_what_is_reckoned_with_calls_for_a_review_until_one_is_held(
    run: Run, tmp_path
) -> None:
    root = changed(committed(tmp_path / "shop", run, UNWATCHED), ("weight: 1, lightest", "weight: 2.5, lightest"))
    said = run("decide", "check", "-C", root, "--as-of", "2026-06-20")
    line = (root / PATH).read_text(encoding="utf-8").split("\n").index("scenario:") + 1
    told = "“Tablets for all” was worth most at the decision of 2026-06-10; as things stand now “Stay” is"
    moved = f"the flip point of “{NAME}” moved from 8 to 14 hours, and it stands at 12 hours."
    assert said.code == FINDINGS and f"{PATH}:{line}  scenario  {told}: {moved}" in said.out
    assert run("decide", "review", "acme", "take-orders", "-C", root, "--as-of", "2026-06-21", *REVIEWED).code == FINE
    assert run("decide", "check", "-C", root, "--as-of", "2026-06-22").code == FINE
    changed(root, ("weight: 2.5, lightest", "weight: 1, lightest"))
    assert run("decide", "check", "-C", root, "--as-of", "2026-06-23").code == FINE, "the choice is the best again"


def test_options_that_are_not_weighed_any_more_call_for_a_review(run: Run, tmp_path: Path) -> None:
    root = committed(tmp_path / "shop", run, UNWATCHED)
    text = (root / PATH).read_text(encoding="utf-8")
    (root / PATH).write_text(text[: text.index("scenario:\n")] + text[text.index("# the end") :], encoding="utf-8")
    said = run("decide", "check", "-C", root, "--as-of", "2026-06-20")
    assert said.code == FINDINGS
    assert "worth most at the decision of 2026-06-10, and the options are not weighed any more." in said.out
