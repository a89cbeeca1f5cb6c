"""`vpl schema`: JSON Schemas of the files, for editors and other programs."""

from __future__ import annotations

import json

import click


@click.command()
@click.argument("name", default="account", metavar="[account|evidence|decision|settings]")
def schema(name: str) -> None:
    """Print the JSON Schema of an account's file or of vpl.toml.

    \b
    vpl schema > account.schema.json        then, first line of accounts/acme.yml:
    # yaml-language-server: $schema=../account.schema.json
    """
    from vpl_core.app.schemas import schema_of

    click.echo(json.dumps(schema_of(name), indent=2, sort_keys=True, ensure_ascii=False))
