"""A real browser to look at sites with, and a server on this machine to look at them through."""

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
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
needs_chromium = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM and not os.environ.get("CI"), reason="no Chromium on this machine"),
]
"""In CI a missing browser is a failure, not a reason to skip."""

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


@contextmanager
def serving(folder: Path, policy: str = "") -> Iterator[str]:
    """The address of the folder on this machine; `policy` goes with whatever lies below `strict/`."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args, directory=str(folder))

        def log_message(self, *_: object) -> None:
            pass

        def end_headers(self) -> None:
            if policy and self.path.startswith("/strict/"):
                self.send_header("Content-Security-Policy", policy)
            super().end_headers()

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
