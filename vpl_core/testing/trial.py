"""Trials: a segment put together by itself, and what its contract asks of it."""

from __future__ import annotations

import datetime as dt
import inspect
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from types import ModuleType
from typing import Any

import pytest
from hypothesis import strategies as st

from vpl_core import hookspecs
from vpl_core.errors import Problem
from vpl_core.model.accounts import AccountFacts, Ask, Attribute, Goal, Person
from vpl_core.model.base import clean
from vpl_core.model.evidence import Evidence
from vpl_core.model.extra_pages import ExtraPage
from vpl_core.model.playbook import Playbook
from vpl_core.playbooks import put_together
from vpl_core.registry import Registry
from vpl_core.rules.engine import assess
from vpl_core.site.context import customer_view
from vpl_core.site.gate import Passed, examine
from vpl_core.site.pages import PageMaker
from vpl_core.testing.case_text import Story
from vpl_core.testing.given import registry_of
from vpl_core.testing.strategies.histories import account_facts
from vpl_core.testing.strategies.numbers import AS_OF, day
from vpl_core.testing.strategies.texts import HOSTILE
from vpl_core.testing.strategies.views import VENDOR

HOOKS_OF_A_SEGMENT = tuple(
    name
    for name, hook in vars(hookspecs).items()
    if name.startswith("vpl_") and list(inspect.signature(hook).parameters) == ["segment"]
)
"""The hooks that are asked about one segment."""
HOOKS_OF_NONE = ("vpl_segments", "vpl_conditions")


@dataclass(frozen=True, repr=False)
class Trial:
    """A segment on trial: what was given, and what came of it."""

    segment: str
    given: Playbook | None
    """The playbook, or none where it could not be put together."""
    problems: tuple[Problem, ...] = ()
    module: Any = None
    """The plugin; none where only a playbook was given."""

    def __repr__(self) -> str:
        return f"the segment {self.segment!r}"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self))

    @property
    def playbook(self) -> Playbook:
        """The playbook; where there is none, the test is skipped, for another one tells why."""
        if self.given is None:
            pytest.skip("the segment could not be put together; test_it_is_put_together_without_problems says why")
        return self.given

    @cached_property
    def stories(self) -> st.SearchStrategy[Story]:
        """Random accounts of the segment, on the usual day or on an earlier one."""
        days = st.sampled_from([AS_OF, AS_OF, AS_OF, 200, 45, 0]).map(day)
        return st.builds(Story, account_facts(self.playbook), days)

    @cached_property
    def payloads(self) -> tuple[str, ...]:
        return tuple(text for text in HOSTILE if clean(text).split())

    @cached_property
    def maker(self) -> PageMaker:
        return PageMaker()

    def registry(self) -> Registry:
        """A registry of the plugin alone, made anew."""
        return registry_of(**({self.segment: self.module} if self.module is not None else {}))

    @cached_property
    def twin(self) -> Playbook:
        """The playbook put together a second time."""
        if self.module is None:
            return self.playbook
        return put_together(self.registry()).by_segment.get(self.segment, self.playbook)

    def ask_hooks(self, segment: str) -> dict[str, tuple[Any, ...]]:
        """What each hook gives when it is asked about the segment; skipped where only a playbook was given."""
        if self.module is None:
            pytest.skip("only a playbook was given; let `segment` return the module and the segment's id")
        registry = self.registry()
        asked: dict[str, dict[str, Any]] = {hook: {"segment": segment} for hook in HOOKS_OF_A_SEGMENT} | {
            hook: {} for hook in HOOKS_OF_NONE
        }
        return {hook: tuple(c.content for c in registry.contributions(hook, **asked[hook])) for hook in asked}


def put_to_trial(segment: Playbook | tuple[ModuleType, str]) -> Trial:
    """The trial of what the author's fixture gives; a warning about the plugin is a problem to its author."""
    if isinstance(segment, Playbook):
        return Trial(segment.segment.id, segment)
    module, id_ = segment
    playbooks = put_together(registry_of(**{id_: module}))
    problems = list(playbooks.problems)
    given = playbooks.by_segment.get(id_)
    if given is None and not problems:
        declared = ", ".join(playbooks.by_segment) or "none"
        step = f"correct the fixture `segment`, or vpl_segments, which declares: {declared}"
        problems.append(Problem(f"the plugin declares no segment {id_!r}", step))
    return Trial(id_, given, tuple(problems), module)


