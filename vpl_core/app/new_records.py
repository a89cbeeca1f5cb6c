"""New records: what a segment knows of its decisions, put into a record's template as a checklist to fill."""

from __future__ import annotations

from collections.abc import Iterator

from vpl_core.app.front_matter import yaml_lines
from vpl_core.model.approvals import RequiredApproval
from vpl_core.model.playbook import Playbook

_APPROVALS = "# approvals:\n#   - {who: C. Person, what: The pilot, needed_by: 2026-01-20}\n"
_OPTIONS = "# Types are maintain, staged_pilot, redesign and other:\n"
_SIGNALS = "# A condition over facts, or `manual: true` where only a person can tell:\n"


def prepare(template: str, playbook: Playbook) -> str:
    """The template with the approvals, archetypes and signals of the segment; unchanged where it has none."""
    if playbook.approvals:
        template = template.replace(_APPROVALS, _lines(_approvals(playbook)))
    if playbook.option_archetypes:
        template = template.replace(_OPTIONS, _lines(_archetypes(playbook)) + _OPTIONS)
    if playbook.decision_signals:
        template = template.replace(_SIGNALS, _SIGNALS + _lines(_signals(playbook)))
    return template


def _lines(lines: Iterator[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _approvals(playbook: Playbook) -> Iterator[str]:
    """An item to fill for each approval, under what it is, who has to give it and which rule asks for it."""
    yield f"# {playbook.segment.name} asks for these. One counts once who, given_on and evidence are filled in:"
    yield "approvals:"
    for asked in sorted(playbook.approvals, key=lambda one: one.id):
        yield f"  # [ ] {asked.name}: {asked.confirms} {_needed_for(asked, playbook)} It holds {asked.months} months."
        yield f"  #     After {asked.source.text}: {asked.source.url}"
        yield f"  - answers: {asked.id}"
        yield from (f"    {line}" for line in yaml_lines("role", asked.role))
        yield '    who: ""'
        yield "    # given_on: 2026-01-20"
        yield "    # evidence: id-of-evidence"
    yield "# One that a person excuses for a time:"
    yield "# waivers:"
    about = sorted(playbook.approval)[0]
    yield f"#   - {{about: {about}, because: Why, by: C. Person, on: 2026-01-20, expires: 2026-02-20}}"


def _needed_for(asked: RequiredApproval, playbook: Playbook) -> str:
    kinds = [kind.replace("_", " ") for kind in asked.types]
    kinds += [playbook.option_archetype[id_].name for id_ in asked.archetypes]
    condition = ", where its condition is met" if asked.condition is not None else ""
    whose = f"options of the kind {' or '.join(kinds)}" if kinds else "every decision"
    return f"Needed for {whose}{condition}."


def _archetypes(playbook: Playbook) -> Iterator[str]:
    """What `archetype:` of an option may name."""
    yield f"# {playbook.segment.name} knows these archetypes; an option that names one as `archetype:` has its type:"
    for one in playbook.option_archetypes:
        yield f"#   {one.id} ({one.type}): {one.means}"
        yield f"#     fits: {one.fits}"
        yield f"#     trades: {one.trades}"
        yield f"#     called back: {one.reversal}"


def _signals(playbook: Playbook) -> Iterator[str]:
    """What `signal:` may name in place of a condition."""
    yield f"# {playbook.segment.name} knows these signals; write {{signal: ID}} in place of says and when:"
    for one in playbook.decision_signals:
        yield f"#   {one.direction}: {{signal: {one.id}}}  {one.says}"
