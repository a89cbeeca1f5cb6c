"""Value definitions: what an account can get, in which unit and direction, and who says so."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field, model_validator

from vpl_core.model.audiences import Audiences
from vpl_core.model.base import Id, Line, Name, Number, Word

Unit = Literal["hours", "minutes", "days", "percent", "points", "count", "money", "score", "ratio"]
Per = Literal["", "hour", "day", "week", "month", "quarter", "year"]
Direction = Literal["up", "down"]
Party = Literal["customer", "vendor", "third_party"]
Method = Literal[
    "instrumented", "finance_record", "time_log", "observation", "audit", "survey", "statement", "estimate"
]

MEASURING: frozenset[Method] = frozenset(["instrumented", "finance_record", "time_log", "observation", "audit"])
"""Methods that read something off; the others ask somebody."""


class Category(StrEnum):
    """The six categories in which customers count value."""

    TIME = "time"
    COST = "cost"
    REVENUE = "revenue"
    QUALITY = "quality"
    PROCESS = "process"
    ADOPTION = "adoption"


class Kind(StrEnum):
    """Usage and leading indicators predict; only an outcome proves."""

    USAGE = "usage"
    LEADING = "leading"
    OUTCOME = "outcome"


class ValueType(StrEnum):
    """The four types of customer value after Smith and Colgate (2007)."""

    FUNCTIONAL = "functional"
    EXPERIENTIAL = "experiential"
    SYMBOLIC = "symbolic"
    COST_SACRIFICE = "cost_sacrifice"


UNITS_OF: dict[Category, frozenset[Unit]] = {
    Category.TIME: frozenset(["hours", "minutes", "days"]),
    Category.COST: frozenset(["money", "percent", "count"]),
    Category.REVENUE: frozenset(["money", "percent", "points", "count"]),
    Category.QUALITY: frozenset(["percent", "count", "points", "score"]),
    Category.PROCESS: frozenset(["days", "hours", "minutes", "count", "percent", "ratio"]),
    Category.ADOPTION: frozenset(["percent", "count", "score", "points", "minutes", "hours"]),
}


class ValueDefinition(Word):
    """Something an account gets and that can be read off again and again."""

    id: Id
    """How conditions, plans and readings name it."""
    name: Name
    """How the customer reads it."""
    what: Line
    """What exactly is counted, over whom, in one sentence."""
    unit: Unit
    """What one reading is counted in."""
    per: Per = ""
    """The period one reading covers: hours per `week`."""
    direction: Direction
    """Which way is better."""
    category: Category
    """Which units are allowed depends on it."""
    kind: Kind
    value_type: ValueType = ValueType.FUNCTIONAL
    """Which of the four types of value it is."""
    defined_by: Party = "vendor"
    """Who proposed the definition; an outcome counts as the customer's once its plan is agreed."""
    methods: tuple[Method, ...] = Field(min_length=1)
    """The ways of measuring it that are sound."""
    least: Number | None = None
    """The smallest reading that is possible; a smaller one is refused."""
    most: Number | None = None
    """The largest reading that is possible."""
    tolerance_percent: Number = Field(default=5, validate_default=True, ge=0, le=50)
    """Two sources agree when they differ by no more than this, of the larger of the two."""
    refresh_days: int = Field(default=90, ge=1, le=730)
    """How often a new reading is due; beyond it a reading is stale, beyond twice it weaker."""
    internal: bool = False
    """True where the customer's site must not show it."""
    audiences: Audiences = ()
    """Whose it is first of all; finance's where left out and it is counted as cost or revenue, else the users'."""

    @model_validator(mode="after")
    def _consistent(self) -> ValueDefinition:
        allowed = UNITS_OF[self.category]
        if self.unit not in allowed:
            raise ValueError(f"{self.category} is counted in {', '.join(sorted(allowed))}, not in {self.unit}")
        if self.least is not None and self.most is not None and self.least >= self.most:
            raise ValueError(f"least {self.least} is not below most {self.most}")
        return self

    @property
    def best(self) -> Number | None:
        """The best reading that is possible; none where there is no end to it."""
        return self.most if self.direction == "up" else self.least

    def better(self, one: Number, other: Number) -> bool:
        """Whether the one reading is strictly better than the other."""
        return one > other if self.direction == "up" else one < other


class Threshold(Word):
    """A number that decides, and where it comes from."""

    id: Id
    """How conditions name it."""
    number: Number
    """The default, which an account may set otherwise with a reason."""
    unit: Unit
    """Of the values it is compared with."""
    source: Line = ""
    """Who published it; empty where it is only a default, and nobody but us stands behind it until it is agreed."""
