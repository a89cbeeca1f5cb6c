"""The bundled segments speak Japanese and Korean: every text, with its numbers, as `vpl messages` would keep it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.site.segments import PLAYBOOKS
from vpl_core.app.messages import write_messages
from vpl_core.app.review_room import names_too_long
from vpl_core.app.translated import faults_of_catalogues
from vpl_core.model.accounts import Language
from vpl_core.playbooks import put_together
from vpl_core.po_files import read_entries
from vpl_core.registry import find
from vpl_core.segment_texts import LANGUAGES, told_in, voice

ROOT = Path(__file__).parents[2]
SEGMENTS = ("enterprise", "finance", "healthcare", "smb")
SCRIPT = {"ja": re.compile(r"[ぁ-んァ-ヶ一-龯]"), "ko": re.compile(r"[가-힣]")}
OTHERS = {"ja": SCRIPT["ko"], "ko": re.compile(r"[ぁ-んァ-ヶ]")}

ASKS = {"ja": re.compile("(です|でした|ます|ました|せん)か。$"), "ko": re.compile(r"까\?$")}

in_each_language = pytest.mark.parametrize("language", LANGUAGES)
of_each_segment = pytest.mark.parametrize("segment", SEGMENTS)


def catalogue(segment: str, language: str) -> Path:
    return ROOT / "segments" / f"vpl_{segment}" / "locale" / language / "LC_MESSAGES" / f"vpl_{segment}.po"


@in_each_language
@of_each_segment
def test_every_text_that_a_customer_reads_is_translated(segment: str, language: Language) -> None:
    told = told_in(PLAYBOOKS[segment], language)
    assert told.missing == (), f"vpl messages {segment} --language {language}, then translate what is empty"
    assert told.said == told.texts > 100


def test_nothing_is_translated_that_no_segment_says_and_no_number_is_lost() -> None:
    assert faults_of_catalogues(put_together(find())) == ()


@in_each_language
@of_each_segment
def test_a_catalogue_is_as_the_command_would_write_it(segment: str, language: Language, tmp_path: Path) -> None:
    copy = tmp_path / language / "LC_MESSAGES" / f"vpl_{segment}.po"
    copy.parent.mkdir(parents=True)
    copy.write_bytes(catalogue(segment, language).read_bytes())
    write_messages(put_together(find()), segment, language, tmp_path)
    assert copy.read_bytes() == catalogue(segment, language).read_bytes(), f"vpl messages {segment} -C . does it"


@in_each_language
@of_each_segment
def test_a_translation_is_in_its_language_with_one_kind_of_ending(segment: str, language: str) -> None:
    for entry in read_entries(catalogue(segment, language).read_text(encoding="utf-8"), "").used:
        assert SCRIPT[language].search(entry.says), entry
        assert not OTHERS[language].search(entry.says), entry
        assert not re.search(r"[{}<>%]", entry.says), entry
        assert entry.says.count("「") == entry.says.count("」")
        asked = entry.english.endswith("?")
        assert asked == bool(ASKS[language].search(entry.says)), entry


@in_each_language
@of_each_segment
def test_names_have_room_on_the_quarterly_review(segment: str, language: Language) -> None:
    assert [*names_too_long(voice(PLAYBOOKS[segment], language).playbook)] == []
