"""`vpl diff`: which accounts would stand otherwise under another rule book."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vpl_core.cli import options
from vpl_core.cli.console import leave
from vpl_core.cli.telling import counted, print_whole, tell

if TYPE_CHECKING:
    from vpl_core.app.impact import AccountImpact, Impact
    from vpl_core.app.rule_books import RuleBook
    from vpl_core.errors import Problem
    from vpl_core.rules.rule_changes import RuleChange


@click.command()
@click.argument("names", nargs=-1, metavar="A [B] [ACCOUNT]...")
@click.option("--rules", "of_rules", is_flag=True, help="Compare two rule books.")
@options.with_options(options.folder, options.as_of, options.as_json)
def diff(names: tuple[str, ...], of_rules: bool, root: Path, as_of: dt.date | None, wants_json: bool) -> None:
    """List the accounts that change, and in what, when rule book A becomes B.

    A and B are each a file that `vpl rules` saved, another vpl.toml, or `installed`, which is also B where only A is
    given: the installed plugins with this folder's vpl.toml. Leaves with 1 where an account changes, like diff.

    \b
    vpl rules > before.json                  then change a plugin or vpl.toml, and
    vpl diff --rules before.json             what did the change do?
    vpl diff --rules installed draft.toml    what would those settings do?
    vpl diff --rules before.json northwind   to one account?
    """
    from vpl_core.app.impact import impact, rules_between
    from vpl_core.app.portfolio import open_workspace
    from vpl_core.app.roster import Roster
    from vpl_core.app.rule_books import open_book

    if not of_rules:
        raise click.UsageError("say what to compare: vpl diff --rules A [B]")
    said, accounts = _parted(names)
    workspace = open_workspace(root)
    before, after = (open_book(name, workspace) for name in said)
    roster = Roster(workspace, accounts, by_the_rules=False)
    found = impact(workspace, before, after, roster, day := roster.day(as_of, options.today))
    changes = list(rules_between(before, after))
    if wants_json:
        _document(before, after, found, changes, day)
    else:
        tell([*roster.problems, *_problems_of(before, after)])
        _print(found, changes, day)
    leave(_is_the_same(found))


def _parted(names: tuple[str, ...]) -> tuple[tuple[str, str], tuple[str, ...]]:
    """The two books, and the accounts; an account's name has neither a dot nor a slash in it."""
    books = [name for name in names[:2] if name == "installed" or any(mark in name for mark in "./\\")]
    if not books or names[0] not in books:
        raise click.UsageError("name a rule book first: a file that `vpl rules` saved, a vpl.toml, or `installed`")
    return (books[0], books[1] if len(books) > 1 else "installed"), names[len(books) :]


def _is_the_same(found: Impact) -> bool:
    return not found.accounts and not found.not_compared


def _problems_of(*books: RuleBook) -> Iterable[Problem]:
    for book in books:
        yield from book.playbooks.problems
        for faults in book.faults.values():
            yield from faults


def _document(before: RuleBook, after: RuleBook, found: Impact, changes: list[RuleChange], day: dt.date) -> None:
    from vpl_core.app.documents import stream, told

    head = {
        "before": before.name,
        "after": after.name,
        "as_of": day,
        "summary": found.summary,
        "rules": changes,
        "not_compared": {name: [told(problem) for problem in why] for name, why in found.not_compared.items()},
    }
    print_whole(stream("vpl.diff/1", _is_the_same(found), "accounts", found.accounts, **head))


def _print(found: Impact, changes: list[RuleChange], day: dt.date) -> None:
    click.echo(_summed_up(found, day))
    if changes:
        click.echo(f"{click.style('rules', bold=True)}: {counted(len(changes), 'difference')}")
    for change in changes:
        click.echo(f"  {_told(change)}")
    for one in found.accounts:
        _print_account(one)
    for name, problems in sorted(found.not_compared.items()):
        click.echo(f"{click.style(name, bold=True)}: not compared: {problems[0].message}")


def _summed_up(found: Impact, day: dt.date) -> str:
    sums = found.summary
    text = f"{sums['changed']:,} of {counted(sums['accounts'], 'account')} would change as of {day}"
    parts = [
        (sums["rungs_up"], "up"),
        (sums["rungs_down"], "down"),
        (sums["health"], "of another colour"),
        (sums["score"], "with another score"),
        (sums["milestone"], "with another status of a milestone"),
        (sums["page"], "with another page"),
        (sums["assessed_or_not"], "assessed by one book only"),
    ]
    told = ", ".join(f"{number:,} {what}" for number, what in parts if number)
    return f"{text}: {told}." if told else f"{text}."


def _told(change: RuleChange) -> str:
    name = ".".join(part for part in (change.segment, change.part, change.id, change.field) if part)
    pairs = enumerate(zip(change.before, change.after, strict=False))
    same = next((number for number, (one, other) in pairs if one != other), 0)
    return f"{name}: {_short(change.before, same)} -> {_short(change.after, same)}"


def _short(text: str, same: int) -> str:
    """The text where it begins to differ, with a little of what comes before."""
    begin = max(0, same - 20) if len(text) > 60 else 0
    cut = text[begin : begin + 57] if len(text) - begin > 60 else text[begin:]
    return f"{'...' if begin else ''}{cut}{'...' if begin + len(cut) < len(text) else ''}" or "nothing"


def _print_account(one: AccountImpact) -> None:
    click.echo(f"{click.style(one.account, bold=True)} ({one.segment})")
    pages = [change for change in one.changes if change.what == "page"]
    for change in one.changes:
        if change.what != "page":
            name = f"{change.what} {change.about}".rstrip()
            click.echo(f"  {name}: {change.before or 'nothing'} -> {change.after or 'nothing'}")
            click.echo(f"    {change.why}")
    if pages:
        click.echo(f"  pages: {', '.join(change.about for change in pages)}")
