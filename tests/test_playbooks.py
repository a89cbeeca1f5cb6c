"""Playbooks put together: clashes name both plugins, and a faulty segment takes no other along."""

from __future__ import annotations

from itertools import permutations

import pytest

from tests.strangers import HOOKS, example_of, offered, registry, retail, retail_source
from vpl_core.errors import Problem
from vpl_core.model.playbook import Playbook
from vpl_core.playbooks import Playbooks, put_together
from vpl_core.registry import Candidate, find


def books(*candidates: Candidate) -> Playbooks:
    return put_together(registry(*candidates))


def told(found: Playbooks) -> list[Problem]:
    """All problems, each of which says who caused it and what to do."""
    for problem in found.problems:
        assert problem.plugin, problem
        assert problem.next_step, problem
        assert problem.plugin in str(problem), problem
    return list(found.problems)


SEGMENT = "@hookimpl\ndef vpl_segments():\n    return (Segment(id='{0}', name='{0}', cares_about=''),)\n"


def adding(what: str, hook: str = "vpl_value_definitions", segment: str = "retail") -> str:
    return f"@hookimpl\ndef {hook}(segment):\n    return ({what},) if segment == '{segment}' else ()\n"


def value(id_: str) -> str:
    return (
        f"ValueDefinition(id='{id_}', name='{id_}', what='', unit='hours', direction='down', category='time',"
        " kind='outcome', methods=('time_log',))"
    )


def step(id_: str, condition: str = "TargetMet(value='checkout-minutes')") -> str:
    return (
        f"Milestone(id='{id_}', name='{id_}', stage='growth', counts_as_reached='', why_it_matters='',"
        f" condition={condition})"
    )


# --- a sound playbook ------------------------------------------------------------------------------------------------


def test_the_examples_of_the_hooks_make_one_sound_playbook_with_something_of_every_kind() -> None:
    found = books(retail())
    assert not found.problems
    assert not found.broken
    book = found.by_segment["retail"]
    for part in ("values", "thresholds", "milestones", "scorecards", "health_signals", "checklists", "stop_rules"):
        assert len(getattr(book, part)) == 1, part
    assert [p.name for p in book.predicates] == ["three-goals"]
    assert {origin.plugin for origin in book.origins} == {"retail"}
    assert {origin.what for origin in book.origins} == {"segment", "ladder"} | (
        set(Playbook.model_fields) - {"segment", "ladder", "origins", "predicates", "translations"}
    )


def test_each_part_keeps_the_name_of_the_plugin_that_gave_it() -> None:
    book = books(retail(), offered("extras", adding(value("stock-hours")))).by_segment["retail"]
    assert {o.id: o.plugin for o in book.origins if o.what == "values"} == {
        "checkout-minutes": "retail",
        "stock-hours": "extras",
    }


def test_a_changed_definition_changes_the_fingerprint_and_another_plugin_name_does_too() -> None:
    usual = books(retail()).by_segment["retail"].fingerprint
    more = books(retail(), offered("extras", adding(value("stock-hours")))).by_segment["retail"].fingerprint
    renamed = books(retail("shops")).by_segment["retail"].fingerprint
    assert len({usual, more, renamed}) == 3
    assert books(retail()).by_segment["retail"].fingerprint == usual


def test_every_bundled_segment_is_sound() -> None:
    found = put_together(find())
    assert not found.problems
    assert set(found.by_segment) >= {"smb", "enterprise", "healthcare", "finance"}
    assert all(book.fingerprint for book in found.by_segment.values())


# --- clashes ---------------------------------------------------------------------------------------------------------

