"""`vpl messages`: a segment's texts go into a catalogue, and what becomes of it is told by lint, plugins and check."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.portfolios import Run, document, write
from tests.strangers import retail_source
from vpl_core.app import lint as lint_module
from vpl_core.po_files import read_entries
from vpl_core.registry import Candidate, admitted

FINE, FINDINGS, WRONG_USE = 0, 1, 2
TILLS = 'msgid "Faster tills"\nmsgstr ""\n'
FINDERS = ("vpl_core.registry", "vpl_core.app.portfolio")


@pytest.fixture
def retail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package with the segment of the hooks' examples, installed as the only plugin beside those of files."""
    from vpl_core.registry import installed

    house = write(tmp_path / "house", {"vpl_shops/__init__.py": retail_source()})
    monkeypatch.syspath_prepend(str(house))

    def plugin() -> object:
        import importlib

        return importlib.import_module("vpl_shops")

    files = [one for one in installed() if one.name in ("files", "smb")]
    candidates = [Candidate("retail", "vpl-shops", "1.0", plugin), *files]
    for place in FINDERS:
        monkeypatch.setattr(f"{place}.find", lambda disabled=(): admitted(candidates))
    monkeypatch.setattr(lint_module, "find", lambda disabled=(): admitted(candidates))
    yield house / "vpl_shops" / "locale" / "ja" / "LC_MESSAGES" / "vpl_shops.po"
    sys.modules.pop("vpl_shops", None)


def test_every_text_is_written_once_with_where_it_stands_and_what_is_translated_stays(run: Run, retail: Path) -> None:
    first = run("messages", "retail", "--language", "ja")
    assert (first.code, first.err) == (FINE, "")
    assert first.out.startswith(f"{retail}: 19 texts, 19 not translated.\n")
    written = retail.read_text(encoding="utf-8")
    assert f"#. Milestone.name of faster-tills\n{TILLS}" in written
    by_hand = written.replace(TILLS, '# Ask Aya.\nmsgid "Faster tills"\nmsgstr "高速なレジ"\n')
    retail.write_text(by_hand, encoding="utf-8")
    assert "19 texts, 18 not translated." in run("messages", "retail", "--language", "ja").out
    again = retail.read_text(encoding="utf-8")
    assert '# Ask Aya.\n#. Milestone.name of faster-tills\nmsgid "Faster tills"\nmsgstr "高速なレジ"\n' in again
    assert run("messages", "retail", "--language", "ja").code == FINE
    assert retail.read_text(encoding="utf-8") == again


def test_what_nobody_says_any_more_is_kept_out_of_use_and_comes_back(run: Run, retail: Path) -> None:
    write(retail.parent, {retail.name: 'msgid "Slow tills"\nmsgstr "遅いレジ"\n'})
    said = run("messages", "retail", "--language", "ja")
    assert "19 texts, 19 not translated, 1 translation out of use." in said.out
    kept = retail.read_text(encoding="utf-8")
    assert kept.endswith('\n#~ msgid "Slow tills"\n#~ msgstr "遅いレジ"\n')
    retail.write_text(kept.replace('#~ msgid "Slow tills"', '#~ msgid "Faster tills"'), encoding="utf-8")
    assert "19 texts, 18 not translated." in run("messages", "retail", "--language", "ja").out
    assert ("", "Faster tills") in {
        entry.key for entry in read_entries(retail.read_text(encoding="utf-8"), "").used if entry.says == "遅いレジ"
    }


def test_a_doubtful_translation_of_what_nobody_says_goes_for_it_would_come_back_as_a_sure_one(
    run: Run, retail: Path
) -> None:
    write(retail.parent, {retail.name: '#, fuzzy\nmsgid "Slow tills"\nmsgstr "遅いレジ"\n'})
    assert "out of use" not in run("messages", "retail", "--language", "ja").out
    assert "遅いレジ" not in retail.read_text(encoding="utf-8")


def test_another_folder_may_be_named_and_one_document_asked_for(run: Run, retail: Path, tmp_path: Path) -> None:
    said = document(run("messages", "retail", "--language", "ko", "-o", tmp_path / "words", "--json"))
    place = tmp_path / "words" / "ko" / "LC_MESSAGES" / "vpl_shops.po"
    assert (said["path"], said["texts"], said["missing"], said["out_of_use"]) == (str(place), 19, 19, 0)
    assert place.exists()
    assert not retail.exists()


