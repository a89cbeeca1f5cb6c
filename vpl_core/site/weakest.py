"""The weakest proof on a page, said at its foot with a link to the number that has it."""

from __future__ import annotations

from markupsafe import Markup

from vpl_core.model.outcomes import Rigor
from vpl_core.site.components import rigor_name
from vpl_core.site.shape import markup, shape
from vpl_core.site.signs import Signs

_HERE = "weakest-proof"
_LINE = shape('\n<p class="vpl-weakest">{words} <a href="#{here}">{proof}</a>{unmeasured}</p>\n')
_ALSO = shape("<br>\n{words}")
_BADGE = '<span class="vpl-rigor vpl-rigor--'
_WEAKEST_FIRST = tuple(map(str, Rigor))


def with_weakest(body: Markup, customer: str, signs: Signs) -> Markup:
    """The page with its weakest proof told at the foot, or as it is where it states no number.

    Read off the finished page: what it shows counts, wherever it came from. The name of a rigor that grades no number,
    as in a legend or in what a rung asks for (`components.rigor_name`), does not count.
    """
    given = _given(body)
    rigor = next((rigor for rigor in _WEAKEST_FIRST if rigor in given), "")
    if not rigor:
        return body
    before, badge, after = str.partition(body, f'{_BADGE}{rigor}">')
    missing = _ALSO(words=signs.say("Not every number here has been read yet.")) if "none" in given else ""
    words = signs.say("The weakest proof on this page:")
    line = _LINE(words=words, here=_HERE, proof=rigor_name(rigor, customer, signs.words), unmeasured=missing)
    return markup(f'{before}{badge[:-1]} id="{_HERE}">{after}{line}')


def _given(body: str) -> set[str]:
    """What the page's numbers are given: rigors, and `none` where one has not been read yet."""
    return {badge[: badge.find('">')] for badge in str.split(body, _BADGE)[1:]}
