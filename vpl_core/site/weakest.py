"""The weakest proof on a page, said at its foot with a link to the number that has it."""

from __future__ import annotations

from markupsafe import Markup

from vpl_core.model.outcomes import Rigor
from vpl_core.site.components import rigor_name
from vpl_core.site.shape import shape
from vpl_core.site.signs import Signs

_HERE = "weakest-proof"
_LINE = shape('\n<p class="vpl-weakest">{words} <a href="#{here}">{proof}</a>{unmeasured}</p>\n')
_ALSO = shape("<br>\n{words}")
_BADGE = {str(rigor): f'<span class="vpl-rigor vpl-rigor--{rigor}">' for rigor in Rigor}
_UNMEASURED = '<span class="vpl-rigor vpl-rigor--none">'


def weakest_shown(body: str) -> str:
    """The weakest rigor that any number on the page is given; empty where the page states none.

    Read off the finished page: what it shows counts, wherever it came from. The name of a rigor that grades no number,
    as in a legend or in what a rung asks for (`components.rigor_name`), does not count.
    """
    return next((rigor for rigor, badge in _BADGE.items() if badge in body), "")


def with_weakest(body: Markup, customer: str, signs: Signs) -> Markup:
    """The page with its weakest proof told at the foot, or as it is where it states no number."""
    rigor = weakest_shown(body)
    if not rigor:
        return body
    before, badge, after = str(body).partition(_BADGE[rigor])
    missing = _ALSO(words=signs.say("Not every number here has been read yet.")) if _UNMEASURED in body else ""
    words = signs.say("The weakest proof on this page:")
    line = _LINE(words=words, here=_HERE, proof=rigor_name(rigor, customer, signs.words), unmeasured=missing)
    return Markup(f'{before}{badge[:-1]} id="{_HERE}">{after}{line}')
