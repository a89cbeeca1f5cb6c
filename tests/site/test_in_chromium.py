"""In a real browser a site is silent, calls nobody, is found by its words, and no name comes to life in it."""

from __future__ import annotations

import http.server
import itertools
import json
import os
import select
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup, escape

from vpl_core.site import press
from vpl_core.site.build import SiteBuilder
from vpl_core.site.shell import HOSTILE

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine"),
]

CALLS_ANOTHER_HOST = "<object data=//evil.example>"
NAMES = [
    HOSTILE,
    "<img src=x onerror=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "<svg onload=alert(1)>",
    "<details open ontoggle=alert(1)>",
    CALLS_ANOTHER_HOST,
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<img src=//evil.example/x.png>",
    "&lt;img src=x onerror=alert(1)&gt;",
]
LISTEN = "window.ran = []; window.alert = text => window.ran.push(text)"
TOUCH_ALL = """
for (const element of document.querySelectorAll("body *"))
  for (const kind of ["mouseenter", "mouseover", "focus", "focusin", "pointerenter"])
    element.dispatchEvent(new Event(kind, {bubbles: kind != "mouseenter"}));
"""
ASK = """
document.querySelector("label[for=__search]").click();
const field = document.querySelector("[name=query]");
field.focus(); field.value = %s; field.dispatchEvent(new KeyboardEvent("keyup"));
"""
ANSWERS = (
    "[...document.querySelectorAll('.md-search-result__item h1, .md-search-result__item h2')].map(e => e.innerText)"
)
POLICY = (
    "default-src 'none'; script-src 'self' %s; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
)


class Browser:
    """Chromium, spoken to through two pipes in its own protocol."""

    def __init__(self, profile: Path) -> None:
        theirs_in, self._out = os.pipe()
        self._in, theirs_out = os.pipe()
        command = [CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe"]
        command += [f"--user-data-dir={profile}", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"]
        piped = f'exec "$@" 3<&{theirs_in} 4>&{theirs_out} >/dev/null 2>&1'
        self._process = subprocess.Popen(["bash", "-c", piped, "-", *command], pass_fds=(theirs_in, theirs_out))
        os.close(theirs_in)
        os.close(theirs_out)
        self._numbers = itertools.count(1)
        self._read = b""
        self._session: dict[str, str] = {}
        self.events: list[dict[str, Any]] = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = {"sessionId": self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]}
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")
        self.call("Page.addScriptToEvaluateOnNewDocument", source=LISTEN)

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": params, **self._session}
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next(30)
            assert answer is not None, f"{method}: no answer"
            if answer.get("id") == number:
                assert "error" not in answer, answer
                return answer["result"]
            self.events.append(answer)

    def run(self, script: str) -> Any:
        return self.call(
            "Runtime.evaluate", expression=f"{{{script}}}" if ";" in script else script, returnByValue=True
        )["result"].get("value")

    def visit(self, address: str) -> None:
        self.events.clear()
        self.call("Page.navigate", url=address)
        self.until("document.readyState == 'complete'")

    def until(self, condition: str) -> None:
        deadline = time.monotonic() + 30
        while not self.run(condition):
            assert time.monotonic() < deadline, condition
            self._listen(0.05)

    def linger(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self._listen(0.05)

    def noise(self) -> list[str]:
        """Whatever the console shows."""
        kinds = ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded")
        return [json.dumps(event["params"]) for event in self.events if event.get("method") in kinds]

    def called(self) -> list[str]:
        sent = [event["params"] for event in self.events if event.get("method") == "Network.requestWillBeSent"]
        return [each["request"]["url"] for each in sent if not each["request"]["url"].startswith("data:")]

    def close(self) -> None:
        self._process.terminate()
        self._process.wait()

    def _listen(self, seconds: float) -> None:
        if (event := self._next(seconds)) is not None:
            self.events.append(event)

    def _next(self, seconds: float) -> dict[str, Any] | None:
        while b"\0" not in self._read:
            if not select.select([self._in], [], [], seconds)[0]:
                return None
            self._read += os.read(self._in, 1 << 16)
        message, self._read = self._read.split(b"\0", 1)
        return json.loads(message)  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def browser(tmp_path_factory) -> Iterator[Browser]:
    opened = Browser(tmp_path_factory.mktemp("profile"))
    yield opened
    opened.close()


@pytest.fixture
def served(tmp_path, builder) -> Iterator[tuple[str, Path]]:
    """An address and the folder behind it, under a strict policy where the folder's name is `strict`."""
    policy = POLICY % " ".join(f"'{name}'" for name in builder.script_hashes("en"))

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args, directory=str(tmp_path))

        def log_message(self, *_: object) -> None:
            pass

        def end_headers(self) -> None:
            if self.path.startswith("/strict/"):
                self.send_header("Content-Security-Policy", policy)
            super().end_headers()

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}", tmp_path
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("language", "words", "asked"),
    [
        ("en", "billing hours", "billing"),
        ("en", "billing hours", "12"),
        ("ja", "請求エラーと証明済み", "請求エラー"),
        ("ja", "請求エラーと証明済み", "証明"),
        ("ko", "청구 오류", "오류"),
    ],
)
def test_a_word_of_a_page_is_found_under_a_strict_policy_without_a_sound(
    language, words, asked, browser, served, builder, site
):
    address, folder = served
    builder.build(site(language=language, words=words), folder / "strict")
    browser.visit(f"{address}/strict/index.html")
    browser.run(ASK % json.dumps(asked))
    browser.until(f"{ANSWERS}.length > 0")
    assert any(f"ladder {words}" in title for title in browser.run(ANSWERS))
    assert not browser.noise()
    assert all(url.startswith(address) for url in browser.called())


