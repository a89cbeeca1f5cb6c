"""The contract of a source of facts: what every source has to keep, as tests that its author runs.

In the tests of the plugin's own distribution::

    import pytest
    from vpl_core.testing.source_contract import *
    from vpl_core.testing.source_trial import SourceTrial

    @pytest.fixture(scope="session")
    def source(tmp_path_factory):
        return SourceTrial(
            source=WarehouseSource(),
            whole={"warehouse.csv": "account,value,on,number\\nacme,stock-outs,2026-03-02,4\\n..."},
            flawed={"a number that is none": {"warehouse.csv": "..."}},
            spoils={"a number that is none": "acme"},
            root=tmp_path_factory.mktemp("portfolios"),
        )
"""

from __future__ import annotations

from vpl_core.model.accounts import AccountFacts
from vpl_core.testing.source_trial import SourceTrial, clock_calls, network_watched
from vpl_core.testing.trial import readable

__all__ = [
    "test_a_flaw_is_told_with_its_place_and_the_next_step",
    "test_a_flaw_leaves_the_other_accounts_whole",
    "test_an_empty_folder_gives_nothing_and_is_no_problem",
    "test_it_asks_neither_the_network_nor_the_clock",
    "test_it_gives_whole_accounts_and_no_problem",
    "test_it_has_a_name",
    "test_nothing_is_read_by_halves",
    "test_only_the_accounts_that_are_asked_for_are_read",
    "test_reading_twice_gives_the_same",
    "test_the_order_of_files_changes_nothing",
    "test_what_it_gives_can_be_found_again",
]


def test_it_has_a_name(source: SourceTrial) -> None:
    """`vpl plugins` and every problem call the source by a name."""
    assert isinstance(source.source.name, str) and source.source.name.strip(), "give the source a `name`"


def test_it_gives_whole_accounts_and_no_problem(source: SourceTrial) -> None:
    """Of files with nothing wrong every account is read, at least two of them, and nothing is complained about."""
    reading = source.read(source.whole)
    assert not reading.problems, readable("files with nothing wrong are complained about", reading.problems)
    ids = [one.account.id for one in reading.facts]
    assert len(ids) == len(set(ids)), f"an account is given twice: {', '.join(sorted(ids))}"
    assert len(ids) >= 2, "let `whole` hold two accounts or more, so that one can be spoilt beside the other"


def test_an_empty_folder_gives_nothing_and_is_no_problem(source: SourceTrial) -> None:
    """A portfolio without files of this kind is a portfolio of somebody else's files."""
    reading = source.read({})
    assert not reading.facts
    assert not reading.problems, readable("a folder without its files is complained about", reading.problems)


def test_reading_twice_gives_the_same(source: SourceTrial) -> None:
    """Nothing is used up, remembered or counted between two readings."""
    for files in (source.whole, *source.flawed.values()):
        first, second = source.read_twice(files)
        assert first.facts == second.facts, "the second reading gives other facts"
        assert first.problems == second.problems, "the second reading gives other problems"


def test_the_order_of_files_changes_nothing(source: SourceTrial) -> None:
    """The same files, written into the folder in another order, are the same facts."""
    forwards = source.read(dict(sorted(source.whole.items())))
    backwards = source.read(dict(sorted(source.whole.items(), reverse=True)))
    assert _by_id(forwards.facts) == _by_id(backwards.facts)


def test_it_asks_neither_the_network_nor_the_clock(source: SourceTrial) -> None:
    """The same files are the same facts tomorrow and on a machine without a network."""
    with network_watched() as asked:
        source.read(source.whole)
    assert not asked, readable("while it read, it asked the network", asked)
    told = clock_calls(source.source)
    assert not told, readable("its modules ask the clock; the day of an assessment is an argument", told)


def test_only_the_accounts_that_are_asked_for_are_read(source: SourceTrial) -> None:
    """Asked for one account, it gives that one, as whole as among all."""
    everyone = _by_id(source.read(source.whole).facts)
    for wanted in everyone:
        assert _by_id(source.read(source.whole, wanted).facts) == {wanted: everyone[wanted]}


def test_what_it_gives_can_be_found_again(source: SourceTrial) -> None:
    """The place of an account is a file of the portfolio, or nowhere; never an error."""
    reading = source.read(source.whole)
    for one in reading.facts:
        fields = ["name", "start", *(f"observations[{n}]" for n in range(len(one.observations)))]
        fields += [f"plan.{plan.value}" for plan in one.account.plan] + [f"evidence.{e.id}" for e in one.evidence]
        for field in fields:
            path, line = reading.locate(one.account.id, field)
            known = path == "" or path in source.whole
            assert known and line >= 0, f"{one.account.id}, {field}: {path!r} is no file of the portfolio"


def test_a_flaw_is_told_with_its_place_and_the_next_step(source: SourceTrial) -> None:
    """What is wrong in a file is told with the file, where it has lines the line, and what to do about it."""
    for what, files in source.flawed.items():
        told = source.read(files).problems
        assert told, f"{what}: nothing is told"
        for problem in told:
            assert problem.message.strip() and problem.next_step.strip(), f"{what}: {problem} says not what to do"
            assert problem.path in files, f"{what}: {problem.path!r} is no file of the portfolio; name the file"
            lines = files[problem.path].count("\n" if isinstance(files[problem.path], str) else b"\n") + 1  # type: ignore[arg-type]
            assert 0 <= problem.line <= lines, f"{what}: the file has no line {problem.line}"
        spoilt = source.spoils.get(what)
        told_of = {problem.account for problem in told if not problem.warning}
        assert not spoilt or spoilt in told_of, f"{what}: no problem names the account {spoilt!r}, which is left out"
        assert not spoilt or any(problem.line for problem in told), f"{what}: no problem names a line"


def test_nothing_is_read_by_halves(source: SourceTrial) -> None:
    """Of a spoilt account either nothing is given, or a problem leaves it out."""
    everyone = _by_id(source.read(source.whole).facts)
    for what, files in source.flawed.items():
        reading = source.read(files)
        left_out = {problem.account for problem in reading.problems if not problem.warning}
        for id_, facts in _by_id(reading.facts).items():
            changed = id_ in everyone and facts != everyone[id_]
            assert not changed or id_ in left_out, f"{what}: {id_!r} is given without some of its facts, as if whole"


def test_a_flaw_leaves_the_other_accounts_whole(source: SourceTrial) -> None:
    """What is wrong with one account costs nobody else anything."""
    everyone = _by_id(source.read(source.whole).facts)
    for what, spoilt in source.spoils.items():
        reading = source.read(source.flawed[what])
        left_out = {problem.account for problem in reading.problems if not problem.warning} - {spoilt}
        assert not left_out, f"{what}: {', '.join(sorted(left_out)) or 'everybody'} is left out beside {spoilt!r}"
        others = {id_: facts for id_, facts in _by_id(reading.facts).items() if id_ != spoilt}
        assert others == {id_: facts for id_, facts in everyone.items() if id_ != spoilt}, f"{what}: others lost facts"


def _by_id(facts: tuple[AccountFacts, ...]) -> dict[str, AccountFacts]:
    return {one.account.id: one for one in sorted(facts, key=lambda one: one.account.id)}
