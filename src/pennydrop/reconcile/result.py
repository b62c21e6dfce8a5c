"""What a reconciliation has found. The findings stay in the engine's file: there may be a million of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import duckdb

from pennydrop.reconcile.kinds import KINDS, Kind
from pennydrop.reconcile.question import Question


@dataclass(frozen=True)
class Finding:
    """One discrepancy: ``id`` is what to diagnose, ``stripe`` and ``ledger`` are the rows that show it."""

    kind: Kind
    id: str
    at: datetime | None
    stripe: str
    ledger: str

    @property
    def next(self) -> str:
        """The command that looks into it; empty where there is nothing to look into."""
        return f"pennydrop diagnose {self.id}" if self.id.startswith(("pi_", "cs_", "ch_")) else ""


@dataclass(frozen=True)
class Day:
    """What one day has brought in one currency, in minor units. ``unusual`` says so of a day unlike the others."""

    day: str
    currency: str
    paid: int
    paid_amount: int
    failed: int
    failed_amount: int
    fees: int
    others: int
    unusual: str


@dataclass(frozen=True)
class Work:
    """What it took: requests to Stripe and its seconds, and our own."""

    requests: int
    paused: int
    stripe_seconds: float
    own_seconds: float


@dataclass
class Reconciliation:
    """Valid as long as the block it was made in. ``counts`` are findings by the id of their kind."""

    question: Question
    account: str
    figures: dict[str, int]
    counts: dict[str, int]
    days: list[Day]
    payouts: list[tuple[str, str, int, int]]
    """Status, currency, how many, sum in minor units."""
    work: Work
    notes: list[str]
    resumed: bool
    _connection: duckdb.DuckDBPyConnection = field(repr=False)

    @property
    def balanced(self) -> bool:
        return not self.counts

    @property
    def found(self) -> int:
        """How many discrepancies there are."""
        return sum(self.counts.values())

    def findings(self, kind: Kind | None = None, limit: int | None = None) -> Iterator[Finding]:
        """In the order of the kinds, oldest first; one after the other."""
        for each in [kind] if kind else KINDS:
            if each.id not in self.counts:
                continue
            rows = self._connection.cursor().execute(
                "SELECT id, moment, stripe, ledger FROM finding WHERE kind = ? ORDER BY moment, id LIMIT ?",
                [each.id, limit],
            )
            while some := rows.fetchmany(1000):
                for id, at, stripe, ledger in some:
                    yield Finding(each, id, _moment(at), stripe or "", ledger or "")


def _moment(at: Any) -> datetime | None:
    return datetime.fromtimestamp(at, UTC) if at is not None else None
