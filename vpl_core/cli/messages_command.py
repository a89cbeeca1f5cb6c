"""`vpl messages`: a segment's texts in a catalogue, to be said in another language."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from vpl_core.cli import options
from vpl_core.cli.telling import counted

if TYPE_CHECKING:
    from vpl_core.app.messages import Written


@click.command()
@click.argument("segment", metavar="SEGMENT")
@click.option("--language", type=click.Choice(["ja", "ko"]), required=True, help="What it is translated into.")
@click.option(
    "-o",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of catalogues.  [default: locale, beside the plugin's modules]",
)
@options.with_options(options.folder, options.as_json)
def messages(segment: str, language: str, folder: Path | None, root: Path, wants_json: bool) -> None:
    """Write the texts that customers read of a segment into its plugin's catalogue, or bring that up to date.

    What is translated is kept; what nobody says any more is kept at the end, out of use.

    \b
    vpl messages retail --language ja
    vpl messages retail --language ja -o translations
    """
    from vpl_core.app.documents import document
    from vpl_core.app.messages import write_messages
    from vpl_core.playbooks import put_together
    from vpl_core.registry import find
    from vpl_core.settings import FILE, Settings, declared_compositions, load_settings

    there = (root / FILE).exists()
    settings = load_settings(root) if there else Settings()
    composed = declared_compositions(settings, root) if there else ()
    registry = find(settings.plugins.disable)
    written = write_messages(put_together(registry, composed), segment, language, folder)  # type: ignore[arg-type]
    if wants_json:
        click.echo(document("vpl.messages/1", True, **{**written._asdict(), "path": str(written.path)}))
        return
    hooks = next(one.hooks for one in registry.listed if one.name == written.plugin)
    _tell(written, is_given="vpl_translations" in hooks)


def _tell(written: Written, *, is_given: bool) -> None:
    old = f", {counted(written.out_of_use, 'translation')} out of use" if written.out_of_use else ""
    click.echo(f"{written.path}: {counted(written.texts, 'text')}, {written.missing} not translated{old}.")
    if not is_given:
        click.echo("Next: let vpl_translations return translations_beside(__name__), or the plugin does not give it.")
    elif written.missing:
        click.echo("Next: translate what has an empty msgstr; `vpl lint` says what is left.")