def readable(headline: str, findings: Iterable[object]) -> str:
    """A failure as its reader needs it: what is wrong, then each finding on lines of its own."""
    return "\n".join([f"{headline}:", *(f"  {line}" for finding in findings for line in str(finding).splitlines())])


# --- the customer's pages ----------------------------------------------------------------------------------------

KEPT = "zqx-never-shown"
"""Stands in every internal field of the account, and on no page."""


def site_faults(trial: Trial, facts: AccountFacts, as_of: dt.date, text: str) -> list[str]:
    """What is wrong with the customer's pages of these facts, with the text in every field that people write."""
    book = trial.playbook
    told = _written_into(facts, text)
    view = customer_view(told, book, assess(told, book, as_of), vendor=VENDOR)
    registry = trial.registry()
    extra = [c.content for c in registry.contributions("vpl_pages", ExtraPage, view=view)]
    found = [str(problem) for problem in registry.problems if not problem.warning]
    for page in trial.maker.site(view, extra).pages:
        passed = examine(str(page.body), page.path)
        if not isinstance(passed, Passed):
            found += [f"{page.path}: {problem.message}" for problem in passed]
        shown = _letters(str(page.body))
        found += [f"{page.path}: the internal words {words!r} are shown" for words in _internal(book) if words in shown]
    return found


def _letters(body: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


def _written_into(facts: AccountFacts, text: str) -> AccountFacts:
    """The facts with the text wherever a person writes words that are shown, and the mark wherever they are not."""
    account, start = facts.account, facts.account.start
    kept = Person(name=KEPT, role=KEPT, email=f"{KEPT}@example.org")
    changes = {
        "name": text[:100],
        "owner": Person(name=text[:100], email=KEPT) if account.owner else None,
        "contacts": (kept,),
        "attributes": (*account.attributes, Attribute(name=KEPT, content=KEPT)),
        "notes": KEPT,
        "goals": (*account.goals[:1], Goal(id="written", words=text, level="tactical", said_by=text[:300])),
        "asks": (Ask(who=text[:100], what=text[:300], by=start + dt.timedelta(days=90), otherwise=text[:300]),),
    }
    return AccountFacts(
        account=type(account).model_validate({**dict(account), **changes}),
        observations=tuple(o.model_copy(update={"note": KEPT}) for o in facts.observations),
        evidence=tuple(type(e).model_validate({**dict(e), **_in_a_paper(e, text)}) for e in facts.evidence),
        sources=facts.sources,
    )


def _in_a_paper(e: Evidence, text: str) -> dict[str, str]:
    """A quote is shown where somebody allowed it; who did is not."""
    said = {"quote": text[:300], "consent": KEPT} if e.consent else {"quote": KEPT}
    return {"title": text[:100], "by": text[:100] if e.by else "", **said}


def _internal(playbook: Playbook) -> Iterator[str]:
    """Sentences and names of several words that are for the vendor's eyes alone."""
    words = [KEPT, *(value.name for value in playbook.values if value.internal)]
    words += [text for card in playbook.scorecards for text in (card.name, card.what_for)]
    words += [signal.says for signal in playbook.health_signals]
    for checklist in (checklist for checklist in playbook.checklists if checklist.internal):
        words += [checklist.name, checklist.decides]
        words += [text for q in checklist.questions for text in (q.text, q.why, q.next_step)]
    public = " ".join(_public(playbook))
    # A word that the segment itself says in public is no secret; a single one may be part of any sentence.
    return (text for text in words if (text == KEPT or " " in text) and text not in public)


def _public(playbook: Playbook) -> Iterator[str]:
    for value in playbook.values:
        if not value.internal:
            yield f"{value.name} {value.what}"
    for rung in playbook.ladder.rungs:
        yield f"{rung.name} {rung.proves}"
    yield playbook.segment.cares_about
