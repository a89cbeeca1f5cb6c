"""Compositions: a small clinic is a small business and a clinic; what the two disagree on is decided in the open."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from tests.portfolios import SETTINGS, write
from tests.strangers import corner_shops, offered, registry, retail
from vpl_core.errors import Problem, UnusableSettings
from vpl_core.model.playbook import Origin, Playbook
from vpl_core.playbooks import Playbooks, put_together
from vpl_core.registry import Candidate, find
from vpl_core.settings import declared_compositions, load_settings

CLINIC = """
[segments.smb-clinic]
name = "Small clinic"
of = ["smb", "healthcare"]

[segments.smb-clinic.prefer]
"""
DECIDED = (
    CLINIC
    + """\
"milestones:baselines-agreed" = ["healthcare", "smb"]
"milestones:old-way-retired" = "healthcare"
stop_rules = "smb"
"stop_rules:roi_based" = "healthcare"
"""
)


def books(folder: Path, text: str, *candidates: Candidate) -> Playbooks:
    """What the settings make of the bundled segments and of the candidates."""
    write(folder, {"vpl.toml": SETTINGS + text})
    plugins = registry(*candidates) if candidates else find()
    return put_together(plugins, declared_compositions(load_settings(folder), folder))


def told(found: Playbooks) -> list[str]:
    return [str(problem) for problem in found.problems]


# --- conflicts -------------------------------------------------------------------------------------------------------


def test_the_bundled_clinic_and_small_business_disagree_on_two_milestones_and_on_every_clock(tmp_path: Path) -> None:
    found = books(tmp_path, CLINIC)
    assert {problem.message.split(" is not")[0] for problem in found.problems} == {
        "milestones: 'baselines-agreed'",
        "milestones: 'old-way-retired'",
        *(f"stop_rules: '{clock}'" for clock in ("first_action", "first_value", "full_value")),
        *(f"stop_rules: '{clock}'" for clock in ("milestone_based", "roi_based", "user_adoption")),
    }
    assert {(problem.path, problem.line, problem.field) for problem in found.problems} == {
        ("vpl.toml", 11, "segments.smb-clinic")
    }
    assert "smb-clinic" in found.broken
    assert {"smb", "healthcare"} <= found.by_segment.keys()


def test_a_conflict_names_both_segments_both_plugins_the_id_what_differs_and_the_line_to_add(tmp_path: Path) -> None:
    assert (
        "vpl.toml:11  segments.smb-clinic  stop_rules: 'roi_based' is not the same in healthcare (plugin healthcare)"
        " and in smb (plugin smb): milestone (benefit-exceeds-cost, paid-back), target_days (270, 180)\n"
        '  decide it under [segments.smb-clinic.prefer]: "stop_rules:roi_based" = "healthcare"'
        ' or "stop_rules:roi_based" = "smb"'
    ) in told(books(tmp_path, CLINIC))


def test_a_preference_for_the_part_decides_and_one_for_the_id_decides_before_it(tmp_path: Path) -> None:
    found = books(tmp_path, DECIDED)
    assert not found.problems
    book = found.by_segment["smb-clinic"]
    stops = {str(rule.clock): rule.milestone for rule in book.stop_rules}
    assert stops["first_action"] == "first-job-done"
    assert stops["roi_based"] == "benefit-exceeds-cost"
    retired = found.by_segment["healthcare"].milestone["old-way-retired"]
    assert book.milestone["old-way-retired"] == retired


def origin(book: Playbook, what: str, id_: str) -> Origin:
    return next(one for one in book.origins if (one.what, one.id) == (what, id_))


def test_each_definition_keeps_its_segment_its_plugin_and_what_decided_for_it(tmp_path: Path) -> None:
    book = books(tmp_path, DECIDED).by_segment["smb-clinic"]
    hours = origin(book, "values", "weekly-manual-hours")
    assert (hours.segment, hours.plugin, hours.how, hours.by) == ("smb", "smb", "", "")
    retired = origin(book, "milestones", "old-way-retired")
    assert (retired.segment, retired.how, retired.by) == ("healthcare", "preferred over smb", "vpl.toml:17")
    both = origin(book, "milestones", "baselines-agreed")
    assert (both.segment, both.plugin, both.how, both.by) == (
        "healthcare and smb",
        "healthcare and smb",
        "joined",
        "vpl.toml:16",
    )


def test_where_a_line_moves_the_fingerprint_stays(tmp_path: Path) -> None:
    usual = books(tmp_path / "one", DECIDED).by_segment["smb-clinic"]
    moved = books(tmp_path / "two", f"\n\n# Moved down.\n{DECIDED}").by_segment["smb-clinic"]
    assert origin(usual, "milestones", "old-way-retired").by != origin(moved, "milestones", "old-way-retired").by
    assert usual.fingerprint == moved.fingerprint


@pytest.mark.parametrize(
    ("line", "told_of_it"),
    [
        ('"thresholds:smb-good-csat" = "smb"', "it decides nothing, for nothing else is in conflict\n  remove it"),
        ('"values:reporting-hour" = "smb"', "no segment declares 'reporting-hour'\n  did you mean 'reporting-hours'?"),
        ('"scorecards:smb-fit" = "finance"', "'finance' is none of the segments\n  use one of: healthcare, smb"),
        ('"checklists" = "smb"', "it decides nothing, for nothing else is in conflict\n  remove it"),
        (
            '"milestones:paid-back" = "healthcare"',
            "'healthcare' does not declare it\n  name one that does: smb",
        ),
    ],
)
def test_a_preference_that_decides_nothing_is_told_with_its_line(tmp_path: Path, line: str, told_of_it: str) -> None:
    found = books(tmp_path, f"{DECIDED}{line}\n")
    [problem] = told(found)
    name = line.split(" = ")[0].strip('"')
    assert problem == f"vpl.toml:20  segments.smb-clinic.prefer.{name}  {name}: {told_of_it}"
    assert "smb-clinic" in found.broken


def test_only_milestones_can_be_of_several_segments_at_once(tmp_path: Path) -> None:
    text = DECIDED.replace('stop_rules = "smb"', 'stop_rules = ["smb", "healthcare"]')
    problems = told(books(tmp_path, text))
    assert len(problems) == 5
    assert problems[0] == (
        "vpl.toml:18  segments.smb-clinic.prefer.stop_rules  stop_rules: 'first_action' cannot be of smb and healthcare"
        " at once; only milestones can be joined\n  name the one segment that is preferred"
    )


@pytest.mark.parametrize(
    ("text", "told_of_it"),
    [
        ('of = ["smb"]', "vpl.toml:13  segments.smb-clinic.of  a composition joins two segments or more"),
        ('of = ["smb", "smb"]', "vpl.toml:13  segments.smb-clinic.of  a segment is named twice"),
        (
            'of = ["smb", "healthcare"]\nprefer.milestone = "smb"',
            "vpl.toml:14  segments.smb-clinic.prefer.milestone  'milestone' is no part of a playbook",
        ),
        (
            'of = ["smb", "healthcare"]\nprefer."ladder:a" = "smb"',
            "vpl.toml:14  segments.smb-clinic.prefer.ladder:a  'ladder:a' is no part of a playbook",
        ),
        (
            'of = ["smb", "healthcare"]\nprefer.ladder = []',
            "vpl.toml:14  segments.smb-clinic.prefer.ladder  no segment is named",
        ),
    ],
)
def test_a_composition_that_is_none_is_refused_with_its_line(tmp_path: Path, text: str, told_of_it: str) -> None:
    with pytest.raises(UnusableSettings) as refusal:
        books(tmp_path, f'\n[segments.smb-clinic]\nname = "Small clinic"\n{text}\n')
    [problem] = refusal.value.problems
    assert str(problem).startswith(told_of_it)


# --- what cannot be joined -------------------------------------------------------------------------------------------


def only(found: Playbooks) -> Problem:
    [problem] = found.problems
    return problem


def test_a_segment_that_nobody_declares_is_told_with_the_nearest_name(tmp_path: Path) -> None:
    problem = only(books(tmp_path, '\n[segments.both]\nname = "Both"\nof = ["smb", "helthcare"]\n'))
    assert problem.message == "'both' is left out: 'helthcare' is no segment that a plugin declares"
    assert (problem.line, problem.next_step, problem.warning) == (11, "did you mean 'healthcare'?", False)


def test_a_composition_of_a_composition_names_what_to_write_instead(tmp_path: Path) -> None:
    problem = only(books(tmp_path, f'{DECIDED}\n[segments.more]\nname = "More"\nof = ["smb-clinic", "finance"]\n'))
    assert problem.message == "'smb-clinic' is itself a composition"
    assert problem.field == "segments.more.of"


def test_a_composition_named_like_a_segment_leaves_neither(tmp_path: Path) -> None:
    found = books(tmp_path, DECIDED.replace("smb-clinic", "finance"))
    assert only(found).message == "the segment 'finance' is declared here and by plugin finance"
    assert "finance" in found.broken and "finance" not in found.by_segment


def test_what_is_composed_of_a_faulty_segment_is_left_out_with_it() -> None:
    bare = offered("bare", "@hookimpl\ndef vpl_segments():\n    return (Segment(id='bare', name='B', cares_about=''),)")
    both = offered("both", plugin_of('Composition(id="both", name="Both", of=("retail", "bare"))'))
    found = put_together(registry(retail(), bare, both))
    assert "'both' is left out, because the segment 'bare' is left out" in [p.message for p in found.problems]
    assert found.broken == {"bare", "both"}


def plugin_of(composition: str) -> str:
    return f"@hookimpl\ndef vpl_compositions():\n    return ({composition},)\n"


def test_a_plugin_may_offer_a_composition_with_a_segment_that_is_not_installed() -> None:
    """It is left out and said, but nothing is wrong with the portfolio."""
    problem = only(put_together(registry(retail(), corner_shops())))
    assert problem.message == "'corner-shop' is left out: 'smb' is no segment that a plugin declares"
    assert (problem.warning, problem.plugin) == (True, "corner")


def test_a_plugins_composition_is_decided_in_its_own_words() -> None:
    both = offered("both", plugin_of('Composition(id="both", name="Both", of=("retail", "shops"))'))
    problem = only(put_together(registry(retail(), offered("shops", SHOPS), both)))
    assert (problem.field, problem.plugin) == ("both", "both")
    assert problem.next_step == (
        'decide it in prefer: Preference(part="thresholds", id="stock-accuracy", takes=(\'retail\',))'
        ' or Preference(part="thresholds", id="stock-accuracy", takes=(\'shops\',))'
    )


SHOPS = """
@hookimpl
def vpl_segments():
    return (Segment(id="shops", name="Shops", cares_about="Stock."),)

