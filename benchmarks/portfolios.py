"""Synthetic portfolios of any size, as folders that `vpl` reads: the same number, shape and seed give the same bytes.

    python -m benchmarks.portfolios FOLDER --accounts 1000 --shape plain

Values, sources and milestones are taken from the segments that are installed, so that `vpl check` finds nothing in
what is written. Accounts of the shape `plain` belong to a segment of their own, which lies in `benchmarks/kits`; `vpl`
finds it where that folder is on the PYTHONPATH.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from benchmarks import KITS, with_kits
from vpl_core.model.conditions import EvidenceOf
from vpl_core.model.milestones import Milestone
from vpl_core.model.playbook import Playbook
from vpl_core.model.values import MEASURING, ValueDefinition
from vpl_core.playbooks import put_together
from vpl_core.registry import find
from vpl_core.rules.soundness import leaves

T = TypeVar("T")

AS_OF = dt.date(2026, 11, 15)
SHARED_READINGS = 500_000
"""Up to so many readings all are in observations.csv, as in a small portfolio; beyond, each account has a file."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How much is known of each account."""

    segments: tuple[str, ...]
    """Which segments there are; each account has one of them."""
    values: int
    """How many values are read, where the segment has as many; where it has fewer, each is read more often."""
    readings: int
    """How often each of them is read."""
    papers: int
    """About how many milestones there are papers, at an account that makes good progress."""
    plans: int
    """For how many values something was agreed."""


SHAPES: Mapping[str, Shape] = {
    "plain": Shape(("corner-shop",), values=4, readings=6, papers=3, plans=3),
    "full": Shape(("smb", "enterprise", "healthcare", "finance"), values=20, readings=12, papers=14, plans=10),
}
"""`plain` has sites of about a dozen pages, `full` those of the bundled segments with 240 readings each."""

SETTINGS = f"""\
[portfolio]
name = "Customers that never were"
vendor = "Tessaly"
as_of = {AS_OF}

[sources.usage]
name = "Tessaly activity log"
party = "vendor"
method = "instrumented"
"""


def write(folder: Path, accounts: int, shape: Shape = SHAPES["plain"], *, seed: int = 1) -> Path:
    """Fills a new or empty folder with so many accounts, one after another; gives the folder back.

    FileExistsError where something is in it. ValueError where a segment of the shape is not installed.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty")
    books = _playbooks(shape)
    for name in ("accounts", "evidence"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "vpl.toml").write_text(SETTINGS, encoding="utf-8")
    shared = accounts * shape.values * shape.readings <= SHARED_READINGS
    _write_accounts(folder, (_Customer(number, books, shape, seed) for number in range(accounts)), shared=shared)
    return folder


def _playbooks(shape: Shape) -> tuple[Playbook, ...]:
    with with_kits():
        known = put_together(find()).by_segment
    if missing := [name for name in shape.segments if name not in known]:
        raise ValueError(f"no segment {', '.join(missing)} is installed; is {KITS} there?")
    return tuple(known[name] for name in shape.segments)


def _write_accounts(folder: Path, customers: Iterator[_Customer], *, shared: bool) -> None:
    """The files of each; the readings of all in one file, or each customer's own."""
    if not shared:
        (folder / "observations").mkdir()
        for one in customers:
            _write_papers(folder, one)
            text = "".join(["value,on,number,source\n", *(f"{row}\n" for row in one.readings())])
            (folder / "observations" / f"{one.id}.csv").write_text(text, encoding="utf-8")
        return
    with (folder / "observations.csv").open("w", encoding="utf-8", newline="") as rows:
        rows.write("account,value,on,number,source\n")
        for one in customers:
            _write_papers(folder, one)
            rows.writelines(f"{one.id},{row}\n" for row in one.readings())


def _write_papers(folder: Path, one: _Customer) -> None:
    (folder / "accounts" / f"{one.id}.yml").write_text(_yaml(one.account()), encoding="utf-8")
    (folder / "evidence" / f"{one.id}.yml").write_text(_yaml({"evidence": one.evidence()}), encoding="utf-8")
    (folder / "evidence" / one.id).mkdir()
    (folder / "evidence" / one.id / PAPER).write_text(f"account,seen\n{one.id},yes\n", encoding="utf-8")


# --- one customer -------------------------------------------------------------------------------------------------

