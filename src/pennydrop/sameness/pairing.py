"""Which row of one state corresponds to which of the other: those most alike, table by table.

Labels alone do not tell once anything differs, because a changed row may come first where it came last.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pennydrop.sameness.state import RowState

ROUNDS = 5
_DAY = re.compile(r"^today([+-]\d+)$")


class Pairing:
    """Pairs of rows, one of each state. ``to`` leads from labels of the first to labels of the second."""

    def __init__(self, first: Iterable[RowState], second: Iterable[RowState], *, by_label: bool) -> None:
        """``by_label``: begin with the rows that have the same label, and keep them together if nothing speaks
        against it. Else begin with nothing."""
        self._first, self._second = list(first), list(second)
        self._below = _below(self._first), _below(self._second)
        labels = {row.label for row in self._second} if by_label else set()
        self.to = {row.label: row.label for row in self._first if row.label in labels}
        # What a row refers to, and what refers to it, tells more once those are paired.
        for _ in range(ROUNDS):
            before = dict(self.to)
            for table in sorted({row.table for row in self._first}):
                self._pair(table)
            if before == self.to:
                break

    def same(self, one: str, other: str) -> bool:
        """Whether two cells say the same: equal, paired rows, or days seen from either side of midnight."""
        if one in self.to:
            return self.to[one] == other
        days = _DAY.match(one), _DAY.match(other)
        if days[0] and days[1]:
            return abs(int(days[0][1]) - int(days[1][1])) <= 1
        return one == other

    def _pair(self, table: str) -> None:
        ours = [row for row in self._first if row.table == table]
        theirs = [row for row in self._second if row.table == table]
        scored = [
            (-self._likeness(one, other), self.to.get(one.label) != other.label, i, j)
            for i, one in enumerate(ours)
            for j, other in enumerate(theirs)
        ]
        for row in ours:
            self.to.pop(row.label, None)
        left, right = set(range(len(ours))), set(range(len(theirs)))
        for _, _, i, j in sorted(scored):
            if i in left and j in right:
                self.to[ours[i].label] = theirs[j].label
                left.remove(i)
                right.remove(j)

    def _likeness(self, one: RowState, other: RowState) -> int:
        """How much speaks for ``one`` being ``other``. What hangs on a row counts less than what it says."""
        said = sum(self.same(cell, other.cells.get(column, "")) for column, cell in one.cells.items())
        ours, theirs = self._below[0][one.label], self._below[1][other.label]
        carried = sum((column, self.to.get(child, "")) in theirs for column, child in ours)
        owned = (one.whose == other.whose) + (one.abandoned == other.abandoned)
        return 4 * said + 4 * owned + min(carried, 3)


def _below(rows: list[RowState]) -> dict[str, set[tuple[str, str]]]:
    """What refers to each row: column and label."""
    labels = {row.label for row in rows}
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in rows:
        for column, cell in row.cells.items():
            if cell in labels:
                found[cell].add((column, row.label))
    return found