def test_a_segment_that_is_not_there_or_is_several_at_once_is_refused_with_what_to_name(
    run: Run, retail: Path, small: Path
) -> None:
    said = run("messages", "retial", "--language", "ja")
    assert (said.code, "did you mean 'retail'?" in said.err) == (WRONG_USE, True)
    both = '\n[segments.corner]\nname = "Corner shop"\nof = ["retail", "smb"]\n[segments.corner.prefer]\n'
    both += 'ladder = "retail"\nstop_rules = "retail"\n'
    write(small, {"vpl.toml": (small / "vpl.toml").read_text() + both})
    said = run("messages", "corner", "--language", "ja", "-C", small)
    assert said.code == WRONG_USE
    assert "name one of them: retail and smb" in said.err


def test_a_catalogue_with_a_fault_is_left_as_it_is_and_told_with_its_line(run: Run, retail: Path) -> None:
    write(retail.parent, {retail.name: 'msgid "Faster tills"\nmsgstr "高速\n'})
    said = run("messages", "retail", "--language", "ja")
    assert said.code == WRONG_USE
    assert f"{retail}:2" in said.err
    assert retail.read_text(encoding="utf-8").endswith("高速\n")


def test_lint_and_plugins_tell_how_much_is_said_and_what_stays_english(run: Run, retail: Path, tmp_path: Path) -> None:
    write(retail.parent, {retail.name: 'msgid "Faster tills"\nmsgstr "高速なレジ"\n'})
    said = run("lint", "retail", "-C", tmp_path)
    assert said.code == FINE
    assert "18 of 19 texts are not said in ja: “Retail”" in said.out
    assert "  said in ja: 1 of 19 texts\n" in said.out
    [linted] = document(run("lint", "retail", "--json", "-C", tmp_path))["segments"]
    assert linted["languages"]["ja"]["texts"] == 19
    assert "Retail" in linted["languages"]["ja"]["missing"]
    assert "  retail says 1 of 19 texts in ja\n" in run("plugins", "-C", tmp_path).out
    told = document(run("plugins", "--json", "-C", tmp_path))["languages"]
    assert told["retail"] == {"ja": {"texts": 19, "said": 1}}


FAULTS = {
    'msgid "Fast tills"\nmsgstr "高速"\n': (1, "no segment says 'Fast tills'; did you mean 'Faster tills'?"),
    'msgid "Retail"\nmsgstr "a"\nmsgid "Retail"\nmsgstr "b"\n': (3, "stands here and on line 1"),
    'msgctxt "Milestone.nam"\nmsgid "Retail"\nmsgstr "a"\n': (2, "'Milestone.nam' is nothing that a text can be"),
    f'msgid "Retail"\nmsgstr "{"長" * 401}"\n': (1, "longer than 400 characters"),
}


@pytest.mark.parametrize("text", FAULTS)
def test_a_faulty_catalogue_is_an_error_with_its_line(text: str, run: Run, retail: Path, tmp_path: Path) -> None:
    write(retail.parent, {retail.name: text})
    line, message = FAULTS[text]
    for command in ("lint", "plugins"):
        said = run(command, "-C", tmp_path)
        assert said.code == FINDINGS
        place = f"vpl_shops/locale/ja/LC_MESSAGES/vpl_shops.po:{line}"
        assert place in said.out + said.err
        assert message in said.out + said.err


def test_check_warns_where_a_customers_language_has_english_texts_and_not_where_nobody_speaks_it(
    run: Run, retail: Path, small: Path
) -> None:
    account = (small / "accounts" / "acme.yml").read_text()
    assert "not said in" not in run("check", "-C", small).out
    write(small, {"accounts/acme.yml": f"{account}\nlanguage: ja\n"})
    assert "not said in" not in run("check", "-C", small).out, "the segment of the account is translated"
    shop = "name: Shop\nsegment: retail\nlanguage: ja\nstart: 2026-01-05\n"
    write(small, {"accounts/shop.yml": shop})
    said = run("check", "shop", "-C", small)
    assert said.code == FINE
    assert "retail  19 of 19 texts are not said in ja: “Retail”" in said.out
    assert "`vpl messages retail --language ja` writes them into a catalogue" in said.out
    write(retail.parent, {retail.name: 'msgid "Fast"\nmsgstr "a"\n'})
    assert run("check", "shop", "-C", small).code == FINDINGS
    write(retail.parent, {retail.name: 'msgid "Faster tills"\nmsgstr "高速\n'})
    said = run("check", "shop", "-C", small)
    assert said.code == FINDINGS
    assert "not said in" not in said.out, "nobody knows what a catalogue says that cannot be read"
