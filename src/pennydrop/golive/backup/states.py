"""A table's rows at one moment: how many, a checksum over all of them, and a digest of each."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Shape:
    """Which columns of a table are compared, and which of them name a row (``key``, empty if none do)."""

    table: str
    columns: tuple[str, ...]
    key: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tally:
    """``checksum`` does not depend on the order of the rows."""

    rows: int
    checksum: str


Digests = Mapping[str, str]
"""A digest of each row, by the row's key."""


class State(Protocol):
    """A database as it was at one moment."""

    def tables(self) -> frozenset[str]:
        """The names of all tables."""

    def shape(self, table: str) -> Shape:
        """The columns of ``table``. ``LedgerMismatch`` if there is none of that name."""

    def tally(self, shape: Shape) -> Tally: ...

    def digests(self, shape: Shape) -> Digests:
        """All rows, in memory: some 200 bytes each. Only asked for where the tallies differ."""


def checksum(*sums: int) -> str:
    """Sums over the digests of rows, as something short to show."""
    return hashlib.sha256(":".join(map(str, sums)).encode()).hexdigest()[:12]


def quoted(name: str) -> str:
    """A table's or column's name in SQL, whatever letters it has."""
    return '"' + name.replace('"', '""') + '"'
