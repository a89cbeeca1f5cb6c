"""`vpl diff --rules`: who would stand otherwise when a rule changes, told before it does."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.portfolios import ACCOUNT, SETTINGS, Run, document, kit, write
from tests.test_compositions import DECIDED

SAVED = "before.json"
Edit = Callable[[dict[str, Any]], object]


@pytest.fixture
def saved(run: Run, small: Path) -> Path:
    """The small portfolio with its rule book saved beside it."""
    (small / SAVED).write_text(run("rules", "-C", small).out, encoding="utf-8")
    return small


def edited(folder: Path, edit: Edit, segment: str = "smb") -> Path:
    """The saved book with one segment's playbook changed by hand."""
    content = json.loads((folder / SAVED).read_text(encoding="utf-8"))
    edit(content["segments"][segment]["playbook"])
    path = folder / "edited.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def one(things: list[dict[str, Any]], id_: str) -> dict[str, Any]:
    return next(thing for thing in things if thing["id"] == id_)


def a_smaller_first_saving(book: dict[str, Any]) -> None:
    one(book["thresholds"], "smb-first-saving-hours")["number"] = -12


# --- the same rules --------------------------------------------------------------------------------------------------


def test_a_book_that_was_just_saved_changes_nobody(run: Run, saved: Path) -> None:
    said = run("diff", "--rules", saved / SAVED, "-C", saved)
    assert (said.code, said.out, said.err) == (0, "0 of 1 account would change as of 2026-11-15.\n", "")
    assert run("diff", "--rules", "installed", "installed", "-C", saved).out == said.out
    assert document(run("diff", "--rules", saved / SAVED, "--json", "-C", saved))["accounts"] == []


def test_definitions_in_another_order_change_nobody(run: Run, saved: Path) -> None:
    def turn_round(book: dict[str, Any]) -> None:
        for part in ("values", "thresholds", "milestones", "health_signals", "checklists", "stop_rules"):
            book[part].reverse()

    said = run("diff", "--rules", edited(saved, turn_round), "-C", saved)
    assert (said.code, said.out) == (0, "0 of 1 account would change as of 2026-11-15.\n")


# --- other rules -----------------------------------------------------------------------------------------------------


def test_a_threshold_that_moves_is_named_with_who_moves_and_why(run: Run, saved: Path) -> None:
    said = run("diff", "--rules", edited(saved, a_smaller_first_saving), "-C", saved)
    assert said.code == 1
    lines = said.out.splitlines()
    assert lines[0] == (
        "1 of 1 account would change as of 2026-11-15: 1 with another status of a milestone, 1 with another page."
    )
    assert lines[1:3] == ["rules: 1 difference", "  smb.thresholds.smb-first-saving-hours.number: -12 -> -2"]
    at = lines.index("  milestone first-task-replaced: missed -> achieved")
    assert "a change of −2 from the baseline needed" in lines[at + 1]
    assert "(threshold smb-first-saving-hours)" in lines[at + 1]
    assert "before unmet: " in lines[at + 1] and "a change of −12" in lines[at + 1]
    [pages] = [line for line in lines if line.startswith("  pages: ")]
    assert "milestones/first-task-replaced" in pages and "glossary" not in pages


def test_a_threshold_set_otherwise_in_the_settings_counts_as_a_rule(run: Run, saved: Path) -> None:
    override = "\n[thresholds.smb.smb-first-saving-hours]\nnumber = -12\nby = 'M'\nbecause = 'Two shifts'\n"
    write(saved, {"draft.toml": SETTINGS + override})
    planned = run("diff", "--rules", "installed", saved / "draft.toml", "-C", saved)
    assert planned.code == 1
    assert "  smb.overrides.smb-first-saving-hours: -2 -> -12 (M: Two shifts)\n" in planned.out
    assert "  milestone first-task-replaced: achieved -> missed\n" in planned.out
    write(saved, {"vpl.toml": SETTINGS + override})
    done = run("diff", "--rules", saved / SAVED, "-C", saved)
    assert done.out == planned.out


