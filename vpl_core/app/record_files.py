"""Record files: a choice, a review or a new record written into its file, and nothing else touched."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

from vpl_core.app.decision_text import spoken
from vpl_core.app.front_matter import Content, with_fields, with_item
from vpl_core.app.new_records import prepare
from vpl_core.app.portfolio import Collected, Workspace
from vpl_core.app.roster import Roster
from vpl_core.errors import Problem, VplError
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.base import Word, clean, id_problem
from vpl_core.model.decision_states import Objection, RecordState
from vpl_core.model.decisions import DecisionRecord
from vpl_core.model.playbook import Playbook
from vpl_core.model.reviews import HeldReview, Lock, Seal
from vpl_core.model.weighings import Weighing
from vpl_core.rules.account_day import AccountDay
from vpl_core.rules.decisions import judge_record
from vpl_core.rules.seals import Seals, redefined, seals_of
from vpl_core.rules.weighings import weighing_of


class Refused(VplError):
    """The record may not be committed, or the review not be written down; the file is as it was."""


def commit(workspace: Workspace, collected: Collected, record: str, day: dt.date, choice: str, because: str) -> Path:
    """Writes the choice with its day and seals into the record's file, and gives that file.

    `choice` and `because` may be empty where the file says them already. Raises Refused, with every reason, where the
    record is not ready or would not hold.
    """
    facts, there = _record(collected, record)
    now = _now(workspace, facts, day)
    seals = seals_of(there, now.playbook, now.evidence)
    weighed = weighing_of(there, now)
    chosen = choice or there.chosen
    if chosen is not None and chosen not in [option.id for option in there.options]:
        step = "use one of: " + ", ".join(option.id for option in there.options)
        raise Refused(Problem(f"{chosen!r} is none of its options", step, account=facts.account.id))
    changes: dict[str, Any] = {
        "chosen": chosen,
        "because": because or there.because,
        "decided_on": day,
        "locked": Lock(on=day, **seals._asdict(), weighed=weighed),
    }
    _insist(judge_record(there.model_copy(update=changes), now), collected)
    fields: dict[str, Content] = {
        "chosen": str(chosen),
        "because": changes["because"],
        "decided_on": day,
        "locked": {"on": day, **_hashes(seals), **_as_field(weighed)},
    }
    return _write(workspace, collected, there, changes, lambda text: with_fields(text, fields))


def write_review(workspace: Workspace, collected: Collected, record: str, review: HeldReview) -> Path:
    """Appends the review to the record's file, with what its inputs say on that day, and gives that file."""
    facts, there = _record(collected, record)
    if fault := _out_of_turn(there, review):
        raise Refused(Problem(fault[0], fault[1], account=facts.account.id))
    now = _now(workspace, facts, review.on)
    seals = seals_of(there, now.playbook, now.evidence)
    changed = frozenset(redefined(there.locked, seals) if there.locked else ())
    weighed = weighing_of(there, now, changed)
    seen = {name: getattr(seals, name) for name in ("inputs", "criteria", "constraints")}
    hashes = {name: _by_id(found) for name, found in seen.items() if found}
    item = {**_told(review), **hashes, **_as_field(weighed)}
    changes = {"held": (*there.held, review.model_copy(update={**seen, "weighed": weighed}))}
    return _write(workspace, collected, there, changes, lambda text: with_item(text, "held", item))


def new_record(record: str, title: str, playbook: Playbook | None = None) -> str:
    """The text of a record of which nothing is known but its title; raises Refused where a name cannot be used.

    With the playbook of the account's segment it holds a line to fill for each approval that the segment asks for,
    and names the archetypes and signals that there are.
    """
    if problem := id_problem(record):
        message, _, step = problem.partition("; ")
        raise Refused(Problem(message, step or "use small letters, digits and hyphens, as in claim-rules"))
    template = files("vpl_core").joinpath("scaffold/decisions/record.md").read_text(encoding="utf-8")
    prepared = template if playbook is None else prepare(template, playbook)
    return prepared.replace("TITLE", " ".join(clean(title).split()), 1)


