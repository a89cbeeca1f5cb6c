"""The console: finds the command, prints what it says, and turns every ending into an exit code."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from vpl_core.errors import Problem

FINE, FINDINGS, WRONG_USE, OUR_BUG, STOPPED = 0, 1, 2, 3, 130
"""0 fine; 1 something in the data is wrong or some accounts failed; 2 wrong use or settings; 3 our bug; 130 stopped."""

_COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("Start", "a folder that works, with an account to learn from"),
    "check": ("Start", "is everything readable, known and consistent?"),
    "assess": ("Start", "where does each account stand, and why not higher?"),
    "explain": ("Work", "the reasons for a milestone, rung, value, score or colour"),
    "build": ("Work", "a progress site for each account"),
    "serve": ("Work", "look at the sites in a browser; they follow your changes"),
    "decide": ("Work", "decisions that hold: written, sealed, reviewed, checked"),
    "course": ("Work", "what slips, what is done about it, and what each still needs"),
    "report": ("Work", "a report to send: weekly, monthly, quarterly, first 90 days"),
    "portfolio": ("Work", "all accounts at once: who is behind, whom to call first"),
    "diff": ("Work", "which accounts change when the rules do, in what, and why"),
    "new": ("Setup", "a plugin of your own: a segment, a source of facts, pages"),
    "plugins": ("Setup", "which plugins were loaded, which were left out, and why"),
    "lint": ("Setup", "are the rules of the plugins total, possible and consistent?"),
    "messages": ("Setup", "a segment's texts in a catalogue, to be said in another language"),
    "rules": ("Setup", "everything that plugins declare, to keep and compare with later"),
    "schema": ("Setup", "JSON Schemas of the files, for your editor"),
}


class Commands(click.Group):
    """Knows its commands by name and imports one only when it is called, so that help comes at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"vpl_core.cli.{cmd_name}_command")
        command: click.Command = getattr(module, cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if name and name not in _COMMANDS and not name.startswith("-"):
            from vpl_core.errors import nearest

            near = nearest(name, _COMMANDS)
            hint = f" Did you mean: {near}" if near else " `vpl --help` lists the commands."
            ctx.fail(f'no command "{name}".{hint}')
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for section in ("Start", "Work", "Setup"):
            rows = [(name, what) for name, (where, what) in _COMMANDS.items() if where == section]
            with formatter.section(section):
                formatter.write_dl(rows)


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="`vpl COMMAND --help` has examples.",
)
@click.version_option(package_name="value-proof-ladder", prog_name="vpl")
@click.pass_context
def vpl(ctx: click.Context) -> None:
    """Evidence in, an honest assessment and a progress site per customer out."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def main() -> NoReturn:
    """Runs the command line and exits with one of the five codes."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    sys.exit(_run())


def _run() -> int:
    stdout = sys.stdout
    try:
        colour = False if os.environ.get("NO_COLOR") else None
        result = vpl.main(prog_name="vpl", standalone_mode=False, color=colour)
    except click.ClickException as refusal:
        return _refused(refusal)
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped; what was finished stands", err=True)
        return STOPPED
    except SystemExit as leaving:
        # Click takes the place of a stream whose reader has gone, as `head` does.
        return STOPPED if sys.stdout is not stdout else _report(leaving)
    except Exception as fault:
        return _told(fault)
    return result if isinstance(result, int) else FINE


def _refused(refusal: click.ClickException) -> int:
    """Wrong use: the command's own words, or the same as a document."""
    if not _wants_json():
        refusal.show()
        return WRONG_USE
    from vpl_core.errors import Problem

    command = refusal.ctx.command_path if isinstance(refusal, click.UsageError) and refusal.ctx else "vpl"
    _tell_all([Problem(refusal.format_message(), f"see `{command} --help`")])
    return WRONG_USE


def _told(fault: Exception) -> int:
    """Expected errors as their problems; what the machine refused as its own; anything else as our bug."""
    from vpl_core.errors import Problem, VplError

    if isinstance(fault, VplError):
        _tell_all(fault.problems)
        return WRONG_USE
    if isinstance(fault, OSError) and fault.errno in _REFUSED_BY_THE_MACHINE:
        message = f"{fault.filename or 'the output'} cannot be used: {fault.strerror}"
        _tell_all([Problem(message, "make room, mend the permissions, or name another place")])
        return WRONG_USE
    return _report(fault)


_REFUSED_BY_THE_MACHINE = frozenset(
    [errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.ENOTDIR, errno.EISDIR, errno.EEXIST]
)


def _report(fault: BaseException) -> int:
    """Our bug: what happened, in a file to send."""
    import tempfile
    import traceback

    from vpl_core.errors import Problem

    with tempfile.NamedTemporaryFile(
        "w", prefix="vpl-report-", suffix=".txt", delete=False, encoding="utf-8"
    ) as report:
        report.write("".join(traceback.format_exception(fault)))
    message = f"this is a fault of vpl, not of your data: {type(fault).__name__}: {fault}"
    step = f"please send us {report.name}; read it first, for it may name files and hold values of yours"
    _tell_all([Problem(message, step)])
    return OUR_BUG


def _wants_json() -> bool:
    return "--json" in sys.argv[1:]


def _tell_all(problems: Iterable[Problem]) -> None:
    """One document on standard output where one was asked for and can be written; else words on standard error."""
    from vpl_core.app.documents import document, told
    from vpl_core.cli.telling import tell

    found = tuple(problems)
    if _wants_json():
        with suppress(OSError):  # the output may be what cannot be written
            click.echo(document("vpl.error/1", False, problems=[told(problem) for problem in found]))
            return
    tell(found)


def leave(ok: bool) -> NoReturn:
    """Ends a command: fine, or with findings."""
    raise click.exceptions.Exit(FINE if ok else FINDINGS)