def test_a_floor_a_count_and_a_new_milestone_are_told_as_what_moves_a_rung(run: Run, saved: Path) -> None:
    write(saved, {"accounts/acme.yml": HELD, "observations.csv": READINGS})

    def harder(book: dict[str, Any]) -> None:
        first = book["ladder"]["rungs"][0]
        first["milestones"].append("records-moved")

    fell = run("diff", "--rules", "installed", edited(saved, harder), "-C", saved)
    assert "  proven: 1 -> 0\n    rung 1: records-moved is asked for, and is unknown; needs 3 milestones, before 2" in (
        fell.out
    )
    assert fell.out.splitlines()[0].startswith("1 of 1 account would change as of 2026-11-15: 1 down")
    assert "  claimed: 1 -> 0\n" in fell.out

    def stricter(book: dict[str, Any]) -> None:
        for rung in book["ladder"]["rungs"]:
            rung["floor"] = "corroborated"

    rose = run("diff", "--rules", edited(saved, stricter), "-C", saved)
    assert "  proven: 0 -> 1\n    rung 1: asks for reported, before for corroborated; first-job-done is met and" in (
        rose.out
    )
    assert "claimed" not in rose.out


def test_of_two_long_texts_the_part_is_shown_in_which_they_differ(run: Run, saved: Path) -> None:
    def one_rung_fewer(book: dict[str, Any]) -> None:
        book["ladder"]["rungs"].pop(3)

    said = run("diff", "--rules", edited(saved, one_rung_fewer), "-C", saved).out
    [rungs] = [line for line in said.splitlines() if line.startswith("  smb.ladder.ladder.rungs: ")]
    before, after = rungs.partition(": ")[2].split(" -> ")
    assert before != after
    assert max(len(before), len(after)) <= 63


HELD = ACCOUNT.replace("start: 2026-02-02", "start: 2026-02-02\nattributes: {company_size: 10-50}")
READINGS = """\
account,value,on,number,source
acme,weekly-manual-hours,2026-11-02,9,timesheet
acme,jobs-start-to-finish,2026-11-02,30,log
acme,csat,2026-11-02,6,log
"""


def test_a_weight_and_a_signal_are_told_as_what_moves_score_and_colour(run: Run, saved: Path) -> None:
    write(saved, {"accounts/acme.yml": HELD, "observations.csv": READINGS})

    def otherwise(book: dict[str, Any]) -> None:
        book["scorecards"][0]["factors"][0]["weight"] = 9
        book["health_signals"].append(
            {
                "id": "too-few-jobs",
                "colour": "red",
                "says": "Too few jobs.",
                "when": {"kind": "at_most", "value": "jobs-start-to-finish", "limit": 40},
            }
        )
        for milestone in book["milestones"]:
            milestone["window"] = {"opens": 0, "closes": None}
        for signal in book["health_signals"]:
            if signal["id"] == "team-has-stopped":
                signal["colour"] = "yellow"

    said = run("diff", "--rules", "installed", edited(saved, otherwise), "-C", saved)
    assert "    company-size weighs 9, before 2\n" in said.out
    assert "  smb.health_signals.too-few-jobs: nothing -> declared\n" in said.out
    whole = document(run("diff", "--rules", "installed", saved / "edited.json", "--json", "-C", saved))
    [account] = whole["accounts"]
    told = {change["what"]: change for change in account["changes"]}
    assert "company-size" in told["score"]["why"]
    assert whole["summary"]["score"] == 1
    assert whole["rules"][0].keys() == {"segment", "part", "id", "field", "before", "after"}


def test_an_account_that_the_new_rules_cannot_judge_is_listed(run: Run, saved: Path) -> None:
    def without(book: dict[str, Any]) -> None:
        book["scorecards"] = []
        book["values"] = [one for one in book["values"] if one["id"] != "csat"]
        book["health_signals"] = [one for one in book["health_signals"] if one["id"] != "low-satisfaction"]
        for checklist in book["checklists"]:
            checklist["questions"] = [one for one in checklist["questions"] if one["id"] != "team-satisfied"]

    write(saved, {"observations.csv": READINGS})
    said = run("diff", "--rules", "installed", edited(saved, without), "-C", saved)
    assert said.code == 1
    assert "  assessed: assessed -> left out\n    'csat' is no value known here\n" in said.out
    assert "1 assessed by one book only." in said.out


def test_an_account_whose_file_is_wrong_is_not_passed_over(run: Run, saved: Path) -> None:
    write(saved, {"accounts/broken.yml": "name: B\nsegment: smb\nstart: soon\n"})
    said = run("diff", "--rules", saved / SAVED, "-C", saved)
    assert said.code == 1
    assert said.out.splitlines()[0] == "0 of 1 account would change as of 2026-11-15."
    assert "broken: not compared: " in said.out
    assert "accounts/broken.yml:3" in said.err
    left_out = json.loads(run("diff", "--rules", saved / SAVED, "--json", "-C", saved).out)
    assert left_out["ok"] is False and list(left_out["not_compared"]) == ["broken"]


