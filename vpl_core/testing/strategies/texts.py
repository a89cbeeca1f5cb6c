"""Texts: what people write into fields, and what somebody might write to break a page."""

from __future__ import annotations

from hypothesis import strategies as st

from vpl_core.model.base import RESERVED_IDS, clean

MARKUP = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</p></section></main><h1>Mine</h1>",
    "</title><style>*{display:none}</style>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "&lt;b&gt; &#60;i&#62; &amp;nbsp;",
    "]]><!-- -->",
)
TEMPLATES = (
    "{{ 7 * 7 }} {% include '/etc/passwd' %} {# gone #}",
    "{{ self.__init__.__globals__ }}",
    "{0.__class__.__mro__} %s %(x)s %n ${HOME} `id`",
    "# heading\n\n* list\n\n```html\n<b>\n```",
    "| --- | --- |\n| a | b |",
    '=HYPERLINK("//evil.example") +1 @x -2',
)
PATHS = (
    "../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "/dev/null",
    "C:con.txt",
    "a\x00b",
    "file:///etc/passwd",
    "~/.ssh",
)
UNICODE = (
    "株式会社ひのき坂",
    "한빛 물류",
    "e\u0301\u0301\u0301 Z\u0351\u036b\u0343",
    "\U0001f469\u200d\U0001f4bb \U0001f1ef\U0001f1f5",
    "ﬁnance ½ ① Ⅳ",
    "a\u0301 á",
)
DIRECTIONS = ("\u202eevil\u202c", "\u2066isolated\u2069", "שלום abc עולם", "مرحبا 123", "\u200fright\u200e")
UNSEEN = (
    "zero\u200bwidth",
    "word\u2060joiner",
    "\ufeffmark",
    "soft\u00adhyphen",
    "line\u2028break",
    "\x1b]0;title\x07",
)
LOOKALIKES = ("NaN", "null", "no", "1e5", "2026-13-01", "None", "true", "- item", "key: text", "'", '"', "\\")
HOSTILE = (*MARKUP, *TEMPLATES, *PATHS, *UNICODE, *DIRECTIONS, *UNSEEN, *LOOKALIKES, "W" * 390, "long words " * 36)
"""Markup, templates, paths, other scripts, other directions, what is not seen, and what other readers take for more."""

FOLDED_ALIKE = (
    ("straße", "STRASSE"),
    ("ﬁt", "FIT"),
    ("\u212aelvin", "kelvin"),
    ("ΣΊΣΥΦΟΣ", "σίσυφος"),
    ("İstanbul", "i̇stanbul"),
    ("café", "CAFE\u0301"),
)
"""Pairs of different texts that are one where letters are folded or normalised."""

_NAMES = ("Mina Park", "R. Alvarez", "Kuhn & Partner", "O'Brien", "佐藤 美奈", "Ada")
_LINES = ("Home by five", "Fewer calls about the same order", "The board asked for it", "It pays", "")

hostile_texts: st.SearchStrategy[str] = st.sampled_from([text for text in HOSTILE if clean(text).split()])
"""Texts that hold something to be seen, and something that a careless program obeys."""
any_texts: st.SearchStrategy[str] = st.one_of(st.text(max_size=60), hostile_texts)
alike_texts: st.SearchStrategy[tuple[str, str]] = st.sampled_from(FOLDED_ALIKE)
names: st.SearchStrategy[str] = st.sampled_from(_NAMES)
"""Names of people and companies as they are written in files."""
lines: st.SearchStrategy[str] = st.sampled_from(_LINES)
"""A sentence, or nothing."""
ids: st.SearchStrategy[str] = st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,4}){0,2}", fullmatch=True).filter(
    lambda text: text not in RESERVED_IDS
)
