"""Compiled templates: what Jinja makes of a template, kept from one start to the next as Python keeps its modules."""

from __future__ import annotations

import json
import marshal
import os
import sys
from contextlib import suppress
from hashlib import blake2b
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from vpl_core.site.mkdocs_internals import versions
from vpl_core.site.programs import digest_below

__all__ = ["Compiled", "keep_compiled"]

_SEAL = 32
"""Bytes."""


def keep_compiled(environment: Environment, kind: str) -> None:
    """From now on the environment takes a template that it has compiled in an earlier run from where that was kept.

    `kind` tells apart environments that make other code of the same template. The folder is the one in which Python
    keeps our own compiled modules, and not one beside a portfolio, because it holds code that is run: whoever may write
    there may change our modules too. PYTHONPYCACHEPREFIX moves it, and where Python may write no modules, nothing is
    written here either; templates are compiled at each start then. To be called once the environment has all that a
    template may be compiled with.
    """
    environment.bytecode_cache = Compiled(Path(cache_from_source(__file__)).parent, kind, _made_by(environment, kind))


class Compiled(BytecodeCache):
    """The templates of one environment, each in a file of its own, which the next version of it takes the place of.

    A file is taken only where it was made from this very source, by these very programs, and is whole. A template that
    has no file of its own, such as a customer's logo, is not kept.
    """

    def __init__(self, folder: Path, kind: str, made_by: str) -> None:
        """`made_by` is a digest of all but its source that decides what is made of a template."""
        self._folder, self._kind, self._made_by = folder, kind, made_by

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The template's name behind that of its file, which the code that is made of it holds."""
        return f"{filename}\n{name}" if filename else ""

    def load_bytecode(self, bucket: Bucket) -> None:
        """The code, if there is any of use."""
        if not bucket.key:
            return
        with suppress(OSError):
            kept = self._place(bucket).read_bytes()
            if kept[:_SEAL] == self._seal(bucket, code := kept[_SEAL:]):
                bucket.code = marshal.loads(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps the code where that may be done; whoever reads meanwhile finds the old file or the new one, whole."""
        if not bucket.key or sys.dont_write_bytecode:
            return
        place, code = self._place(bucket), marshal.dumps(bucket.code)
        fresh = place.with_name(f"{place.name}.{os.getpid()}")
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            try:
                fresh.write_bytes(self._seal(bucket, code) + code)
                fresh.replace(place)
            finally:
                fresh.unlink(missing_ok=True)

    def _place(self, bucket: Bucket) -> Path:
        name = bucket.key.rpartition("\n")[2].replace("/", "-")
        return self._folder / f"{self._kind}-{name}.{sys.implementation.cache_tag}-{sys.flags.optimize}.template"

    def _seal(self, bucket: Bucket, code: bytes) -> bytes:
        """Of all that the code was made from, and of the code."""
        told = f"{self._made_by}\n{bucket.checksum}\n{bucket.key}\n".encode("utf-8", "surrogateescape")
        return blake2b(told + code, digest_size=_SEAL).digest()


def _made_by(environment: Environment, kind: str) -> str:
    """All but a template's source: Python, Jinja, our own code and words, and what the environment was told."""
    python = [MAGIC_NUMBER.hex(), sys.version]
    known = [sorted(names) for names in (environment.filters, environment.tests, environment.extensions)]
    options = [environment.autoescape, environment.trim_blocks, environment.lstrip_blocks]
    told = [kind, digest_below(Path(__file__).parents[1]), versions(), python, known, options]
    return blake2b(json.dumps(told).encode(), digest_size=20).hexdigest()
