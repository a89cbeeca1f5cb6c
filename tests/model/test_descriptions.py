import subprocess
import sys

from pydantic import BaseModel, ConfigDict, Field

from vpl_core.model.base import Word
from vpl_core.model.descriptions import descriptions


class Plain(Word):
    """Has fields of each kind."""

    told: str
    """What is said,
    on two lines."""
    silent: int = 0
    other: str = Field(alias="elsewhere")
    """Goes by another name in a file."""
    described: str = Field(default="", description="said by itself")
    """And below it as well."""


class Further(Plain):
    more: str = ""
    """Is in this one only."""


class ByPydantic(BaseModel):
    """The same fields as in `Plain`."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    told: str
    """What is said,
    on two lines."""
    silent: int = 0
    other: str = Field(alias="elsewhere")
    """Goes by another name in a file."""
    described: str = Field(default="", description="said by itself")
    """And below it as well."""


def test_a_schema_says_of_each_field_what_pydantic_would_have_it_say() -> None:
    assert Plain.model_json_schema()["properties"] == ByPydantic.model_json_schema()["properties"]


def test_inherited_fields_are_described_too_also_in_a_class_within_a_function() -> None:
    class Inner(Further):
        last: int = 0
        """Is in a function."""

    assert dict(descriptions(Inner)) == {
        "told": "What is said,\non two lines.",
        "other": "Goes by another name in a file.",
        "described": "And below it as well.",
        "more": "Is in this one only.",
        "last": "Is in a function.",
    }


def test_a_word_without_a_source_is_a_word_without_descriptions() -> None:
    made: dict[str, type[Word]] = {}
    exec("class Sourceless(Word):\n    a: int\n    'said'", {"Word": Word, "__name__": "nowhere"}, made)
    assert dict(descriptions(made["Sourceless"])) == {}
    assert "description" not in made["Sourceless"].model_json_schema()["properties"]["a"]


def test_no_source_is_read_at_a_start() -> None:
    program = "import linecache, vpl_core.app.rebuild, vpl_files, vpl_smb; print(sorted(linecache.cache))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout == "[]\n"
