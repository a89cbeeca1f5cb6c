"""The components that pages are made of: plain values or finished charts go in, HTML without style or script comes out.

A new line stands between blocks, so that the search index keeps their words apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from vpl_core.model.audience import ProofLine
from vpl_core.model.outcomes import Outcome
from vpl_core.rules.wording import ENGLISH, Wording
from vpl_core.site.badges import legend, look_of_status, rigor_badge, rigor_name, sign_with_words, status_badge
from vpl_core.site.marks import status_mark
from vpl_core.site.shape import shape
from vpl_core.site.tables import data_table, scroll_table, titled_table

__all__ = [
    "amounts",
    "ask_box",
    "before_now_target",
    "data_table",
    "definition_list",
    "eyebrow",
    "feats",
    "figure",
    "footer",
    "measures",
    "missing_note",
    "proof",
    "rigor_badge",
    "rigor_name",
    "scroll_table",
    "section",
    "sign_with_words",
    "stamp",
    "status_badge",
    "threshold_changed",
    "titled_table",
    "unknowns_box",
]

_NOTHING = Markup()
_LINK = shape('<a href="{href}">{words}</a>')

# --- frame of a page --------------------------------------------------------------------------------------------------

_EYEBROW = shape('<p class="vpl-eyebrow">{steps}</p>')
_BETWEEN = Markup(' <span aria-hidden="true">/</span> ')
_SECTION = shape('<h2 class="vpl-h" id="{id}">{title}</h2>')
_SECTION_NOTE = shape('<p class="vpl-sub">{note}</p>')
_FOOTER = shape(
    '<section class="vpl-footer__legend" aria-label="{title}">\n<h2>{title}</h2>\n{legend}\n</section>\n<p>{lines}</p>'
)


def eyebrow(steps: Iterable[tuple[str, str]]) -> Markup:
    """Where we are; `steps` are pairs of a text and an address, which may be empty."""
    return _EYEBROW(steps=_parted([_linked(words, href) for words, href in steps], _BETWEEN))


@lru_cache(maxsize=1024, typed=True)
def section(title: str, id: str, note: str = "") -> Markup:  # the name that HTML gives it
    """The heading of a section, and a sentence on what it is."""
    heading = _SECTION(id=id, title=title)
    return heading + _SECTION_NOTE(note=note) if note else heading


def footer(customer: str, lines: Iterable[str], wording: Wording = ENGLISH) -> Markup:
    """The foot of every page: the legend, and lines of plain text such as the day the data reaches to."""
    return _FOOTER(
        title=wording.say("How sure we are"),
        legend=legend(customer, wording),
        lines=_parted(lines, Markup("<br>\n")),
    )


def _linked(words: str, href: str) -> str:
    return _LINK(href=href, words=words) if href else words


def _parted(parts: Iterable[str], between: Markup) -> list[str]:
    """The parts with something between them."""
    return [each for part in parts for each in (between, part)][1:]


# --- the ladder -------------------------------------------------------------------------------------------------------

_LADDER = shape('<ol class="vpl-ladder{many}">{rungs}</ol>')
_RUNG = shape(
    '<li class="vpl-rung vpl-rung--{state}"{current}>\n'
    '<div class="vpl-rung__flag">{flag}</div>\n'
    '<div class="vpl-rung__step">{fill}<div class="vpl-rung__in">\n'
    '<span class="vpl-rung__n">{number}</span>\n'
    '<strong class="vpl-rung__name">{name}</strong>\n'
    '<span class="vpl-rung__what">{proves}</span>\n'
    '<span class="vpl-rung__note">{note}</span>{claim}</div></div>\n'
    "</li>"
)
_CURRENT = Markup(' aria-current="step"')
_HERE = shape('<span class="vpl-here">{words}</span>')
_CLAIM = shape('<span class="vpl-rung__claim">{words}</span>')


def ladder(rungs: Sequence[Mapping[str, Any]], wording: Wording = ENGLISH) -> Markup:
    """The staircase, lowest rung first.

    Of each: name, href, proves, state (proven, current, claimed, open, none), note (a sentence on its milestones), fill
    (a chart or empty) and claimed (true above the standing).
    """
    many = " vpl-ladder--many" if len(rungs) > 5 else ""
    return _LADDER(many=many, rungs=[_rung(number, rung, wording) for number, rung in enumerate(rungs, 1)])


def _rung(number: int, rung: Mapping[str, Any], wording: Wording) -> Markup:
    is_here = rung["state"] == "current"
    return _RUNG(
        state=rung["state"],
        current=_CURRENT if is_here else "",
        flag=_HERE(words=wording.say("You are here")) if is_here else "",
        fill=rung["fill"],
        number=number,
        name=_linked(rung["name"], rung["href"]),
        proves=rung["proves"],
        note=rung["note"],
        claim=_CLAIM(words=wording.say("Claimed, not proven")) if rung["claimed"] else "",
    )


# --- measures and milestones ------------------------------------------------------------------------------------------

_MEASURES = shape(
    '<div class="vpl-measures-head" aria-hidden="true"><span>{measure}</span>\n<span>{way}</span>\n'
    '<span>{trend}</span>\n<span>{status}</span></div>\n<ul class="vpl-measures">\n{rows}\n</ul>'
)
_MEASURE = shape(
    '<li class="vpl-measure vpl-measure--{rigor}">\n'
    '<div class="vpl-measure__name"><h3>{name}</h3>\n'
    "<p>{note}</p>\n"
    "{badge}</div>\n"
    '<figure class="vpl-measure__bar" data-search-exclude="true">{bar}</figure>\n'
    '<figure class="vpl-measure__trend" data-search-exclude="true">{trend}</figure>\n'
    '<div class="vpl-measure__status">{status}</div>\n\n'
    "</li>\n"
)
_FEATS = shape('<ul class="vpl-feats">\n{rows}\n</ul>')
_FEAT = shape(
    '<li class="vpl-feat"><a href="{href}"><span class="vpl-feat__date">{date}</span>\n'
    '<strong>{name}</strong>\n<span class="vpl-feat__note">{note}</span></a></li>\n'
)
_STAMP = shape('<p class="vpl-stamp vpl-stamp--{look}">{mark}<span><strong>{headline}</strong> {detail}</span></p>')
_FIGURES = shape('<section class="vpl-bnt">{figures}</section>')
_FIGURE = shape('<div class="{look}"><span>{words}</span>\n{number}{badge}</div>')
_READ = shape("<b>{number}{unit}</b>")
_UNIT = shape("<small> {unit}</small>")
_UNREAD = shape('<b class="is-none">{words}</b>')
_PARAGRAPH = shape("<p>{words}</p>")
_CHANGED = shape('<p class="vpl-changed"><strong>{changed}</strong>\n{why} <span>{agreed}</span></p>')


def measures(rows: Iterable[Mapping[str, Any]], customer: str, wording: Wording = ENGLISH) -> Markup:
    """Measures with their bars.

    Of each: name, href, note, rigor, bar (a bullet or a waiting bar), and trend and status, which may be empty.
    """
    return _MEASURES(
        measure=wording.say("Measure"),
        way=wording.say("Start to target"),
        trend=wording.say("Trend"),
        status=wording.say("Status"),
        rows=[_measure(row, customer, wording) for row in rows],
    )


def _measure(row: Mapping[str, Any], customer: str, wording: Wording) -> Markup:
    return _MEASURE(
        rigor=row["rigor"],
        name=_linked(row["name"], row["href"]),
        note=row["note"],
        badge=rigor_badge(row["rigor"], customer, wording),
        bar=row["bar"],
        trend=row["trend"],
        status=status_badge(row["status"], wording) if row["status"] else "",
    )


def feats(rows: Iterable[Mapping[str, str]]) -> Markup:
    """What was reached lately, or is coming up; of each: href, date, name and note."""
    return _FEATS(rows=[_FEAT(**row) for row in rows])


@lru_cache(maxsize=1024, typed=True)
def stamp(status: str, headline: str, detail: str = "") -> Markup:
    """What happened to a milestone, in a sentence, with who signed or why it moved."""
    return _STAMP(look=look_of_status(status), mark=status_mark(status), headline=headline, detail=detail)


def before_now_target(
    before: str,
    now: str,
    target: str,
    unit: str,
    before_rigor: str,
    now_rigor: str,
    customer: str,
    wording: Wording = ENGLISH,
) -> Markup:
    """Three figures, what was read with its rigor; an empty one is shown as not yet measured, or not agreed."""
    say, unread = wording.say, wording.say("Not yet measured")
    figures = [
        _figure("", say("Before"), before, unit, unread, rigor_badge(before_rigor, customer, wording)),
        _figure("is-now", say("Now"), now, unit, unread, rigor_badge(now_rigor, customer, wording)),
        _figure("", say("Target"), target, unit, say("Not agreed yet"), _NOTHING),
    ]
    return _FIGURES(figures=figures)


def _figure(look: str, words: str, number: str, unit: str, instead: str, badge: Markup) -> Markup:
    if not number:
        return _FIGURE(look=look, words=words, number=_UNREAD(words=instead), badge="")
    read = _READ(number=number, unit=_UNIT(unit=unit) if unit else "")
    return _FIGURE(look=look, words=words, number=read, badge=_PARAGRAPH(words=badge) if badge else "")


def threshold_changed(was: str, now: str, why: str, who: str, wording: Wording = ENGLISH) -> Markup:
    """A line under a number whose threshold is no longer the first one."""
    changed = wording.say("Threshold changed: was {was}, now {now}.", was=was, now=now)
    return _CHANGED(changed=changed, why=why, agreed=wording.say("Agreed by {who}.", who=who))


# --- text blocks ------------------------------------------------------------------------------------------------------

_DEFINITIONS = shape('<dl class="vpl-dl">{fields}</dl>')
_DEFINITION = shape("<div><dt>{term}</dt>\n<dd>{value}</dd></div>")
_NOT_RECORDED = shape('<div><dt>{term}</dt>\n<dd class="is-none">{words}</dd></div>')
_ASKS = shape('<section class="vpl-ask" aria-labelledby="{labels}">\n<h2 id="{id}">{title}</h2>{asks}</section>')
_ASK = shape(
    '<div class="vpl-ask__item"><p><strong>{what}</strong></p>\n<dl><dt>{of_who}</dt>\n<dd>{who}</dd>\n'
    "<dt>{of_by}</dt>\n<dd>{by}</dd>\n<dt>{of_otherwise}</dt>\n<dd>{otherwise}</dd></dl>\n</div>"
)
_UNKNOWNS = shape(
    '<section class="vpl-unknown" aria-labelledby="not-proven">\n<h2 id="not-proven">{title}</h2>\n{what}</section>'
)
_UNKNOWN_LIST = shape('<ul class="vpl-unknown__list">{lines}</ul>')
_UNKNOWN = shape("<li><strong>{what}</strong> {why}</li>")
_MISSING = shape('<p class="vpl-missing"><strong>{title}</strong> {words}</p>')
_MISSING_LIST = shape(
    '<div class="vpl-missing"><strong>{title}</strong>\n<ul class="vpl-missing__list">{lines}</ul></div>'
)
_LINE = shape("<li>{words}</li>")
_PROOF = shape('<ul class="vpl-proof">{lines}</ul>')
_PROOF_LINE = shape('<li class="vpl-proof__line vpl-proof__line--{depth}">{badge} <span>{text}</span></li>')
_DEEPEST = 4
_AMOUNTS = shape('<dl class="vpl-amounts">{rows}</dl>')
_AMOUNT = shape("<div{look}><dt>{badge}</dt>\n<dd>{amount}</dd></div>")
_WEAK = Markup(' class="is-weak"')


def definition_list(fields: Iterable[tuple[str, str]], wording: Wording = ENGLISH) -> Markup:
    """Pairs of a term and a value; an empty value says so."""
    lacking = wording.say("Not recorded yet")
    return _DEFINITIONS(
        fields=[
            _DEFINITION(term=term, value=value) if value else _NOT_RECORDED(term=term, words=lacking)
            for term, value in fields
        ]
    )


def ask_box(
    asks: Iterable[Mapping[str, str]], id: str = "needed", wording: Wording = ENGLISH, under: str = ""
) -> Markup:
    """What the vendor needs; of each: what, who, by, otherwise.

    `under`: the id of the heading above, where a page has several such boxes, so that each has a name of its own.
    """
    names = {
        "of_who": wording.say("Who"),
        "of_by": wording.word("due", "By"),
        "of_otherwise": wording.say("Otherwise"),
    }
    labels = f"{under} {id}".lstrip()
    return _ASKS(
        id=id, labels=labels, title=wording.say("What we need from you"), asks=[_ASK(**names, **ask) for ask in asks]
    )


def unknowns_box(items: Sequence[tuple[str, str]], wording: Wording = ENGLISH) -> Markup:
    """Pairs of what is not proven and why, or what would prove it. The box is never left out."""
    lines = [_UNKNOWN(what=what, why=why) for what, why in items]
    none = wording.say("We know of no claim on this site that is without proof.")
    what = _UNKNOWN_LIST(lines=lines) if lines else _PARAGRAPH(words=none)
    return _UNKNOWNS(title=wording.say("What is not proven"), what=what)


def missing_note(words: str | Sequence[str], title: str = "", wording: Wording = ENGLISH) -> Markup:
    """One sentence, or several as a list, under words such as `What is missing`."""
    title = title or wording.say("What is missing")
    if isinstance(words, str):
        return _MISSING(title=title, words=words)
    return _MISSING_LIST(title=title, lines=[_LINE(words=sentence) for sentence in words])


def proof(lines: Iterable[ProofLine], wording: Wording = ENGLISH) -> Markup:
    """Why something holds or does not, line by line; what is excused is not known."""
    return _PROOF(lines=[_proof_line(line, wording) for line in lines])


def _proof_line(line: ProofLine, wording: Wording) -> Markup:
    answer = Outcome.UNKNOWN if line.outcome is Outcome.EXEMPT else line.outcome
    text = wording.say("{sentence}.", sentence=line.text)
    return _PROOF_LINE(depth=min(line.depth, _DEEPEST), badge=status_badge(answer, wording), text=text)


def amounts(rows: Iterable[tuple[str, str]], customer: str, empty: str = "", wording: Wording = ENGLISH) -> Markup:
    """Amounts with their rigor, under an evidence stack; `rows` are pairs of a rigor and a ready amount.

    An amount that says `empty` states nothing, so its rigor is only named.
    """
    return _AMOUNTS(
        rows=[
            _AMOUNT(
                look="" if rigor in ("verified", "corroborated") else _WEAK,
                badge=(rigor_name if amount == empty else rigor_badge)(rigor, customer, wording),
                amount=amount,
            )
            for rigor, amount in rows
        ]
    )


# --- figures ----------------------------------------------------------------------------------------------------------

_CHART = shape('<figure class="vpl-fig" data-search-exclude="true">{chart}{caption}{table}</figure>')
_CAPTION = shape("<figcaption>{words}</figcaption>")


def figure(chart: Markup, caption: str = "", table: str = "") -> Markup:
    """A chart, kept out of the search index. `table` is a data table."""
    return _CHART(chart=chart, caption=_CAPTION(words=caption) if caption else "", table=table)