@hookimpl
def vpl_thresholds(segment):
    return (Threshold(id="stock-accuracy", number=95, unit="percent"),) if segment == "shops" else ()

@hookimpl
def vpl_milestones(segment):
    return (Milestone(id="sponsor-named", name="S", stage="growth", counts_as_reached="", why_it_matters="",
                      condition=Recorded(fact="sponsor")),) if segment == "shops" else ()

@hookimpl
def vpl_ladders(segment):
    return (Ladder(id="shops", name="S", rungs=(Rung(id="r", name="R", proves="", carries="adoption",
            milestones=("sponsor-named",), floor="asserted"),)),) if segment == "shops" else ()
"""


def test_no_order_of_registration_decides_what_is_composed() -> None:
    prefer = 'prefer=(Preference(part="thresholds", takes="shops"), Preference(part="ladder", takes="retail"))'
    both = offered("both", plugin_of(f'Composition(id="both", name="Both", of=("retail", "shops"), {prefer})'))
    plugins = (retail(), offered("shops", SHOPS), both, offered("extras", ""))
    prints = {put_together(registry(*order)).by_segment["both"].model_dump_json() for order in permutations(plugins)}
    assert len(prints) == 1


def test_a_floor_that_nothing_can_reach_is_told_with_the_segment_it_came_from() -> None:
    """What a clinic has to prove, a shop that only records a name never could."""
    stricter = (
        SHOPS.replace('"shops"', '"clinics"')
        .replace("sponsor-named", "first-report")
        .replace('floor="asserted"', 'floor="verified"')
        .replace('Recorded(fact="sponsor")', 'EvidenceOf(kinds=("report",), milestone="first-report")')
    )
    both = offered("both", plugin_of('Composition(id="both", name="Both", of=("clinics", "shops"))'))
    found = put_together(registry(offered("shops", SHOPS), offered("clinics", stricter), both))
    [problem] = found.problems
    assert problem.message.startswith("ladder: 'rung-1' asks for verified, which cannot be proven for sponsor-named")
    assert problem.message.endswith("(from clinics and shops, plugin clinics and shops)")
    assert problem.next_step.endswith("; or prefer one segment's ladder")


def test_a_preference_of_a_plugin_is_explained_by_its_plugin() -> None:
    one, other = SHOPS.replace("95", "90"), SHOPS.replace('"shops"', '"stores"')
    prefer = 'prefer=(Preference(part="thresholds", takes="shops"),)'
    joined = offered("both", plugin_of(f'Composition(id="both", name="Both", of=("shops", "stores"), {prefer})'))
    book = put_together(registry(offered("shops", one), offered("stores", other), joined)).by_segment["both"]
    assert book.threshold["stock-accuracy"].number == 90
    assert origin(book, "thresholds", "stock-accuracy").by == "plugin both"
