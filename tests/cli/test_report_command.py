"""`vpl report`: a report to send, and what `vpl check` says of texts that its one page would cut."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.portfolios import Run

EXAMPLES = Path(__file__).parents[2] / "examples/portfolio"


def test_without_a_kind_the_kinds_are_listed_and_without_an_account_the_accounts(run: Run, small: Path) -> None:
    kinds = run("report").out.splitlines()
    assert [line.split()[0] for line in kinds] == ["weekly", "monthly", "quarterly", "kickoff"]
    assert run("report", "monthly", "-C", small).out.splitlines() == ["acme  Acme Bakery"]


@pytest.mark.parametrize("kind", ["weekly", "monthly", "quarterly", "kickoff"])
@pytest.mark.parametrize("form", ["md", "html"])
def test_every_kind_in_every_form_is_the_same_each_time(run: Run, small: Path, kind: str, form: str) -> None:
    said = [run("report", kind, "acme", "--format", form, "--as-of", "2026-07-01", "-C", small) for _ in range(2)]
    assert said[0].code == 0, said[0].err
    assert said[0].out == said[1].out
    assert said[0].out.startswith("# " if form == "md" else "<!doctype html>")
    assert said[0].out.endswith("\n")
    assert ("Not for the customer" in said[0].out) is (kind == "weekly")


def test_a_report_speaks_as_of_its_day(run: Run, small: Path) -> None:
    early = run("report", "monthly", "acme", "--as-of", "2026-05-01", "-C", small).out
    late = run("report", "monthly", "acme", "--as-of", "2026-07-01", "-C", small).out
    assert "1 May 2026" in early
    assert "1 Jul 2026" in late
    assert early != late


def test_it_is_written_to_a_file(run: Run, small: Path, tmp_path: Path) -> None:
    there = tmp_path / "q.md"
    said = run("report", "quarterly", "acme", "--as-of", "2026-07-01", "-C", small, "-o", there)
    assert (said.code, said.out) == (0, "")
    assert str(there) in said.err
    assert there.read_text("utf-8").startswith("# Quarterly value review")


def test_wrong_use_is_refused_with_what_is_near(run: Run, small: Path) -> None:
    kind = run("report", "montly", "acme", "-C", small)
    assert kind.code == 2
    assert "monthly" in kind.err
    account = run("report", "monthly", "acne", "-C", small)
    assert account.code == 2
    assert "acme" in account.err
    assert run("report", "monthly", "*a*", "-C", EXAMPLES).code == 2


def test_an_account_with_a_problem_has_no_report(run: Run, small: Path) -> None:
    file = small / "accounts/acme.yml"
    file.write_text(file.read_text().replace("segment: smb", "segment: none-such"))
    said = run("report", "monthly", "acme", "-C", small)
    assert (said.code, said.out) == (1, "")


@pytest.mark.parametrize("kind", ["weekly", "monthly", "quarterly", "kickoff"])
def test_a_report_is_by_whom_the_brand_names(run: Run, small: Path, kind: str) -> None:
    settings = small / "vpl.toml"
    settings.write_text(f'{settings.read_text("utf-8")}\n[brand]\nname = "Tessaly Health"\n', "utf-8")
    said = run("report", kind, "acme", "--as-of", "2026-07-01", "-C", small).out
    assert ("by Tessaly Health." in said) is (kind != "weekly")


def test_a_brand_whose_name_is_too_long_for_the_review_is_told_with_its_place(run: Run, small: Path) -> None:
    settings = small / "vpl.toml"
    settings.write_text(f'{settings.read_text("utf-8")}\n[brand]\nname = "{"Tessaly " * 20}"\n', "utf-8")
    assert "vpl.toml  brand.name" in run("check", "-C", small).out


def test_check_warns_of_what_the_review_would_cut_with_its_place(run: Run, small: Path) -> None:
    assert "quarterly review" not in run("check", "-C", small).out
    file = small / "accounts/acme.yml"
    asks = "\n".join(
        f"  - {{who: Kim, what: {'a very long wish ' * 8}, by: 2026-08-0{n}, otherwise: It waits}}" for n in range(1, 5)
    )
    file.write_text(f"{file.read_text()}\nasks:\n{asks}\n")
    said = run("check", "-C", small)
    assert said.code == 0, "a warning is no fault"
    assert "asks.0.what" in said.out
    assert "accounts/acme.yml:" in said.out
    assert "4 things are asked for" in said.out
    assert said.out.count("takes more than the 108 columns") == 4


def test_the_examples_have_nothing_that_the_review_would_cut(run: Run) -> None:
    assert "quarterly review" not in run("check", "-C", EXAMPLES).out
