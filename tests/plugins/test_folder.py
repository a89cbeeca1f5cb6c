"""The folder: what it says comes out as it was written, and whatever is wrong is told with its place, all at once."""

from __future__ import annotations

import csv
import hashlib
import os
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings, strategies as st

from tests.portfolios import ACCOUNT, EVIDENCE, SMALL, read, write
from vpl_core.errors import in_order
from vpl_core.model.observations import Source
from vpl_core.ports import FactSource, SourceReading, SourceRequest
from vpl_files.folder import Folder
from vpl_files.observation_files import SHARED

FAULTY = {
    "accounts/acme.yml": """\
        name: 42
        start: "2026-13-01"
        currency: usd
        langage: en
        sponsor: Mina
        contacts: {name: Mina}
        attributes: {sites: [1], open: true}
        goals:
          Right First Time: {words: Less work, level: tactical}
          calm:
            id: peace
            words: ""
            level: low
            values: [hours, 3]
        plan:
          weekly-manual-hours:
            baseline: {number: 12h, on: 2026-01-01}
            targt: 2
            strictly: maybe
          error-percent:
        waivers:
          first-jobs: {because: x, by: M, on: 2026-02-01, expires: 2026-01-01}
        asks:
          - who: IT
            what: A key
            by: 2026-05-01
        decisions:
          suite: {title: Which suite, chosen: B, options: [{name: A}]}
        """,
    "accounts/broken.yml": 'name: "Broken\nsegment: smb\n',
    "accounts/fine.yml": ACCOUNT,
    "accounts/list.yml": "- name: List\n",
    "accounts/Our Shop.yml": ACCOUNT,
    "accounts/index.yml": ACCOUNT,
    "accounts/latin.yml": b"name: Latin\nnotes: Caf\xe9\n",
    "accounts/twin.yaml": ACCOUNT,
    "accounts/twin.yml": ACCOUNT,
    "observations.csv": """\
        account,value,on,number,source,sequence,respondents
        fine,weekly-manual-hours,2026-03-02,17,timesheet,,
        acme,Weekly Hours,2026-02-30,NaN,timesheet,first,0
        acme,weekly-manual-hours,2026-03-02
        nobody,weekly-manual-hours,2026-03-02,17,timesheet,,
        ,weekly-manual-hours,2026-03-02,17,timesheet,,
        """,
    "observations/nobody.csv": "value,on,number\n",
    "observations/list.csv": "value,on,numbr\n",
    "evidence/acme.yml": """\
        evidence:
          sheet:
            kind: photo
            title: Sheet
            on: 2026-06-03
            party: customer
            sha256: 0f
            file: sheet.csv
          signed:
            kind: confirmation
            title: Signed
            on: 2026-06-03
            party: vendor
        """,
    "evidence/list.yml": """\
        evidence:
          gone: {kind: report, title: Gone, on: 2026-06-03, party: customer, file: gone.pdf}
          away: {kind: report, title: Away, on: 2026-06-03, party: customer, file: ../../vpl.toml}
        """,
    "evidence/nobody.yml": EVIDENCE,
    "evidence/twin.yml": "",
}
"""A fault of every kind, in every kind of file."""


def told(reading: SourceReading) -> str:
    return "\n".join(map(str, in_order(reading.problems)))


def accounts(reading: SourceReading) -> set[str]:
    """Those that can be assessed: they are there, and nothing is wrong with them."""
    return {facts.account.id for facts in reading.facts} - {p.account for p in reading.problems if not p.warning}


def the_problem(root: Path) -> str:
    [problem] = read(root).problems
    return str(problem)


def with_changes(root: Path, **changes: str | bytes) -> Path:
    """The small portfolio with some files written otherwise."""
    return write(root, {**SMALL, **changes})


# --- everything at once ----------------------------------------------------------------------------------------------


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


# --- ids and files ---------------------------------------------------------------------------------------------------


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

# --- links -----------------------------------------------------------------------------------------------------------


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


# --- what an accounts file may say -----------------------------------------------------------------------------------


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


# --- evidence --------------------------------------------------------------------------------------------------------


def evidence_file(name: str) -> str:
    """The evidence of the small portfolio with its attachment named so."""
    return dedent(EVIDENCE).replace("june.csv", f"'{name}'")


