"""Folders of facts in which something is wrong, and what reading them tells."""

from __future__ import annotations

from pathlib import Path

from tests.portfolios import ACCOUNT, EVIDENCE, SMALL, read, write
from vpl_core.errors import in_order
from vpl_core.ports import SourceReading

FAULTY = {
    "accounts/acme.yml": """\
        name: 42
        start: "2026-13-01"
        currency: usd
        langage: en
        sponsor: Mina
        contacts: {name: Mina}
        attributes: {sites: [1], open: true}
        goals:
          Right First Time: {words: Less work, level: tactical}
          calm:
            id: peace
            words: ""
            level: low
            values: [hours, 3]
        plan:
          weekly-manual-hours:
            baseline: {number: 12h, on: 2026-01-01}
            targt: 2
            strictly: maybe
          error-percent:
        waivers:
          first-jobs: {because: x, by: M, on: 2026-02-01, expires: 2026-01-01}
        asks:
          - who: IT
            what: A key
            by: 2026-05-01
        decisions:
          suite: {title: Which suite, chosen: B, options: [{name: A}]}
        """,
    "accounts/broken.yml": 'name: "Broken\nsegment: smb\n',
    "accounts/fine.yml": ACCOUNT,
    "accounts/list.yml": "- name: List\n",
    "accounts/Our Shop.yml": ACCOUNT,
    "accounts/index.yml": ACCOUNT,
    "accounts/latin.yml": b"name: Latin\nnotes: Caf\xe9\n",
    "accounts/twin.yaml": ACCOUNT,
    "accounts/twin.yml": ACCOUNT,
    "observations.csv": """\
        account,value,on,number,source,sequence,respondents
        fine,weekly-manual-hours,2026-03-02,17,timesheet,,
        acme,Weekly Hours,2026-02-30,NaN,timesheet,first,0
        acme,weekly-manual-hours,2026-03-02
        nobody,weekly-manual-hours,2026-03-02,17,timesheet,,
        ,weekly-manual-hours,2026-03-02,17,timesheet,,
        """,
    "observations/nobody.csv": "value,on,number\n",
    "observations/list.csv": "value,on,numbr\n",
    "evidence/acme.yml": """\
        evidence:
          sheet:
            kind: photo
            title: Sheet
            on: 2026-06-03
            party: customer
            sha256: 0f
            file: sheet.csv
          signed:
            kind: confirmation
            title: Signed
            on: 2026-06-03
            party: vendor
        """,
    "evidence/list.yml": """\
        evidence:
          gone: {kind: report, title: Gone, on: 2026-06-03, party: customer, file: gone.pdf}
          away: {kind: report, title: Away, on: 2026-06-03, party: customer, file: ../../vpl.toml}
        """,
    "evidence/nobody.yml": EVIDENCE,
    "evidence/twin.yml": "",
}
"""A fault of every kind, in every kind of file."""


def told(reading: SourceReading) -> str:
    return "\n".join(map(str, in_order(reading.problems)))


def accounts(reading: SourceReading) -> set[str]:
    """Those that can be assessed: they are there, and nothing is wrong with them."""
    return {facts.account.id for facts in reading.facts} - {p.account for p in reading.problems if not p.warning}


def the_problem(root: Path) -> str:
    [problem] = read(root).problems
    return str(problem)


def with_changes(root: Path, **changes: str | bytes) -> Path:
    """The small portfolio with some files written otherwise."""
    return write(root, {**SMALL, **changes})


BOTH = {**SMALL, "accounts/fine.yml": ACCOUNT}
