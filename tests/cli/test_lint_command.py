"""`vpl lint`: everything that is wrong with the rules of a plugin, refused or not, and what is proven of the others."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.portfolios import ACCOUNT, Ran, Run, document, write
from tests.strangers import example_of, offered, registry, retail_source
from vpl_core.app import lint as lint_module
from vpl_core.registry import Candidate, Registry

FINE, FINDINGS, WRONG_USE = 0, 1, 2

CLASHING = """
@hookimpl
def vpl_milestones(segment):
    if segment != "retail":
        return ()
    return (Milestone(id="odd-tills", name="Odd tills", stage="growth", counts_as_reached="x", why_it_matters="x",
                      condition=AllOf(conditions=(AtLeast(value="checkout-minutes", limit=10),
                                                  AtMost(value="checkout-minutes", limit=5)))),)
"""
INTEGER_TABLE = 'bands=(Band(name="low", below=50), Band(name="high", at_least=51))'
SIGNAL = example_of("vpl_health_signals")
TURNED = SIGNAL.replace("AtLeast", "AtMost")


def sources(**modules: str) -> Registry:
    return registry(*(offered(name, text) for name, text in modules.items()))


@pytest.fixture
def plugins(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Lets the command find these plugins instead of those that are installed."""

    def offer(**modules: str) -> None:
        monkeypatch.setattr(lint_module, "find", lambda disabled=(): sources(**modules))

    return offer


def findings(ran: Ran, segment: str = "retail") -> list[dict[str, Any]]:
    [found] = [linted["findings"] for linted in document(ran)["segments"] if linted["segment"] == segment]
    return list(found)


# --- what is bundled --------------------------------------------------------------------------------------------


def test_the_bundled_segments_are_proven_without_a_warning_in_any_folder(run: Run, tmp_path: Path) -> None:
    said = run("lint", "--strict", "-C", tmp_path)
    assert (said.code, said.err) == (FINE, "")
    assert said.out.endswith("Looked at 4 segments: 0 errors, 0 warnings.\n")
    proven = [linted["proven"] for linted in document(run("lint", "--json", "-C", tmp_path))["segments"]]
    assert len(proven) == 4
    for one in proven:
        assert one["undecided"] == 0
        assert min(one["tables"], one["conditions"], one["rungs"]) >= 5


def test_one_segment_can_be_asked_for(run: Run, tmp_path: Path) -> None:
    said = run("lint", "smb", "-C", tmp_path)
    assert said.code == FINE
    assert [line for line in said.out.splitlines() if not line.startswith(" ")] == [
        "smb",
        "Looked at 1 segment: 0 errors, 0 warnings.",
    ]


def test_a_segment_that_nobody_declares_is_answered_with_the_nearest_one(run: Run, tmp_path: Path) -> None:
    said = run("lint", "finanze", "-C", tmp_path)
    assert (said.code, said.out) == (WRONG_USE, "")
    assert said.err == "'finanze' is no segment that a plugin declares\n  did you mean 'finance'?\n"
    as_document = run("lint", "finanze", "--json", "-C", tmp_path)
    assert as_document.code == WRONG_USE
    assert json.loads(as_document.out)["schema"] == "vpl.error/1"


# --- what is refused --------------------------------------------------------------------------------------------


def test_the_faults_of_a_refused_playbook_are_told_by_plugin_and_part(run: Run, tmp_path: Path, plugins: Any) -> None:
    gap = retail_source().replace('bands=(Band(name="low", below=50), Band(name="high", at_least=50))', INTEGER_TABLE)
    plugins(retail=gap, extras=CLASHING)
    said = run("lint", "-C", tmp_path)
    assert said.code == FINDINGS
    assert said.out.splitlines() == [
        "retail",
        "  error    retail scorecards  bands: 50 falls into no row",
        "           let each row begin, inclusive, where the one below it ends, exclusive",
        "  not proven: mend the errors first, some proofs rest on others",
        "Looked at 1 segment: 1 error, 0 warnings.",
    ]
    plugins(retail=retail_source(), extras=CLASHING)
    found, *others = findings(run("lint", "retail", "--json", "-C", tmp_path))
    assert [(one["severity"], one["message"]) for one in others] == [
        ("warning", "odd-tills: no rung, no condition and no clock needs it"),
        ("warning", "stock-accuracy: no condition compares anything with it"),
    ]
    clash = "'checkout-minutes' is at most 5 and 'checkout-minutes' is at least 10 cannot hold together"
    assert found == {
        "plugin": "extras",
        "part": "milestones",
        "field": "retail",
        "severity": "error",
        "message": f"odd-tills: it can never be met: {clash}",
        "next_step": "take one of them out, or move a limit",
        "shown_by": clash,
    }


