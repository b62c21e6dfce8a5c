"""What is different between two end states, and how a reader is told."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pennydrop.sameness.pairing import Pairing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pennydrop.sameness.state import EndState, RowState

LINES = 40
WIDTH = 60
TELLING = 6
_SAYS_LITTLE = re.compile(r"^(null|''|false|0|\{\}|\[\]|'?<[\w ]+>'?|today.*|\w+#\d+)$")
_SAYS_MUCH = re.compile(r"status|state|amount|price|total|fee|paid|subject|title|recipient|kind|type")


@dataclass(frozen=True)
class Difference:
    """One thing that is not the same. ``what`` says of what (``payments_stripepayment of Sam``), ``column`` of which
    column, if it is one. ``undisturbed`` and ``disturbed`` are what is there in either; ``None`` where nothing is."""

    what: str
    column: str | None
    undisturbed: str | None
    disturbed: str | None

    def __str__(self) -> str:
        if self.undisturbed is None:
            return f"{self.what}: only disturbed: {self.disturbed}"
        if self.disturbed is None:
            return f"{self.what}: only undisturbed: {self.undisturbed}"
        ours, theirs = _shortened(self.undisturbed, self.disturbed)
        return f"{self.what}: {self.column}  undisturbed {ours}  disturbed {theirs}"


def differences(undisturbed: EndState, disturbed: EndState) -> list[Difference]:
    """How ``disturbed`` differs: rows first, then payments and mails."""
    return [
        *_rows(undisturbed.rows, disturbed.rows),
        *_lines("payment at Stripe", undisturbed.payments, disturbed.payments),
        *_lines("mail", undisturbed.mails, disturbed.mails),
    ]


def render(found: Sequence[Difference], lines: int = LINES) -> str:
    """For a terminal, one line each, and how many more there are."""
    shown = [str(difference) for difference in found[:lines]]
    more = len(found) - len(shown)
    return "\n".join([*shown, f"and {more} more"] if more else shown)


def _rows(ours: Sequence[RowState], theirs: Sequence[RowState]) -> list[Difference]:
    aside = _set_aside(ours, theirs)
    ours, theirs = ([row for row in rows if not (row.abandoned and row.table in aside)] for rows in (ours, theirs))
    # States with nothing different have the same labels; otherwise the labels may mislead.
    tried = (_paired(ours, theirs, Pairing(ours, theirs, by_label=by_label)) for by_label in (True, False))
    fewest: list[Difference] = min(tried, key=len)
    return sorted(fewest, key=lambda difference: difference.what)


def _paired(ours: Sequence[RowState], theirs: Sequence[RowState], pairing: Pairing) -> list[Difference]:
    second = {row.label: row for row in theirs}
    found = []
    for row in ours:
        other = second.pop(pairing.to.get(row.label, ""), None)
        found += _columns(row, other, pairing) if other else [Difference(_named(row), None, _telling(row), None)]
    return found + [Difference(_named(row), None, None, _telling(row)) for row in second.values()]


def _set_aside(ours: Sequence[RowState], theirs: Sequence[RowState]) -> set[str]:
    """Tables that record Checkouts nobody paid in, more in one state than in the other: the buyer may have gone to
    Checkout once more, and how such a record ends is then no difference. With as many in both they are compared."""
    one, other = (Counter(row.table for row in rows if row.abandoned) for rows in (ours, theirs))
    return {table for table in one | other if one[table] != other[table]}


def _columns(one: RowState, other: RowState, pairing: Pairing) -> list[Difference]:
    columns = [*one.cells, *(column for column in other.cells if column not in one.cells)]
    cells = [(column, one.cells.get(column, "no column"), other.cells.get(column, "no column")) for column in columns]
    return [Difference(_named(one), column, a, b) for column, a, b in cells if not pairing.same(a, b)]


def _lines(what: str, ours: Iterable[str], theirs: Iterable[str]) -> list[Difference]:
    one, other = Counter(ours), Counter(theirs)
    missing = [Difference(what, None, line, None) for line in sorted((one - other).elements())]
    return missing + [Difference(what, None, None, line) for line in sorted((other - one).elements())]


def _named(row: RowState) -> str:
    return f"{row.table} of {row.whose}" if row.whose else row.table


def _telling(row: RowState) -> str:
    """The columns that tell most of a row."""
    says = {column: cell for column, cell in row.cells.items() if not _SAYS_LITTLE.match(cell)} or row.cells
    best = sorted(says, key=lambda column: not _SAYS_MUCH.search(column))[:TELLING]
    return ", ".join(f"{column} {_cut(says[column])}" for column in says if column in best)


def _cut(text: str) -> str:
    return text if len(text) <= WIDTH else text[: WIDTH - 3] + "..."


def _shortened(one: str, other: str) -> tuple[str, str]:
    """Both, and of long ones the part where they part."""
    common = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    start = max(0, common - WIDTH // 3) if max(len(one), len(other)) > WIDTH else 0
    dots = "..." if start else ""
    return dots + _cut(one[start:]), dots + _cut(other[start:])
