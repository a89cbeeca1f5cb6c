"""Given plugins: these alone, whatever is installed, and everything that is wrong with them at once."""

from __future__ import annotations

import pytest

import vpl_finance
import vpl_smb
from tests.testing.good_segment import GOOD, SEGMENT, Kiosks
from vpl_core.errors import NotFound, VplError
from vpl_core.testing.given import playbook_of, playbooks_of, registry_of


def test_only_the_given_plugins_are_there(monkeypatch):
    monkeypatch.setenv("VPL_DISABLE", "kiosks,smb")
    registry = registry_of(kiosks=Kiosks())
    assert [(one.name, one.state) for one in registry.listed] == [("kiosks", "loaded")]
    assert registry.problems == []
    assert list(playbooks_of(kiosks=Kiosks(), smb=vpl_smb).by_segment) == ["kiosks", "smb"]


def test_a_playbook_is_that_of_the_segment_that_is_asked_for():
    assert playbook_of("smb", smb=vpl_smb, finance=vpl_finance).segment.id == "smb"
    assert playbook_of("kiosks", anything=Kiosks()).segment == SEGMENT


def test_the_order_of_plugins_changes_nothing():
    names = {"kiosks": Kiosks(), "smb": vpl_smb, "finance": vpl_finance}
    assert playbooks_of(**names) == playbooks_of(**dict(reversed(names.items())))


def test_everything_that_is_wrong_is_told_at_once():
    with pytest.raises(VplError) as refusal:
        playbook_of("kiosks", kiosks=Kiosks(ladders=(), milestones=GOOD["milestones"][:1] * 2))
    told = str(refusal.value)
    assert "exactly one ladder and has none" in told
    assert "'in-use' is declared twice" in told


def test_two_plugins_that_speak_for_one_segment_are_refused_by_both_names():
    with pytest.raises(VplError, match="segments: 'kiosks' is declared twice \\(plugin one and other\\)"):
        playbook_of("kiosks", one=Kiosks(), other=Kiosks())


def test_a_segment_that_none_of_them_declares_is_told_with_those_they_do():
    with pytest.raises(NotFound) as refusal:
        playbook_of("kiosk", kiosks=Kiosks())
    assert refusal.value.problems[0].next_step.endswith("vpl_segments: kiosks")
