"""Verbs by rigor: what a sentence about a value, a milestone or a return may say, by how well it is proven.

A sentence that tells what happened takes its words from here, by the weakest proof of all that it names. "Proved" is
said from two sources on, "measured" of one sound source, and what is weaker says whose word it is. No other sentence
of ours has a strong verb of its own, except where it denies one, or is said only of what was counted as proven.
"""

from __future__ import annotations

from vpl_core.model.outcomes import Rigor
from vpl_core.rules.catalogue import N_

ByRigor = dict[Rigor, str]

MOVED: ByRigor = {
    Rigor.VERIFIED: N_("Proved: {name} went from {start} to {now}."),
    Rigor.CORROBORATED: N_("Proved: {name} went from {start} to {now}."),
    Rigor.MEASURED: N_("Measured by one source: {name} went from {start} to {now}."),
    Rigor.REPORTED: N_("Reported, not measured: {name} went from {start} to {now}."),
    Rigor.ASSERTED: N_("By the vendor’s word alone: {name} went from {start} to {now}."),
    Rigor.UNSOURCED: N_("Without a source: {name} went from {start} to {now}."),
}
"""A value came nearer to its target; by the weaker of where it began and where it is."""

FALLEN: ByRigor = {
    Rigor.VERIFIED: N_("{name} has fallen back to {now}."),
    Rigor.CORROBORATED: N_("{name} has fallen back to {now}."),
    Rigor.MEASURED: N_("Measured by one source: {name} has fallen back to {now}."),
    Rigor.REPORTED: N_("Reported, not measured: {name} has fallen back to {now}."),
    Rigor.ASSERTED: N_("By the vendor’s word alone: {name} has fallen back to {now}."),
    Rigor.UNSOURCED: N_("Without a source: {name} has fallen back to {now}."),
}
"""A value has lost what it had reached."""

REACHED: ByRigor = {
    Rigor.VERIFIED: N_("Reached on {day}, and proved."),
    Rigor.CORROBORATED: N_("Reached on {day}, and proved."),
    Rigor.MEASURED: N_("Reached on {day} as measured by one source."),
    Rigor.REPORTED: N_("Reached on {day} as reported, not measured."),
    Rigor.ASSERTED: N_("Reached on {day} by the vendor’s word alone."),
    Rigor.UNSOURCED: N_("Said to be reached on {day}, without a source."),
}
"""A milestone's conditions hold; by the best proof since."""

RETURNED: ByRigor = {
    Rigor.VERIFIED: "",
    Rigor.CORROBORATED: "",
    Rigor.MEASURED: N_("The weakest figure in this is measured by one source."),
    Rigor.REPORTED: N_("The weakest figure in this is reported, not measured."),
    Rigor.ASSERTED: N_("The weakest figure in this is the vendor’s word alone."),
    Rigor.UNSOURCED: N_("The weakest figure in this has no source."),
}
"""What has to be said beside a return, into which costs and losses go however weakly they are known."""
