"""A customer's site holds nothing that is the vendor's own, and nothing of another customer."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

import pytest

from tests.given_facts import built_whatever_they_say, holding
from tests.site.canaries import AS_OF, KEPT, SHOWN, Marks, marked_facts, marked_playbook, renewal_of, secret_number
from tests.site.mark_search import as_written, found_in, found_under, hidings
from tests.worlds import VALUES, day, known, playbook, reading, step, value
from vpl_core.app.portfolio import open_workspace
from vpl_core.app.site import PortfolioBuild
from vpl_core.model.accounts import Attribute
from vpl_core.model.checklists import Checklist, Question
from vpl_core.model.conditions import AtLeast, AttributeIs, Custom, Recorded
from vpl_core.model.outcomes import Outcome
from vpl_core.model.playbook import Predicate
from vpl_core.playbooks import Playbooks
from vpl_core.rules.engine import assess
from vpl_core.site.context import customer_view
from vpl_core.site.pages import PageMaker
from vpl_core.site.shared import SHARED

SEGMENTS = ("smb", "enterprise", "healthcare", "finance")
SETTINGS = '[portfolio]\nname = "Everybody"\nvendor = "Tessaly"\n'
PLACES_OF_A_MARK = 18
"""Ways of hiding that the search knows; a smaller number means that the search has gone blind."""


@dataclass(frozen=True)
class Run:
    """One build of four accounts, one of each segment, with marks in every text."""

    output: Path
    result: PortfolioBuild
    marks: dict[str, Marks]

    def site(self, account: str) -> Path:
        return self.output / "sites" / account


@pytest.fixture(scope="module")
def run(tmp_path_factory) -> Run:
    root = tmp_path_factory.mktemp("marked")
    (root / "vpl.toml").write_text(SETTINGS)
    workspace = open_workspace(root)
    marks, facts, playbooks = {}, [], dict(workspace.playbooks.by_segment)
    for number, segment in enumerate(SEGMENTS, start=1):
        account = f"kept-{segment}"
        marks[account] = Marks(account)
        playbooks[segment] = marked_playbook(playbooks[segment], marks[account])
        one, of_facts = marked_facts(playbooks[segment], account, number)
        marks[account].by_field.update(of_facts.by_field)
        facts.append(one)
    workspace = replace(workspace, playbooks=Playbooks(playbooks, ()))
    result = built_whatever_they_say(holding(workspace, facts), AS_OF, root / "build")
    assert result.ok, [*result.problems, *(build.problems for build in result.failed)]
    return Run(root / "build", result, marks)


@pytest.mark.parametrize("segment", SEGMENTS)
def test_no_byte_of_a_customers_site_holds_what_is_the_vendors_own(run, segment):
    mine = run.marks[f"kept-{segment}"].those(KEPT)
    assert len(mine) >= 45
    assert found_under(run.site(f"kept-{segment}"), mine) == []


def test_no_byte_of_a_customers_site_holds_anything_of_another_customer(run):
    for account in run.marks:
        others = [(other, marks) for other, marks in run.marks.items() if other != account]
        foreign = {f"{other} {name}": mark for other, marks in others for name, mark in marks.by_field.items()}
        foreign |= {f"{other} id": other for other, _ in others}
        assert found_under(run.site(account), foreign) == []


def test_no_byte_of_what_all_sites_share_holds_anything_of_a_customer(run):
    marks = {f"{account} {name}": mark for account, m in run.marks.items() for name, mark in m.by_field.items()}
    assert len(list((run.output / "sites" / SHARED).rglob("*.css"))) >= 3
    assert found_under(run.output / "sites" / SHARED, marks | {f"{account} id": account for account in run.marks}) == []


def test_no_renewal_and_no_number_of_an_attribute_stands_in_a_customers_site(run):
    for number, account in enumerate(run.marks, start=1):
        text = "".join(path.read_text("utf-8", "replace") for path in pages_of(run.site(account)))
        plain = secret_number(number)
        secrets = {*as_written(renewal_of(number)), plain, f"{float(plain):,.3f}", plain.split(".")[0]}
        assert not [secret for secret in secrets if secret in text]
        assert str(770_031 + number) not in text


def pages_of(site: Path) -> Iterator[Path]:
    yield from (path for path in site.rglob("*") if path.suffix in (".html", ".json"))


def test_what_a_customer_may_read_is_there_to_be_read(run):
    """The control: the same search finds every shown text on the site of the account that it belongs to."""
    for account in run.marks:
        content = b"".join(path.read_bytes() for path in pages_of(run.site(account)))
        shown = run.marks[account].those(SHOWN)
        assert len(shown) >= 35
        missing = [
            name for name, mark in shown.items() if escape(mark).encode() not in content.replace(b"&#34;", b"&quot;")
        ]
        assert missing == []


def test_the_portfolio_holds_what_the_vendor_looks_for(run):
    """The control of the others: the vendor's own marks do come out where they belong."""
    content = "".join(path.read_text() for path in pages_of(run.output / "portfolio")).replace("&#34;", "&quot;")
    told = ("Account.name", "Person.name of the owner (kept)", "HealthSignal.says (kept)", "Scorecard.name (kept)")
    for number, (account, marks) in enumerate(run.marks.items(), start=1):
        assert account in content
        assert [name for name in told if escape(marks.by_field[name]) not in content] == []
        assert as_written(renewal_of(number)) & {day for day in as_written(renewal_of(number)) if day in content}