TWINS = {
    "vpl_value_definitions": ("values", value("checkout-minutes")),
    "vpl_thresholds": ("thresholds", "Threshold(id='stock-accuracy', number=1, unit='percent')"),
    "vpl_milestones": ("milestones", step("faster-tills")),
    "vpl_stop_rules": ("stop_rules", "StopRule(clock='first_value', milestone='faster-tills')"),
    "vpl_health_signals": (
        "health_signals",
        "HealthSignal(id='slow-tills', colour='red', when=PlanAgreed(), says='')",
    ),
    "vpl_checklists": (
        "checklists",
        "Checklist(id='roll-out', name='R', decides='', questions=(Question(id='q', text='', why='', next_step='',"
        " condition=PlanAgreed()),))",
    ),
    "vpl_option_archetypes": (
        "option_archetypes",
        "OptionArchetype(id='one-store-first', name='O', type='other', means='m', fits='f', trades='t', reversal='r')",
    ),
    "vpl_approvals": (
        "approvals",
        "RequiredApproval(id='works-council', name='W', confirms='C', role='R', months=1,"
        " source=Citation(title='T', section='S', url='https://rules.example'))",
    ),
    "vpl_decision_signals": (
        "decision_signals",
        "DecisionSignal(id='longer-queues', direction='stop', says='S', when=PlanAgreed())",
    ),
    "vpl_scorecards": (
        "scorecards",
        "Scorecard(id='retail-fit', name='F', what_for='', factors=(Factor(id='f', name='F', aspect='attribute',"
        " tag='grow', weight=1, attribute='a', bands=(Band(name='a', points=1),)),), bands=(Band(name='all'),))",
    ),
}


@pytest.mark.parametrize("hook", TWINS)
def test_an_id_that_two_plugins_declare_is_refused_and_both_are_named(hook: str) -> None:
    part, twin = TWINS[hook]
    candidates = [retail("shops"), offered("extras", adding(twin, hook))]
    for order in permutations(candidates):
        found = books(*order)
        [problem] = told(found)
        assert problem.message.startswith(f"{part}: ")
        assert problem.message.endswith("is declared twice")
        assert (problem.field, problem.plugin) == ("retail", "extras and shops")
        assert not found.by_segment
        assert found.broken == {"retail"}


def test_every_hook_about_a_segment_has_its_twin_in_the_test_above() -> None:
    about_a_segment = {name for name, hook in HOOKS.items() if "segment" in hook.__annotations__}
    assert about_a_segment == {*TWINS, "vpl_ladders"}


def test_an_id_that_one_plugin_declares_twice_names_that_plugin_once() -> None:
    found = books(retail(), offered("extras", adding(f"{value('x')}, {value('x')}, {value('x')}")))
    [problem] = told(found)
    assert (problem.message, problem.plugin) == ("values: 'x' is declared 3 times", "extras")


def test_a_segment_that_two_plugins_declare_belongs_to_neither() -> None:
    found = books(retail("shops"), offered("stores", SEGMENT.format("retail")), retail("clothes", segment="clothes"))
    [problem] = told(found)
    assert (problem.message, problem.plugin) == ("segments: 'retail' is declared twice", "shops and stores")
    assert list(found.by_segment) == ["clothes"]
    assert found.broken == {"retail"}


def test_a_condition_that_two_plugins_give_is_nobodys_and_what_needs_it_is_refused() -> None:
    gives = (
        "@hookimpl\ndef vpl_conditions():\n    return (Predicate('busy', 'It is busy.', lambda f, d: Outcome.{}),)\n"
    )
    needs = offered("needs", adding(step("busy-shops", "Custom(name='busy')"), "vpl_milestones"))
    alone = books(retail(), needs, offered("one", gives.format("MET")))
    assert not alone.problems
    both = books(retail(), needs, offered("one", gives.format("MET")), offered("two", gives.format("UNMET")))
    messages = [problem.message for problem in told(both)]
    assert "conditions: 'busy' is declared twice" in messages
    assert "busy-shops: no plugin gives a condition named 'busy'" in messages
    assert not both.by_segment
    assert both.broken == {"retail"}


# --- exactly one ladder ----------------------------------------------------------------------------------------------

