"""The console: finds the command, prints what it says, and turns every ending into an exit code."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any, NoReturn

import click

FINE, FINDINGS, WRONG_USE, OUR_BUG, STOPPED = 0, 1, 2, 3, 130
"""0 fine; 1 something in the data is wrong or some accounts failed; 2 wrong use or settings; 3 our bug; 130 stopped."""

_COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("Start", "a folder that works, with an account to learn from"),
    "check": ("Start", "is everything readable, known and consistent?"),
    "assess": ("Start", "where does each account stand, and why not higher?"),
    "explain": ("Work", "the reasons for a milestone, rung, value, score or colour"),
    "build": ("Work", "a progress site for each account"),
    "serve": ("Work", "look at the sites in a browser; they follow your changes"),
    "portfolio": ("Work", "all accounts at once: who is behind, whom to call first"),
    "plugins": ("Setup", "which plugins were loaded, which were left out, and why"),
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
            from difflib import get_close_matches

            close = get_close_matches(name, _COMMANDS, n=1)
            hint = f" Did you mean: {close[0]}" if close else " `vpl --help` lists the commands."
            ctx.fail(f'no command "{name}".{hint}')
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for section in ("Start", "Work", "Setup"):
            rows = [(name, what) for name, (where, what) in _COMMANDS.items() if where == section]
            with formatter.section(section):
                formatter.write_dl(rows)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="`vpl COMMAND --help` has examples.",
)
@click.version_option(package_name="value-proof-ladder", prog_name="vpl")
def vpl() -> None:
    """Evidence in, an honest assessment and a progress site per customer out."""


def main() -> NoReturn:
    """Runs the command line and exits with one of the five codes."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    code = OUR_BUG
    try:
        result = vpl.main(standalone_mode=False, color=False if os.environ.get("NO_COLOR") else None)
        code = result if isinstance(result, int) else FINE
    except click.exceptions.Exit as leaving:
        code = leaving.exit_code
    except click.ClickException as refusal:
        refusal.show()
        code = WRONG_USE
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped; what was finished stands", err=True)
        code = STOPPED
    except BrokenPipeError:
        sys.stderr.close()
        code = FINE
    except Exception as fault:
        code = _told(fault)
    sys.exit(code)


def _told(fault: Exception) -> int:
    """Expected errors as their problems; anything else as our bug, with a report to send."""
    from vpl_core.errors import VplError

    if isinstance(fault, VplError):
        wants_json = "--json" in sys.argv
        if wants_json:
            from vpl_core.app.documents import document, told

            click.echo(document("vpl.error/1", False, problems=[told(p) for p in fault.problems]))
        for problem in () if wants_json else fault.problems:
            click.echo(str(problem), err=True)
        return WRONG_USE
    return _report(fault)


def _report(fault: Exception) -> int:
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile(
        "w", prefix="vpl-report-", suffix=".txt", delete=False, encoding="utf-8"
    ) as report:
        report.write("".join(traceback.format_exception(fault)))
    click.echo(f"This is a fault of vpl, not of your data: {type(fault).__name__}: {fault}", err=True)
    click.echo(f"  please send us {report.name}; it holds no facts but may name files", err=True)
    return OUR_BUG


def leave(ok: bool) -> Any:
    """Ends a command: fine, or with findings."""
    raise click.exceptions.Exit(FINE if ok else FINDINGS)