def test_the_portfolio_is_in_no_customers_site_and_no_site_is_in_the_portfolio(run):
    assert sorted(path.name for path in run.output.iterdir()) == [
        "ledger.jsonl",
        "portfolio",
        "report.json",
        "sites",
    ]
    assert sorted(path.name for path in (run.output / "sites").iterdir()) == sorted([*run.marks, SHARED])
    for account in run.marks:
        assert "Never send this" not in "".join(path.read_text() for path in pages_of(run.site(account)))


def test_the_search_finds_a_mark_in_every_hiding():
    mark = Marks("somebody")("Account.notes (kept)")
    for how, hidden in hidings(mark).items():
        assert found_in(b"before " + hidden + b" after", {"it": mark}), how
    assert len(hidings(mark)) >= PLACES_OF_A_MARK
    wrapped = [
        f'<p title="{escape(mark)}">',
        f"<b>{mark[:4]}</b><i>{escape(mark[4:])}</i>",
        json.dumps({"notes": mark}),
        base64.b64encode(f"ab{mark} and more".encode()).decode(),
        "\u200b".join(escape(letter) for letter in mark),
        mark.upper().replace("<", "&lt;").replace("&Q", "&amp;Q"),
    ]
    for text in wrapped:
        assert found_in(text.encode(), {"it": mark}), text
    assert found_in(b"", {"it": "kq12345678"}, "more/kq12345678.html")
    assert not found_in(f"{mark[:-3]} and nothing else".encode(), {"it": mark})


def test_no_file_of_a_site_is_packed_where_the_search_could_not_look(run):
    for path in run.output.rglob("*"):
        if path.is_file():
            head = path.read_bytes()[:4]
            packed = head[:2] == gzip.compress(b"")[:2] or head in (b"PK\x03\x04", b"%PDF", b"\x89PNG")
            assert not packed, path


UNTOLD = {
    "attribute": AttributeIs(attribute="Secret tier", one_of=("Secret gold",)),
    "predicate": Custom(name="secret-predicate"),
    "hidden-value": AtLeast(value="mood", limit=3),
    "day-known": Recorded(fact="renewal"),
}


def test_a_condition_over_what_is_internal_is_only_said_to_be_there():
    mood = value("mood", name="Secret mood", unit="score", category="quality", kind="leading", internal=True)
    values = tuple(mood if one.id == "mood" else one for one in VALUES)
    says = Predicate("secret-predicate", "Secretly they like us", lambda facts, day: Outcome.UNMET)
    steps = [step(name, condition) for name, condition in UNTOLD.items()]
    asked = tuple(
        Question(id=f"q-{name}", text="Is it so?", condition=condition, why="It matters", next_step="Ask")
        for name, condition in UNTOLD.items()
    )
    go = Checklist(id="go", name="Go", decides="Go or stay", questions=asked)
    book = playbook(*steps, values=values, predicates=(says,), checklists=(go,))
    facts = known((reading("mood", 1),), attributes=(Attribute(name="Secret tier", content="Secret silver"),))
    view = customer_view(facts, book, assess(facts, book, day(30)), vendor="Tessaly")
    pages = {page.path: str(page.body) for page in PageMaker().site(view).pages}
    assert not [path for path, html in pages.items() if "secret" in html.casefold() or "renewal" in html.casefold()]
    for name in UNTOLD:
        assert "A condition that is kept private." in pages[f"milestones/{name}"]
    assert pages["decisions"].count("Not so: a condition that is kept private.") == len(UNTOLD)
