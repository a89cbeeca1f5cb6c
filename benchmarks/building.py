"""A site's marginal cost in one process, beside a fresh build of the same pages: `python benchmarks/building.py`.

CPU seconds of this process, of the child for the baseline; the ratio survives a slow or busy machine.
"""

from __future__ import annotations

import dataclasses
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from worlds import AS_OF, facts

from vpl_core.model.playbook import Playbook
from vpl_core.playbooks import put_together
from vpl_core.registry import find
from vpl_core.rules.engine import assess
from vpl_core.site.build import Site, SiteBuilder
from vpl_core.site.context import customer_view
from vpl_core.site.pages import PageMaker

SITES, EIGHT = 20, 8


def main() -> None:
    """Prints the cost of a whole site and of its first eight pages, and the ratio to a fresh build."""
    playbook = put_together(find()).by_segment["healthcare"]
    with tempfile.TemporaryDirectory() as folder:
        place, builder, maker = Path(folder), SiteBuilder(), PageMaker()
        whole = [_site(number, playbook, maker) for number in range(SITES)]
        builder.build(whole[0], place / "warm")
        rows = {
            "view and pages": _each(lambda n: _site(n, playbook, maker)),
            f"build, {len(whole[0].pages)} pages": _each(lambda n: builder.build(whole[n], place / f"a{n}")),
            f"build, {EIGHT} pages": _each(lambda n: builder.build(_eight(whole[n]), place / f"b{n}")),
        }
        fresh = _fresh(_eight(whole[0]), place / "fresh")
    for name, milliseconds in rows.items():
        print(f"{name:<18} {milliseconds:7.1f} ms CPU a site")
    ratio = fresh / rows[f"build, {EIGHT} pages"]
    print(f"fresh mkdocs build, {EIGHT} pages: {fresh:.0f} ms CPU; {ratio:.1f} times ours")


def _site(number: int, playbook: Playbook, maker: PageMaker) -> Site:
    one = facts(number, playbook)
    return maker.site(customer_view(one, playbook, assess(one, playbook, AS_OF), vendor="The vendor"))


def _eight(site: Site) -> Site:
    """The pages a reader opens first: all but the later milestones, links to which are cut."""
    kept = [page for page in site.pages if page.section != "Milestones" or page.path == "milestones"][:EIGHT]
    kept += [page for page in site.pages if page not in kept][: EIGHT - len(kept)]
    paths = {page.path for page in kept}
    cut = tuple(dataclasses.replace(page, body=_unlinked(page.body, site, paths)) for page in kept)
    return dataclasses.replace(site, pages=cut)


def _unlinked(body: object, site: Site, paths: set[str]) -> object:
    text = body
    for page in site.pages:
        if page.path not in paths:
            text = text.replace(f'href="{page.path}.html"', "")  # type: ignore[attr-defined]
    return text


def _each(work: object) -> float:
    costs = []
    for number in range(SITES):
        start = time.process_time()
        work(number)  # type: ignore[operator]
        costs.append((time.process_time() - start) * 1000)
    return statistics.median(costs)


def _fresh(site: Site, folder: Path) -> float:
    """CPU milliseconds of `mkdocs build` in a process of its own, the bodies inside Markdown files."""
    for page in site.pages:
        path = folder / "docs" / f"{page.path}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"<div>\n{page.body}\n</div>\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text("site_name: Fresh\ntheme: {name: material, font: false}\n", encoding="utf-8")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "mkdocs", "build", "-q"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime) * 1000


if __name__ == "__main__":
    main()
