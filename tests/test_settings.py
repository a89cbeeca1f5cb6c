"""Settings: every wrong `vpl.toml` is told with its line, its field and what to write instead, all at once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from textwrap import dedent

import pytest

from tests.strangers import registry, retail
from tests.worlds import known, reading
from vpl_core.app.portfolio import Collected, Workspace, chosen_day
from vpl_core.errors import Problem, UnusableSettings
from vpl_core.model.accounts import Override
from vpl_core.model.observations import Source
from vpl_core.playbooks import put_together
from vpl_core.settings import Settings, load_settings, override_faults


def settings(folder: Path, text: str) -> Settings:
    (folder / "vpl.toml").write_text(dedent(text), encoding="utf-8")
    return load_settings(folder)


def refused(folder: Path, text: str | bytes) -> list[str]:
    """The problems as they are told, of a file that is no good."""
    raw = text if isinstance(text, bytes) else dedent(text).encode()
    (folder / "vpl.toml").write_bytes(raw)
    with pytest.raises(UnusableSettings) as refusal:
        load_settings(folder)
    assert all(problem.next_step and problem.path == "vpl.toml" and problem.line for problem in refusal.value.problems)
    return [str(problem) for problem in refusal.value.problems]


# --- what may stand there --------------------------------------------------------------------------------------------


def test_every_table_may_be_left_out(tmp_path: Path) -> None:
    usual = settings(tmp_path, "")
    assert usual == Settings()
    assert usual.portfolio.as_of == "today"
    assert usual.build.output == "build"


def test_a_whole_file_is_read_as_it_stands(tmp_path: Path) -> None:
    said = settings(
        tmp_path,
        """\
        [portfolio]
        name = "Customers"
        vendor = "Tessaly"
        language = "ja"
        as_of = 2026-11-15
        [plugins]
        disable = ["finance"]
        [sources.crm]
        name = "CRM"
        party = "vendor"
        method = "instrumented"
        [sources.bank]
        name = "Bank"
        system = "ledger"
        party = "third_party"
        method = "finance_record"
        [thresholds.smb.zeal]
        number = 2.5
        because = "They asked"
        by = "M. Okafor"
        [thresholds.smb.calm]
        number = 3
        because = "They asked"
        by = "M. Okafor"
        [build]
        output = "out"
        """,
    )
    assert said.portfolio.as_of == dt.date(2026, 11, 15)
    assert said.plugins.disable == ("finance",)
    assert said.declared_sources() == (
        Source(id="bank", name="Bank", system="ledger", party="third_party", method="finance_record"),
        Source(id="crm", name="CRM", party="vendor", method="instrumented"),
    )
    assert said.overrides("smb") == (
        Override(threshold="calm", number=3, because="They asked", by="M. Okafor"),
        Override(threshold="zeal", number="2.5", because="They asked", by="M. Okafor"),
    )
    assert said.overrides("finance") == ()


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "vpl.toml").write_bytes(b'\xef\xbb\xbf[portfolio]\nname = "Caf\xc3\xa9"\n')
    assert load_settings(tmp_path).portfolio.name == "Café"


# --- what is wrong with the file as a whole --------------------------------------------------------------------------


def test_a_folder_without_settings_is_named_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(UnusableSettings, match=r"has no readable vpl\.toml\n.*vpl init FOLDER.*-C"):
        load_settings(tmp_path)
    (tmp_path / "vpl.toml").mkdir()
    with pytest.raises(UnusableSettings, match=r"has no readable vpl\.toml"):
        load_settings(tmp_path)


@pytest.mark.parametrize(
    ("text", "place", "message", "step"),
    [
        ('[portfolio\nname = "x"\n', "1", "the name of a table is not closed", "close it with ]"),
        ("[portfolio]\nname Tessaly\n", "2  portfolio", "a name stands there without a value", "write ="),
        ("[portfolio]\nname = Tessaly\n", "2  portfolio.name", "there is no value behind the =", "straight quotes"),
        ("[portfolio]\nname = \u201cTessaly\u201d\n", "2  portfolio.name", "cannot be read", "straight quotes"),
        ("[portfolio]\n\nname = \n", "3  portfolio.name", "there is no value behind the =", "write text"),
        ('[portfolio]\nname = "x\n', "2  portfolio.name", "the text is not closed", "on the same line"),
        ('[portfolio]\nname = """\n\n', "2  portfolio.name", "the text is not closed", "the quotes that opened it"),
        ('[portfolio]\nname = "C:\\q"\n', "2  portfolio.name", "a backslash stands in the text", "write it twice"),
        ('[plugins]\ndisable = ["a",\n\n', "2  plugins.disable", "the list is not closed", "close it with ]"),
        ('[portfolio]\nname = "x" "y"\n', "2  portfolio.name", "something stands behind the value", "one setting on"),
        ('[portfolio]\nname = "x"\nname = "y"\n', "3  portfolio.name", "the setting stands there twice", "keep one"),
        ("[portfolio]\n[portfolio]\n", "2  portfolio", "the table stands there twice", "under one heading"),
        ("[portfolio]\nas_of = 2026-02-30\n", "2  portfolio.as_of", "", "2026-11-15"),
    ],
)
def test_a_slip_of_syntax_is_told_with_its_line_and_what_is_due_there(
    tmp_path: Path, text: str, place: str, message: str, step: str
) -> None:
    [problem] = refused(tmp_path, text)
    head, _, next_step = problem.partition("\n  ")
    assert head.startswith(f"vpl.toml:{place}  ")
    assert message in head and step in next_step