def write_new(workspace: Workspace, account: str, record: str, text: str) -> Path:
    """Writes a record that was not there before; raises Refused where it was, or cannot be read back."""
    path = workspace.root / "decisions" / account / f"{record}.md"
    shown = path.relative_to(workspace.root).as_posix()
    if path.exists():
        raise Refused(Problem(f"{shown} is there already", "use another id, or edit that file"))
    path.parent.mkdir(parents=True, exist_ok=True)
    _put(path, text.encode())
    faults = [p for p in Roster(workspace, (account,)).problems if p.path == shown and not p.warning]
    if faults:
        path.unlink()
        raise Refused(*faults)
    return path


def _record(collected: Collected, record: str) -> tuple[AccountFacts, DecisionRecord]:
    facts = collected.facts[0]
    return facts, next(one for one in facts.records if one.id == record)


def _now(workspace: Workspace, facts: AccountFacts, day: dt.date) -> AccountDay:
    segment = facts.account.segment
    return AccountDay(facts, workspace.playbooks.by_segment[segment], day, workspace.settings.overrides(segment))


def _insist(state: RecordState, collected: Collected) -> None:
    account = collected.facts[0].account.id
    found = [objection for objection in state.objections if objection.fails]
    if found:
        raise Refused(*(as_problem(objection, account, state.record, collected) for objection in found))


def as_problem(objection: Objection, account: str, record: DecisionRecord, collected: Collected) -> Problem:
    """The objection with the place in the file that it speaks of."""
    path, line = collected.locate(account, ".".join(part for part in ("records", record.id, objection.field) if part))
    return Problem(spoken(objection, record), objection.next_step, path, line, objection.field, account)


def _out_of_turn(record: DecisionRecord, review: HeldReview) -> tuple[str, str] | None:
    """Why the review cannot have taken place, and what to do."""
    if record.held and review.on < record.held[-1].on:
        return f"a review was held on {record.held[-1].on}, after {review.on}", "reviews are appended in time order"
    decided = record.decided_on is not None and record.decided_on <= review.on
    if review.kind != "initial" and not decided:
        return f"nothing was decided by {review.on}", "hold an initial review, or `vpl decide commit` first"
    if review.outcome == "adapt" and record.locked is not None and record.locked.on == review.on:
        return "it was committed on this very day", "let the review continue or stop, or hold it tomorrow"
    return None


def _hashes(seals: Seals) -> dict[str, Content]:
    return {name: _by_id(found) for name, found in seals._asdict().items() if found}


def _as_field(weighed: Weighing | None) -> dict[str, Content]:
    return {} if weighed is None else {"weighed": _told(weighed)}


def _told(word: Word) -> dict[str, Content]:
    """The word's fields as they stand in a file, without those that hold nothing."""
    return {name: _part(part) for name, part in word if part not in (None, ())}


def _part(part: Any) -> Content:
    if isinstance(part, tuple):
        return [_part(one) for one in part]
    return _told(part) if isinstance(part, Word) else part


def _by_id(seals: tuple[Seal, ...]) -> Content:
    return {seal.id: seal.sha256 for seal in seals}


# --- writing ------------------------------------------------------------------------------------------------------


def _write(
    workspace: Workspace,
    collected: Collected,
    record: DecisionRecord,
    changes: dict[str, Any],
    rewrite: Callable[[str], str],
) -> Path:
    """Rewrites the record's file and reads it again; where that does not give what was meant the file is put back."""
    account = collected.facts[0].account.id
    shown, _ = collected.locate(account, f"records.{record.id}")
    if not shown:
        message = f"the record {record.id!r} does not come from a file"
        raise Refused(Problem(message, "write it down where it comes from", account=account))
    path = workspace.root / shown
    before = path.read_bytes()
    _put(path, rewrite(before.decode("utf-8")).encode())
    wanted = record.model_copy(update=changes)
    [read] = Roster(workspace, (account,))
    if wanted not in [one for facts in read.facts for one in facts.records]:
        _put(path, before)
        step = "write each field at the beginning of a line of its own, and lists with hyphens"
        raise Refused(Problem("the front matter is written so that nothing can be put into it", step, shown, 1))
    return path


def _put(path: Path, content: bytes) -> None:
    """The content in the file at once, or the old content whole."""
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".tmp", delete=False) as file:
        beside = Path(file.name)
        file.write(content)
    try:
        beside.chmod(mode)
        beside.replace(path)
    except OSError:
        beside.unlink()
        raise
