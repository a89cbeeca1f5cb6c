"""Shards: a portfolio's accounts parted among several machines, by their ids alone."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b


@dataclass(frozen=True, slots=True)
class Shard:
    """One of several parts, from 1."""

    number: int
    of: int

    def __str__(self) -> str:
        return f"{self.number}-of-{self.of}"

    def holds(self, account: str) -> bool:
        """Whether the account is in this part: which one it is in depends on its id and on how many parts there are."""
        digest = blake2b(account.encode(), digest_size=8).digest()
        return int.from_bytes(digest, "big") % self.of == self.number - 1
