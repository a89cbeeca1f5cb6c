"""The folder: what it says comes out as it was written, and whatever is wrong is told with its place, all at once."""

from __future__ import annotations

import csv
import os
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings, strategies as st

from tests.plugins.folders import BOTH, FAULTY, accounts, the_problem, told, with_changes
from tests.portfolios import ACCOUNT, SMALL, read, write
from vpl_core.errors import in_order
from vpl_core.model.observations import Source
from vpl_core.ports import FactSource, SourceRequest
from vpl_files.folder import Folder
from vpl_files.observation_files import SHARED

# --- everything at once -----------------------------------------------------------------------------------------------


def test_every_fault_of_a_folder_is_told_at_once_with_place_field_and_next_step(tmp_path: Path) -> None:
    golden = (Path(__file__).parent / "faults_of_a_folder.txt").read_text(encoding="utf-8")
    assert told(read(write(tmp_path, FAULTY))) + "\n" == golden


def test_the_accounts_with_faults_are_left_out_and_the_others_go_on(tmp_path: Path) -> None:
    assert accounts(read(write(tmp_path, FAULTY))) == {"fine"}


def test_every_problem_of_an_account_names_it_and_every_other_is_about_no_account_there_is(tmp_path: Path) -> None:
    problems = read(write(tmp_path, FAULTY)).problems
    assert {p.account for p in problems} == {"acme", "broken", "list", "Our Shop", "index", "latin", "twin", ""}
    assert {p.path for p in problems if not p.account} == {
        "observations.csv",
        "observations/nobody.csv",
        "evidence/nobody.yml",
    }


def test_a_sound_folder_gives_its_accounts_and_no_problem(tmp_path: Path) -> None:
    reading = read(write(tmp_path, SMALL))
    assert reading.problems == ()
    [facts] = reading.facts
    assert (facts.account.id, facts.account.name, len(facts.observations)) == ("acme", "Acme Bakery", 3)


def test_only_the_accounts_that_are_asked_for_are_read(tmp_path: Path) -> None:
    write(tmp_path, FAULTY)
    assert [facts.account.id for facts in read(tmp_path, "fine").facts] == ["fine"]
    assert {p.account for p in read(tmp_path, "fine", "list").problems} <= {"list", ""}


def test_the_folder_is_a_source_of_facts_like_any_other() -> None:
    assert isinstance(Folder(), FactSource)


def test_an_empty_folder_gives_nothing(tmp_path: Path) -> None:
    assert (read(tmp_path).facts, read(tmp_path).problems) == ((), ())


# --- ids and files ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Acme", "acme_shop", "acme--shop", "-acme", "1st", "a" * 41, "café", "con", "404"])
def test_the_name_of_an_accounts_file_is_its_id_and_has_to_be_one(tmp_path: Path, name: str) -> None:
    problem = the_problem(write(tmp_path, {f"accounts/{name}.yml": ACCOUNT}))
    assert problem.startswith(f"accounts/{name}.yml  '{name}' is ")
    assert problem.endswith("\n  rename the file; its name without the ending is the account's id")


@pytest.mark.parametrize("name", ["a", "acme", "acme-shop-2", "a" * 40])
def test_small_letters_digits_and_single_hyphens_make_an_id(tmp_path: Path, name: str) -> None:
    assert accounts(read(write(tmp_path, {f"accounts/{name}.yml": ACCOUNT}))) == {name}


def test_two_files_for_one_account_leave_it_out_whatever_their_endings(tmp_path: Path) -> None:
    write(tmp_path, {"accounts/acme.yml": ACCOUNT, "accounts/acme.YAML": ACCOUNT, "accounts/fine.yaml": ACCOUNT})
    assert the_problem(tmp_path).endswith("another file already speaks of the account 'acme'\n  keep one of the two")
    assert accounts(read(tmp_path)) == {"fine"}


@pytest.mark.parametrize("name", [".acme.yml", "._acme.yml", ".#acme.yml", "README.md", "acme.yml~", "acme.yml.bak"])
def test_what_editors_and_systems_leave_is_no_account(tmp_path: Path, name: str) -> None:
    reading = read(write(tmp_path, {f"accounts/{name}": "?", "accounts/fine.yml": ACCOUNT}))
    assert accounts(reading) == {"fine"}
    assert not reading.problems


