"""Scorers behind CSV files, and tables that somebody exported, are held to the same laws."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.testing_scorers.faulty_scorer import ACCOUNTS, FAULTY, SOUND, HealthScore, laws
from vpl_core.testing.csv_scorers import csv_scorer
from vpl_core.testing.scored_table import check_table
from vpl_core.testing.scorer_bands import BandsInOrder, EveryScoreHasABand
from vpl_core.testing.scorer_cells import content
from vpl_core.testing.scorer_honesty import (
    MissingIsNotGood,
    Refuses,
    RefusesUnknown,
    RemovingDoesNotRaise,
)
from vpl_core.testing.scorer_inputs import choice, inputs, number, percent
from vpl_core.testing.scorer_law import Law
from vpl_core.testing.scorer_laws import (
    Bounded,
    FullMarks,
    Monotone,
    SameAgain,
)
from vpl_core.testing.scorers import ScorerFault, check_scorer, examine_scorer, faults_of_scorer

SCRIPT = str(Path(__file__).with_name("export.py"))
COLUMNS = {"segment": "Segment", "usage": "Usage %", "nps": "nps"}
EXPORTED = inputs(segment=choice("smb", "enterprise"), usage=percent(), nps=number(-100, 100).or_missing())


def sheet(score: HealthScore) -> Callable[[Path], Path]:
    """The score as a function from one CSV file to another, row for row."""

    def scored(source: Path) -> Path:
        target = source.with_name("out.csv")
        with source.open(newline="") as read, target.open("w", newline="") as write:
            writer = csv.writer(write)
            writer.writerow(["score", "band"])
            for row in csv.DictReader(read):
                account = {name: content(row[name]) for name in ("segment", "usage", "support")}
                answers = [int(mark) for mark in row["answers"].split(";") if mark]
                try:
                    result = score({**account, "answers": answers})
                except (KeyError, ValueError):
                    result = {"score": "#N/A", "band": ""}
                writer.writerow([result["score"], result["band"]])
        return target

    return scored


def test_all_seven_faults_are_found_through_a_file() -> None:
    spreadsheet = csv_scorer(sheet(FAULTY), tuple(ACCOUNTS.plain), band="band")
    faults = faults_of_scorer(spreadsheet, ACCOUNTS, *laws(FAULTY), examples=60)
    told = {type(fault.law).__name__: fault.told for fault in faults}
    assert told["FullMarks"] == "The score is 95, not 100."
    assert told["Refuses"] == "Usage NaN was scored 78."
    assert told["RefusesUnknown"].endswith("as if it were 'smb'.")
    assert told["MissingIsNotGood"] == "With support missing the score is 80; with support 60 it is 68."
    assert told["RemovingDoesNotRaise"].startswith("Removing the ")
    assert told["RoundedOnce"] == "The exact score is 28.25, which rounds to 28.2; it was scored 28."
    assert told["EveryScoreHasABand"] == "50.3 falls into no band."
    assert len(told) == 7
    assert all(len(set(fault.apart) - set(fault.law.tells)) <= 1 for fault in faults)


def test_the_score_put_right_keeps_them_through_a_file_too() -> None:
    spreadsheet = csv_scorer(sheet(SOUND), tuple(ACCOUNTS.plain), band="band")
    report = check_scorer(spreadsheet, ACCOUNTS, *laws(SOUND), examples=30)
    assert all(finding.judged for finding in report.findings)


def test_a_script_is_started_a_few_times_and_told_of_by_its_name() -> None:
    script = csv_scorer([sys.executable, SCRIPT], COLUMNS, score="health", band="colour", key="account")
    report = examine_scorer(script, EXPORTED, Refuses("usage"), MissingIsNotGood("nps"), Bounded(0, 100), examples=30)
    assert str(report).startswith("export.py breaks 1 of 3 laws")
    [fault] = report.faults
    assert fault.told == "With nps missing the score is 70; with nps 0 it is 50."


def test_a_script_that_stops_at_a_bad_row_has_refused_that_row_only() -> None:
    script = csv_scorer([sys.executable, SCRIPT, "crash"], COLUMNS, score="health", key="account")
    report = check_scorer(script, EXPORTED, Refuses("usage", (-1,)), examples=4)
    assert all(finding.judged == finding.tried for finding in report.findings)


def test_a_script_may_take_paths(tmp_path: Path) -> None:
    copy = "import shutil, sys; shutil.copy(sys.argv[1], sys.argv[2])"
    script = csv_scorer([sys.executable, "-c", copy, "{in}", "{out}"], ["usage"], score="usage")
    check_scorer(script, inputs(usage=percent()), Bounded(0, 100), Monotone("usage"), examples=10)


def test_a_script_that_fails_for_everything_is_an_error_and_not_a_refusal() -> None:
    broken = csv_scorer([sys.executable, "-c", "raise SystemExit('no licence')"], COLUMNS)
    with pytest.raises(ValueError, match="fails for every input tried, 8 of them alone: no licence"):
        check_scorer(broken, EXPORTED, Bounded(0, 100), examples=20)


def test_rows_that_do_not_come_back_were_refused(tmp_path: Path) -> None:
    def drops_missing(source: Path) -> Path:
        lines = source.read_text().splitlines()
        kept = [line for line in lines if not line.endswith(",")]
        source.write_text("\n".join(kept) + "\n")
        return source

    for key in ("", "row"):
        sheet = csv_scorer(drops_missing, ("usage", "nps"), score="usage", key=key)
        [answer, refused] = sheet.score_all([{"usage": 4, "nps": 1}, {"usage": 5, "nps": None}])
        assert (answer.score, refused.score) == (4, None)
        assert refused.refused


def test_a_column_that_the_scorer_does_not_write_is_named() -> None:
    with pytest.raises(ValueError, match=r"writes no column 'score'; it writes account, health, colour"):
        csv_scorer([sys.executable, SCRIPT], COLUMNS, key="account").score_all([EXPORTED.plain])


# --- tables ----------------------------------------------------------------------------------------------------------

TABLE = """\
account,segment,usage,support,score,band
Acme,smb,40,80,50.5,
Birch,smb,60,80,48,at risk
Cedar,smb,60,,75,stable
Dune,enterprse,60,80,48,at risk
Elm,smb,NaN,80,100,healthy
Fir,smb,100,100,95,healthy
Gorse,smb,100,100,96,at risk
Holm,smb,0,80,101,healthy
Ivy,smb,0,70,1000.5,healthy
"""
FIELDS = ("segment", "usage", "support")


def table(folder: Path, text: str = TABLE) -> Path:
    path = folder / "scored.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("law", "told"),
    [
        (Monotone("usage"), "Lines 2 and 3: Raising usage from 40 to 60 lowered the score from 50.5 to 48."),
        (MissingIsNotGood("support"), "Lines 3 and 4: With support missing the score is 75; with support 80 it is 48."),
        (
            RefusesUnknown("segment", known=("smb", "enterprise")),
            "Line 5: The unknown segment 'enterprse' was scored 48.",
        ),
        (Refuses("usage"), "Line 6: Usage NaN was scored 100."),
        (FullMarks({"usage": 100, "support": 100}), "Line 7: The score is 95, not 100."),
        (SameAgain(), "Lines 7 and 8: The same input was scored 95 and 96."),
        (BandsInOrder(("at risk", "stable", "healthy")), "Lines 7 and 8: 95 is healthy, and 96 is at risk."),
        (Bounded(0, 100), "Line 9: The score is 101."),
        (EveryScoreHasABand(), "Line 2: 50.5 falls into no band."),
    ],
)
def test_rows_that_break_a_law_are_told_with_their_lines(tmp_path: Path, law: Law, told: str) -> None:
    with pytest.raises(ScorerFault) as raised:
        check_table(table(tmp_path), law, band="band", fields=FIELDS)
    [fault] = raised.value.report.faults
    assert str(fault) == told


def test_a_table_without_faults_is_told_with_what_it_could_not_test(tmp_path: Path) -> None:
    good = "".join(TABLE.splitlines(keepends=True)[:1]) + "Acme,smb,40,80,50,stable\nBirch,smb,60,80,60,stable\n"
    report = check_table(table(tmp_path, good), Monotone("usage"), MissingIsNotGood("support"), fields=FIELDS)
    assert str(report).startswith("scored.csv keeps 1 of 2 laws (2 rows).")
    assert str(report).endswith(
        "Not put to the test:\n  Not knowing support is never better than knowing it. (0 examples)"
    )


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", r"has no column 'score'; it has none$"),
        ("usage,score\n", "has no rows"),
        ("usage,score\n1,high\n2,low\n", "no number under 'score'; the first is 'high': name another column"),
        ("usage,score\n1,\n", "no number under 'score'; all are empty"),
        ("usage;score\n1;3,5\n", "commas between the columns"),
    ],
)
def test_a_table_in_which_there_is_nothing_to_judge_does_not_pass(tmp_path: Path, text: str, refusal: str) -> None:
    with pytest.raises(ValueError, match=refusal):
        check_table(table(tmp_path, text), Bounded(0, 100))


def test_a_table_of_which_nothing_is_asked_does_not_pass(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="name laws, as check_table"):
        check_table(table(tmp_path))


def test_whoever_names_no_fields_is_told_that_all_columns_count(tmp_path: Path) -> None:
    good = "account,usage,score\nAcme,40,80\nBirch,60,90\n"
    report = check_table(table(tmp_path, good), Monotone("usage"))
    assert (
        str(report)
        .splitlines()[0]
        .endswith("(2 rows, taken to be scored by all 2 other columns; fields= names fewer).")
    )


@pytest.mark.parametrize(
    ("law", "refusal"),
    [
        (RemovingDoesNotRaise("usage"), "cannot be asked of a table"),
        (Monotone("usgae"), "scored.csv has no column 'usgae'; it has account, segment"),
    ],
)
def test_what_a_table_cannot_answer_is_refused(tmp_path: Path, law: Law, refusal: str) -> None:
    with pytest.raises(ValueError, match=refusal):
        check_table(table(tmp_path), law)