def test_a_fault_of_a_plugin_with_files_is_told_with_its_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (retail_source() + CLASHING).replace('value="checkout-minutes"', 'value="checkout-minuets"')
    (tmp_path / "vpl_shelves.py").write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    made = Candidate("shelves", "kit", "1", lambda: importlib.import_module("vpl_shelves"))
    monkeypatch.setattr(lint_module, "find", lambda disabled=(): registry(made))
    line = next(number for number, one in enumerate(text.split("\n"), 1) if "odd-tills" in one)
    said = run("lint", "retail", "-C", tmp_path)
    sys.modules.pop("vpl_shelves", None)
    assert f"error    shelves milestones vpl_shelves.py:{line}  odd-tills: " in said.out


def test_a_playbook_that_could_not_be_put_together_is_told_with_what_is_missing(
    run: Run, tmp_path: Path, plugins: Any
) -> None:
    plugins(retail=retail_source().replace(example_of("vpl_ladders"), ""))
    said = run("lint", "-C", tmp_path)
    assert said.code == FINDINGS
    assert "  error    retail  the segment needs exactly one ladder and has none" in said.out
    plugins(retail=retail_source(), broken="raise ImportError('no driver')")
    said = run("lint", "-C", tmp_path)
    assert said.code == FINDINGS
    assert "the plugin 'broken' is left out: ImportError: no driver" in said.out


# --- what stands ------------------------------------------------------------------------------------------------


def test_warnings_leave_the_playbook_standing_unless_it_is_strict(run: Run, tmp_path: Path, plugins: Any) -> None:
    plugins(retail=retail_source().replace(SIGNAL, TURNED))
    said = run("lint", "retail", "-C", tmp_path)
    assert said.code == FINE
    assert said.out.splitlines() == [
        "retail",
        "  warning  retail health_signals  slow-tills: it fires when 'checkout-minutes' is good",
        "           turn the comparison round, or the value's direction",
        "  warning  retail thresholds  stock-accuracy: no condition compares anything with it",
        "           name it in a condition, or take it out",
        "  proven: 3 tables, 4 conditions and 1 rung",
        "Looked at 1 segment: 0 errors, 2 warnings.",
    ]
    assert run("lint", "--strict", "-C", tmp_path).code == FINDINGS
    found = findings(run("lint", "--json", "-C", tmp_path))
    assert [(one["severity"], one["part"]) for one in found] == [
        ("warning", "health_signals"),
        ("warning", "thresholds"),
    ]


# --- the folder -------------------------------------------------------------------------------------------------

OVERRIDE = '[thresholds.smb.{}]\nnumber = {}\nbecause = "Agreed"\nby = "Mina"\n'
BETWEEN = """
@hookimpl
def vpl_thresholds(segment):
    if segment != "smb":
        return ()
    return (Threshold(id="calm", number=2, unit="hours"), Threshold(id="busy", number=6, unit="hours"))

@hookimpl
def vpl_checklists(segment):
    return (Checklist(id="pace", name="Pace", decides="How fast", questions=(
        Question(id="steady", text="Is it steady?", why="x", next_step="x",
                 condition=Between(value="weekly-manual-hours", low="calm", high="busy")),)),
            ) if segment == "smb" else ()
"""


