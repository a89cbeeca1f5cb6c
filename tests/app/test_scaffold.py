"""A new portfolio works from the first command on, and nothing that was there is lost."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest

from tests.given_facts import built
from tests.portfolios import collect
from vpl_core.app.portfolio import Assessed, Collected, Workspace, assess_one, open_workspace
from vpl_core.app.roster import Roster
from vpl_core.app.scaffold import SCHEMA, SEGMENTS, write_portfolio
from vpl_core.app.schemas import schema_of
from vpl_core.cli.console import vpl
from vpl_core.cli.init_command import init
from vpl_core.errors import NotFound, VplError
from vpl_core.model.health import Colour


def opened(folder: Path) -> tuple[Workspace, Collected, Assessed]:
    """The written portfolio with its one account, assessed on the day that its settings say."""
    workspace = open_workspace(folder)
    collected = collect(workspace)
    day = Roster(workspace).day(None, lambda: pytest.fail("the clock was asked"))
    return workspace, collected, assess_one(workspace, collected.facts[0], day)


@pytest.fixture(params=SEGMENTS)
def segment(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_a_new_portfolio_has_nothing_to_complain_about(segment, tmp_path):
    write_portfolio(tmp_path, segment)
    _, collected, one = opened(tmp_path)
    assert collected.problems == ()
    assert [facts.account.id for facts in collected.facts] == ["first-account"]
    assert (one.assessment.segment, one.assessment.issues) == (segment, ())


def test_its_account_stands_on_the_first_rung_and_has_something_left_to_reach(segment, tmp_path):
    write_portfolio(tmp_path, segment)
    _, _, one = opened(tmp_path)
    assert one.assessment.standing.proven == 1
    assert one.assessment.standing.blocking
    # A clinic's alarm about sites rests on a paper that a first account does not have yet.
    assert one.assessment.health.colour is (Colour.GREY if segment == "healthcare" else Colour.GREEN)


def test_its_account_shows_what_an_account_can_hold(segment, tmp_path):
    write_portfolio(tmp_path, segment)
    _, collected, _ = opened(tmp_path)
    facts = collected.facts[0]
    account = facts.account
    assert account.sponsor and account.owner and account.goals and account.asks and account.notes
    assert account.renewal and account.attributes
    assert any(plan.is_agreed for plan in account.plan)
    assert any(plan.due for plan in account.milestones)
    assert account.decisions[0].chosen and account.decisions[0].reversal_signal
    assert any(evidence.sha256 for evidence in facts.evidence)


def test_its_site_and_its_portfolio_can_be_built(segment, tmp_path):
    write_portfolio(tmp_path, segment)
    workspace, _, one = opened(tmp_path)
    result = built(workspace, one.assessment.as_of, tmp_path / "build")
    assert result.ok
    assert (tmp_path / "build/sites/first-account/index.html").is_file()
    assert (tmp_path / "build/portfolio/index.html").is_file()


def test_it_says_every_file_that_it_wrote_and_no_other(segment, tmp_path):
    written = write_portfolio(tmp_path / "new", segment)
    there = {path.relative_to(tmp_path / "new") for path in (tmp_path / "new").rglob("*") if path.is_file()}
    assert list(written) == sorted(there)
    assert Path("evidence/first-account.yml") in there


def test_every_attachment_is_named_by_the_evidence(segment, tmp_path):
    written = write_portfolio(tmp_path, segment)
    attached = {path.name for path in written if path.parent == Path("evidence/first-account")}
    _, collected, _ = opened(tmp_path)
    assert attached == {evidence.file for evidence in collected.facts[0].evidence if evidence.file}


def test_the_account_file_leads_an_editor_to_the_schema(segment, tmp_path):
    write_portfolio(tmp_path, segment)
    account = tmp_path / "accounts/first-account.yml"
    first, _, _ = account.read_text(encoding="utf-8").partition("\n")
    assert first.startswith("# yaml-language-server: $schema=")
    schema = account.parent / first.partition("=")[2]
    assert schema.resolve() == (tmp_path / SCHEMA).resolve()
    assert json.loads(schema.read_text(encoding="utf-8")) == schema_of("account")


def test_the_same_segment_gives_the_same_bytes(segment, tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    written = write_portfolio(one, segment)
    assert write_portfolio(other, segment) == written
    assert [(one / path).read_bytes() for path in written] == [(other / path).read_bytes() for path in written]


def test_the_readme_speaks_of_every_file(tmp_path):
    written = write_portfolio(tmp_path, "smb")
    readme = (tmp_path / "README.md").read_text(encoding="utf-8")
    told = [path for path in written if path.name not in ("README.md", "baseline.csv")]
    assert all(f"`{path.as_posix()}`" in readme for path in told)
    assert "`evidence/first-account/`" in readme


def test_a_folder_that_holds_anything_is_refused_and_left_as_it_is(tmp_path):
    (tmp_path / "accounts").mkdir()
    with pytest.raises(VplError, match="is not empty") as refusal:
        write_portfolio(tmp_path, "smb")
    assert "nothing was written" in refusal.value.problems[0].next_step
    assert [path.name for path in tmp_path.iterdir()] == ["accounts"]
    assert not any((tmp_path / "accounts").iterdir())


def test_an_empty_folder_that_is_there_already_is_used(tmp_path):
    assert Path("vpl.toml") in write_portfolio(tmp_path, "smb")


def test_folders_above_the_new_one_are_made(tmp_path):
    write_portfolio(tmp_path / "a" / "b", "smb")
    assert (tmp_path / "a" / "b" / "vpl.toml").is_file()


def test_a_file_in_the_way_is_told_as_a_problem_and_kept(tmp_path):
    (tmp_path / "taken").write_text("mine", encoding="utf-8")
    with pytest.raises(VplError, match="cannot be written"):
        write_portfolio(tmp_path / "taken", "smb")
    with pytest.raises(VplError, match="cannot be written"):
        write_portfolio(tmp_path / "taken" / "below", "smb")
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "mine"


def test_a_link_that_leads_nowhere_is_told_as_a_problem(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    with pytest.raises(VplError, match="cannot be written"):
        write_portfolio(tmp_path / "link", "smb")
    assert not (tmp_path / "nowhere").exists()


def test_a_segment_without_an_example_is_refused_with_the_nearest_name(tmp_path):
    with pytest.raises(NotFound) as refusal:
        write_portfolio(tmp_path / "new", "health")
    assert refusal.value.problems[0].next_step == "did you mean 'healthcare'?"
    with pytest.raises(NotFound) as refusal:
        write_portfolio(tmp_path / "new", "retail")
    assert "enterprise, finance, healthcare, smb" in refusal.value.problems[0].next_step
    assert not (tmp_path / "new").exists()


def test_the_command_offers_exactly_the_segments_that_there_are():
    choice = next(option.type for option in init.params if option.name == "segment")
    assert isinstance(choice, click.Choice)
    assert tuple(choice.choices) == SEGMENTS


def test_the_command_names_each_file_and_the_next_step(tmp_path, capsys):
    folder = tmp_path / "our customers"
    vpl.main(["init", str(folder), "--segment", "finance"], standalone_mode=False)
    said = capsys.readouterr().out
    files = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    assert all(f"  {file}" in said for file in files)
    assert said.endswith(f"Next: cd '{folder}' && vpl check\n")
