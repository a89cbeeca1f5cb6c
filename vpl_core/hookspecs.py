"""Hook specifications: the sentences that a plugin may speak.

Plural noun in, frozen values out: every hook returns a tuple, empty where the plugin has nothing to say. A hook is
called once for each segment when playbooks are put together, in the order of the plugins' names; results do not
depend on that order, and two plugins that declare the same id are refused together. All hooks are there since 0.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from vpl_core.model.approvals import RequiredApproval
    from vpl_core.model.audience import CustomerView
    from vpl_core.model.checklists import Checklist
    from vpl_core.model.compositions import Composition
    from vpl_core.model.decision_signals import DecisionSignal
    from vpl_core.model.extra_pages import ExtraPage
    from vpl_core.model.health import HealthSignal
    from vpl_core.model.ladder import Ladder
    from vpl_core.model.milestones import Milestone
    from vpl_core.model.option_archetypes import OptionArchetype
    from vpl_core.model.playbook import Predicate, Segment
    from vpl_core.model.scorecards import Scorecard
    from vpl_core.model.time_to_value import StopRule
    from vpl_core.model.translations import Translations
    from vpl_core.model.values import Threshold, ValueDefinition
    from vpl_core.ports import FactSource, FileSchema

PROJECT = "vpl"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)
"""Marks a function of a plugin as an implementation of the hook of the same name."""


@hookspec
def vpl_segments() -> tuple[Segment, ...]:  # type: ignore[empty-body]
    """The segments that this plugin speaks for; called first.

    Example::

        @hookimpl
        def vpl_segments():
            return (Segment(id="retail", name="Retail", cares_about="Speed, customer experience, inventory."),)
    """


@hookspec
def vpl_compositions() -> tuple[Composition, ...]:  # type: ignore[empty-body]
    """Segments that are several segments at once, such as size and industry; `[segments]` in vpl.toml does the same.

    Called once all segments are known. What two of them define differently has to be decided here, or is an error.

    Example::

        @hookimpl
        def vpl_compositions():
            return (Composition(id="corner-shop", name="Corner shop", of=("retail", "smb"), prefer=(
                Preference(part="ladder", takes="retail"),
                Preference(part="stop_rules", takes="smb"),)),)
    """


@hookspec
def vpl_value_definitions(segment: str) -> tuple[ValueDefinition, ...]:  # type: ignore[empty-body]
    """What accounts of the segment can get.

    Example::

        @hookimpl
        def vpl_value_definitions(segment):
            if segment != "retail":
                return ()
            return (ValueDefinition(id="checkout-minutes", name="Time at the till", what="Average per sale.",
                                    unit="minutes", direction="down", category="process", kind="outcome",
                                    methods=("instrumented",)),)
    """


@hookspec
def vpl_thresholds(segment: str) -> tuple[Threshold, ...]:  # type: ignore[empty-body]
    """The numbers that decide, each with its source or as a default to be agreed with the customer.

    Example::

        @hookimpl
        def vpl_thresholds(segment):
            return (Threshold(id="stock-accuracy", number=98, unit="percent"),) if segment == "retail" else ()
    """


@hookspec
def vpl_milestones(segment: str) -> tuple[Milestone, ...]:  # type: ignore[empty-body]
    """The steps on the way, each with a stage, a window and a condition.

    Example::

        @hookimpl
        def vpl_milestones(segment):
            if segment != "retail":
                return ()
            return (Milestone(id="faster-tills", name="Faster tills", stage="growth",
                              counts_as_reached="The agreed time per sale is met.", why_it_matters="Shorter queues.",
                              condition=TargetMet(value="checkout-minutes")),)
    """


@hookspec
def vpl_ladders(segment: str) -> tuple[Ladder, ...]:  # type: ignore[empty-body]
    """The ladder of the segment; exactly one plugin gives exactly one.

    Example::

        @hookimpl
        def vpl_ladders(segment):
            if segment != "retail":
                return ()
            return (Ladder(id="retail-ladder", name="Retail ladder", rungs=(
                Rung(id="faster", name="Faster", proves="Tills are faster.", carries="outcome",
                     milestones=("faster-tills",), floor="corroborated"),)),)
    """


@hookspec
def vpl_checklists(segment: str) -> tuple[Checklist, ...]:  # type: ignore[empty-body]
    """Decision checklists whose questions are answered from facts.

    Example::

        @hookimpl
        def vpl_checklists(segment):
            return (Checklist(id="roll-out", name="Roll out", decides="Whether to add stores.", questions=(
                Question(id="pilot-proven", text="Did the pilot reach its target?",
                         condition=MilestoneReached(milestone="faster-tills"),
                         why="What failed once fails everywhere.", next_step="Finish the pilot first."),)),
                    ) if segment == "retail" else ()
    """


@hookspec
def vpl_scorecards(segment: str) -> tuple[Scorecard, ...]:  # type: ignore[empty-body]
    """Scorecards over attributes, actions and attitudes; internal.

    Example::

        @hookimpl
        def vpl_scorecards(segment):
            return (Scorecard(id="retail-fit", name="Fit", what_for="Whom to visit.", factors=(
                Factor(id="stores", name="Stores", aspect="attribute", tag="grow", weight=1, attribute="stores",
                       bands=(Band(name="few", below=10, points=20), Band(name="many", at_least=10, points=80))),),
                bands=(Band(name="low", below=50), Band(name="high", at_least=50))),) if segment == "retail" else ()
    """


@hookspec
def vpl_health_signals(segment: str) -> tuple[HealthSignal, ...]:  # type: ignore[empty-body]
    """What makes an account yellow or red in the vendor's own eyes.

    Example::

        @hookimpl
        def vpl_health_signals(segment):
            return (HealthSignal(id="slow-tills", colour="red", when=AtLeast(value="checkout-minutes", limit=9),
                                 says="Tills are slower than nine minutes a sale."),) if segment == "retail" else ()
    """


@hookspec
def vpl_stop_rules(segment: str) -> tuple[StopRule, ...]:  # type: ignore[empty-body]
    """Which milestone stops which of the six clocks of time to value.

    Example::

        @hookimpl
        def vpl_stop_rules(segment):
            return (StopRule(clock="first_value", milestone="faster-tills", target_days=90),
                    ) if segment == "retail" else ()
    """


@hookspec
def vpl_option_archetypes(segment: str) -> tuple[OptionArchetype, ...]:  # type: ignore[empty-body]
    """The kinds of option that decisions of the segment keep coming back to; an option names one as its `archetype:`.

    Example::

        @hookimpl
        def vpl_option_archetypes(segment):
            if segment != "retail":
                return ()
            return (OptionArchetype(id="one-store-first", name="One store first", type="staged_pilot",
                                    means="It runs in one store until its numbers are proven, then in the next.",
                                    fits="Stores differ and a wrong start is dear.", trades="Weeks for certainty.",
                                    reversal="The one store goes back to the old way overnight."),)
    """


@hookspec
def vpl_approvals(segment: str) -> tuple[RequiredApproval, ...]:  # type: ignore[empty-body]
    """Whose yes decisions of the segment need before they count, each with the rule that asks for it.

    A missing one keeps a decision from being committed and is told on its page; it decides nothing about a rung.

    Example::

        @hookimpl
        def vpl_approvals(segment):
            if segment != "retail":
                return ()
            return (RequiredApproval(id="works-council", name="Working hours", role="Works council",
                                     confirms="Who works at which hours is agreed.",
                                     types=("staged_pilot", "redesign"), months=24,
                                     source=Citation(title="Betriebsverfassungsgesetz", section="§ 87 (1) no. 2",
                                                     url="https://www.gesetze-im-internet.de/betrvg/BJNR000130972.html")),)
    """


@hookspec
def vpl_decision_signals(segment: str) -> tuple[DecisionSignal, ...]:  # type: ignore[empty-body]
    """What calls decisions of the segment back or ends them; a record refers to one as `signal:`.

    Example::

        @hookimpl
        def vpl_decision_signals(segment):
            return (DecisionSignal(id="longer-queues", direction="reversal",
                                   says="A sale takes six minutes again; then the old tills come back.",
                                   when=AtLeast(value="checkout-minutes", limit=6)),) if segment == "retail" else ()
    """


@hookspec
def vpl_translations() -> tuple[Translations, ...]:  # type: ignore[empty-body]
    """What the texts of segments are in other languages, as catalogues of gettext: `locale/ja/LC_MESSAGES/NAME.po`.

    A customer's site in the language says them so; what is not translated stays English. Rules never look at them.
    A plugin that declares nothing may translate the texts of others; what the segment's own plugin says comes first.

    Example::

        @hookimpl
        def vpl_translations():
            return translations_beside(__name__)
    """


@hookspec
def vpl_conditions() -> tuple[Predicate, ...]:  # type: ignore[empty-body]
    """Named conditions written in Python, for `Custom(name=...)`: pure functions of the facts and the day.

    Example::

        @hookimpl
        def vpl_conditions():
            def has_three_goals(facts, day):
                return Outcome.MET if len(facts.account.goals) >= 3 else Outcome.UNMET
            return (Predicate(name="three-goals", says="Three goals are written down.", ask=has_three_goals),)
    """


@hookspec
def vpl_fact_sources() -> tuple[FactSource, ...]:  # type: ignore[empty-body]
    """Where facts are read from; every source is asked for every portfolio.

    Example::

        @hookimpl
        def vpl_fact_sources():
            return (WarehouseSource(),)   # an object with `name` and `read(request) -> SourceReading`
    """


@hookspec
def vpl_file_schemas() -> tuple[FileSchema, ...]:  # type: ignore[empty-body]
    """JSON Schemas of the files that the plugin reads, so that an editor can help to write them.

    Example::

        @hookimpl
        def vpl_file_schemas():
            return (FileSchema("stores", "stores/*.yml", lambda: {"type": "object"}),)
    """


@hookspec
def vpl_pages(view: CustomerView) -> tuple[ExtraPage, ...]:  # type: ignore[empty-body]
    """Pages to add to a customer's site; called once for each site, with nothing but what that customer may read.

    Example::

        @hookimpl
        def vpl_pages(view):
            late = [(m.name, m.due.text) for m in view.milestones if m.due and m.days_behind]
            if not late:
                return ()
            return (ExtraPage(id="catching-up", title="Catching up", lead="What is late, and until when?", sections=(
                PageSection(title="Late", blocks=(FactList(facts=tuple(late)),)),)),)
    """
