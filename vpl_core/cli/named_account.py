"""The one account that a command was told to be about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from vpl_core.app.portfolio import Workspace
    from vpl_core.app.roster import Roster


def named(workspace: Workspace, account: str) -> Roster:
    """The account with that name, or with one that matches it; refuses where there are several."""
    from vpl_core.app.roster import Roster

    found = Roster(workspace, (account,))
    if len(found.accounts) > 1:
        raise click.UsageError(f'"{account}" is {len(found.accounts)} accounts; name one')
    return found
