"""What was looked at lately, kept for the evidence of a failed scenario."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pennydrop.ledger.query import Where, in_words
from pennydrop.ledger.rows import Row

LOOKS_PER_TABLE = 4
ROWS_PER_LOOK = 5
_SECRET = re.compile(r"password|secret|token|session_data|api_key")


@dataclass(frozen=True)
class Look:
    """The newest answer to one question, and how often it was asked."""

    table: str
    question: str
    rows: tuple[Row, ...]
    found: int
    times: int


class ReadJournal:
    """The last looks at each table. Asking the same again (a poll) renews a look instead of adding one."""

    def __init__(self) -> None:
        self._looks: dict[str, dict[str, Look]] = {}

    def record(self, table: str, where: Where, rows: Sequence[Row], found: int | None = None) -> None:
        """Keep the first ``ROWS_PER_LOOK`` of ``rows``; ``found`` when a count was asked for instead of rows."""
        question = in_words(where) or "all rows"
        looks = self._looks.setdefault(table, {})
        before = looks.pop(question, None)
        kept = tuple(rows[:ROWS_PER_LOOK])
        total = len(rows) if found is None else found
        looks[question] = Look(table, question, kept, total, before.times + 1 if before else 1)
        if len(looks) > LOOKS_PER_TABLE:
            del looks[next(iter(looks))]

    def looks(self, table: str) -> list[Look]:
        """The last looks at ``table``, oldest first."""
        return list(self._looks.get(table, {}).values())

    def clear(self) -> None:
        """Forget everything: a new scenario begins."""
        self._looks.clear()

    def as_text(self) -> str:
        """All looks for a report: one line per question, one per row; NULL and empty columns are left out."""
        return "\n".join(line for looks in self._looks.values() for look in looks.values() for line in _lines(look))


def _lines(look: Look) -> list[str]:
    times = f" (asked {look.times} times)" if look.times > 1 else ""
    noun = "row" if look.found == 1 else "rows"
    more = ["    ..."] if look.rows and look.found > len(look.rows) else []
    heading = f"{look.table} where {look.question}: {look.found} {noun}{times}"
    return [heading, *(f"    {_columns(row)}" for row in look.rows), *more]


def _columns(row: Row) -> str:
    return " ".join(f"{name}={_shown(name, value)}" for name, value in row.items() if value not in (None, "", {}, []))


def _shown(column: str, value: object) -> str:
    return "[redacted]" if _SECRET.search(column) else str(value) if not isinstance(value, str) else repr(value)
