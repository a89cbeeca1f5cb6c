"""The command line: what it says, where it says it, and with which code it leaves."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from tests.portfolios import ACCOUNT, VPL, Ran, Run, document, kit, vpl, write
from vpl_core.cli.console import _COMMANDS
from vpl_core.cli.telling import inert, width

FINE, FINDINGS, WRONG_USE, OUR_BUG, STOPPED = 0, 1, 2, 3, 130
READERS = ("check", "assess", "portfolio", "plugins", "build")
"""Commands that look at a whole portfolio and can say it as one document."""


# --- help ------------------------------------------------------------------------------------------------------------


def test_without_arguments_the_commands_are_listed_on_standard_output(run: Run) -> None:
    bare = run()
    assert (bare.code, bare.err) == (FINE, "")
    assert bare.out == run("--help").out == run("-h").out
    for command, (_, what) in _COMMANDS.items():
        assert re.search(rf"^  {command} +{re.escape(what)}$", bare.out, re.MULTILINE)


@pytest.mark.parametrize("command", _COMMANDS)
def test_every_command_has_an_example_in_its_help(run: Run, command: str) -> None:
    said = run(command, "--help")
    assert (said.code, said.err) == (FINE, "")
    assert re.search(rf"^  (VPL_\w+=\w+ )?vpl {command}\b", said.out, re.MULTILINE), said.out


def test_a_command_that_cannot_be_imported_does_not_break_the_help(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(_COMMANDS, "unwritten", ("Work", "a command whose module is not there"))
    assert run("--help").code == FINE
    assert "a command whose module is not there" in run().out
    assert run("unwritten").code == OUR_BUG


def test_the_version_is_the_distributions(run: Run) -> None:
    from importlib.metadata import version

    assert run("--version").out == f"vpl, version {version('value-proof-ladder')}\n"


# --- did you mean ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("wrong", "right"), [("buld", "build"), ("chek", "check"), ("plugin", "plugins")])
def test_a_misspelt_command_is_answered_with_the_nearest_one(run: Run, wrong: str, right: str) -> None:
    said = run(wrong)
    assert (said.code, said.out) == (WRONG_USE, "")
    assert f'no command "{wrong}". Did you mean: {right}\n' in said.err


def test_a_command_like_no_other_is_answered_with_the_list(run: Run) -> None:
    assert "`vpl --help` lists the commands." in run("xyzzy").err


@pytest.mark.parametrize("command", ["check", "assess", "build", "portfolio", "explain"])
def test_a_misspelt_account_is_answered_with_the_nearest_one(run: Run, small: Path, command: str) -> None:
    said = run(command, "acm", "-C", small)
    assert (said.code, said.out) == (WRONG_USE, "")
    assert said.err == "there is no account 'acm'\n  did you mean 'acme'?\n"


def test_every_misspelt_account_is_told_at_once(run: Run, small: Path) -> None:
    assert run("check", "acm", "zzz", "acme", "-C", small).err == (
        "there is no account 'acm'\n  did you mean 'acme'?\n"
        "there is no account 'zzz'\n  `vpl assess` lists the accounts there are\n"
    )


def test_a_misspelt_thing_to_explain_is_answered_with_the_nearest_one(run: Run, small: Path) -> None:
    said = run("explain", "acme", "weekly-manual-hour", "-C", small)
    assert (said.code, said.out) == (WRONG_USE, "")
    assert said.err == "nothing of acme is called 'weekly-manual-hour'\n  did you mean 'weekly-manual-hours'?\n"
    assert "`vpl explain acme` lists what can be asked" in run("explain", "acme", "zzz", "-C", small).err


def test_a_misspelt_schema_is_answered_with_the_nearest_one(run: Run) -> None:
    assert run("schema", "setings").err == "there is no schema 'setings'\n  did you mean 'settings'?\n"
    assert run("schema", "zzz").err.endswith("use one of: account, decision, evidence, settings\n")


# --- options ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "day", ["2026-02-30", "2026-13-01", "today", "2026-1-1", "20260101", "2026-01-01T00:00", "", "-1", "２０２６-01-01"]
)
def test_a_day_that_is_none_is_refused(run: Run, small: Path, day: str) -> None:
    said = run("assess", "--as-of", day, "-C", small)
    assert (said.code, said.out) == (WRONG_USE, "")
    assert f'"{day}" is not a date; write it as YYYY-MM-DD' in said.err


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-01"])
def test_any_day_on_the_calendar_can_be_asked_for(run: Run, small: Path, day: str) -> None:
    said = run("assess", "--as-of", day, "-C", small)
    assert said.code == FINE
    assert f"1 account as of {day}." in said.out


def test_the_folder_can_be_named_from_anywhere(run: Run, small: Path) -> None:
    assert "\nChecked 1 account with 3 readings: 0 errors" in run("check", "-C", small).out
    assert run("check", "-C", small / "accounts").code == WRONG_USE
    missing = run("check", "-C", small / "nowhere")
    assert missing.code == WRONG_USE
    assert "does not exist" in missing.err


def test_only_the_accounts_that_match_are_looked_at(run: Run, small: Path) -> None:
    write(small, {"accounts/acme-two.yml": ACCOUNT, "accounts/other.yml": ACCOUNT})
    assert "\nChecked 2 accounts" in run("check", "acme*", "-C", small).out
    assert "\nChecked 2 accounts" in run("check", "other", "acme", "-C", small).out
    assert "\nChecked 3 accounts" in run("check", "-C", small).out


# --- codes -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", READERS)
def test_a_sound_portfolio_is_fine(run: Run, small: Path, command: str) -> None:
    assert run(command, "-C", small).code == FINE


@pytest.mark.parametrize("command", ["check", "assess", "portfolio", "build"])
def test_a_fault_in_the_facts_is_a_finding_and_is_told_with_its_place(run: Run, small: Path, command: str) -> None:
    write(small, {"accounts/bad.yml": ACCOUNT.replace("target: 8", "target: 80")})
    said = run(command, "-C", small)
    assert said.code == FINDINGS
    assert "accounts/bad.yml:11  plan.weekly-manual-hours.target  the target 80 is worse" in said.out + said.err


def test_a_plugin_that_cannot_be_used_is_a_finding(small: Path) -> None:
    write(small, kit("broken-kit", "broken = broken_kit", {"broken_kit.py": "raise ImportError('no driver')"}))
    ran = vpl("plugins", "-C", small, PYTHONPATH=str(small / "kits"))
    assert ran.code == FINDINGS
    assert re.search(r"^broken +failed +broken-kit 1\.0 +ImportError: no driver", ran.out, re.MULTILINE)
    assert "the plugin 'broken' is left out: ImportError: no driver" in ran.err


@pytest.mark.parametrize("command", [*(c for c in READERS if c != "plugins"), "explain acme", "serve"])
def test_a_folder_without_settings_is_wrong_use(run: Run, tmp_path: Path, command: str) -> None:
    said = run(*command.split(), "-C", tmp_path)
    assert said.code == WRONG_USE
    assert "has no readable vpl.toml" in said.err


def test_settings_that_cannot_be_read_are_wrong_use(run: Run, small: Path) -> None:
    write(small, {"vpl.toml": "[portfolio]\nnaem = 'x'\n"})
    said = run("check", "-C", small)
    assert said.code == WRONG_USE
    assert said.err == "vpl.toml:2  portfolio.naem  there is no setting 'naem' here\n  did you mean 'name'?\n"


@pytest.mark.parametrize("arguments", ["--nonsense", "check --nonsense", "explain", "serve --port 0"])
def test_wrong_use_of_options_and_arguments(run: Run, arguments: str) -> None:
    said = run(*arguments.split())
    assert (said.code, said.out) == (WRONG_USE, "")
    assert "Usage: vpl" in said.err


BUG = """
import sys
from vpl_core.app import portfolio
def stumbles(*anything):
    raise KeyError("what nobody thought of")