def test_the_palette_changes_at_a_click(browser, served, builder, site):
    address, folder = served
    builder.build(site(), folder / "strict")
    browser.visit(f"{address}/strict/index.html")
    before = browser.run("document.body.dataset.mdColorScheme")
    browser.run("[...document.querySelectorAll('[data-md-component=palette] label')].find(e => !e.hidden).click()")
    browser.until(f"document.body.dataset.mdColorScheme != {json.dumps(before)}")
    assert not browser.noise()


def hostile_site(site, page):
    """Every hostile name as a page's title, a heading, a section, in the text and in an attribute."""
    lines = [Markup('<p title="{0}">{0} zebra <abbr title="{0}">x</abbr></p>').format(name) for name in NAMES]
    pages = [page(f"p{n}", words=f"{name} zebra", section=f"Part {name}") for n, name in enumerate(NAMES)]
    start = page("index", words=HOSTILE, body=Markup("").join(lines), headings=())
    return site(words=HOSTILE + CALLS_ANOTHER_HOST, pages=(start, *pages))


def provoke(browser: Browser, address: str) -> None:
    """Visits, asks the search, touches everything that is there."""
    browser.visit(address)
    browser.run(ASK % json.dumps("zebra"))
    browser.until(f"{ANSWERS}.length > 0")
    browser.run(TOUCH_ALL)
    browser.linger(1)


def test_no_name_comes_to_life_when_everything_is_touched(browser, served, builder, site, page):
    address, folder = served
    builder.build(hostile_site(site, page), folder / "open")
    for file in ("index", "p1"):
        provoke(browser, f"{address}/open/{file}.html")
        assert browser.run("window.ran") == []
        assert not browser.noise()
        assert all(url.startswith(address) and not url.endswith("/x") for url in browser.called())
        assert browser.run("document.querySelectorAll('img, object, iframe, [onerror]').length") == 0


def test_these_checks_can_see_a_name_that_comes_to_life(browser, served, site, page, monkeypatch):
    address, folder = served
    monkeypatch.setattr(press, "INERT_FEATURES", press.INERT_FEATURES | {"content.tooltips"})
    monkeypatch.setattr(press.MkDocsConfig, "validate", with_feature("content.tooltips"))
    SiteBuilder().build(hostile_site(site, page), folder / "open")
    provoke(browser, f"{address}/open/index.html")
    assert browser.run("window.ran.length") > 0
    assert [url for url in browser.called() if "evil.example" in url]


def with_feature(name: str) -> Any:
    validate = press.MkDocsConfig.validate

    def validated(self: Any) -> Any:
        found = validate(self)
        self.theme["features"] = [*self.theme.get("features", []), name]
        return found

    return validated


def test_the_hostile_names_would_act_if_they_were_not_escaped():
    assert all(escape(name) != name for name in NAMES)
