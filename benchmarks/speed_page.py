"""The documentation's page about speed, made from a run that is kept in `results/`; no number in it is typed in."""

from __future__ import annotations

from pathlib import Path

from benchmarks.assessing import load as load_courses
from benchmarks.contestants import BATCH, NAIVE, PRINTING, SAMPLE, VPL, contestants
from benchmarks.plots import cost_plot
from benchmarks.results import LONG_ENOUGH, Results, load
from benchmarks.tables import SAMPLED, as_markdown, counted, courses_table, goals

RESULTS = Path(__file__).parent / "results" / "sites.json"
COURSES = Path(__file__).parent / "results" / "assessing.json"


def speed_page(results: Results | None = None) -> str:
    """The page as Markdown, from this run or from the one that is kept."""
    results = results or load(RESULTS)
    parts = [
        OPENING,
        "## Goals",
        goals(results),
        "## The cost of a site",
        str(cost_plot(results)),
        *(part for accounts in results.counts for part in (f"### {counted(accounts)}", as_markdown(results, accounts))),
        FOOTNOTE,
        *_reading_and_assessing(),
        "## How it is measured",
        HOW,
        _who(results),
        _where(results),
        AGAIN,
    ]
    return "\n\n".join(parts) + "\n"


OPENING = f"""# What a site costs

A site is made of finished bodies in the shell of a theme. MkDocs reads its settings, its plugins and its theme anew for
each site; `{VPL}` does it once for all of them. This page tells what that saves, beside other ways to build the same
pages, in a run whose every round is kept in `benchmarks/results/`."""

FOOTNOTE = f"""\\{SAMPLED} Only some of the batch were built, at most {SAMPLE} where each takes a process of its own and
{BATCH:,} otherwise; the others are taken to cost the same. “0.5 x cheaper” is twice as dear. On disk are the blocks of
files and folders, for everything that the command leaves behind: `{VPL}` also leaves the internal portfolio and the
report, which a single account has to carry alone."""

READING = """## Reading and assessing

Portfolios in which each account has 240 readings of up to twenty values, with the papers and agreements that go with
them, are read from their files, checked and assessed, and nothing is built. Accounts pass through a few at a time and
none is kept, so that memory grows by no more than the names of the files. CPU of one process."""

BESIDE = """“Beside csv and yaml” compares it with what Python's `csv` and PyYAML's C parser take for the same files
with nothing checked, “beside sorting” with sorting the readings; both were measured with every tenth batch of the run.
That no step grows faster than what there is to look at is held by tests, which count instructions and time nothing."""


def _reading_and_assessing() -> list[str]:
    return [READING, courses_table(load_courses(COURSES)), BESIDE] if COURSES.exists() else []


HOW = f"""- **The same pages.** A synthetic portfolio is written, the same for one number of accounts. The bodies of its
  pages are made once, and each contestant is given them in a form that it reads quickly: as one block of raw HTML in
  each Markdown file, or as HTML files that Hugo passes through. Then every page is looked for in what was built, with
  its whole body; a contestant without it is out. `{VPL}` is given nothing: it reads the portfolio's files as always,
  checks and judges the accounts and makes the bodies, so it does more than the others.
- **CPU, not time.** User and system seconds of the process and of everything that it started. A busy machine makes
  them larger, for everybody; they are therefore compared within a round, in which all contestants took turns.
- **Nothing is deleted meanwhile.** A file system may take longer to make a file where many were deleted a moment ago:
  ext4 looks at each of their inodes. That took up to ten milliseconds a site, by turns from each contestant.
- **Memory** is the most in use at once by all processes of the command, pages that they share counted once.
- **Start-up is counted.** With one account a site costs what it takes to get going; what a further site costs shows on
  the right of the picture.
- **The themes differ.** `{NAIVE}`, Zensical and `{VPL}` print Material's shell or one derived from it, Hugo a far
  smaller one written for this comparison, with navigation, contents and a search index for each account.
  `{PRINTING}` is the fair neighbour of Hugo: both read the same finished bodies and write sites."""

AGAIN = """## Measure it yourself

```console
$ make bench                                             # small batches, about two minutes
$ python -m benchmarks.sites --accounts 1,1000 --out run.json
$ python -m benchmarks.sites --accounts 10000 --contestants "vpl build" --out run.json    # added to it
$ python -m benchmarks.assessing --accounts 1000,10000   # reading and assessing alone
$ python -m benchmarks.portfolios customers --accounts 500 --shape full
```

Hugo comes with `apt-get install hugo`. Zensical takes a virtual environment of its own, whose command is named with
`--zensical`; `make bench` makes one. Whoever is not there is left out, and the run says so. These are measurements and
never tests: no test fails because a machine is slow."""


def _who(results: Results) -> str:
    present = [one for one in contestants() if one.name in results.contestants]
    rows = [f"| {one.name} | {results.versions[one.name]} | {one.what} |" for one in present]
    absent = [f"| {name} | not measured | {reason} |" for name, reason in results.skipped.items()]
    return "\n".join(["| contestant | version | how it goes about it |", "|---|---|---|", *rows, *absent])


def _where(results: Results) -> str:
    machine = results.machine
    rounds = max(len(one.cpu) for one in results.measured)
    often = "Each batch was measured once."
    if rounds > 1:
        often = f"Batches below {LONG_ENOUGH:,} accounts were measured {rounds} times, and the tables tell the median."
    return (
        f"Measured on {results.day} on {machine.cores} cores of {machine.cpu} with {machine.memory_gb} GB of memory,"
        f" {machine.system}, Python {machine.python}. {often}"
    )
