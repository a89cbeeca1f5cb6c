"""Pictures of the example sites for the README and the documentation: `make pictures` runs this.

tests/docs/test_pictures.py asks that the pages show those that there are.
"""

from __future__ import annotations

import base64
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.portfolios import VPL
from tests.site.browser import CHROMIUM, DESK, PHONE, Browser, serving

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs/pictures"
QUALITY = 70
"""Of the WebP files, in percent: letters are still sharp."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The beginning of a page as somebody sees it."""

    page: str
    width: int
    height: int
    """In CSS pixels; two of the picture's own are one of them."""
    scheme: str = "light"


PICTURES = {
    "overview": Picture("sites/northwind/index.html", DESK, 1360),
    "money": Picture("sites/northwind/value.html", DESK, 900),
    "phone": Picture("sites/northwind/index.html", PHONE, 800, "dark"),
    "japanese": Picture("sites/hinokizaka/index.html", PHONE, 800),
    "portfolio": Picture("portfolio/index.html", DESK, 900),
}


def take_all() -> None:
    """Builds the example portfolio and takes each picture anew; AssertionError where there is no Chromium."""
    assert CHROMIUM, "there is no Chromium on this machine; Debian has it as the package chromium"
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        built, profile = Path(folder, "built"), Path(folder, "profile")
        subprocess.run([VPL, "build", "-C", ROOT / "examples/portfolio", "-o", built], check=True, capture_output=True)
        browser = Browser(profile)
        try:
            with serving(built) as address:
                for name, picture in PICTURES.items():
                    (FOLDER / f"{name}.webp").write_bytes(_taken(browser, picture, address))
        finally:
            browser.close()


def _taken(browser: Browser, picture: Picture, address: str) -> bytes:
    browser.look(f"{address}/{picture.page}", width=picture.width, scheme=picture.scheme)
    browser.run("document.fonts.ready.then(() => window.lettered = true)")
    browser.until("window.lettered")
    browser.settle()
    clip = {"x": 0, "y": 0, "width": picture.width, "height": picture.height, "scale": 2}
    answer = browser.call(
        "Page.captureScreenshot", format="webp", quality=QUALITY, clip=clip, captureBeyondViewport=True
    )
    return base64.b64decode(answer["data"])


if __name__ == "__main__":
    take_all()
