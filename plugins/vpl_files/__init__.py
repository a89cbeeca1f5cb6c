"""Facts from a folder: `accounts/*.yml`, `observations.csv`, `evidence/` and `decisions/`."""

from __future__ import annotations

from vpl_core import FactSource, FileSchema, hookimpl


@hookimpl
def vpl_fact_sources() -> tuple[FactSource, ...]:
    from vpl_files.folder import Folder

    return (Folder(),)


@hookimpl
def vpl_file_schemas() -> tuple[FileSchema, ...]:
    from vpl_core import AccountDocument, DecisionDocument, EvidenceDocument

    return (
        FileSchema("account", "accounts/*.yml", AccountDocument.model_json_schema),
        FileSchema("evidence", "evidence/*.yml", EvidenceDocument.model_json_schema),
        FileSchema("decision", "decisions/ACCOUNT/*.md", DecisionDocument.model_json_schema),
    )
