"""The registry: whoever is doubtful is left out by name and with the reason, and nobody else is."""

from __future__ import annotations

import sys
from importlib.metadata import distributions
from itertools import permutations
from pathlib import Path

import pytest

from tests.strangers import offered, registry, retail
from vpl_core.model.milestones import Milestone
from vpl_core.model.playbook import Predicate, Segment
from vpl_core.playbooks import put_together
from vpl_core.registry import Candidate, Registry, find, installed

SPEAKS = """
@hookimpl
def vpl_segments():
    return (Segment(id="{0}", name="{0}", cares_about="Peace."),)
"""
RAISES_IN_ONE_HOOK = (
    SPEAKS
    + """
@hookimpl
def vpl_conditions():
    raise RuntimeError("the warehouse\\nis closed")
"""
)


def answering(code: str) -> str:
    """A plugin whose vpl_segments is this code."""
    return f"@hookimpl\ndef vpl_segments():\n    {code}\n"


def segments(found: Registry) -> list[str]:
    return [c.content.id for c in found.contributions("vpl_segments", Segment)]


def states(found: Registry) -> dict[str, str]:
    return {listed.name: listed.state for listed in found.listed}


def the_problem(found: Registry) -> str:
    [problem] = found.problems
    assert problem.plugin and problem.next_step
    return problem.message


# --- who is admitted -------------------------------------------------------------------------------------------------


def test_two_distributions_that_claim_one_name_are_refused_together_and_both_are_named() -> None:
    found = registry(
        offered("shops", SPEAKS.format("shops"), by="shops-by-mina"),
        offered("shops", SPEAKS.format("stores"), by="shops-by-omar"),
        offered("other", SPEAKS.format("other")),
    )
    assert the_problem(found) == "the plugin 'shops' is left out: shops-by-mina and shops-by-omar both claim the name"
    assert states(found) == {"other": "loaded", "shops": "refused"}
    assert segments(found) == ["other"]


def test_nobody_wins_a_claimed_name_by_coming_first() -> None:
    claimants = [offered("shops", SPEAKS.format(maker), by=maker) for maker in ("one", "two", "three")]
    told = {the_problem(registry(*order)) for order in permutations(claimants)}
    assert told == {"the plugin 'shops' is left out: one and three and two both claim the name"}


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("import no_such_module_anywhere", "ModuleNotFoundError: No module named 'no_such_module_anywhere'"),
        ("raise SystemExit('needs a licence')", "SystemExit: needs a licence"),
        ("raise KeyError", "KeyError"),
        ("Segment(id='Shops', name='Shops', cares_about='')", "Segment.id: 'Shops' is not an id"),
        ("def broken(:", "SyntaxError: invalid syntax"),
    ],
)
def test_a_plugin_that_cannot_be_imported_loses_only_itself(source: str, reason: str) -> None:
    found = registry(offered("bad", source), offered("good", SPEAKS.format("good")))
    assert the_problem(found).startswith(f"the plugin 'bad' is left out: {reason}")
    assert "VPL_DISABLE=bad" in found.problems[0].next_step
    assert states(found) == {"bad": "failed", "good": "loaded"}
    assert segments(found) == ["good"]


def test_a_misspelt_hook_is_told_and_its_plugin_left_out_whole() -> None:
    found = registry(
        offered("bad", SPEAKS.format("bad") + "\n@hookimpl\ndef vpl_milestone(segment):\n    return ()\n"),
        offered("good", SPEAKS.format("good")),
    )
    assert the_problem(found) == (
        "the plugin 'bad' is left out: there is no hook 'vpl_milestone'; did you mean 'vpl_milestones'? (bad.py:6)"
    )
    assert states(found) == {"bad": "failed", "good": "loaded"}
    assert segments(found) == ["good"]


def test_a_hook_that_asks_for_an_argument_nobody_gives_is_told() -> None:
    source = "@hookimpl\ndef vpl_milestones(segment, account):\n    return ()\n"
    assert the_problem(registry(offered("bad", source))) == (
        "the plugin 'bad' is left out: vpl_milestones asks for account, but is given segment (bad.py:1)"
    )


def test_a_hook_may_ask_for_fewer_arguments_than_there_are() -> None:
    step = 'Milestone(id="a", name="A", stage="growth", counts_as_reached="", why_it_matters="", '
    source = f"@hookimpl\ndef vpl_milestones():\n    return ({step}condition=PlanAgreed()),)\n"
    found = registry(offered("brief", source))
    assert [c.content.id for c in found.contributions("vpl_milestones", Milestone, segment="any")] == ["a"]
    assert not found.problems


