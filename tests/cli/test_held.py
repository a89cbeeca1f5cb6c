"""How much a command holds of the accounts that it goes through: a few at a time, however many there are."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.portfolios import ACCOUNT, SETTINGS, Run, write
from vpl_core.app.holdings import Holdings
from vpl_core.app.portfolio import Assessed, Collected
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.assessment import Assessment

COMMANDS = {
    "assess": (),
    "assess --json": (),
    "check": (),
    "course --json": (),
    "diff --rules draft.toml --json": (),
    "portfolio --json": (),
    "portfolio --html made": (),
    "report monthly": (),
    "decide check --json": (),
    "decide calendar": ("-o", "made.ics"),
}
"""Everything that looks at the whole portfolio; `build` has processes of its own for that."""
DRAFT = """
[thresholds.smb.smb-first-saving-hours]
number = -12
by = "M. Okafor"
because = "Less is enough"
"""
SLIPPED = """\
milestones:
  first-task-replaced: {due: 2026-03-01}
decisions:
  tills:
    title: Which tills?
    review_on: 2026-06-01
"""
AT_ONCE, BATCHES = 4, 4


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """So many accounts that they are read in four batches, the day of whose newest fact decides."""
    root = tmp_path_factory.mktemp("many")
    write(root, {"vpl.toml": SETTINGS.replace("2026-11-15", '"data"'), "draft.toml": SETTINGS + DRAFT})
    for number in range(AT_ONCE * BATCHES):
        own = f"value,on,number,source\nweekly-manual-hours,2026-06-{number % 28 + 1:02},9,timesheet\n"
        write(root, {f"accounts/a-{number}.yml": ACCOUNT + SLIPPED, f"observations/a-{number}.csv": own})
    return root


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Of how many accounts there were facts or assessments, whenever some were read."""
    monkeypatch.setattr("vpl_core.app.roster.AT_ONCE", AT_ONCE)
    found: list[int] = []
    for name in ("read", "as_given"):
        reading = getattr(Holdings, name)

        def noting(self: Holdings, accounts: Iterable[str], reading: object = reading) -> Collected:
            given: Collected = reading(self, accounts)  # type: ignore[operator]
            found.append(_living())
            return given

        monkeypatch.setattr(Holdings, name, noting)
    return found


def _living() -> int:
    living = [type(thing) for thing in gc.get_objects()]
    return max(living.count(kind) for kind in (AccountFacts, Assessment, Assessed))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_holds_two_batches_of_accounts_at_most(
    command: str, run: Run, many: Path, held: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(many)
    gc.collect()
    before = _living()
    said = run(*command.split(), *COMMANDS[command])
    assert said.code in (0, 1), said.err
    # The newest fact is sought first, so that everybody is read twice.
    assert len(held) >= (2 * BATCHES if not command.startswith("report") else BATCHES)
    assert AT_ONCE <= max(held) - before <= 2 * AT_ONCE