def test_the_fingerprint_of_an_attachment_is_computed_from_its_bytes(tmp_path: Path) -> None:
    content = bytes(range(256)) * 300
    [facts] = read(with_changes(tmp_path, **{"evidence/acme/june.csv": content})).facts
    assert facts.evidence[0].sha256 == hashlib.sha256(content).hexdigest()


def test_evidence_without_a_file_has_no_fingerprint(tmp_path: Path) -> None:
    bare = dedent(EVIDENCE).replace("    file: june.csv\n", "")
    [facts] = read(with_changes(tmp_path, **{"evidence/acme.yml": bare})).facts
    assert [(one.id, one.sha256, one.file) for one in facts.evidence] == [("june-sheet", "", "")]


def test_a_fingerprint_that_is_written_down_is_refused_even_if_it_is_right(tmp_path: Path) -> None:
    right = hashlib.sha256(str(SMALL["evidence/acme/june.csv"]).encode()).hexdigest()
    problem = the_problem(with_changes(tmp_path, **{"evidence/acme.yml": f"{dedent(EVIDENCE)}    sha256: '{right}'\n"}))
    assert problem == (
        "evidence/acme.yml:10  evidence.june-sheet.sha256  'sha256' is never written down\n"
        "  remove it; it is computed from the file"
    )


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("gone.csv", "there is no file evidence/acme/gone.csv"),
        ("JUNE.csv", "there is no file evidence/acme/JUNE.csv"),
        (".", "there is no file evidence/acme/."),
        ("../acme.yml", '"../acme.yml" leads out of evidence/acme/'),
        ("../other/june.csv", '"../other/june.csv" leads out of evidence/acme/'),
        ("/etc/hostname", '"/etc/hostname" leads out of evidence/acme/'),
        ("way-out.csv", '"way-out.csv" leads out of evidence/acme/'),
        ("loop.csv", '"loop.csv" cannot be read: a link leads to itself'),
        ("x" * 300, "cannot be read: File name too long"),
    ],
)
def test_an_attachment_lies_in_the_accounts_own_folder_or_is_refused(tmp_path: Path, name: str, message: str) -> None:
    texts = {"evidence/acme.yml": evidence_file(name), "accounts/fine.yml": ACCOUNT, "evidence/other/june.csv": "x"}
    write(tmp_path, {**SMALL, **texts})
    (tmp_path / "evidence/acme/way-out.csv").symlink_to(tmp_path / "evidence/other/june.csv")
    (tmp_path / "evidence/acme/loop.csv").symlink_to(tmp_path / "evidence/acme/loop.csv")
    problem = the_problem(tmp_path)
    assert problem.startswith("evidence/acme.yml:9  evidence.june-sheet.file  ")
    assert message in problem
    assert accounts(read(tmp_path)) == {"fine"}


def test_evidence_may_end_in_yaml_and_two_files_of_it_are_refused(tmp_path: Path) -> None:
    write(tmp_path, SMALL)
    (tmp_path / "evidence/acme.yml").rename(tmp_path / "evidence/acme.yaml")
    assert len(read(tmp_path).facts[0].evidence) == 1
    write(tmp_path, {"evidence/acme.yml": EVIDENCE})
    assert "evidence/acme.yml  another file already speaks of the account 'acme'" in the_problem(tmp_path)
    assert not accounts(read(tmp_path))


# --- readings --------------------------------------------------------------------------------------------------------

BOTH = {**SMALL, "accounts/fine.yml": ACCOUNT}


def shared(*rows: str) -> dict[str, str]:
    """Two accounts, with these rows for both of them."""
    return {**BOTH, SHARED: "\n".join(["account,value,on,number,source,note", *rows]) + "\n"}


GOOD = "fine,weekly-manual-hours,2026-03-02,17,timesheet,"


def test_a_quote_that_is_not_closed_leaves_out_all_accounts_for_rows_may_be_missing_of_any(tmp_path: Path) -> None:
    reading = read(write(tmp_path, shared(GOOD, 'acme,weekly-manual-hours,2026-03-02,17,timesheet,"', GOOD)))
    assert not accounts(reading)
    assert "observations.csv:3  (row)  a quote is opened here" in told(reading)
    assert told(reading).count("so the account's readings may be incomplete") == 2


