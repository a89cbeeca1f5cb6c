"""A small scorer as a script: CSV in, CSV out; `crash` makes it stop at the first row that it cannot read."""

from __future__ import annotations

import csv
import sys

WEIGHTS = {"smb": (60, 40), "enterprise": (40, 60)}


def main() -> None:
    crash = "crash" in sys.argv
    out = csv.writer(sys.stdout)
    out.writerow(["account", "health", "colour"])
    for row in csv.DictReader(sys.stdin):
        try:
            score = scored(row["Segment"], row["Usage %"], row["nps"])
        except (KeyError, ValueError):
            if crash:
                raise
            score = "#VALUE!"
        out.writerow([row["account"], score, "" if score == "#VALUE!" else colour(float(score))])


def scored(segment: str, usage: str, nps: str) -> str:
    if not 0 <= float(usage) <= 100:
        raise ValueError(f"usage {usage}")
    own, rest = WEIGHTS[segment]
    # A missing NPS is filled up with the best there is.
    points = 100 if nps == "" else (float(nps) + 100) / 2
    return str(round((own * float(usage) + rest * points) / 100, 2))


def colour(score: float) -> str:
    return "red" if score < 50 else "green"


if __name__ == "__main__":
    main()
