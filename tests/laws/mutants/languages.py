"""Mistakes in how numbers and days are written in another language."""

from __future__ import annotations

from tests.laws import test_languages as language_laws
from tests.laws.mutants.mutant import Mutant
from vpl_core.rules.wording import Wording
from vpl_core.site import evidence_page

LANGUAGES = (
    Mutant(
        "Two digits of a year will do in Japanese.",
        Wording.day,
        'f"{day.year}年{day.month}月{day.day}日"',
        'f"{day.year % 100}年{day.month}月{day.day}日"',
        language_laws.test_every_number_is_the_same_in_every_language,
    ),
    Mutant(
        "Korean readers get one more of everything.",
        Wording.amount,
        "plain = plain_number(abs(number))",
        'plain = plain_number(abs(number) + (self.language == "ko"))',
        language_laws.test_every_number_is_the_same_in_every_language,
    ),
    Mutant(
        "Numbers whose proof is shown are shown in English only.",
        evidence_page.evidence,
        "for m in view.measures if m.now",
        'for m in view.measures if m.now and view.language == "en"',
        language_laws.test_every_number_is_the_same_in_every_language,
    ),
)
