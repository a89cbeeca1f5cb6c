"""The bundled source of facts keeps the contract that it hands to others."""

from __future__ import annotations

import pytest

from tests.portfolios import ACCOUNT, EVIDENCE, READINGS
from vpl_core.testing.source_contract import *  # noqa: F403
from vpl_core.testing.source_trial import SourceTrial
from vpl_files.folder import Folder

OWN_READINGS = "value,on,number,source\nweekly-manual-hours,2026-03-02,17,timesheet\n"
WHOLE = {
    "accounts/acme.yml": ACCOUNT,
    "accounts/bolt.yml": ACCOUNT.replace("Acme Bakery", "Bolt Repairs"),
    "observations.csv": READINGS.replace(",log", ",timesheet"),
    "observations/bolt.csv": OWN_READINGS,
    "evidence/acme.yml": EVIDENCE,
    "evidence/acme/june.csv": "day,hours\n2026-06-02,9\n",
}
SPOILT = {
    "a day that is none": ("accounts/acme.yml", "start: 2026-02-02", "start: 2026-02-30"),
    "an unknown field": ("accounts/acme.yml", "target: 8", "tagret: 8"),
    "no YAML": ("accounts/bolt.yml", "plan:", "plan: ["),
    "a number that is none": ("observations/bolt.csv", ",17,", ",1.7.0,"),
    "a number that is none among all": ("observations.csv", ",9,", ",n/a,"),
    "an attachment that is not there": ("evidence/acme.yml", "june.csv", "july.csv"),
    "readings of nobody": ("observations.csv", "acme,team", "nobody,team-using-percent,2026-06-01,70,\nacme,team"),
}


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> SourceTrial:
    return SourceTrial(
        source=Folder(),
        whole=WHOLE,
        flawed={what: {**WHOLE, path: WHOLE[path].replace(old, new)} for what, (path, old, new) in SPOILT.items()},
        spoils={
            what: "bolt" if "bolt" in path else "acme" for what, (path, _, _) in SPOILT.items() if "nobody" not in what
        },
        root=tmp_path_factory.mktemp("portfolios"),
    )