def test_an_account_without_any_rules_is_not_compared(run: Run, saved: Path) -> None:
    write(saved, {"accounts/odd.yml": "name: O\nsegment: nowhere\nstart: 2026-01-01\n"})
    said = run("diff", "--rules", saved / SAVED, "-C", saved)
    assert said.code == 1
    assert "odd: not compared: 'nowhere' is no segment that a plugin declares\n" in said.out


def test_only_the_accounts_that_were_named_are_looked_at(run: Run, saved: Path) -> None:
    write(saved, {"accounts/second.yml": ACCOUNT})
    book = edited(saved, a_smaller_first_saving)
    both = run("diff", "--rules", book, "-C", saved)
    assert both.out.startswith("2 of 2 accounts would change")
    for named in (("second",), ("installed", "second"), ("installed", "sec*")):
        alone = run("diff", "--rules", book, *named, "-C", saved).out
        assert alone.startswith("1 of 1 account would")
        assert "second (smb)" in alone and "acme" not in alone
    assert "did you mean 'second'?" in run("diff", "--rules", book, "secund", "-C", saved).err


def test_the_day_decides_who_changes(run: Run, saved: Path) -> None:
    """Before the first reading the new threshold is only read about."""
    book = edited(saved, a_smaller_first_saving)
    early, now = (run("diff", "--rules", book, "--as-of", d, "-C", saved).out for d in ("2026-02-03", "2026-11-15"))
    assert early.splitlines()[0] == "1 of 1 account would change as of 2026-02-03: 1 with another page."
    assert "milestone first-task-replaced" in now and "milestone first-task-replaced" not in early


def test_a_book_of_one_segment_says_nothing_of_the_others(run: Run, saved: Path) -> None:
    write(saved, {"accounts/clinic.yml": "name: C\nsegment: healthcare\nstart: 2026-01-01\n"})
    (saved / SAVED).write_text(run("rules", "smb", "-C", saved).out, encoding="utf-8")
    for names in ((saved / SAVED,), ("installed", saved / SAVED)):
        said = run("diff", "--rules", *names, "-C", saved)
        assert (said.code, said.out) == (0, "0 of 1 account would change as of 2026-11-15.\n")


def test_a_composition_that_only_one_book_has_is_a_change_of_its_accounts(run: Run, saved: Path) -> None:
    tiny = {"accounts/tiny.yml": "name: T\nsegment: smb-clinic\nstart: 2026-01-01\n", "vpl.toml": SETTINGS + DECIDED}
    write(saved, tiny)
    said = run("diff", "--rules", saved / SAVED, "-C", saved)
    assert said.code == 1
    assert "  smb-clinic.segment.smb-clinic: nothing -> declared\n" in said.out
    assert "tiny (smb-clinic)\n  assessed: left out -> assessed\n" in said.out
    again = run("rules", "smb-clinic", "-C", saved)
    (saved / "clinic.json").write_text(again.out, encoding="utf-8")
    assert run("diff", "--rules", saved / "clinic.json", "tiny", "-C", saved).code == 0


# --- wrong use -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "say what to compare: vpl diff --rules A [B]"),
        (("before.json",), "say what to compare: vpl diff --rules A [B]"),
        (("--rules",), "name a rule book first"),
        (("--rules", "acme"), "name a rule book first"),
        (("--rules", "acme", "installed"), "name a rule book first"),
        (("--rules", "nowhere.json"), "there is no rule book 'nowhere.json'"),
        (("--rules", "installed", "./nowhere"), "there is no rule book './nowhere'"),
    ],
)
def test_wrong_use_is_told_and_leaves_with_two(run: Run, small: Path, arguments: tuple[str, ...], told: str) -> None:
    said = run("diff", *arguments, "-C", small)
    assert (said.code, said.out) == (2, "")
    assert told in said.err


def spoilt(path: tuple[str | int, ...], content: object) -> Callable[[dict[str, Any]], None]:
    """The book with one thing put elsewhere or otherwise."""

    def spoil(book: dict[str, Any]) -> None:
        place: Any = book
        for part in path[:-1]:
            place = place[part]
        place[path[-1]] = content

    return spoil


SMB = ("segments", "smb", "playbook")


