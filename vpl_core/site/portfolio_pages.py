"""The portfolio's own pages: internal, built to a place of their own, never inside a customer's site."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from markupsafe import Markup

from vpl_core.model.portfolio_views import PortfolioRow, PortfolioView
from vpl_core.rules.wording import days_in_words, moved_words
from vpl_core.site import course_tables
from vpl_core.site.charts import Column, columns, mini_ladder
from vpl_core.site.deadlines_table import all_of
from vpl_core.site.finished import Site, SitePage
from vpl_core.site.pages import PageMaker
from vpl_core.site.portfolio_parts import FirstProof, Moved, rung_label
from vpl_core.site.portfolio_tally import Tally, sorted_lines
from vpl_core.site.report_page import told
from vpl_core.site.tables import Line
from vpl_core.site.weekly_report import weekly

SEARCHED_WHOLE = 1_000
"""Accounts; of more, the search knows the name and where they stand, or it would take the browser minutes."""
PART = 1_000
"""Accounts that stand in one table; of more, a browser would be busy for seconds before it shows the first one."""
_COLUMNS = (
    ("Account", "", True),
    ("Health", "", True),
    ("Rung", "", True),
    ("Claimed", "num", True),
    ("Behind", "num", True),
    ("Moved dates", "num", True),
    ("First value", "", False),
    ("Score", "", False),
    ("Renewal", "num", True),
    ("Owner", "", True),
)
_HEAD = tuple(
    {"name": name, "kind": kind, "sort": sort, **({"sorted": "descending"} if name == "Behind" else {})}
    for name, kind, sort in _COLUMNS
)


class PortfolioPages:
    """Makes the internal site."""

    def __init__(self, maker: PageMaker | None = None) -> None:
        self.maker = maker or PageMaker()

    def site(self, view: PortfolioView) -> Site:
        """One table of all accounts, and a page of reasons for each, which is made when its turn comes."""
        tally = Tally.of(view)
        note = f"Internal to {view.vendor}. Data to {view.as_of.text}."
        return Site(
            name=f"{view.name}, internal",
            language="en",
            pages=(self._index(view, tally), self._learnings(tally)),
            footer=self.maker.signs.footer("the customer", [note]),
            as_of=view.as_of.on,
            scripts=("assets/vpl/table.js",),
            beside=_Beside(self, view),
        )

    def beside(self, view: PortfolioView) -> Iterator[SitePage]:
        """A page for each account, and after every so many of them the next part of the table."""
        rest: list[Line] = []
        for number, row in enumerate(view.rows, 1):
            yield self._account(row, view)
            rest += [_cells(row)] if number > PART else []
            if rest and (len(rest) == PART or number == len(view.rows)):
                yield self._part(number, rest, view)
                rest.clear()

    def _index(self, view: PortfolioView, tally: Tally) -> SitePage:
        bars = _bars(tally)
        return self.maker.page(
            "portfolio",
            "index",
            "Portfolio",
            view=view,
            heading=_heading(tally),
            lead=_lead(tally, view.rows[:3]),
            columns=columns(
                bars,
                title="Accounts by the highest rung proven",
                desc="; ".join(f"{bar.label}: {bar.words}, {bar.note}" for bar in bars),
            ),
            distribution=[(bar.label, bar.words, bar.note) for bar in bars],
            waiting=f"{tally.not_started} not started yet." if tally.not_started else "",
            moved=Moved(tally, view.earlier.text),
            proof=FirstProof(tally.first_proof),
            head=_HEAD,
            rows=[_cells(row) for row in view.rows[:PART]],
            parts=Parts.among(len(view.rows), Part(1, PART)),
            due=tally.due,
            approvals=tally.approvals,
            off_course=tally.off_course,
            escalations=tally.escalations,
            dates_moved=tally.dates_moved,
        )

    def _part(self, last: int, rows: list[Line], view: PortfolioView) -> SitePage:
        """The part of the table that ends with this number."""
        here = Part(last - len(rows) + 1, last)
        title, parts = f"Accounts {here.label}", Parts.among(len(view.rows), here)
        page = self.maker.page("portfolio_part", here.path, title, heading=title, head=_HEAD, rows=rows, parts=parts)
        return replace(page, in_nav=False)

    def _learnings(self, tally: Tally) -> SitePage:
        return self.maker.page(
            "learnings",
            "learnings",
            "Learnings",
            missed=tally.missed,
            reached=tally.reached,
            causes=tally.causes,
            unreviewed=f"Reached and not closed, for nobody has looked back on them yet: {tally.unreviewed}.",
        )

    def _account(self, row: PortfolioRow, view: PortfolioView) -> SitePage:
        fields = [
            ("Account", row.account),
            ("Segment", row.segment),
            ("Owner", row.owner),
            ("Renewal", row.renewal.text if row.renewal else ""),
            (f"Rung on {view.earlier.text}", _rung_before(row)),
            ("Time to first value", row.first_value),
            ("Time to its proof", _until_proof(row)),
            ("Late or missed", ", ".join(row.late) or "Nothing"),
            ("Promised dates", moved_words(row.resets, row.variance).capitalize() if row.resets else "None was moved"),
        ]
        lead = f"Rung {row.proven} of {row.rungs} proven, {row.claimed} claimed. Health {row.health}."
        week = weekly(row, view.as_of.on)
        page = self.maker.page(
            "portfolio_account",
            f"accounts/{row.account}",
            row.customer,
            row=row,
            found_by_name=len(view.rows) > SEARCHED_WHOLE,
            fields=fields,
            lead=lead,
            week=[(block.title, told(block, self.maker.signs)) for block in week.blocks],
            due=all_of(row),
            stories=course_tables.stories(row),
            barriers=course_tables.barriers(row),
            escalations=sorted_lines(course_tables.escalations(row, with_account=False)),
            missed=sorted_lines(course_tables.learned(row, missed=True, with_account=False)),
            reached=sorted_lines(course_tables.learned(row, missed=False, with_account=False)),
        )
        return replace(page, in_nav=False)


@dataclass(frozen=True, slots=True)
class _Beside:
    """The pages beside the first ones, made anew whenever somebody goes through them."""

    pages: PortfolioPages
    view: PortfolioView

    def __iter__(self) -> Iterator[SitePage]:
        return self.pages.beside(self.view)


class Part(NamedTuple):
    """A part of the table of all accounts, on a page of its own; the first one stands on the first page."""

    first: int
    last: int

    @property
    def path(self) -> str:
        return f"accounts-{self.first}" if self.first > 1 else "index"

    @property
    def label(self) -> str:
        return f"{self.first:,} to {self.last:,}"


class Parts(NamedTuple):
    """All parts of the table, and the one that is looked at."""

    every: tuple[Part, ...]
    here: Part
    accounts: int

    @classmethod
    def among(cls, accounts: int, here: Part) -> Parts | None:
        """Those of so many accounts; none where one table has them all."""
        starts = range(1, accounts + 1, PART)
        return cls(tuple(Part(n, min(n + PART - 1, accounts)) for n in starts), here, accounts) if starts[1:] else None

    @property
    def files(self) -> str:
        """The pages of all parts in their order, with spaces between."""
        return " ".join(f"{part.path}.html" for part in self.every)


def _bars(tally: Tally) -> list[Column]:
    """How many stand on each rung now, with a line at how many stood there on the earlier day."""
    rungs = range((tally.rungs if tally.accounts else 5) + 1)
    now, before = tally.movement.now, tally.movement.before
    return [
        Column(rung_label(n), now.get(n, 0), str(now.get(n, 0)), before.get(n, 0), f"{before.get(n, 0)} then")
        for n in rungs
    ]


def _heading(tally: Tally) -> str:
    whole = f"{tally.accounts:,} account{'' if tally.accounts == 1 else 's'}"
    if not tally.late:
        return f"None of {whole} has a late or missed milestone."
    return f"{tally.late:,} of {whole} {'has' if tally.late == 1 else 'have'} a late or missed milestone."


def _lead(tally: Tally, first: Sequence[PortfolioRow]) -> str:
    """Whom to call first, and how many there are of each colour."""
    behind = [row.customer for row in first if row.days_behind > 0]
    start = f"Start with {', then '.join(behind)}. " if behind else ""
    colours = ("red", "yellow", "green", "grey")
    told = ", ".join(f"{tally.colours[colour]:,} {colour}" for colour in colours if tally.colours[colour])
    return f"{start}Health: {told or 'of no account'}. Grey is not known, which is not good."


def _rung_before(row: PortfolioRow) -> str:
    return "Not started then" if row.proven_before is None else rung_label(row.proven_before)


def _dates_moved(row: PortfolioRow) -> str:
    if not row.resets:
        return "–"
    return str(row.resets) if row.variance is None else f"{row.resets} ({row.variance:+,} d)"


def _until_proof(row: PortfolioRow) -> str:
    if row.proof_days is None:
        return ""
    days = days_in_words(row.proof_days)
    return days if row.proof_seen else f"open for {days}"


def _health(row: PortfolioRow) -> Markup:
    return Markup('<span class="vpl-health vpl-health--{0}">{0}</span>').format(str(row.health))


_STEPS = '<span class="vpl-steps">{} <span>{}/{}</span></span>'


def _cells(row: PortfolioRow) -> Line:
    link = Markup('<a href="accounts/{}.html">{}</a> <small>{}</small>').format(row.account, row.customer, row.segment)
    ladder = mini_ladder(row.looks, title=f"Rung {row.proven} of {row.rungs}", desc=row.rung_name)
    _, score, band = row.scores[0] if row.scores else ("", "", "")
    return (
        link,
        {"text": _health(row), "value": ["red", "yellow", "grey", "green"].index(row.health)},
        {"text": Markup(_STEPS).format(ladder, row.proven, row.rungs), "value": row.proven},
        {"text": f"{row.claimed}/{row.rungs}", "value": row.claimed},
        {"text": f"{row.days_behind} d" if row.days_behind else "–", "value": row.days_behind},
        {"text": _dates_moved(row), "value": row.resets},
        row.first_value,
        f"{score} ({band})" if score else "",
        {"text": row.renewal.text if row.renewal else "–", "value": row.renewal.on.toordinal() if row.renewal else ""},
        row.owner,
    )