def test_a_slip_of_a_kind_that_is_not_known_keeps_the_words_of_the_parser(tmp_path: Path) -> None:
    [problem] = refused(tmp_path, "[portfolio]\n# \x01\n")
    assert problem.startswith("vpl.toml:2  portfolio  Found invalid character")
    assert "correct the syntax there" in problem


def test_a_file_that_is_not_utf_8_is_told_where(tmp_path: Path) -> None:
    [problem] = refused(tmp_path, b'[portfolio]\nname = "Caf\xe9"\n')
    assert problem == "vpl.toml:2  the file is not UTF-8 here\n  save it as UTF-8"


@pytest.mark.parametrize("text", ["x = " + "9" * 5000, "x = " + "[" * 4000])
def test_a_file_beyond_any_use_is_refused_and_not_stumbled_over(tmp_path: Path, text: str) -> None:
    assert len(refused(tmp_path, text)) == 1


def test_a_file_of_more_than_a_megabyte_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "vpl.toml").write_bytes(b"#" * ((1 << 20) + 1))
    with pytest.raises(UnusableSettings, match=r"larger than 1 MiB\n.*accounts/"):
        load_settings(tmp_path)


# --- what is wrong with a setting ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            '[portfolio]\nvendor = "T"\nnaem = "x"\n',
            "vpl.toml:3  portfolio.naem  there is no setting 'naem' here\n  did you mean 'name'?",
        ),
        (
            "\ncolour = 1\n[portfolio]\n",
            "vpl.toml:2  colour  there is no setting 'colour' here\n"
            "  use one of: brand, build, plugins, portfolio, segments, sources, thresholds",
        ),
        (
            "[portfolio]\nvendor = 3\n",
            "vpl.toml:2  portfolio.vendor  3 stands where text is due\n  put it in quotes",
        ),
        (
            "portfolio = true\n",
            "vpl.toml:1  portfolio  True stands where a table is due\n"
            "  write its name in brackets, and its settings on the lines below",
        ),
        (
            '[plugins]\ndisable = "finance"\n',
            "vpl.toml:2  plugins.disable  'finance' stands where a list is due\n"
            "  put its items in brackets, with commas between them",
        ),
        (
            '[portfolio]\nlanguage = "fr"\n',
            "vpl.toml:2  portfolio.language  'fr' is not allowed here\n  use one of: 'en', 'ja' or 'ko'",
        ),
        (
            '[portfolio]\nas_of = "yesterday"\n',
            "vpl.toml:2  portfolio.as_of  'yesterday' is not allowed here\n"
            "  use one of: 'today' or 'data'; or write it as YYYY-MM-DD",
        ),
        (
            "[portfolio]\nas_of = 2026-11-15T12:00:00\n",
            "vpl.toml:2  portfolio.as_of  2026-11-15 12:00:00 is not allowed here\n"
            "  use one of: 'today' or 'data'; or write it as YYYY-MM-DD",
        ),
        (
            '[sources.crm]\nname = "CRM"\nparty = "us"\nmethod = "survey"\n',
            "vpl.toml:3  sources.crm.party  'us' is not allowed here\n"
            "  use one of: 'customer', 'vendor' or 'third_party'",
        ),
        (
            '[sources]\ncrm = {name = "CRM", party = "vendor", methd = "survey", method = "survey"}\n',
            "vpl.toml:2  sources.crm.methd  there is no setting 'methd' here\n  did you mean 'method'?",
        ),
        (
            '[thresholds.smb.calm]\nnumber = 3\nby = "M"\n',
            "vpl.toml:1  thresholds.smb.calm.because  'because' is missing\n"
            "  add it; `vpl schema settings` says what it holds",
        ),
        (
            '[thresholds.smb.calm]\nnumber = 3\nby = "M"\nbecause = ""\n',
            "vpl.toml:4  thresholds.smb.calm.because  '' stands where a reason is due\n  write one",
        ),
        (
            '[thresholds.smb.calm]\nnumber = nan\nby = "M"\nbecause = "x"\n',
            "vpl.toml:2  thresholds.smb.calm.number  nan is not a finite number\n"
            "  correct the value; `vpl schema settings` says what is allowed",
        ),
        (
            '[thresholds.smb]\ncalm.number = -inf\ncalm.by = "M"\ncalm.because = "x"\n',
            "vpl.toml:2  thresholds.smb.calm.number  -inf is not a finite number\n"
            "  correct the value; `vpl schema settings` says what is allowed",
        ),
        (
            '[thresholds.smb.calm]\nnumber = true\nby = "M"\nbecause = "x"\n',
            "vpl.toml:2  thresholds.smb.calm.number  True is not a number\n"
            "  correct the value; `vpl schema settings` says what is allowed",
        ),
        (
            '[ sources . "Our CRM" ] # ours\nname = "x"\nparty = "vendor"\nmethod = "survey"\n',
            "vpl.toml:1  sources.Our CRM  'Our CRM' is not an id: small letters, digits and single hyphens, a letter"
            " first, at most 40\n  correct the value; `vpl schema settings` says what is allowed",
        ),
    ],
)
def test_a_wrong_setting_is_told_with_line_field_and_what_to_write(tmp_path: Path, text: str, told: str) -> None:
    assert refused(tmp_path, text) == [told]


