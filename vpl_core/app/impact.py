"""Impact: which accounts stand otherwise under another rule book, in what, and which rule moved it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from vpl_core.app.moves import Change, moves
from vpl_core.app.portfolio import Assessed, Collected, Workspace, doubted_by
from vpl_core.app.rule_books import RuleBook
from vpl_core.app.site import extra_pages
from vpl_core.app.views import site_view
from vpl_core.errors import Problem
from vpl_core.model.accounts import AccountFacts, Override
from vpl_core.model.audience import CustomerView
from vpl_core.rules.engine import assess
from vpl_core.rules.rule_changes import RuleChange, definition_changes, in_one_order, rule_changes
from vpl_core.site.pages import PageMaker
from vpl_core.sources.accounts import Locate, check


@dataclass(frozen=True, slots=True)
class AccountImpact:
    """One account that changes."""

    account: str
    segment: str
    changes: tuple[Change, ...]
    """Never empty: standing first, then score, health, milestones and pages."""


@dataclass(slots=True)
class Impact:
    """What was compared, and what came of it; the changed accounts are kept, their assessments are not."""

    compared: int
    accounts: list[AccountImpact]
    not_compared: dict[str, tuple[Problem, ...]]
    """Accounts that neither book can judge, or whose files cannot be read."""

    @property
    def summary(self) -> dict[str, int]:
        """How many accounts change, and how many of them in what."""
        kinds = [{change.what for change in one.changes} for one in self.accounts]
        counts = {what: sum(what in kind for kind in kinds) for what in ("health", "score", "milestone", "page")}
        rises = [change.rises for one in self.accounts for change in one.changes if change.what == "proven"]
        return {
            "accounts": self.compared,
            "changed": len(self.accounts),
            "rungs_up": sum(rises),
            "rungs_down": len(rises) - sum(rises),
            "assessed_or_not": sum("assessed" in kind for kind in kinds),
            **counts,
        }


def impact(workspace: Workspace, before: RuleBook, after: RuleBook, given: Iterable[Collected], day: dt.date) -> Impact:
    """Every account that is given judged by both books on the day, one after another."""
    judge = _Judge(workspace, before, after, day)
    found = Impact(0, [], {})
    for collected in given:
        found.not_compared.update(collected.left_out)
        for facts in collected.facts:
            if before.is_about(facts.account.segment) and after.is_about(facts.account.segment):
                _note(found, facts, judge.changes(facts, collected.locate))
    return found


def _note(found: Impact, facts: AccountFacts, changes: tuple[Change, ...] | _Neither) -> None:
    if isinstance(changes, _Neither):
        found.not_compared[facts.account.id] = changes.problems
        return
    found.compared += 1
    if changes:
        found.accounts.append(AccountImpact(facts.account.id, facts.account.segment, changes))


def rules_between(before: RuleBook, after: RuleBook) -> Iterator[RuleChange]:
    """The definitions and overrides in which the two books differ."""
    both = [book.playbooks.by_segment for book in (before, after)]
    spoken_of = {s for s in both[0].keys() | both[1].keys() if before.is_about(s) and after.is_about(s)}
    old_books, new_books = ({s: books[s] for s in spoken_of & books.keys()} for books in both)
    yield from rule_changes(old_books, new_books)
    for segment in sorted(spoken_of):
        old, new = ({o.threshold: o for o in book.overrides.get(segment, ())} for book in (before, after))
        for change in definition_changes(segment, "overrides", old, new):
            yield (
                change
                if change.field
                else change._replace(
                    before=_in_force(before, segment, old.get(change.id), change.id),
                    after=_in_force(after, segment, new.get(change.id), change.id),
                )
            )


def _in_force(book: RuleBook, segment: str, override: Override | None, threshold: str) -> str:
    """The number that counts by the book, with who set it otherwise and why; empty where it has no such threshold."""
    if override is not None:
        return f"{override.number} ({override.by}: {override.because})"
    playbook = book.playbooks.by_segment.get(segment)
    declared = playbook.threshold.get(threshold) if playbook else None
    return str(declared.number) if declared else ""


@dataclass(frozen=True, slots=True)
class _Neither:
    problems: tuple[Problem, ...]


class _Judge:
    def __init__(self, workspace: Workspace, before: RuleBook, after: RuleBook, day: dt.date) -> None:
        self.workspace, self.before, self.after, self.day = workspace, before, after, day
        self.same: dict[str, bool] = {}

    def changes(self, facts: AccountFacts, locate: Locate) -> tuple[Change, ...] | _Neither:
        if self._same_rules(facts.account.segment):
            problems = self._problems(self.before, facts, locate)
            return _Neither(tuple(problems)) if problems else ()
        old, new = self._judged(self.before, facts, locate), self._judged(self.after, facts, locate)
        if not isinstance(old, Assessed) and not isinstance(new, Assessed):
            return _Neither(tuple(new))
        if not isinstance(old, Assessed) or not isinstance(new, Assessed):
            return (_judged_or_not(old, new),)
        return (*moves(old, new), *self._pages(old, new))

    def _same_rules(self, segment: str) -> bool:
        """Whether both books say the same of the segment, in whatever order: then nothing can change."""
        if segment not in self.same:
            books = [one.playbooks.by_segment.get(segment) for one in (self.before, self.after)]
            rules = [
                (book and in_one_order(book), set(one.overrides.get(segment, ())), one.faults.get(segment))
                for book, one in zip(books, (self.before, self.after), strict=True)
            ]
            self.same[segment] = rules[0] == rules[1] and books[0] is not None
        return self.same[segment]

    def _problems(self, book: RuleBook, facts: AccountFacts, locate: Locate) -> list[Problem]:
        account, playbooks = facts.account, book.playbooks
        overrides = book.overrides.get(account.segment, ())
        problems = check(facts, playbooks.by_segment, playbooks.broken, locate, overrides)
        problems += [doubted_by(fault, account.id, account.segment) for fault in book.faults.get(account.segment, ())]
        return [problem for problem in problems if not problem.warning]

    def _judged(self, book: RuleBook, facts: AccountFacts, locate: Locate) -> Assessed | list[Problem]:
        """The assessment under the book, its definitions put in one order; or why there can be none."""
        if problems := self._problems(book, facts, locate):
            return problems
        segment = facts.account.segment
        playbook = in_one_order(book.playbooks.by_segment[segment])
        return Assessed(facts, playbook, assess(facts, playbook, self.day, book.overrides.get(segment, ())))

    def _pages(self, old: Assessed, new: Assessed) -> Iterator[Change]:
        """The pages of the customer's site whose content would differ, by path."""
        views = [site_view(self.workspace, one) for one in (old, new)]
        if views[0] == views[1]:
            return
        before, after = (self._bodies(view) for view in views)
        for path in sorted(before.keys() | after.keys()):
            if before.get(path) != after.get(path):
                old_title, new_title = (pages.get(path, ("", ""))[0] for pages in (before, after))
                said = ("on the site" if old_title else "", "changed" if old_title and new_title else "on the site")
                yield Change("page", path, said[0], said[1] if new_title else "", f"“{new_title or old_title}”")

    @cached_property
    def _maker(self) -> PageMaker:
        """Made only where a page may differ at all."""
        return PageMaker()

    def _bodies(self, view: CustomerView) -> Mapping[str, tuple[str, str]]:
        site = self._maker.site(view, extra_pages(self.workspace, view))
        return {page.path: (page.title, str(page.body)) for page in site.pages}


def _judged_or_not(old: Assessed | list[Problem], new: Assessed | list[Problem]) -> Change:
    problems = old if isinstance(old, list) else new
    why = problems[0].message if isinstance(problems, list) else ""
    before, after = ("left out" if isinstance(one, list) else "assessed" for one in (old, new))
    return Change("assessed", "", before, after, why)