def test_in_an_accounts_own_file_it_leaves_out_only_that_account(tmp_path: Path) -> None:
    own = 'value,on,number,note\nweekly-manual-hours,2026-03-02,17,"\n'
    reading = read(write(tmp_path, {**BOTH, "observations/acme.csv": own}))
    assert accounts(reading) == {"fine"}
    assert the_problem(tmp_path).startswith("observations/acme.csv:2  (row)  a quote is opened here")


@pytest.mark.parametrize(
    "row", ["acme,weekly-manual-hours,2026-03-02", "acme,weekly-manual-hours,2026-03-02,1,2,3,4,5"]
)
def test_a_row_with_too_few_or_too_many_cells_leaves_out_only_its_account(tmp_path: Path, row: str) -> None:
    write(tmp_path, shared(GOOD, row, GOOD.replace("03", "04")))
    assert accounts(read(tmp_path)) == {"fine"}
    assert the_problem(tmp_path).startswith("observations.csv:3  (row)  cells in this row: ")
    # The same is true whichever accounts are asked for.
    assert accounts(read(tmp_path, "fine")) == {"fine"}
    assert accounts(read(tmp_path, "acme")) == set()


@pytest.mark.parametrize("before", ["\u2028", "\x0c", "\x85", "\x1c"])
def test_a_faulty_rows_account_is_found_however_the_lines_before_it_look(tmp_path: Path, before: str) -> None:
    write(
        tmp_path, shared(f"{GOOD}a{before}b", "fine,weekly-manual-hours,2026-03-09,12,timesheet,", "acme,x,2026-03-02")
    )
    assert accounts(read(tmp_path)) == {"fine"}


def test_a_faulty_row_of_nobody_there_is_leaves_out_all(tmp_path: Path) -> None:
    assert not accounts(read(write(tmp_path, shared(GOOD, "amce,weekly-manual-hours,2026-03-02"))))


def test_a_file_that_was_not_read_to_its_end_leaves_out_all(tmp_path: Path) -> None:
    """The hundred faulty rows are all of one account, but nobody has looked at the rows behind them."""
    reading = read(write(tmp_path, shared(*["acme,weekly-manual-hours,2026-03-02"] * 120, GOOD)))
    assert not accounts(reading)


@pytest.mark.parametrize("folder", ["shared", "own"])
def test_a_quote_that_swallows_rows_and_is_closed_again_is_not_taken_for_a_note(tmp_path: Path, folder: str) -> None:
    rows = ('weekly-manual-hours,2026-03-02,17,"half', "weekly-manual-hours,2026-04-02,30,", 'csat,2026-04-02,3,"')
    if folder == "shared":
        texts = {**BOTH, SHARED: "account,value,on,number,note\n" + "".join(f"acme,{row}\n" for row in rows)}
    else:
        texts = {**BOTH, "observations/acme.csv": "value,on,number,note\n" + "\n".join(rows) + "\n"}
    reading = read(write(tmp_path, texts))
    assert ":2  note  this cell goes over several lines, and may have swallowed rows" in told(reading)
    assert accounts(reading) == (set() if folder == "shared" else {"fine"})


def test_readings_of_an_account_that_is_not_there_are_told_once_and_leave_nobody_out(tmp_path: Path) -> None:
    write(tmp_path, shared(GOOD, GOOD.replace("fine", "fnie"), GOOD.replace("fine", "fnie")))
    assert the_problem(tmp_path) == (
        'observations.csv:3  account  "fnie" has readings but no file in accounts/\n  add the file, or correct the id'
    )
    assert accounts(read(tmp_path)) == {"acme", "fine"}


def test_everything_that_is_wrong_with_a_row_is_told_at_once(tmp_path: Path) -> None:
    write(tmp_path, shared("acme,Hours,2026-02-30,1 200,timesheet,"))
    assert [p.field for p in in_order(read(tmp_path).problems)] == ["number", "on", "value"]


def test_the_shared_readings_of_an_account_come_before_its_own(tmp_path: Path) -> None:
    own = "number,on,value\n5,2026-01-01,csat\n"
    [facts] = read(with_changes(tmp_path, **{"observations/acme.csv": own})).facts
    assert [int(o.number) for o in facts.observations] == [17, 9, 80, 5]


# --- places ----------------------------------------------------------------------------------------------------------


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