def test_a_file_whose_name_is_no_text_is_told_in_words_that_can_be_printed(tmp_path: Path) -> None:
    (tmp_path / "accounts").mkdir()
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/accounts/acm\xe9.yml")).write_text(dedent(ACCOUNT))
    [problem] = read(tmp_path).problems
    assert problem.account == "acm�"
    assert str(problem).encode("utf-8").startswith("accounts/acm�.yml  'acm�' is not an id".encode())


@pytest.mark.parametrize("name", ["evidence/nobody.yml", "evidence/nobody.yaml", "observations/nobody.csv"])
def test_a_file_about_an_account_that_is_not_there_is_not_passed_over(tmp_path: Path, name: str) -> None:
    problem = the_problem(write(tmp_path, {**SMALL, name: ""}))
    assert problem.startswith(f'{name}  "nobody" has ')
    assert "has evidence but no file" in problem or "has readings but no file" in problem


def test_a_source_of_the_account_stands_before_the_settings_source_of_the_same_id(tmp_path: Path) -> None:
    shared = tuple(Source(id=id_, name="Ours", party="vendor", method="survey") for id_ in ("timesheet", "log"))
    [facts] = Folder().read(SourceRequest(write(tmp_path, SMALL), shared)).facts
    assert [(source.id, source.name) for source in facts.sources] == [("log", "Ours"), ("timesheet", "Time sheet")]


READ = ("accounts/acme.yml", "evidence/acme.yml", "observations.csv", "observations/acme.csv")


# --- links ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["accounts/acme.yml", "evidence/acme.yml", "observations.csv", "observations/acme.csv"]
)
def test_a_link_that_leads_out_of_the_folder_is_refused_wherever_it_lies(tmp_path: Path, name: str) -> None:
    inside = with_changes(tmp_path / "portfolio", **{"observations/acme.csv": "value,on,number\n"})
    outside = write(tmp_path / "elsewhere", {"file": (inside / name).read_bytes()}) / "file"
    (inside / name).unlink()
    (inside / name).symlink_to(outside)
    reading = read(inside)
    assert f"{name}  the file is a link that leads out of the folder\n  put the file itself here" in told(reading)
    assert not accounts(reading)


def test_a_folder_that_is_a_link_is_no_way_out_either(tmp_path: Path) -> None:
    inside = write(tmp_path / "portfolio", SMALL)
    (inside / "evidence" / "acme").rename(tmp_path / "elsewhere")
    (inside / "evidence" / "acme").symlink_to(tmp_path / "elsewhere")
    assert '"june.csv" leads out of evidence/acme/' in the_problem(inside)


def test_a_link_inside_the_folder_is_fine(tmp_path: Path) -> None:
    write(tmp_path, SMALL)
    (tmp_path / "accounts" / "acme.yml").rename(tmp_path / "acme.txt")
    (tmp_path / "accounts" / "acme.yml").symlink_to(tmp_path / "acme.txt")
    assert accounts(read(tmp_path)) == {"acme"}


@pytest.mark.parametrize(
    "name", ["accounts/acme.yml", "evidence/acme.yml", "observations.csv", "observations/acme.csv"]
)
@pytest.mark.parametrize("target", ["gone", "itself"])
def test_a_link_that_leads_nowhere_is_told_and_not_passed_over(tmp_path: Path, name: str, target: str) -> None:
    path = with_changes(tmp_path, **{"observations/acme.csv": "value,on,number\n"}) / name
    path.unlink()
    path.symlink_to(path if target == "itself" else tmp_path / "gone")
    assert f"{name}  the file cannot be read: " in told(read(tmp_path))
    assert not accounts(read(tmp_path))


def test_a_folder_under_the_name_of_a_file_is_told(tmp_path: Path) -> None:
    write(tmp_path, {**SMALL, "accounts/other.yml/x": ""})
    assert the_problem(tmp_path).startswith("accounts/other.yml  this is no file")
    assert accounts(read(tmp_path)) == {"acme"}