def test_what_is_missing_is_looked_for_in_its_own_table_and_not_in_the_next(tmp_path: Path) -> None:
    text = """\
        [sources.one]
        name = "One"
        method = "survey"
        [sources.two]
        name = "Two"
        party = "vendor"
        method = "survey"
        """
    [problem] = refused(tmp_path, text)
    assert problem.startswith("vpl.toml:1  sources.one.party  'party' is missing")


def test_all_wrong_settings_are_told_at_once(tmp_path: Path) -> None:
    problems = refused(
        tmp_path,
        """\
        [portfolio]
        naem = "x"
        [sources.crm]
        name = "CRM"
        [build]
        output = 3
        """,
    )
    assert [problem.split("  ")[0] for problem in problems] == ["vpl.toml:2", "vpl.toml:3", "vpl.toml:3", "vpl.toml:6"]


# --- overrides of thresholds -----------------------------------------------------------------------------------------


def faults(folder: Path, text: str, broken: frozenset[str] = frozenset()) -> dict[str, tuple[Problem, ...]]:
    books = put_together(registry(retail()))
    return override_faults(settings(folder, text), books.by_segment, broken, folder)


def test_an_override_of_a_threshold_that_is_there_is_fine(tmp_path: Path) -> None:
    text = '[thresholds.retail.retail-nothing]\nnumber = 1\nbecause = "x"\nby = "M"\n'
    assert faults(tmp_path, text.replace("retail-nothing", "stock-accuracy")) == {}