def test_a_plugin_without_any_hook_is_warned_of_since_a_forgotten_marker_is_silent() -> None:
    found = registry(offered("mute", "def vpl_segments():\n    return ()\n"))
    assert "implements no hook" in the_problem(found)
    assert found.problems[0].warning
    assert "@hookimpl" in found.problems[0].next_step


def test_a_hook_whose_marker_is_forgotten_beside_others_is_warned_of() -> None:
    found = registry(offered("half", SPEAKS.format("half") + "\ndef vpl_health_signals(segment):\n    return ()\n"))
    assert the_problem(found) == "the plugin 'half' has a vpl_health_signals without @hookimpl, so nobody asks it"
    assert found.problems[0].warning
    assert segments(found) == ["half"]


def test_one_module_under_two_names_is_told() -> None:
    once = offered("a", SPEAKS.format("x")).load()
    found = registry(Candidate("a", "kit", "1", lambda: once), Candidate("b", "kit", "1", lambda: once))
    assert states(found) == {"a": "loaded", "b": "failed"}
    assert segments(found) == ["x"]


# --- what a hook gives -----------------------------------------------------------------------------------------------


def test_a_plugin_that_raises_in_one_hook_keeps_its_other_hooks() -> None:
    found = registry(offered("half", RAISES_IN_ONE_HOOK.format("half")), offered("good", SPEAKS.format("good")))
    assert found.contributions("vpl_conditions", Predicate) == []
    assert segments(found) == ["good", "half"]
    assert the_problem(found) == "vpl_conditions failed: RuntimeError: the warehouse is closed (half.py:8)"
    assert found.problems[0].plugin == "half"


def test_a_hook_that_leaves_the_program_is_a_fault_like_any_other() -> None:
    found = registry(offered("bad", answering("raise SystemExit(0)")))
    assert segments(found) == []
    assert the_problem(found) == "vpl_segments failed: SystemExit: 0 (bad.py:3)"


SEGMENT = "Segment(id='one', name='One', cares_about='')"


@pytest.mark.parametrize("code", ["return None", "pass", "return ()", "return []"])
def test_a_hook_that_gives_nothing_says_nothing_and_is_no_problem(code: str) -> None:
    found = registry(offered("quiet", answering(code)))
    assert segments(found) == []
    assert not found.problems


@pytest.mark.parametrize("code", [f"return [{SEGMENT}]", f"yield {SEGMENT}", f"return iter(({SEGMENT},))"])
def test_a_list_or_a_generator_is_as_good_as_a_tuple(code: str) -> None:
    found = registry(offered("loose", answering(code)))
    assert segments(found) == ["one"]
    assert not found.problems


def test_a_generator_that_breaks_off_gives_nothing_at_all() -> None:
    found = registry(offered("torn", answering(f"yield {SEGMENT}\n    raise ValueError('no more')")))
    assert segments(found) == []
    assert the_problem(found) == "vpl_segments failed: ValueError: no more (torn.py:4)"


@pytest.mark.parametrize(
    ("code", "what"),
    [
        (f"return {SEGMENT}", "a Segment where a tuple is due; a tuple of one is written with a comma: (it,)"),
        ("return Threshold(id='t', number=1, unit='hours')", "a Threshold where a tuple is due"),
        ("return 'retail'", "a str where a tuple is due"),
        (f"return {{{SEGMENT}}}", "a set where a tuple is due"),
        (f"return {{'one': {SEGMENT}}}", "a dict where a tuple is due"),
    ],
)
def test_a_thing_by_itself_and_things_without_an_order_are_refused_by_their_names(code: str, what: str) -> None:
    found = registry(offered("bare", answering(code)))
    assert segments(found) == []
    assert the_problem(found) == f"vpl_segments returned {what} (bare.py:1)"


def test_things_of_a_wrong_type_are_told_and_the_others_kept() -> None:
    found = registry(offered("mixed", answering(f"return ('retail', {SEGMENT}, 'healthcare', 3, ['x'])")))
    assert segments(found) == ["one"]
    assert [problem.message for problem in found.problems] == [
        "vpl_segments gave a list, which is not what it promises (mixed.py:1)",
        "vpl_segments gave a str, which is not what it promises (mixed.py:1)",
        "vpl_segments gave an int, which is not what it promises (mixed.py:1)",
    ]


def test_a_fault_is_told_each_time_so_that_no_second_answer_passes_for_whole() -> None:
    found = registry(offered("bad", answering("raise ValueError('closed')")))
    for asked in (1, 2):
        segments(found)
        assert len(found.problems) == asked


# --- order ---------------------------------------------------------------------------------------------------------