@pytest.mark.parametrize(
    ("path", "content", "told"),
    [
        (("schema",), "vpl.rules/2", "schema  'vpl.rules/2' is not 'vpl.rules/1', which this version reads"),
        (("colour",), "blue", "colour  there is no field 'colour'"),
        ((*SMB, "colour"), "blue", "segments.smb.playbook.colour  there is no field 'colour'"),
        (
            (*SMB, "thresholds", 0, "number"),
            "many",
            "playbook.thresholds.0.number  'many' is not a number",
        ),
        ((*SMB, "thresholds", 0, "number"), float("nan"), "playbook.thresholds.0.number  nan is not a finite number"),
        ((*SMB, "thresholds", 0, "number"), "{x}", "playbook.thresholds.0.number  '{x}' is not a number"),
        (("ok",), False, "ok  the book is not whole: something was wrong with the rules when it was saved"),
        (("segments", "smb"), 5, "segments.smb  a group of fields is due here"),
        ((*SMB, "milestones", 0, "condition"), {"kind": "wish"}, "milestones.0.condition  there is no kind wish"),
        ((*SMB, "milestones", 0, "condition", "value"), "x y", "segments.smb.playbook.milestones.0.condition.value  "),
        (
            (*SMB, "milestones", 0, "condition", "value"),
            "none-such",
            "smb.playbook.milestones  first-job-done: 'none-such'",
        ),
        (
            (*SMB, "ladder", "rungs", 1, "floor"),
            "asserted",
            "smb.playbook.ladder  'everyone-works-in-it'",
        ),
        (
            (*SMB, "segment", "id"),
            "shops",
            "segment.id  the playbook of 'smb' calls itself 'shops'",
        ),
        (
            (*SMB, "stop_rules", 1, "clock"),
            "first_action",
            "smb.playbook.stop_rules  'first_action' is declared twice",
        ),
        (
            (*SMB, "milestones", 0, "condition"),
            {"kind": "custom", "name": "gone"},
            "segments.smb.playbook.milestones  first-job-done: no plugin gives a condition named 'gone'",
        ),
        (
            ("segments", "smb", "overrides"),
            [{"threshold": "none-such", "number": 1, "because": "x", "by": "M"}],
            "segments.smb.overrides.none-such  'none-such' is no threshold of the segment",
        ),
        (
            ("segments", "smb", "overrides"),
            [{"threshold": "smb-first-saving-hours", "number": 1, "because": "x", "by": "M"}],
            "segments.smb.overrides.smb-first-saving-hours  1 points the other way",
        ),
    ],
)
def test_a_saved_book_that_is_spoilt_is_refused_with_file_and_field(
    run: Run, saved: Path, path: tuple[str | int, ...], content: object, told: str
) -> None:
    book = json.loads((saved / SAVED).read_text(encoding="utf-8"))
    spoilt(path, content)(book)
    (saved / SAVED).write_text(json.dumps(book), encoding="utf-8")
    said = run("diff", "--rules", saved / SAVED, "-C", saved)
    assert (said.code, said.out) == (2, "")
    assert all(line.startswith((f"{saved / SAVED}  ", "  ")) for line in said.err.splitlines())
    assert told in said.err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "this is no JSON: the file is empty"),
        ('{"schema": "vpl.ru', "1  this is no JSON: a quote is opened here and never closed"),
        ("[1, 2]", "the file does not hold fields"),
        ("{}", "schema  what names no schema is not 'vpl.rules/1'"),
        ('{"schema": "vpl.rules/1", "schema": 1}', "this is no JSON: 'schema' stands there twice in one place"),
        ("[" * 100_000, "this is no JSON"),
        ("\ufffd", "this is no JSON"),
    ],
)
def test_what_is_no_rule_book_at_all_is_refused(run: Run, small: Path, text: str, told: str) -> None:
    (small / SAVED).write_text(text, encoding="utf-8")
    said = run("diff", "--rules", small / SAVED, "-C", small)
    assert (said.code, said.out) == (2, "")
    assert told in said.err


PLUGIN = """
from datetime import date
from vpl_core import Custom, HealthSignal, Outcome, Predicate, hookimpl

@hookimpl
def vpl_conditions():
    return (Predicate("founded-early", "It began before 2027.", lambda facts, day: Outcome.MET),)

@hookimpl
def vpl_health_signals(segment):
    signal = HealthSignal(id="founded", colour="yellow", when=Custom(name="founded-early"), says="Began early.")
    return (signal,) if segment == "smb" else ()
"""


def test_a_condition_in_python_is_saved_by_its_name_and_found_again_where_it_is_installed(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(small, kit("founded", "founded = founded", {"founded.py": PLUGIN}))
    with monkeypatch.context() as here:
        here.syspath_prepend(str(small / "kits"))
        (small / SAVED).write_text(run("rules", "smb", "-C", small).out, encoding="utf-8")
        assert run("diff", "--rules", small / SAVED, "-C", small).code == 0
    gone = run("diff", "--rules", small / SAVED, "-C", small)
    assert gone.code == 2
    assert "health_signals  founded: no plugin gives a condition named 'founded-early'" in gone.err
