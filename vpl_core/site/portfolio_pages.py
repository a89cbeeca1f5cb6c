"""The portfolio's own pages: internal, built to a place of their own, never inside a customer's site."""

from __future__ import annotations

from collections import Counter
from typing import Any

from markupsafe import Markup

from vpl_core.model.audience import PortfolioRow, PortfolioView
from vpl_core.rules.movements import Movement
from vpl_core.rules.wording import moved_words
from vpl_core.site import course_tables
from vpl_core.site.charts import Column, columns, mini_ladder
from vpl_core.site.deadlines_table import account, all_of, coming_up
from vpl_core.site.finished import Site, SitePage
from vpl_core.site.pages import PageMaker
from vpl_core.site.portfolio_parts import Beginning, FirstProof, Moved, rung_label
from vpl_core.site.portfolio_views import first_proof_of, movement_of

SEARCHED_WHOLE = 1_000
"""Accounts; of more, the search knows the name and where they stand, or it would take the browser minutes."""
_HEAD = (
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


class PortfolioPages:
    """Makes the internal site."""

    def __init__(self, maker: PageMaker | None = None) -> None:
        self.maker = maker or PageMaker()

    def site(self, view: PortfolioView) -> Site:
        """One table of all accounts, and a page of reasons for each."""
        pages = (self._index(view), self._learnings(view), *(self._account(row, view) for row in view.rows))
        note = f"Internal to {view.vendor}. Data to {view.as_of.text}."
        footer = self.maker.signs.footer("the customer", [note])
        return Site(
            name=f"{view.name}, internal",
            language="en",
            pages=pages,
            footer=footer,
            as_of=view.as_of.on,
            scripts=("assets/vpl/table.js",),
        )

    def _index(self, view: PortfolioView) -> SitePage:
        moved, curve = movement_of(view.rows), first_proof_of(view.rows)
        bars = _bars(view, moved)
        return self.maker.page(
            "portfolio",
            "index",
            "Portfolio",
            view=view,
            lead=_lead(view),
            columns=columns(
                bars,
                title="Accounts by the highest rung proven",
                desc="; ".join(f"{bar.label}: {bar.words}, {bar.note}" for bar in bars),
            ),
            distribution=[(bar.label, bar.words, bar.note) for bar in bars],
            waiting=_not_started(view),
            moved=Moved(view, moved),
            proof=FirstProof(curve),
            head=[
                {"name": name, "kind": kind, "sort": sort, **({"sorted": "descending"} if name == "Behind" else {})}
                for name, kind, sort in _HEAD
            ],
            rows=[_cells(row) for row in view.rows],
            due=Beginning.of(coming_up(view.rows, view.as_of.on)),
            approvals=Beginning.of(_approvals(view)),
            off_course=Beginning.of(course_tables.off_course(view.rows)),
            escalations=Beginning.of(course_tables.escalations(view.rows)),
            dates_moved=course_tables.moved(view.rows),
        )

    def _learnings(self, view: PortfolioView) -> SitePage:
        missed, reached = (course_tables.learned(view, missed=which) for which in (True, False))
        return self.maker.page(
            "learnings",
            "learnings",
            "Learnings",
            view=view,
            missed=missed,
            reached=reached,
            causes=course_tables.causes(view),
            unreviewed=course_tables.unreviewed(view),
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
        page = self.maker.page(
            "portfolio_account",
            f"accounts/{row.account}",
            row.customer,
            row=row,
            found_by_name=len(view.rows) > SEARCHED_WHOLE,
            fields=fields,
            lead=lead,
            due=all_of(row),
            stories=course_tables.stories(row),
            barriers=course_tables.barriers(row),
            escalations=course_tables.escalations([row], with_account=False),
        )
        return SitePage(page.path, page.title, page.body, page.headings, in_nav=False)


def _approvals(view: PortfolioView) -> list[tuple[Any, ...]]:
    return [(account(row), *told) for row in view.rows for told in row.approvals]


def _bars(view: PortfolioView, moved: Movement) -> list[Column]:
    """How many stand on each rung now, with a line at how many stood there on the earlier day."""
    rungs = range(max((row.rungs for row in view.rows), default=5) + 1)
    now, before = moved.now, moved.before
    return [
        Column(rung_label(n), now.get(n, 0), str(now.get(n, 0)), before.get(n, 0), f"{before.get(n, 0)} then")
        for n in rungs
    ]


def _not_started(view: PortfolioView) -> str:
    waiting = sum(not row.started for row in view.rows)
    return f"{waiting} not started yet." if waiting else ""


def _lead(view: PortfolioView) -> str:
    colours = Counter(str(row.health) for row in view.rows)
    told = ", ".join(f"{colours[c]} {c}" for c in ("red", "yellow", "green", "grey") if colours[c])
    behind = sum(row.days_behind > 0 for row in view.rows)
    late = f"{behind} with a late or missed milestone" if behind else "none late"
    return f"{len(view.rows)} accounts: {told or 'none'}; {late}. Grey is not known, which is not good."


def _rung_before(row: PortfolioRow) -> str:
    return "Not started then" if row.proven_before is None else rung_label(row.proven_before)


def _dates_moved(row: PortfolioRow) -> str:
    if not row.resets:
        return "–"
    return str(row.resets) if row.variance is None else f"{row.resets} ({row.variance:+,} d)"


def _until_proof(row: PortfolioRow) -> str:
    if row.proof_days is None:
        return ""
    return f"{row.proof_days} days" if row.proof_seen else f"open for {row.proof_days} days"


def _health(row: PortfolioRow) -> Markup:
    return Markup('<span class="vpl-health vpl-health--{0}">{0}</span>').format(str(row.health))


_STEPS = '<span class="vpl-steps">{} <span>{}/{}</span></span>'


def _cells(row: PortfolioRow) -> tuple[Any, ...]:
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
