"""`vpl serve`: the sites of this moment in a browser, until Ctrl-C."""

from __future__ import annotations

import os
import re
import select
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from tests.portfolios import ACCOUNT, VPL, vpl, write


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def interruptible() -> None:
    """A shell that runs tests in the background has them, and what they start, deaf to Ctrl-C."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@contextmanager
def serving(root: Path, place: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A server that is up, and its port; its temporary files go to the place."""
    place.mkdir()
    port = free_port()
    process = subprocess.Popen(
        [VPL, "serve", "-C", root, "--port", str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "TMPDIR": str(place), "PYTHONUNBUFFERED": "1"},
        preexec_fn=interruptible,
    )
    try:
        wait_for(process, "Serving on")
        yield process, port
    finally:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def wait_for(process: subprocess.Popen[str], words: str, seconds: float = 60) -> str:
    """What the process says until it says the words."""
    said, until = "", time.monotonic() + seconds
    assert process.stdout is not None
    while words not in said and time.monotonic() < until and process.poll() is None:
        if select.select([process.stdout], [], [], 0.2)[0]:
            said += os.read(process.stdout.fileno(), 65536).decode()
    assert words in said, said
    return said


def page(port: int, path: str) -> str:
    for _ in range(50):
        try:
            with urlopen(f"http://127.0.0.1:{port}/{path}", timeout=10) as answer:
                text: str = answer.read().decode()
                return text
        except OSError:
            time.sleep(0.1)
    raise AssertionError("nobody answers")


def test_sites_are_served_and_follow_changes_until_they_are_stopped(small: Path, tmp_path: Path) -> None:
    with serving(small, tmp_path / "temporary") as (process, port):
        assert 'href="sites/acme/index.html"' in page(port, "")
        start = page(port, "sites/acme/index.html")
        assert "Acme Bakery" in start
        styles = re.findall(r'href="(\.\./_theme/[^"]*\.css)"', start)
        assert len(styles) == 3
        assert all("{" in page(port, f"sites/{style.removeprefix('../')}") for style in styles)
        write(small, {"accounts/acme.yml": "nonsense"})
        assert "accounts/acme.yml:1  the file does not hold fields" in wait_for(process, "0 sites built")
        write(small, {"accounts/acme.yml": ACCOUNT.replace("Acme", "Akme")})
        wait_for(process, "1 site built")
        assert "Akme Bakery" in page(port, "sites/acme/index.html")
        write(small, {"vpl.toml": "nonsense"})
        wait_for(process, "a name stands there without a value")
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 130
    assert not list((tmp_path / "temporary").glob("vpl-serve-*"))
    assert not (small / "build").exists()


def files_of(site: Path) -> dict[str, tuple[int, int]]:
    """Each file with what changes when it is written anew, be it with the same bytes."""
    found = ((path, path.stat()) for path in site.rglob("*") if path.is_file())
    return {str(path.relative_to(site)): (state.st_ino, state.st_mtime_ns) for path, state in found}


def test_a_change_of_one_account_builds_its_site_and_leaves_the_others_as_they_are(small: Path, tmp_path: Path) -> None:
    record = "---\nowner: M. Okafor\n---\n# Which tills\n"
    write(small, {"accounts/brook.yml": ACCOUNT.replace("Acme", "Brook"), "decisions/acme/tills.md": record})
    with serving(small, tmp_path / "temporary") as (process, port):
        assert "Brook Bakery" in page(port, "sites/brook/index.html")
        [sites] = (tmp_path / "temporary").glob("vpl-serve-*/sites")
        acme, brook = files_of(sites / "acme"), files_of(sites / "brook")
        write(small, {"accounts/brook.yml": ACCOUNT.replace("Acme", "Brooke")})
        wait_for(process, "1 site built, 1 unchanged as of 2026-11-15")
        assert "Brooke Bakery" in page(port, "sites/brook/index.html")
        assert "Brooke Bakery" in page(port, "portfolio/index.html")
        assert files_of(sites / "acme") == acme
        assert files_of(sites / "brook")["index.html"] != brook["index.html"]
        write(small, {"decisions/acme/tills.md": record.replace("tills", "scales")})
        wait_for(process, "1 site built, 1 unchanged as of 2026-11-15")
        assert files_of(sites / "acme")["index.html"] != acme["index.html"]


def test_a_port_that_is_taken_is_told_with_another_one_to_try(small: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ran = vpl("serve", "--port", port, "-C", small)
    assert ran.code == 2
    assert re.search(rf"port {port} of 127\.0\.0\.1 cannot be used: .*; try --port \d+", ran.err)


def test_a_portfolio_that_cannot_be_read_is_not_served_at_all(small: Path) -> None:
    assert vpl("serve", "nobody", "-C", small).code == 2
    write(small, {"vpl.toml": "nonsense"})
    assert vpl("serve", "-C", small).code == 2