TOWNS = (
    "Harrowmere",
    "Ashby",
    "São Brás",
    "Kraków",
    "Łódź",
    "Malmö",
    "Düsseldorf",
    "Northwind",
    "Žilina",
    "Caldermoor",
)
TRADES = (
    "Bakery & Sons",
    "Clinics",
    "O'Neill <Holding>",
    "Freight",
    "Savings “First” Bank",
    "Fromagerie d'Été",
    "Tools, Ltd.",
    'Print "Quick" Works',
    "Garden Centre",
    "Rail & Road",
)
PEOPLE = ("Mina Park", "M. O'Brien", "Zoë Åkesson", "R. Castellanos", "Şule Yıldız", "P. Adeyemi", "Nguyễn Văn An")
JAPANESE_TOWNS = ("ひのき坂", "青葉", "白浜", "桜台", "みどりヶ丘")
JAPANESE_TRADES = ("フーズ株式会社", "商店", "運送", "クリニック", "信用金庫")
JAPANESE_PEOPLE = ("柚木 隆之", "真壁 由香", "三田村 聡", "佐伯 花子")
WISHES = (
    "Our people should stand with customers, not over lists.",
    "Fewer than two in a hundred may come back; today it's one in eight.",
    "I want to see on Monday what happened on Friday, at < 1 hour's effort.",
    "Grow by a third & hire nobody.",
)
JAPANESE_WISHES = (
    "朝の二時間を、打ち込みではなく、お客様との話に使いたい。",
    "間違いを、お詫びの電話が要らないところまで減らしたい。",
)
EVERY_JAPANESE = 20
"""One account in so many has its site in Japanese."""
PAPER = "seen.csv"
"""The file behind every paper."""


class _Customer:
    """One account, made from chance that begins anew with its number: no account depends on those before it."""

    def __init__(self, number: int, books: Sequence[Playbook], shape: Shape, seed: int) -> None:
        # Of the whole module only random() is promised to give the same numbers in every version of Python.
        self._chance = random.Random(f"{seed}/{number}").random
        self._book = books[number % len(books)]
        self._shape = shape
        self._japanese = number % EVERY_JAPANESE == EVERY_JAPANESE - 1
        self._people = [self._one_of(JAPANESE_PEOPLE if self._japanese else PEOPLE) for _ in range(3)]
        self._start = AS_OF - dt.timedelta(days=self._between(120, 420))
        self._pace = 0.2 + 1.2 * self._chance()
        self._values = self._book.values[: shape.values]
        self._ways = {value.id: self._way(value) for value in self._values}
        self.id = f"{self._book.segment.id}-{number:06d}"

    def account(self) -> dict[str, Any]:
        """What stands in `accounts/ID.yml`."""
        sponsor, owner, validator = self._people
        told = {
            "name": self._name(),
            "segment": self._book.segment.id,
            "start": self._start,
            "sponsor": {"name": sponsor, "role": "Director of operations", "email": "director@customer.example"},
            "owner": {"name": owner},
            "renewal": AS_OF + dt.timedelta(days=self._between(20, 400)),
            "attributes": {"company_size": "10-50", "employees": self._between(3, 5000)},
            "goals": {"what-we-want": self._goal(sponsor)},
            "sources": {
                "time-log": {"name": "Time log of the team", "party": "customer", "method": "time_log"},
                "ledger": {"name": "Customer's ledger", "party": "customer", "method": "finance_record"},
                "count": {"name": "Internal audit's count", "party": "customer", "method": "audit"},
                "survey": {"name": "Survey of the users", "party": "customer", "method": "survey"},
            },
            "plan": {value.id: self._plan(value, validator) for value in self._values[: self._shape.plans]},
            "milestones": {self._book.milestones[-1].id: {"owner": owner, "impact": "A week nobody has to work late."}},
            "asks": [self._ask(validator)],
            "decisions": {"how-far": self._decision(sponsor)},
            "notes": "Internal: asked for a discount. Do not bring it up.",
        }
        return {**told, "language": "ja", "currency": "JPY"} if self._japanese else told

    def evidence(self) -> dict[str, Any]:
        """The papers by id, of the kinds that the milestones ask for, the earlier ones first."""
        many = round(self._shape.papers * min(1.0, self._pace))
        asked = [
            (place, milestone, kind)
            for place, milestone in enumerate(self._book.milestones[:many])
            for kind in _kinds(milestone)
        ]
        return {
            f"paper-{number}": {
                "kind": kind,
                "title": f"{milestone.name}: what was seen",
                "on": self._start + dt.timedelta(days=20 + 6 * place),
                "by": self._people[number % 3],
                "party": "customer",
                "milestones": [milestone.id],
                "values": [self._values[place % len(self._values)].id],
                "file": PAPER,
            }
            for number, (place, milestone, kind) in enumerate(asked)
        }

    def readings(self) -> Iterator[str]:
        """The rows of this account without its id: value, day, number, source."""
        turns = self._shape.values * self._shape.readings // len(self._values)
        days = [self._start + (AS_OF - self._start) * turn / turns for turn in range(1, turns + 1)]
        for value in self._values:
            began, target = self._ways[value.id]
            sources = _sources(value)
            for turn, on in enumerate(days):
                gone = min(1.3, self._pace * (turn + 1) / turns + 0.1 * (self._chance() - 0.5))
                number = _possible(began + (target - began) * gone, value)
                yield f"{value.id},{on},{number},{sources[turn % 5 == 4 and len(sources) > 1]}"

    def _way(self, value: ValueDefinition) -> tuple[int, int]:
        """Where it began and what was agreed: two whole numbers that are possible, the second one better."""
        low = int(value.least or 0)
        high = low + int(min(float(value.most) - low, 200)) if value.most is not None else low + 20_000
        worse, better = 0.6 + 0.4 * self._chance(), 0.02 + 0.2 * self._chance()
        if value.direction == "up":
            worse, better = 1 - worse, 1 - better
        return round(low + (high - low) * worse), round(low + (high - low) * better)

    def _plan(self, value: ValueDefinition, validator: str) -> dict[str, Any]:
        began, target = self._ways[value.id]
        source = _sources(value)[0]
        return {
            "baseline": {"number": began, "on": self._start, "source": source},
            "target": target,
            "due": self._start + dt.timedelta(days=self._between(90, 500)),
            "method": METHOD_OF[source],
            "how": "Read off for one ordinary week & told with the week's date.",
            "validator": validator,
            "agreed_by": validator,
            "agreed_on": self._start + dt.timedelta(days=5),
            "source": source,
        }

    def _name(self) -> str:
        towns, trades = (JAPANESE_TOWNS, JAPANESE_TRADES) if self._japanese else (TOWNS, TRADES)
        return self._one_of(towns) + ("" if self._japanese else " ") + self._one_of(trades)

    def _goal(self, sponsor: str) -> dict[str, Any]:
        words = self._one_of(JAPANESE_WISHES if self._japanese else WISHES)
        aims = [value.id for value in self._values[:2]]
        return {"words": words, "level": "tactical", "said_by": sponsor, "said_on": self._start, "values": aims}

    def _ask(self, who: str) -> dict[str, Any]:
        by = AS_OF + dt.timedelta(days=self._between(5, 60))
        return {"who": who, "what": "Say who signs for the numbers.", "by": by, "otherwise": "They are not counted."}

    def _decision(self, owner: str) -> dict[str, Any]:
        return {
            "title": "How far to go before the summer",
            "owner": owner,
            "options": [
                {"name": "One team first", "gives": "Less at risk.", "costs": "Three months more."},
                {"name": "All at once", "gives": "One way of working.", "costs": "Two trainers for six weeks."},
            ],
            "chosen": "One team first",
            "because": "The first team pays for the second.",
            "decided_on": self._start + dt.timedelta(days=30),
            "review_on": AS_OF + dt.timedelta(days=self._between(-20, 90)),
            "reversal_signal": "A week in which more than half go back to the old list.",
        }

    def _one_of(self, things: Sequence[T]) -> T:
        return things[int(self._chance() * len(things))]

    def _between(self, low: int, high: int) -> int:
        return low + int(self._chance() * (high - low))


