"""The door of the testing kit, with which plugin authors and rule testers prove their rules.

`from vpl_core.testing import check_scorer, inputs, percent, Bounded`. The contracts are imported whole, each from its
module: `segment_contract`, `source_contract` and `pages_contract`; the strategies from `strategies`.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vpl_core.rules.engine import (
        assess as assess,
    )
    from vpl_core.testing.cases import (
        Case as Case,
        case_table as case_table,
        findings as findings,
        read_cases as read_cases,
    )
    from vpl_core.testing.csv_scorers import (
        csv_scorer as csv_scorer,
    )
    from vpl_core.testing.given import (
        playbook_of as playbook_of,
        playbooks_of as playbooks_of,
        registry_of as registry_of,
    )
    from vpl_core.testing.scorecard_scorers import (
        scorecard_inputs as scorecard_inputs,
        scorecard_laws as scorecard_laws,
        scorecard_scorer as scorecard_scorer,
    )
    from vpl_core.testing.scored_table import (
        check_table as check_table,
    )
    from vpl_core.testing.scorer_answers import (
        Answer as Answer,
        ManyAtOnce as ManyAtOnce,
        all_at_once as all_at_once,
        by_keywords as by_keywords,
        by_object as by_object,
        without_missing as without_missing,
    )
    from vpl_core.testing.scorer_bands import (
        BandsInOrder as BandsInOrder,
        EveryScoreHasABand as EveryScoreHasABand,
    )
    from vpl_core.testing.scorer_honesty import (
        AnswersEverything as AnswersEverything,
        MissingIsNotGood as MissingIsNotGood,
        Refuses as Refuses,
        RefusesUnknown as RefusesUnknown,
        RemovingDoesNotRaise as RemovingDoesNotRaise,
    )
    from vpl_core.testing.scorer_inputs import (
        Inputs as Inputs,
        Kind as Kind,
        choice as choice,
        count as count,
        days as days,
        inputs as inputs,
        list_of as list_of,
        number as number,
        percent as percent,
    )
    from vpl_core.testing.scorer_law import (
        Law as Law,
    )
    from vpl_core.testing.scorer_laws import (
        Bounded as Bounded,
        ContributionsAddUp as ContributionsAddUp,
        FullMarks as FullMarks,
        Monotone as Monotone,
        OrderDoesNotMatter as OrderDoesNotMatter,
        RoundedOnce as RoundedOnce,
        SameAgain as SameAgain,
        ScaleDoesNotMatter as ScaleDoesNotMatter,
        UnitDoesNotMatter as UnitDoesNotMatter,
        WithinFactors as WithinFactors,
        weighted_mean as weighted_mean,
    )
    from vpl_core.testing.scorer_report import (
        Counterexample as Counterexample,
        Finding as Finding,
        ScorerFault as ScorerFault,
        ScorerReport as ScorerReport,
    )
    from vpl_core.testing.scorers import (
        check_scorer as check_scorer,
        examine_scorer as examine_scorer,
        faults_of_scorer as faults_of_scorer,
        usual_laws as usual_laws,
    )
    from vpl_core.testing.source_trial import (
        SourceTrial as SourceTrial,
    )

_ROOMS: dict[str, tuple[str, ...]] = {
    "rules.engine": ("assess",),
    "testing.cases": ("Case", "case_table", "findings", "read_cases"),
    "testing.csv_scorers": ("csv_scorer",),
    "testing.given": ("playbook_of", "playbooks_of", "registry_of"),
    "testing.scorecard_scorers": ("scorecard_inputs", "scorecard_laws", "scorecard_scorer"),
    "testing.scored_table": ("check_table",),
    "testing.scorer_answers": ("Answer", "ManyAtOnce", "all_at_once", "by_keywords", "by_object", "without_missing"),
    "testing.scorer_bands": ("BandsInOrder", "EveryScoreHasABand"),
    "testing.scorer_honesty": (
        "AnswersEverything",
        "MissingIsNotGood",
        "Refuses",
        "RefusesUnknown",
        "RemovingDoesNotRaise",
    ),
    "testing.scorer_inputs": ("Inputs", "Kind", "choice", "count", "days", "inputs", "list_of", "number", "percent"),
    "testing.scorer_law": ("Law",),
    "testing.scorer_laws": (
        "Bounded",
        "ContributionsAddUp",
        "FullMarks",
        "Monotone",
        "OrderDoesNotMatter",
        "RoundedOnce",
        "SameAgain",
        "ScaleDoesNotMatter",
        "UnitDoesNotMatter",
        "WithinFactors",
        "weighted_mean",
    ),
    "testing.scorer_report": ("Counterexample", "Finding", "ScorerFault", "ScorerReport"),
    "testing.scorers": ("check_scorer", "examine_scorer", "faults_of_scorer", "usual_laws"),
    "testing.source_trial": ("SourceTrial",),
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}

__all__ = sorted(_ROOM_OF)  # pyright: ignore

if "pytest" in sys.modules:
    # Before anything else imports them: their asserts then tell what was compared.
    _contracts = (f"vpl_core.testing.{name}_contract" for name in ("segment", "source", "pages"))
    sys.modules["pytest"].register_assert_rewrite(*_contracts)


def __getattr__(name: str) -> Any:
    """Opens a room only when something in it is asked for, so that Hypothesis is loaded by who needs it."""
    if name not in _ROOM_OF:
        raise AttributeError(f"vpl_core.testing has no {name!r}; what is in the kit is in vpl_core.testing.__all__")
    return getattr(import_module(f"vpl_core.{_ROOM_OF[name]}"), name)
