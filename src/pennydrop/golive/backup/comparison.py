"""What was restored, against what the site had before and after the backup was made."""

from __future__ import annotations

from dataclasses import dataclass

from pennydrop.errors import LedgerMismatch
from pennydrop.golive.backup.states import Digests, Shape, State, Tally

NAMED = 3  # rows of each kind that a message names


@dataclass(frozen=True)
class Comparison:
    """One table. ``lost``, ``changed`` and ``strange`` are keys of rows that are not as they have to be."""

    table: str
    source: Tally
    restored: Tally
    lost: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()
    meanwhile: int = 0
    """Rows that the site wrote while the backup was made: they may be in it or not."""

    @property
    def same(self) -> bool:
        return not (self.lost or self.changed or self.strange)

    def __str__(self) -> str:
        if self.same:
            written = f", {self.meanwhile} written meanwhile" if self.meanwhile else ""
            return f"{self.table} {self.source.rows} ({self.restored.checksum}{written})"
        kinds = {"lost": self.lost, "changed": self.changed, "not the site's": self.strange}
        told = "; ".join(f"{len(keys)} {kind} ({_named(keys)})" for kind, keys in kinds.items() if keys)
        return f"{self.table}: {self.source.rows} rows, restored {self.restored.rows}: {told}"


def compare(shape: Shape, before: State, after: State, restored: State) -> Comparison:
    """``before`` and ``after`` are the same where the backup is of exactly that moment; then every row has to be equal.

    Otherwise a row that the site had all the time, unchanged, has to be there and equal; one that it changed has to
    be there; one that came or went may be there.
    """
    table = shape.table
    if odd := set(shape.columns) ^ set(restored.shape(table).columns):
        raise LedgerMismatch(
            f"the restored table {table} and the site's differ in their columns: {', '.join(sorted(odd))}"
        )
    was, found = before.tally(shape), restored.tally(shape)
    if found == was:
        return Comparison(table, was, found)
    now = was if after is before else after.tally(shape)
    if found == now:
        return Comparison(table, now, found, meanwhile=max(now.rows - was.rows, 0))
    old = before.digests(shape)
    new = old if after is before else after.digests(shape)
    return _row_by_row(Comparison(table, was, found), old, new, restored.digests(shape))


def _row_by_row(totals: Comparison, old: Digests, new: Digests, found: Digests) -> Comparison:
    stayed = old.keys() & new.keys()
    still = old == new
    return Comparison(
        totals.table,
        totals.source,
        totals.restored,
        lost=tuple(sorted(stayed - found.keys())),
        changed=tuple(sorted(key for key in stayed & found.keys() if old[key] == new[key] != found[key])),
        # Where rows come and go, one may have come and gone between two looks.
        strange=tuple(sorted(found.keys() - stayed)) if still else (),
        meanwhile=len(new.keys() - old.keys()) + sum(old[key] != new[key] for key in stayed),
    )


def _named(keys: tuple[str, ...]) -> str:
    return ", ".join(keys[:NAMED]) + (", ..." if len(keys) > NAMED else "")
