"""Room on the quarterly review: a warning for every text that the page would cut, and for asks it cannot hold."""

from __future__ import annotations

from collections.abc import Iterator, Set

from vpl_core.app.portfolio import Collected, Workspace
from vpl_core.errors import Problem
from vpl_core.model.accounts import Account, Language
from vpl_core.model.playbook import Playbook
from vpl_core.model.values import Kind
from vpl_core.segment_texts import in_language
from vpl_core.settings import FILE
from vpl_core.site.brevity import fits
from vpl_core.site.review import ASKS, ROOM

_SHORTEN = "write it shorter; what is cut ends in dots, and stands whole on the other pages"


def texts_too_long_for_it(collected: Collected) -> Iterator[Problem]:
    """Warnings with file and field about what the accounts say."""
    for facts in collected.facts:
        for field, message, step in _of_account(facts.account):
            path, line = collected.locate(facts.account.id, field)
            yield Problem(message, step, path, line, field, facts.account.id, warning=True)


def names_too_long_for_it(workspace: Workspace, spoken: Set[tuple[str, Language]]) -> Iterator[Problem]:
    """Warnings about the vendor's name, and about those of milestones and values in each segment and language."""
    vendor = workspace.settings.vendor
    if not fits(vendor, ROOM.vendor):
        field = "brand.name" if workspace.settings.brand.name else "portfolio.vendor"
        yield Problem(_message(vendor, ROOM.vendor), _SHORTEN, FILE, 0, field, warning=True)
    books = workspace.playbooks.by_segment
    for segment, language in sorted(one for one in spoken if one[0] in books):
        for field, message in names_too_long(in_language(books[segment], language)):
            yield Problem(message, _SHORTEN, field=f"{segment}.{field}", warning=True)


def _of_account(account: Account) -> Iterator[tuple[str, str, str]]:
    """Field, message and next step."""
    if not fits(account.name, ROOM.customer):
        yield "name", _message(account.name, ROOM.customer), _SHORTEN
    for number, ask in enumerate(account.asks):
        for name, room in (("who", ROOM.who), ("what", ROOM.what), ("otherwise", ROOM.otherwise)):
            if not fits(getattr(ask, name), room):
                yield f"asks.{number}.{name}", _message(getattr(ask, name), room), _SHORTEN
    if len(account.asks) > ASKS:
        message = (
            f"{len(account.asks)} things are asked for; the quarterly review has room for the {ASKS} that are due first"
        )
        yield "asks", message, "take out what is settled; the page says how many more there are"


def names_too_long(book: Playbook) -> Iterator[tuple[str, str]]:
    """Field and message for each name of a milestone or an outcome that the review would cut."""
    for milestone in book.milestones:
        if not fits(milestone.name, ROOM.milestone):
            yield f"milestones.{milestone.id}.name", _message(milestone.name, ROOM.milestone)
    for value in book.values:
        if value.kind is Kind.OUTCOME and not value.internal and not fits(value.name, ROOM.measure):
            yield f"values.{value.id}.name", _message(value.name, ROOM.measure)


def _message(text: str, room: int) -> str:
    return f"“{text[:40]}…” takes more than the {room} columns that the quarterly review has for it"