def test_an_override_of_nothing_is_told_with_its_line_and_the_nearest_name(tmp_path: Path) -> None:
    text = """\
        [thresholds.retail.stock-acuracy]
        number = 1
        because = "x"
        by = "M"

        [thresholds.retial.stock-accuracy]
        number = 1
        because = "x"
        by = "M"
        """
    found = faults(tmp_path, text)
    assert {segment: [str(problem) for problem in problems] for segment, problems in found.items()} == {
        "retail": [
            "vpl.toml:1  thresholds.retail.stock-acuracy  'stock-acuracy' is no threshold of the segment 'retail'\n"
            "  did you mean 'stock-accuracy'?"
        ],
        "retial": [
            "vpl.toml:6  thresholds.retial  'retial' is no segment that a plugin declares\n  did you mean 'retail'?"
        ],
    }


def test_an_override_that_turns_the_sign_round_is_told(tmp_path: Path) -> None:
    text = '[thresholds.retail.stock-accuracy]\nbecause = "x"\nby = "M"\nnumber = -98\n'
    [problem] = faults(tmp_path, text)["retail"]
    assert (problem.line, problem.field) == (4, "thresholds.retail.stock-accuracy.number")
    assert problem.message == "-98 points the other way than the segment's 98"


def test_a_segment_whose_plugin_is_faulty_is_not_judged(tmp_path: Path) -> None:
    text = '[thresholds.clinics.anything]\nnumber = 1\nbecause = "x"\nby = "M"\n'
    assert list(faults(tmp_path, text)) == ["clinics"]
    assert faults(tmp_path, text, broken=frozenset(["clinics"])) == {}


# --- the day ---------------------------------------------------------------------------------------------------------

CLOCK = dt.date(2030, 1, 1)


def the_day(folder: Path, as_of: str, *facts: object, asked: dt.date | None = None) -> dt.date:
    said = settings(folder, f"[portfolio]\nas_of = {as_of}\n")
    plugins = registry(retail())
    workspace = Workspace(folder, said, plugins, put_together(plugins))
    collected = Collected(tuple(facts), (), lambda account, field: ("", 0), len(facts))  # type: ignore[arg-type]
    return chosen_day(workspace, asked, lambda: CLOCK, lambda: collected.newest)


def test_the_day_is_the_clocks_the_newest_facts_or_a_fixed_one(tmp_path: Path) -> None:
    facts = known(observations=(reading("hours", 3, on=4), reading("hours", 2, on=9)))
    assert the_day(tmp_path, '"today"', facts) == CLOCK
    assert the_day(tmp_path, '"data"', facts) == dt.date(2025, 2, 9)
    assert the_day(tmp_path, "2026-06-30", facts) == dt.date(2026, 6, 30)
    assert the_day(tmp_path, '"2026-06-30"', facts) == dt.date(2026, 6, 30)


def test_the_day_that_is_asked_for_wins(tmp_path: Path) -> None:
    asked = dt.date(2024, 2, 29)
    assert the_day(tmp_path, "2026-06-30", asked=asked) == asked


def test_without_any_fact_the_newest_facts_day_is_the_clocks(tmp_path: Path) -> None:
    assert the_day(tmp_path, '"data"') == CLOCK
