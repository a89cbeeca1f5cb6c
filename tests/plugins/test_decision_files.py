"""Decision files: read whole as they were written, or told with every fault and its line."""

from __future__ import annotations

import pytest

from tests.decision_texts import BODY, FRONT, PATH, RECORD, WITH_RECORD
from tests.portfolios import SMALL, read, write
from vpl_core.app.record_files import new_record
from vpl_core.model.decisions import Section


def faults(tmp_path, text, path=PATH):
    """What is wrong with a decision file, as (line, field, message, next step)."""
    found = read(write(tmp_path, {**SMALL, path: text})).problems
    assert all(problem.path == path and problem.account == "acme" for problem in found)
    return [(problem.line, problem.field, problem.message, problem.next_step) for problem in found]


def test_a_record_is_read_as_it_was_written(tmp_path):
    reading = read(write(tmp_path, WITH_RECORD))
    assert reading.problems == ()
    ((record,),) = [facts.records for facts in reading.facts]
    assert (record.id, record.title, record.owner) == ("take-orders", "How to take orders", "Mina Park")
    assert [option.id for option in record.options] == ["tablets", "stay"]
    assert record.options[0].basis.horizon_days == 90
    assert record.reversal.when.value == "weekly-manual-hours"
    assert record.prose(Section.OBJECTIVE) == "Fewer hours at the desk."
    assert record.prose(Section.RECOMMENDATION) == "Tablets, for *all*."


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
def test_the_endings_of_lines_make_no_difference(tmp_path, ending):
    written = {**SMALL, PATH: RECORD.replace("\n", ending).encode()}
    assert read(write(tmp_path / "one", written)).facts == read(write(tmp_path / "two", WITH_RECORD)).facts


def test_the_place_of_a_field_is_its_line(tmp_path):
    reading = read(write(tmp_path, WITH_RECORD))
    line = RECORD.split("\n").index("    type: maintain") + 1
    assert reading.locate("acme", "records.take-orders.options.stay.type") == (PATH, line)
    assert reading.locate("acme", "records.take-orders") == (PATH, 1)
    assert reading.locate("acme", "records.nothing") == ("", 0)


def test_a_field_that_nobody_knows_is_refused_with_the_nearest_one(tmp_path):
    line = RECORD.split("\n").index("reversal:") + 1
    (fault,) = faults(tmp_path, RECORD.replace("reversal:", "reversl:"))
    assert fault == (line, "reversl", "there is no field 'reversl' here", "did you mean 'reversal'?")


def test_a_field_inside_a_condition_is_told_at_its_line(tmp_path):
    line = RECORD.split("\n").index("  when: {kind: at_least, value: weekly-manual-hours, limit: 12}") + 1
    (fault,) = faults(tmp_path, RECORD.replace("limit: 12}", "limt: 12, limit: 12}"))
    assert fault == (line, "reversal.when.limt", "there is no field 'limt' here", "did you mean 'limit'?")


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("---\nowner: Mina\n", "the file has no front matter"),
        ("owner: Mina\n", "the file has no front matter"),
        ("", "the file has no front matter"),
        (FRONT, "there is no title"),
        (FRONT + "# One\n# Two\n", "there are 2 titles"),
        (f"{FRONT}# {'x' * 121}\n", "the title has 121 characters"),
        (FRONT + BODY + "## Objektive\nx\n", '"Objektive" is none of the twelve headings'),
        (FRONT + BODY + "## Objective\nx\n", '"Objective" stands after "Recommendation"'),
        (FRONT + "# One\nStray words\n", "this text stands under none of the twelve headings"),
        (FRONT + f"# One\n## Objective\n{'x' * 4001}\n", "this has 4,001 characters"),
        (RECORD.replace("manual: true", "manual: false"), "facts or a person tell"),
        (RECORD.replace("kind: at_least, ", ""), "this does not say which kind of condition it is"),
        (RECORD.replace("kind: at_least", "kind: above"), "there is no kind of condition 'above'"),
        (RECORD.replace(", limit: 12", ""), "'limit' is missing"),
        (RECORD.replace("type: maintain", "type: waiting"), '"waiting" is not allowed here'),
        (RECORD.replace("post: 2026-12-31", "post: 2026-06-30"), "the dates go back in time"),
    ],
)
def test_what_is_wrong_with_a_record_is_told(tmp_path, said, message):
    assert message in [told for _, _, told, _ in faults(tmp_path, said)]


def test_all_that_is_wrong_is_told_at_once(tmp_path):
    text = RECORD.replace("owner: Mina Park   #", "ownr: Mina Park   #") + "\n## Nonsense\n\nx\n"
    assert len(faults(tmp_path, text)) == 2


def test_a_record_with_a_fault_leaves_its_account_out(tmp_path):
    reading = read(write(tmp_path, {**WITH_RECORD, PATH: FRONT}))
    assert {problem.account for problem in reading.problems} == {"acme"}


@pytest.mark.parametrize("path", ["decisions/nobody/one.md", "decisions/one.md"])
def test_decisions_of_nobody_are_told(tmp_path, path):
    (problem,) = read(write(tmp_path, {**SMALL, path: RECORD})).problems
    assert "no file in accounts/" in problem.message


def test_a_readme_beside_the_folders_is_no_record(tmp_path):
    assert read(write(tmp_path, {**SMALL, "decisions/README.md": "How we decide\n"})).problems == ()


def test_a_link_that_leads_out_is_refused(tmp_path):
    root = write(tmp_path / "inside", WITH_RECORD)
    outside = tmp_path / "outside.md"
    outside.write_text(RECORD)
    (root / "decisions/acme/link.md").symlink_to(outside)
    (problem,) = read(root).problems
    assert problem.message == "the file is a link that leads out of the folder"


def test_a_new_record_can_be_read_back_and_lacks_everything(tmp_path):
    reading = read(write(tmp_path, {**SMALL, PATH: new_record("take-orders", "How to # take\norders")}))
    assert reading.problems == ()
    (record,) = reading.facts[0].records
    assert (record.title, record.passages, record.options) == ("How to # take orders", (), ())