def _kinds(milestone: Milestone) -> list[str]:
    """One kind of paper for each that the milestone's condition asks for; a report where it asks for none."""
    asked = [leaf.kinds[0] for leaf in leaves(milestone.condition) if isinstance(leaf, EvidenceOf)]
    return list(dict.fromkeys(asked)) or ["report"]


METHOD_OF = {
    "usage": "instrumented",
    "time-log": "time_log",
    "ledger": "finance_record",
    "count": "audit",
    "survey": "survey",
}
"""How each declared source comes by its numbers."""


def _sources(value: ValueDefinition) -> tuple[str, ...]:
    """The sources that are sound for the value, measuring ones first; the activity log where none is."""
    sound = [source for source, method in METHOD_OF.items() if method in value.methods]
    return tuple(sorted(sound, key=lambda source: METHOD_OF[source] not in MEASURING)) or ("usage",)


def _possible(number: float, value: ValueDefinition) -> float:
    """The nearest number that a reading can be, to one decimal."""
    low = float("-inf") if value.least is None else float(value.least)
    high = float("inf") if value.most is None else float(value.most)
    return round(min(max(number, low), high), 1)


# --- YAML ---------------------------------------------------------------------------------------------------------


def _yaml(content: Mapping[str, Any]) -> str:
    """Block style for mappings, JSON for what is inside lists; every text in quotes."""
    return "".join(f"{line}\n" for line in _lines(content, ""))


def _lines(content: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in content.items():
        if isinstance(value, dict):
            yield f"{indent}{key}:"
            yield from _lines(value, f"{indent}  ")
        elif isinstance(value, dt.date):
            yield f"{indent}{key}: {value}"
        else:
            yield f"{indent}{key}: {_flow(value)}"


def _flow(value: Any) -> str:
    if isinstance(value, dt.date):
        return str(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
    return json.dumps(value, ensure_ascii=False)


def main() -> None:
    """Writes one portfolio and says where it is."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--accounts", type=int, default=100)
    parser.add_argument("--shape", choices=SHAPES, default="plain")
    parser.add_argument("--seed", type=int, default=1)
    wish = parser.parse_args()
    print(write(wish.folder, wish.accounts, SHAPES[wish.shape], seed=wish.seed))


if __name__ == "__main__":
    main()