portfolio.open_workspace = stumbles
sys.argv = ["vpl", *sys.argv[1:]]
from vpl_core.cli.console import main
main()
"""


@pytest.mark.parametrize("as_json", [False, True])
def test_our_own_bug_is_owned_up_to_with_a_report_to_send(tmp_path: Path, as_json: bool) -> None:
    command = [sys.executable, "-c", BUG, "check", *["--json"] * as_json]
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    ran = Ran(done.returncode, done.stdout, done.stderr)
    assert ran.code == OUR_BUG
    [report] = tmp_path.glob("vpl-report-*.txt")
    assert "stumbles" in report.read_text()
    told = json.dumps(document(ran)["problems"]) if as_json else ran.err
    assert "this is a fault of vpl, not of your data: KeyError: " in told
    assert str(report) in told


def test_a_bug_in_the_middle_of_many_accounts_leaves_one_document(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumbles(*_: object) -> NoReturn:
        raise KeyError("what nobody thought of")

    monkeypatch.setattr("vpl_core.app.roster.assess_one", stumbles)
    said = run("assess", "--json", "-C", small)
    assert (said.code, document(said)["schema"]) == (OUR_BUG, "vpl.error/1")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_an_output_that_takes_nothing_is_told_where_it_can_be_read(small: Path) -> None:
    with Path("/dev/full").open("w") as full:
        command = [str(VPL), "assess", "--json", "-C", str(small)]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == WRONG_USE
    assert done.stderr.startswith("the output cannot be used: No space left on device\n")


def test_a_place_that_the_machine_refuses_is_not_called_our_bug(run: Run, small: Path) -> None:
    write(small, {"taken/report.json/x": ""})
    said = run("build", "-o", small / "taken", "-C", small)
    assert said.code == WRONG_USE
    assert "report.json cannot be used: Is a directory" in said.err


def test_a_reader_that_goes_away_stops_the_command_without_a_word() -> None:
    process = subprocess.Popen([VPL, "schema"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.close()
    _, told = process.communicate(timeout=60)
    assert (process.returncode, told) == (STOPPED, b"")


# --- one document ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [*READERS, "explain acme", "explain acme health"])
def test_json_is_one_document_with_its_schema_and_nothing_else(run: Run, small: Path, command: str) -> None:
    said = document(run(*command.split(), "--json", "-C", small))
    assert said["schema"] == f"vpl.{command.split()[0]}/1"


def test_json_of_the_installed_command_is_one_document_too(small: Path) -> None:
    said = document(vpl("assess", "--json", cwd=small))
    assert [one["account"] for one in said["assessments"]] == ["acme"]


@pytest.mark.parametrize("command", ["check", "assess", "portfolio", "build", "explain bad"])
def test_json_with_findings_is_one_document_that_holds_them(run: Run, small: Path, command: str) -> None:
    write(small, {"accounts/bad.yml": ACCOUNT.replace("segment: smb", "segment: smbs")})
    ran = run(*command.split(), "--json", "-C", small)
    said = document(ran)
    assert ran.code == FINDINGS
    [problem] = [one for one in said["problems"] if not one.get("warning")]
    assert problem == {
        "path": "accounts/bad.yml",
        "line": 2,
        "field": "segment",
        "account": "bad",
        "message": "'smbs' is no segment that a plugin declares",
        "next_step": "did you mean 'smb'?",
    }


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("check", "zzz"), "there is no account 'zzz'"),
        (("explain", "acme", "zzz"), "nothing of acme is called 'zzz'"),
        (("explain", "*"), '"*" is 2 accounts; name one'),
        (("check", "--nonsense"), "No such option"),
        (("chek",), 'no command "chek". Did you mean: check'),
        (("assess", "--as-of", "now"), '"now" is not a date; write it as YYYY-MM-DD'),
    ],
)
def test_json_of_a_refusal_is_one_document_too(run: Run, small: Path, arguments: tuple[str, ...], message: str) -> None:
    write(small, {"accounts/other.yml": ACCOUNT})
    ran = run(*arguments, "--json", *(["-C", small] if len(arguments) > 1 else []))
    assert ran.code == WRONG_USE
    said = document(ran)
    assert said["schema"] == "vpl.error/1"
    [problem] = said["problems"]
    assert message in problem["message"]
    assert problem["next_step"]


# --- terminals -------------------------------------------------------------------------------------------------------

ESCAPE = "\x1b["


def on_a_terminal(*arguments: str, cwd: Path, **environment: str) -> str:
    """What the command writes where it believes that somebody sits before it."""
    import pty

    usual = {name: text for name, text in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    seen = {**usual, "TERM": "xterm", **environment}
    ours, theirs = pty.openpty()
    process = subprocess.Popen([VPL, *arguments], cwd=cwd, stdin=theirs, stdout=theirs, stderr=theirs, env=seen)
    os.close(theirs)
    said = b""
    try:
        while chunk := os.read(ours, 65536):
            said += chunk
    except OSError:  # a terminal whose other end is closed
        pass
    os.close(ours)
    process.wait(timeout=60)
    return said.decode()


def test_colours_are_for_terminals_and_only_where_they_are_wanted(small: Path) -> None:
    assert ESCAPE in on_a_terminal("explain", "acme", "health", cwd=small)
    assert ESCAPE not in on_a_terminal("explain", "acme", "health", cwd=small, NO_COLOR="1")
    assert ESCAPE not in vpl("explain", "acme", "health", cwd=small).out


def test_a_name_cannot_give_orders_to_a_terminal(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {"vpl.toml": "", "accounts/\x1b[31mred\n.yml": ACCOUNT})
    said = run("check", "-C", tmp_path)
    assert said.code == FINDINGS
    assert "\x1b" not in said.out
    assert "accounts/�[31mred�.yml" in said.out


def test_a_table_counts_wide_letters_twice_and_marks_not_at_all() -> None:
    assert (width("abc"), width("東京"), width("e\u0301")) == (3, 4, 1)
    assert inert("東京 e\u0301 \x1b[1m\n") == "東京 e\u0301 �[1m�"


# --- start -----------------------------------------------------------------------------------------------------------


def cpu_seconds(*command: object) -> float:
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return usage.ru_utime + usage.ru_stime


def test_help_comes_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    """Processor time, so that other work on the machine does not count."""
    bare = sorted(cpu_seconds(sys.executable, "-c", "pass") for _ in range(7))[3]
    helped = sorted(cpu_seconds(VPL, "--help") for _ in range(7))[3]
    with capsys.disabled():
        print(f"\nvpl --help: {helped * 1000:.0f} ms of processor time, bare Python: {bare * 1000:.0f} ms")
    assert helped - bare < 0.2


def test_help_imports_nothing_heavy() -> None:
    helped = "from vpl_core.cli.console import vpl; vpl.main(['--help'], standalone_mode=False)"
    code = f"{helped}; import sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "click" in loaded
    assert not loaded & {"pydantic", "mkdocs", "jinja2", "yaml", "pluggy", "vpl_core.registry", "vpl_core.model"}