@pytest.mark.parametrize("name", ["accounts", "evidence", "observations", "decisions", "decisions/acme"])
@pytest.mark.parametrize("instead", ["a file", "a link to nowhere"])
def test_a_folder_that_cannot_be_read_is_not_taken_for_an_empty_one(tmp_path: Path, name: str, instead: str) -> None:
    """A share that is not mounted tonight would otherwise take away proofs and publish what is left."""
    root = write(tmp_path / "small", SMALL)
    if (root / name).exists():
        (root / name).rename(tmp_path / "elsewhere")
    assert not [p for p in read(root).problems if p.path == name]
    (root / name).parent.mkdir(exist_ok=True)
    if instead == "a file":
        (root / name).write_text("")
    else:
        (root / name).symlink_to(tmp_path / "gone")
    assert f"{name}  the folder cannot be read: " in told(read(root))
    assert not accounts(read(root))


# --- what an accounts file may say ------------------------------------------------------------------------------------


def test_a_field_that_is_misspelt_is_compared_with_those_that_may_stand_there(tmp_path: Path) -> None:
    write(tmp_path, {"accounts/acme.yml": dedent(ACCOUNT) + "asks:\n  - {who: IT, wat: x, by: 2026-01-01, nam: y}\n"})
    assert "asks.0.wat  there is no field 'wat' here\n  did you mean 'what'?" in told(read(tmp_path))
    # `name` is a field of many words, but not of this one.
    assert "asks.0.nam  there is no field 'nam' here\n  remove it;" in told(read(tmp_path))


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("goals: {calm: {id: peace, words: x, level: tactical}}", "goals.calm.id"),
        ("plan: {csat: {value: nps}}", "plan.csat.value"),
        ("milestones: {first-jobs: {milestone: other}}", "milestones.first-jobs.milestone"),
        ("thresholds: {few: {threshold: many, number: 1, because: x, by: M}}", "thresholds.few.threshold"),
        ("waivers: {x: {about: y, because: x, by: M, on: 2026-01-01, expires: 2026-02-01}}", "waivers.x.about"),
        ("decisions: {suite: {id: other, title: Which}}", "decisions.suite.id"),
        ("sources: {crm: {id: other, name: CRM, party: vendor, method: survey}}", "sources.crm.id"),
    ],
)
def test_what_the_key_says_already_is_refused_and_not_silently_dropped(tmp_path: Path, text: str, field: str) -> None:
    usual = "name: Acme\nsegment: smb\nstart: 2026-02-02\n"
    problem = the_problem(write(tmp_path, {"accounts/acme.yml": usual + text}))
    name = field.rpartition(".")[2]
    assert problem == (
        f"accounts/acme.yml:4  {field}  '{name}' is not written here\n  remove it; the key above is the id"
    )


def test_a_bad_name_of_the_file_does_not_hide_what_is_wrong_inside(tmp_path: Path) -> None:
    write(tmp_path, {"accounts/Acme.yml": "name: Acme\nstart: 2026-02-02\n"})
    assert "'Acme' is not an id" in told(read(tmp_path))
    assert "'segment' is missing" in told(read(tmp_path))


def test_a_day_or_number_that_cannot_be_read_does_not_hide_what_else_is_wrong_in_its_file(tmp_path: Path) -> None:
    text = "name: Acme\nsegmnt: smb\nstart: 2026-02-30\ncurrency: usd\nplan: {csat: {target: .nan, method: guess}}\n"
    told_of = [problem.field for problem in in_order(read(write(tmp_path, {"accounts/acme.yml": text})).problems)]
    assert told_of == ["segment", "segmnt", "start", "currency", "plan.csat.method", "plan.csat.target"]


@pytest.mark.parametrize("unreadable", ["2026-02-30", "1e999", "*other", '"' + "a" * 10_001 + '"'])
def test_a_value_that_cannot_be_read_is_told_once_and_nothing_is_concluded_from_it(
    tmp_path: Path, unreadable: str
) -> None:
    for name, text in SMALL.items():
        lines = dedent(text).splitlines() if name.endswith(".yml") else []
        for number, line in enumerate(lines):
            field, colon, value = line.partition(": ")
            if not colon or value[0] in "{[|>":
                continue
            spoilt = "\n".join([*lines[:number], f"{field}: {unreadable}", *lines[number + 1 :]])
            [problem] = read(with_changes(tmp_path, **{name: spoilt})).problems
            assert (problem.path, problem.line) == (name, number + 1)


def test_a_file_of_more_than_a_megabyte_is_not_read(tmp_path: Path) -> None:
    problem = the_problem(write(tmp_path, {"accounts/acme.yml": b"#" * ((1 << 20) + 1)}))
    assert problem == "accounts/acme.yml  the file is larger than 1 MiB\n  move readings to observations.csv"


