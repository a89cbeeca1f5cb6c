"""What sites cost, ours beside others' in one run: `python -m benchmarks.sites --accounts 1,10,100 --out run.json`.

Prints a table for each number of accounts. With `--out` it keeps every round as JSON, after each number of accounts and
among what the file holds already, so that a long run can be made in parts; the plot lies beside it as SVG.
Only CPU time is told, and ratios are taken within a round, so that a busy machine spoils little.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.contestants import Batch, Built, Contestant, contestants
from benchmarks.cost import Failed
from benchmarks.plots import cost_plot
from benchmarks.portfolios import SHAPES
from benchmarks.results import LONG_ENOUGH, Measured, Results, load, save, this_machine, together
from benchmarks.tables import as_text


def main() -> None:
    """Measures what is asked for, and tells it."""
    wish = _wish()
    before = load(wish.out) if wish.out and wish.out.exists() else None
    wanted, skipped, versions = _present(wish)
    measured: list[Measured] = []
    with tempfile.TemporaryDirectory(prefix="vpl-benchmark-") as folder:
        for accounts in wish.accounts:
            batch = Batch(Path(folder, str(accounts)), accounts, SHAPES[wish.shape])
            measured += _measured(batch, wanted, wish.rounds if accounts < LONG_ENOUGH else 1, skipped)
            today = dt.date.today().isoformat()  # a measurement is of its day
            results = Results(today, wish.shape, this_machine(), versions, tuple(measured), dict(skipped))
            print(as_text(results, accounts), end="\n\n", flush=True)
            if wish.out:
                results = together(before, results) if before else results
                save(results, wish.out)
                wish.out.with_suffix(".svg").write_text(cost_plot(results) + "\n", encoding="utf-8")
    for name, reason in skipped.items():
        print(f"without {name}: {reason}")


def _wish() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    names = [one.name for one in contestants()]
    parser.add_argument("--accounts", type=_counts, default=(1, 10, 100), help="how many, several with commas")
    parser.add_argument("--contestants", nargs="+", default=names, help="; ".join(names))
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured below 1,000 accounts")
    parser.add_argument("--shape", choices=SHAPES, default="plain", help="how much is known of an account")
    parser.add_argument("--zensical", default="zensical", help="its command, where it is not on the PATH")
    parser.add_argument("--out", type=Path, help="a JSON file for the results, to those in it")
    wish = parser.parse_args()
    if unknown := set(wish.contestants) - set(names):
        parser.error(f"no contestant {', '.join(sorted(unknown))}; there are {', '.join(names)}")
    return wish


def _counts(text: str) -> tuple[int, ...]:
    return tuple(sorted({int(part.replace("_", "")) for part in text.split(",")}))


def _present(wish: argparse.Namespace) -> tuple[list[Contestant], dict[str, str], dict[str, str]]:
    """Who can take part, why the others cannot, and everybody's version."""
    wanted, skipped, versions = [], {}, {}
    for one in contestants(zensical=wish.zensical):
        if one.name in wish.contestants:
            try:
                versions[one.name] = one.version()
                wanted.append(one)
            except Failed as reason:
                skipped[one.name] = str(reason)
    return wanted, skipped, versions


def _measured(batch: Batch, wanted: Sequence[Contestant], rounds: int, skipped: dict[str, str]) -> Iterator[Measured]:
    """Everybody's costs for the batch; who fails takes no further part, and is noted with the reason."""
    built: dict[str, list[Built]] = {}
    for turn in range(rounds):
        for one in wanted:
            if one.name in skipped:
                continue
            told = f"round {turn + 1} of {rounds}, {batch.accounts:,}: {one.name}"
            print(f"  {told} ...", file=sys.stderr, flush=True)
            try:
                built.setdefault(one.name, []).append(one.build(batch))
            except Failed as reason:
                skipped[one.name] = str(reason)
                built.pop(one.name, None)
    for name, several in built.items():
        yield _told(name, batch.accounts, several)


def _told(name: str, accounts: int, rounds: Sequence[Built]) -> Measured:
    last = rounds[-1]
    return Measured(
        contestant=name,
        accounts=accounts,
        sites=last.sites,
        pages=last.pages,
        cpu=tuple(round(one.cost.cpu, 4) for one in rounds),
        peak=max(one.cost.peak for one in rounds),
        files=last.footprint.files,
        bytes=last.footprint.bytes,
        allocated=last.footprint.allocated,
    )


if __name__ == "__main__":
    main()