def test_an_override_of_the_folder_that_empties_a_condition_is_told_with_its_line(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vpl_core.app import portfolio
    from vpl_core.registry import find, installed

    def with_pace(disabled: tuple[str, ...] = ()) -> Registry:
        return find(disabled, candidates=[*installed(), offered("pace", BETWEEN)])

    monkeypatch.setattr(lint_module, "find", with_pace)
    monkeypatch.setattr(portfolio, "find", with_pace)
    settings = (small / "vpl.toml").read_text()
    assert run("lint", "smb", "-C", small).code == FINE
    write(small, {"vpl.toml": settings + OVERRIDE.format("calm", 5)})
    assert run("lint", "smb", "-C", small).code == FINE
    assert run("check", "-C", small).code == FINE

    write(small, {"vpl.toml": settings + OVERRIDE.format("calm", 7)})
    line = settings.count("\n") + 2
    why = "steady could never be met: nothing lies in [7, 6)"
    said = run("lint", "smb", "-C", small)
    assert said.code == FINDINGS
    assert f"  error    vpl.toml:{line}  {why}\n" in said.out
    assert f"vpl.toml:{line}  thresholds.smb.calm.number  {why}" in run("check", "-C", small).out

    own = "thresholds:\n  busy: {number: 4, because: Agreed, by: Mina}\n"
    write(small, {"vpl.toml": settings + OVERRIDE.format("calm", 5), "accounts/acme.yml": ACCOUNT + own})
    said = run("check", "-C", small)
    assert said.code == FINDINGS
    place = f"accounts/acme.yml:{ACCOUNT.count(chr(10)) + 2}  thresholds.busy.number"
    assert f"{place}  steady could never be met: nothing lies in [5, 4)" in said.out


def test_a_plugin_that_the_folder_switches_off_is_left_out(run: Run, small: Path) -> None:
    write(small, {"vpl.toml": (small / "vpl.toml").read_text() + '[plugins]\ndisable = ["finance"]\n'})
    assert [linted["segment"] for linted in document(run("lint", "--json", "-C", small))["segments"]] == [
        "enterprise",
        "healthcare",
        "smb",
    ]


# --- told elsewhere ---------------------------------------------------------------------------------------------


def test_warnings_are_told_by_check_and_plugins_and_not_with_every_assessment(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vpl_core import registry as registry_module
    from vpl_core.app import portfolio

    spare = (
        "@hookimpl\ndef vpl_thresholds(segment):\n"
        "    return (Threshold(id='spare', number=1, unit='count'),) if segment == 'smb' else ()\n"
    )
    find = registry_module.find

    def with_spare(disabled: tuple[str, ...] = ()) -> Registry:
        return find(disabled, candidates=[*registry_module.installed(), offered("spare-parts", spare)])

    monkeypatch.setattr(portfolio, "find", with_spare)
    monkeypatch.setattr(registry_module, "find", with_spare)
    warning = "spare: no condition compares anything with it (plugin spare-parts)"
    for command in ("check", "plugins"):
        said = run(command, "-C", small)
        assert said.code == FINE
        assert warning in said.out + said.err, command
    for command in ("assess", "portfolio"):
        said = run(command, "-C", small)
        assert said.code == FINE
        assert "spare" not in said.out + said.err, command


# --- what is switched off -----------------------------------------------------------------------------------------


def test_a_segment_that_is_switched_off_is_told_with_the_switch(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VPL_DISABLE", "smb")
    said = run("check", "-C", small)
    whole = said.out + said.err
    assert "'smb' is no segment that a plugin declares: the plugin of that name is switched off by VPL_DISABLE" in whole
    assert "take it out of VPL_DISABLE" in whole
    write(small, {"vpl.toml": (small / "vpl.toml").read_text() + '[plugins]\ndisable = ["smb", "finance"]\n'})
    said = run("lint", "finance", "-C", small)
    assert "switched off by `disable` in vpl.toml\n  take it out of `disable` in vpl.toml" in said.err
    said = run("lint", "smb", "-C", small)
    assert "switched off by VPL_DISABLE and `disable` in vpl.toml" in said.err


def test_a_segment_of_another_name_is_told_with_all_that_is_switched_off(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VPL_DISABLE", "finance")
    said = run("lint", "dentists", "-C", small)
    assert said.err.endswith("; switched off are finance by VPL_DISABLE\n")