# --- places -----------------------------------------------------------------------------------------------------------


def rows_strategy() -> st.SearchStrategy[list[tuple[str, str, int]]]:
    """Rows of two accounts, in any order, each with a number of its own and a file that it stands in."""
    kinds = st.tuples(st.sampled_from(["acme", "fine"]), st.sampled_from([SHARED, "own"]))
    return st.lists(kinds, max_size=12).map(lambda found: [(a, f, n) for n, (a, f) in enumerate(found)])


@settings(max_examples=20)
@given(rows=rows_strategy(), data=st.data())
def test_every_reading_is_found_again_in_the_line_that_is_told_of_it(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, int]], data: st.DataObject
) -> None:
    texts = {name: text for name, text in BOTH.items() if not name.startswith("evidence")}
    texts |= {SHARED: "value,account,on,number\n", "observations/acme.csv": "number,on,value\n"}
    texts["observations/fine.csv"] = "number,on,value\n"
    for account, file, number in rows:
        blank = data.draw(st.sampled_from(["", "\n", ",,\n" if file == "own" else ",,,\n"]))
        if file == "own":
            texts[f"observations/{account}.csv"] += f"{blank}{number},2026-03-02,csat\n"
        else:
            texts[SHARED] += f"{blank}csat,{account},2026-03-02,{number}\n"
    root = write(tmp_path_factory.mktemp("places"), texts)
    reading = read(root)
    assert not reading.problems
    assert sum(len(facts.observations) for facts in reading.facts) == len(rows)
    for facts in reading.facts:
        for index, observation in enumerate(facts.observations):
            path, line = reading.locate(facts.account.id, f"observations[{index}].number")
            cells = next(csv.reader([(root / path).read_text().splitlines()[line - 1]]))
            assert str(observation.number) in cells
            assert (facts.account.id in cells) == (path == SHARED)


FIELDS = {"baseline": "{number: 20, on: 2026-01-30}", "target": "8", "method": "time_log", "validator": "Mina"}


@given(
    values=st.permutations(["csat", "nps", "error-percent"]),
    fields=st.permutations(list(FIELDS)),
    parts=st.permutations(["plan", "milestones", "waivers", "thresholds"]),
)
@settings(max_examples=20)
def test_every_field_is_found_again_in_the_line_that_is_told_of_it(
    tmp_path_factory: pytest.TempPathFactory, values: list[str], fields: list[str], parts: list[str]
) -> None:
    blocks = {
        "plan": "".join(f"  {v}:\n" + "".join(f"    {f}: {FIELDS[f]} # {v}.{f}\n" for f in fields) for v in values),
        "milestones": "  first-jobs:\n    owner: Mina # first-jobs.owner\n",
        "waivers": "  # why\n  first-jobs: {because: x, by: M, on: 2026-02-01, expires: 2026-03-01}\n",
        "thresholds": "  few:\n    by: Mina\n    because: x\n    number: 3 # few.number\n",
    }
    text = "name: Acme\nsegment: smb\nstart: 2026-02-02\n" + "".join(f"{part}:\n{blocks[part]}" for part in parts)
    one = "  {0}:\n    kind: report\n    party: vendor\n    on: 2026-03-01\n    title: {0}\n"
    evidence = "evidence:\n" + "".join(map(one.format, values))
    root = write(tmp_path_factory.mktemp("places"), {"accounts/acme.yml": text, "evidence/acme.yml": evidence})
    reading = read(root)
    assert not reading.problems

    def line(field: str) -> str:
        path, number = reading.locate("acme", field)
        return (root / path).read_text().splitlines()[number - 1]

    for value in values:
        assert line(f"plan.{value}") == f"  {value}:"
        assert line(f"evidence.{value}") == f"  {value}:"
        assert line(f"evidence.{value}.title") == f"    title: {value}"
        for field in fields:
            assert line(f"plan.{value}.{field}").endswith(f"# {value}.{field}")
            assert line(f"plan.{value}.{field}.not-there").endswith(f"# {value}.{field}")
    assert line("milestones.first-jobs.owner").endswith("# first-jobs.owner")
    assert line("waivers.first-jobs").startswith("  first-jobs: {")
    assert line("thresholds.few.number").endswith("# few.number")
    assert line("segment") == "segment: smb"
    assert reading.locate("nobody", "plan.csat") == ("", 0)
