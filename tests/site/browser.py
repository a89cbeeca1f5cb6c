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

SWITCH = "[...document.querySelectorAll('[data-md-component=palette] label')].find(e => !e.hidden).click()"
PHONE, DESK = 390, 1280
"""Widths in CSS pixels."""


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

    def promised(self, script: str) -> Any:
        """What the promise comes to that the script gives."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def look(self, address: str, *, width: int, scheme: str = "light", scripts: bool = True) -> None:
        """Opens the page at that width, as somebody does who was never here and prefers that colour scheme."""
        # The page before would store its palette again as soon as the colour scheme changes.
        self.visit("about:blank")
        self.call("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.prefer(**{"prefers-color-scheme": scheme})
        self.resize(width)
        origin = "/".join(address.split("/")[:3])
        self.call("Storage.clearDataForOrigin", origin=origin, storageTypes="local_storage")
        self.visit(address)

    def resize(self, width: int) -> None:
        """The width of the window; that of a phone makes it one, so that bars for scrolling take no room."""
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width == PHONE}
        self.call("Emulation.setDeviceMetricsOverride", **size)

    def prefer(self, **features: str) -> None:
        """The media features by their names."""
        wanted = [{"name": name, "value": value} for name, value in features.items()]
        self.call("Emulation.setEmulatedMedia", media="", features=wanted)

    def switch_palette(self) -> None:
        """Clicks the button that is there for it, and waits until no colour moves any more."""
        before = self.run("document.body.dataset.mdColorScheme")
        self.run(SWITCH)
        self.until(f"document.body.dataset.mdColorScheme != {json.dumps(before)}")
        self.settle()

    def settle(self) -> None:
        """Brings every transition to its end."""
        self.run("document.getAnimations().forEach(moving => moving.finish())")

    def press(self, key: str, code: int, modifiers: int = 0) -> None:
        """A key of the keyboard, down and up; `code` is that of Windows; of modifiers 8 is Shift."""
        pressed = {"key": key, "code": key, "windowsVirtualKeyCode": code, "modifiers": modifiers}
        text = {"text": "\r"} if key == "Enter" else {"text": " "} if key == " " else {}
        self.call("Input.dispatchKeyEvent", type="keyDown", **pressed, **text)
        self.call("Input.dispatchKeyEvent", type="keyUp", **pressed)

    def as_it_was(self) -> None:
        """Undoes what a test may have set."""
        self.call("Emulation.setScriptExecutionDisabled", value=False)
        self.call("Emulation.clearDeviceMetricsOverride")
        self.prefer()

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

    def answers(self) -> list[tuple[str, int]]:
        """Each address that answered, with the status of its answer."""
        got = [
            event["params"]["response"] for event in self.events if event.get("method") == "Network.responseReceived"
        ]
        return [(answer["url"], answer["status"]) for answer in got if answer["url"].startswith("http")]

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
