"""The command line inside this process: the same `main`, without the start-up of another Python."""

from __future__ import annotations

import io
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from tests.portfolios import SMALL, Ran, Run, write
from vpl_core.cli.console import main


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A portfolio of one account with nothing wrong in it."""
    return write(tmp_path / "small", SMALL)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs `vpl` with the arguments and says how it ended; a report of a fault goes to the test's own folder."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def ran(*arguments: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["vpl", *map(str, arguments)])
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as leaving:
            main()
        assert isinstance(leaving.value.code, int)
        return Ran(leaving.value.code, out.getvalue(), err.getvalue())

    return ran
