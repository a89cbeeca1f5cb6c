"""Mistakes by which a site is left standing that something has changed for."""

from __future__ import annotations

from tests.laws import test_rebuilding as laws
from tests.laws.mutants.mutant import Mutant
from vpl_core.app import makings, rebuild, shards, standing
from vpl_files import folder, shared_file

_LEFT_STANDING = tuple(
    Mutant(name, where, old, new, laws.test_what_was_left_standing_is_what_would_have_been_built)
    for name, where, old, new in (
        (
            "A site of another day is left standing.",
            rebuild._Rebuild._build,
            "entry.as_of == day",
            "entry.as_of <= day",
        ),
        (
            "Thresholds that are set otherwise are not thought of.",
            makings.Makings._rules,
            "yield self._workspace.settings.overrides(segment)",
            "pass",
        ),
        (
            "The settings are not thought of.",
            makings.Makings.of_all,
            "_digest(_versions(), plugins, own, code)",
            "_digest(_versions(), plugins, code)",
        ),
        (
            "A plugin of another version is taken for the same.",
            makings.Makings.of_all,
            "one.version, one.state",
            "one.state",
        ),
        (
            "Evidence is not thought of.",
            folder.FolderSurvey._of_own_files,
            "(self._accounts, self._evidence, self._own_readings)",
            "(self._accounts, self._own_readings)",
        ),
        (
            "What is attached is not thought of.",
            folder.FolderSurvey._of_own_files,
            "below, name = (self._decisions, self._evidence)",
            "below, name = (self._decisions,)",
        ),
        (
            "Of the readings only how many there are is thought of.",
            shared_file.SharedFile.fingerprint,
            "*(raw for raw, _",
            "*(b'' for raw, _",
        ),
        (
            "A file that has become empty is taken for what was written.",
            standing.stands,
            "(len(found), size)",
            "(len(found), built.bytes)",
        ),
    )
)

REBUILDING = (
    *_LEFT_STANDING,
    Mutant(
        "The last machine's part is nobody's.",
        shards.Shard.holds,
        "% self.of == self.number - 1",
        "% self.of == self.number",
        laws.test_every_account_is_in_one_shard_and_no_other,
    ),
)