def test_contributions_come_by_plugin_name_whatever_order_the_disk_gives() -> None:
    step = (
        "Milestone(id='{0}-step', name='{0}', stage='growth', counts_as_reached='', why_it_matters='',"
        " condition=AtLeast(value='checkout-minutes', limit=1))"
    )
    adds = "@hookimpl\ndef vpl_milestones(segment):\n    return (" + step + ",) if segment == 'retail' else ()\n"
    four = [retail("shops"), *(offered(name, adds.format(name)) for name in ("zebra", "alpha", "middle"))]
    seen = set()
    for order in permutations(four):
        books = put_together(registry(*order))
        assert not books.problems
        seen.add(books.by_segment["retail"].fingerprint)
        assert list(books.by_segment["retail"].milestone) == ["alpha-step", "middle-step", "faster-tills", "zebra-step"]
    assert len(seen) == 1


@pytest.mark.parametrize(("pushy", "wish"), [("a", "tryfirst"), ("z", "tryfirst"), ("a", "trylast"), ("z", "trylast")])
def test_a_plugin_cannot_push_itself_forward_or_back(pushy: str, wish: str) -> None:
    marked = {name: SPEAKS.format(name) for name in "az"}
    marked[pushy] = marked[pushy].replace("@hookimpl", f"@hookimpl({wish}=True)")
    assert segments(registry(*(offered(name, source) for name, source in marked.items()))) == ["a", "z"]


# --- switching off -------------------------------------------------------------------------------------------------


def test_the_settings_and_the_environment_switch_plugins_off_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VPL_DISABLE", " b ,, ")
    found = registry(*(offered(name, SPEAKS.format(name)) for name in "abc"), disabled=("c",))
    assert states(found) == {"a": "loaded", "b": "disabled", "c": "disabled"}
    assert segments(found) == ["a"]
    assert not found.problems
    assert [listed.why for listed in found.listed] == [
        "",
        "switched off by VPL_DISABLE",
        "switched off by `disable` in vpl.toml",
    ]


def test_what_is_switched_off_is_never_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VPL_DISABLE", "bad")
    assert states(registry(offered("bad", "raise RuntimeError"))) == {"bad": "disabled"}


def test_a_claimed_name_can_be_switched_off_too() -> None:
    twice = [offered("shops", SPEAKS.format(maker), by=maker) for maker in ("one", "two")]
    found = registry(*twice, disabled=("shops",))
    assert states(found) == {"shops": "disabled"}
    assert not found.problems


def test_switching_off_a_name_that_nobody_has_is_a_warning() -> None:
    found = registry(offered("finance", SPEAKS.format("finance")), disabled=("finnance",))
    [problem] = found.problems
    assert problem.warning
    assert "'finnance' is switched off by `disable` in vpl.toml, but none of that name" in problem.message
    assert problem.next_step == "did you mean 'finance'?"
    assert states(found) == {"finance": "loaded"}


# --- what is installed ---------------------------------------------------------------------------------------------


def test_the_bundled_plugins_are_found_by_the_door_that_strangers_use() -> None:
    ours = {c.name for c in installed() if c.distribution == "value-proof-ladder"}
    assert ours == {"enterprise", "files", "finance", "healthcare", "smb"}
    found = find()
    assert {name for name, state in states(found).items() if state == "loaded"} >= ours


def distribution(folder: Path, name: str, version: str, entries: str) -> None:
    """What pip leaves of an installed distribution."""
    home = folder / f"{name.replace('-', '_')}-{version}.dist-info"
    home.mkdir(parents=True)
    (home / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    (home / "entry_points.txt").write_text(f"[vpl]\n{entries}\n")


def test_a_distribution_that_lies_on_the_path_twice_claims_nothing_against_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    distribution(tmp_path / "new", "Shop-Kit", "2.0", "shops = shop_kit")
    distribution(tmp_path / "old", "shop_kit", "1.0", "shops = old_shop_kit\nstores = old_shop_kit")
    for place in ("old", "new"):
        monkeypatch.syspath_prepend(str(tmp_path / place))
    ours = [(c.name, c.version) for c in installed() if c.distribution.lower().replace("_", "-") == "shop-kit"]
    assert ours == [("shops", "2.0")]


def test_two_real_distributions_that_claim_one_name_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    distribution(tmp_path, "shops-by-mina", "1.0", "shops = mina")
    distribution(tmp_path, "shops-by-omar", "1.0", "shops = omar")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert len([d for d in distributions() if d.metadata["Name"].startswith("shops-by")]) == 2
    found = find()
    assert states(found)["shops"] == "refused"
    assert "shops-by-mina and shops-by-omar" in "".join(problem.message for problem in found.problems)
    assert "mina" not in sys.modules