LADDER = (
    "Ladder(id='{0}', name='{0}', rungs=(Rung(id='r', name='R', proves='', carries='adoption',"
    " milestones=('faster-tills',), floor='reported'),))"
)


def test_two_ladders_are_refused_and_both_plugins_named() -> None:
    found = books(retail("shops"), offered("extras", adding(LADDER.format("other"), "vpl_ladders")))
    [problem] = told(found)
    assert problem.message == "the segment needs exactly one ladder and has 2"
    assert (problem.field, problem.plugin) == ("retail", "extras and shops")
    assert found.broken == {"retail"}


def test_a_segment_without_a_ladder_is_refused_and_its_declarer_named() -> None:
    found = books(offered("bare", SEGMENT.format("x")))
    [problem] = told(found)
    assert problem.message == "the segment needs exactly one ladder and has none"
    assert (problem.field, problem.plugin) == ("x", "bare")


# --- faults ----------------------------------------------------------------------------------------------------------


def test_a_faulty_segment_is_left_out_with_all_its_faults_while_the_others_live() -> None:
    faulty = step("a", "TargetMet(value='nothing')") + ", " + step("b", "MilestoneReached(milestone='c')")
    found = books(retail(), retail("clothes", segment="clothes"), offered("extras", adding(faulty, "vpl_milestones")))
    assert [(p.field, p.plugin, p.message) for p in told(found)] == [
        ("retail", "extras", "a: 'nothing' is no value of the segment"),
        ("retail", "extras", "b: 'c' is no milestone of the segment"),
    ]
    assert list(found.by_segment) == ["clothes"]
    assert found.broken == {"retail"}


def test_a_plugin_that_falls_silent_about_its_own_segment_takes_that_segment_along_and_no_other() -> None:
    """The signal it could not give may be the one that turns an account red."""
    silent = retail_without_signals("return 1 / 0")
    found = books(silent, retail("clothes", segment="clothes"))
    [problem] = told(found)
    assert problem.message == "vpl_health_signals failed: ZeroDivisionError: division by zero (shops.py:62)"
    assert (problem.field, problem.plugin) == ("retail", "shops")
    assert list(found.by_segment) == ["clothes"]
    assert found.broken == {"retail"}


def test_a_signal_of_a_wrong_type_is_not_simply_missing() -> None:
    found = books(retail_without_signals("return ('red',)"))
    assert [problem.message for problem in told(found)] == [
        "vpl_health_signals gave a str, which is not what it promises (shops.py:60)"
    ]
    assert not found.by_segment


def test_a_stranger_that_fails_about_everything_loses_only_itself() -> None:
    raises = "@hookimpl\ndef vpl_milestones(segment):\n    raise RuntimeError(segment)\n"
    found = books(retail(), retail("clothes", segment="clothes"), offered("stranger", raises))
    assert [(p.field, p.plugin) for p in told(found)] == [("clothes", "stranger"), ("retail", "stranger")]
    assert list(found.by_segment) == ["clothes", "retail"]
    assert not found.broken


def test_what_was_wrong_with_a_plugin_is_told_with_the_playbooks() -> None:
    found = books(retail(), offered("bad", "raise ImportError('no driver')"))
    [problem] = told(found)
    assert problem.message.startswith("the plugin 'bad' is left out: ImportError: no driver")
    assert list(found.by_segment) == ["retail"]


def test_putting_together_twice_gives_the_same() -> None:
    plugins = registry(retail("shops"), offered("extras", adding(value("checkout-minutes"))))
    assert put_together(plugins) == put_together(plugins)


def retail_without_signals(instead: str) -> Candidate:
    """The example segment, whose plugin does this where it is asked for health signals."""
    silent = f"@hookimpl\ndef vpl_health_signals(segment):\n    {instead} if segment == 'retail' else ()\n"
    return offered("shops", retail_source().replace(example_of("vpl_health_signals"), silent))
