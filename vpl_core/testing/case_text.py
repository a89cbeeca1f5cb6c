"""Case texts: random facts written down as a case, as an author would write it."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from vpl_core.model.accounts import AccountFacts
from vpl_core.model.base import as_json_number
from vpl_core.testing.strategies.facts import SOURCES

_KEYED = {
    "goals": ("goals", "id"),
    "plan": ("plan", "value"),
    "milestones": ("milestones", "milestone"),
    "overrides": ("thresholds", "threshold"),
    "waivers": ("waivers", "about"),
    "decisions": ("decisions", "id"),
    "benefits": ("benefits", "id"),
    "costs": ("costs", "id"),
    "consents": ("consents", "id"),
    "parts": ("parts", "value"),
}
"""By field of an account: the field of its file, and what is the key there."""


@dataclass(frozen=True, slots=True, repr=False)
class Story:
    """Facts and a day, which a failing law shows as a case that can be put into `cases.yml`."""

    facts: AccountFacts
    as_of: dt.date

    def __repr__(self) -> str:
        return f"\n{case_text(self.facts, self.as_of)}"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """What Hypothesis prints, which would else show how the facts were drawn."""
        printer.text(repr(self))


def case_text(facts: AccountFacts, as_of: dt.date) -> str:
    """The facts as an entry of a case file without its expectation; what a case leaves out is left out."""
    lines = ["- name: Say here what this case shows", f"  as_of: {as_of}", "  facts:"]
    for field, written in _fields(facts).items():
        if field == "readings":
            lines.append("    readings:")
            for value, rows in written.items():
                lines += [f"      {_key(value)}:", *(f"      - {_flow(row)}" for row in rows)]
        elif isinstance(written, dict) and field not in ("sponsor", "owner"):
            lines += [f"    {field}:", *(f"      {_key(key)}: {_flow(entry)}" for key, entry in written.items())]
        else:
            lines.append(f"    {field}: {_flow(written)}")
    return "\n".join(lines)


def _fields(facts: AccountFacts) -> dict[str, Any]:
    account = facts.account
    fields = {name: part for name, part in account.model_dump(exclude_defaults=True).items() if name != "id"}
    del fields["segment"]
    for name, (heading, key) in _KEYED.items():
        if fields.pop(name, ()):
            fields[heading] = _by_key(getattr(account, name), key)
    if fields.pop("attributes", ()):
        fields["attributes"] = {attribute.name: attribute.content for attribute in account.attributes}
    own = [source for source in facts.sources if source not in SOURCES]
    return {
        **fields,
        **({"sources": _by_key(own, "id")} if own else {}),
        **({"readings": _readings(facts)} if facts.observations else {}),
        **({"evidence": _papers(facts)} if facts.evidence else {}),
    }


def _by_key(words: Any, key: str) -> dict[str, Any]:
    entries = (word.model_dump(exclude_defaults=True) for word in words)
    return {entry.pop(key): entry for entry in entries}


def _readings(facts: AccountFacts) -> dict[str, list[Any]]:
    rows: dict[str, list[Any]] = defaultdict(list)
    for observation in facts.observations:
        fields = observation.model_dump(exclude_defaults=True)
        del fields["value"]
        short = fields.keys() <= {"on", "number", "source"}
        rows[observation.value].append(list(fields.values()) if short else fields)
    return rows


def _papers(facts: AccountFacts) -> dict[str, Any]:
    entries = _by_key(facts.evidence, "id")
    for entry in entries.values():
        if entry.pop("sha256", ""):
            entry.setdefault("file", "attached")
    return entries


def _flow(thing: Any) -> str:
    """The thing on one line: YAML's flow style, with quotes only where they are needed."""
    if isinstance(thing, Mapping):
        return "{" + ", ".join(f"{_key(key)}: {_flow(part)}" for key, part in thing.items()) + "}"
    if isinstance(thing, list | tuple):
        return "[" + ", ".join(map(_flow, thing)) + "]"
    if isinstance(thing, Decimal):
        return str(as_json_number(thing))
    if isinstance(thing, dt.date):
        return str(thing)
    return _key(thing) if isinstance(thing, str) else json.dumps(thing)


def _key(text: str) -> str:
    plain = _PLAIN.fullmatch(text) and text.casefold() not in _CONSTANTS
    return str(text) if plain else json.dumps(text, ensure_ascii=False)


_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*(?: [A-Za-z0-9_-]+)*")
"""Texts that YAML takes for nothing else."""
_CONSTANTS = frozenset(["true", "false", "null", "nan", "inf", "infinity"])
