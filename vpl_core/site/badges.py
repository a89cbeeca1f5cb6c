"""Signs with their words: how well a number is proven, where a milestone stands, and the legend of both textures."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from vpl_core.rules.wording import ENGLISH, Wording
from vpl_core.site.charts import rigor_swatch
from vpl_core.site.marks import RIGORS, rigor_mark, status_mark
from vpl_core.site.shape import shape
from vpl_core.site.words import rigor_meaning, rigor_word, status_word

_RIGOR = shape('<span class="vpl-rigor vpl-rigor--{rigor}">{mark}<span>{words}</span></span>')
_RIGOR_NAME = shape('<span class="vpl-rigor vpl-rigor--{rigor} is-name">{mark}<span>{words}</span></span>')
_STATUS = shape('<span class="vpl-status vpl-status--{look}">{mark}<span>{words}</span></span>')
_LEGEND = shape('<dl class="vpl-rigors">{lines}</dl>')
_LEGEND_LINE = shape("<div><dt>{swatch}{badge}</dt>\n<dd>{meaning}</dd></div>")


@lru_cache(maxsize=1024, typed=True)
def rigor_badge(rigor: str, customer: str, wording: Wording = ENGLISH) -> Markup:
    """How well the number beside it is proven: one of the six rigors, or `none`."""
    return rigor_in_words(rigor, rigor_word(rigor, customer, wording))


def rigor_in_words(rigor: str, words: str) -> Markup:
    """The same where the words are known already."""
    return _RIGOR(rigor=rigor, mark=rigor_mark(rigor), words=words)


@lru_cache(maxsize=1024, typed=True)
def rigor_name(rigor: str, customer: str, wording: Wording = ENGLISH) -> Markup:
    """A rigor named where it grades no number: in the legend, or as what is asked for."""
    return _RIGOR_NAME(rigor=rigor, mark=rigor_mark(rigor), words=rigor_word(rigor, customer, wording))


@lru_cache(maxsize=64, typed=True)
def status_badge(status: str, wording: Wording = ENGLISH) -> Markup:
    """A milestone's status or a question's answer."""
    return sign_with_words(status, status_word(status, wording))


def sign_with_words(status: str, words: str) -> Markup:
    """The sign of a status beside words of another thing."""
    return _STATUS(look=look_of_status(status), mark=status_mark(status), words=words)


def look_of_status(status: str) -> str:
    return status.replace("_", "-")


def legend(customer: str, wording: Wording = ENGLISH) -> Markup:
    """What the signs and textures mean, strongest first."""
    return _LEGEND(
        lines=[
            _LEGEND_LINE(
                swatch=rigor_swatch(rigor),
                badge=rigor_name(rigor, customer, wording),
                meaning=rigor_meaning(rigor, customer, wording),
            )
            for rigor in RIGORS
        ]
    )
