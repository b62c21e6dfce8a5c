"""A row without what differs from run to run, column by column.

Keys become the row they lead to, whatever is made from the clock or at random becomes a placeholder, and what remains
is exact. The rules go by the type of a column, by the database's own catalogue and, last, by the column's name.
"""

from __future__ import annotations

import re
import uuid
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pennydrop.ledger.reflection import unique_columns
from pennydrop.sameness.wording import Wording, is_stripe_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pennydrop.sameness.reach import Found, Place, Reach

# Their values are random, and a report is no place for them.
_SECRET = re.compile(r"(^|_)(password|passwd|secret|token|hash|salt|nonce|session_key)(_|$)")
# How often something was tried, by whom and with what error: that depends on when the mail server was down, and says
# nothing about what was sent in the end. Only in a table that notes when each row was done.
_TRYING = re.compile(
    r"^((send_)?(attempts?|tries|retries)|(attempt|try|retry)_count|last_error"
    r"|(leased|locked)_(by|at|until)|(next|last)_(attempt|try|retry)(_at)?)$"
)
_DONE = re.compile(r"^(sent|delivered|processed|handled|done)_(at|on)$")
# A number that means a row, though the database has no foreign key for it.
_NAMES_A_ROW = re.compile(r"^(?:(?P<of>\w+)_)?(?:id|ids|pk|reference|ref)(?:_\d+)?$")
# Seconds since 1970, as Stripe writes a moment; no amount is fifteen million pounds.
_EPOCH = range(1_500_000_000, 2_500_000_000)
# How long something is from now.
_SPAN = re.compile(r"(^|_)(days|hours|minutes|seconds)(_|$)")


class Normal:
    """The rules, for the rows of one scenario."""

    def __init__(self, rows: Reach, family: str, today: date | None = None) -> None:
        self._rows = rows
        self._today = today or datetime.now(UTC).date()
        self._by_uuid = {_bare(place[1][0]): place for place in rows.rows if _is_uuid(place[1][0])}
        keys = {key: place[0] for key, place in self._by_uuid.items()}
        numbers = frozenset((place[0], place[1][0]) for place in rows.rows)
        self.wording = Wording(family, keys, numbers, frozenset(self._invented(family.lower())))

    def cells(self, row: Found) -> dict[str, str | Place]:
        """The columns of ``row`` that count, with what is comparable of their values."""
        keys = {column.key for column in row.table.primary_key.columns}
        trying = any(_DONE.match(column.key) for column in row.table.columns)
        return {
            column.key: self._cell(row, column.key)
            for column in row.table.columns
            if not _SECRET.search(column.key)
            and not (trying and _TRYING.match(column.key))
            and (column.key not in keys or column.foreign_keys)
        }

    def _cell(self, row: Found, column: str) -> str | Place:
        value = row.values[column]
        if value is None:
            return "null"
        if table := self._rows.parent_table(row, column):
            return self._rows.parent(row, column) or f"<{table}>"
        if isinstance(value, str) and row.table.columns[column].name in unique_columns(row.table):
            return self._unique(value)
        return self._value(column, value)

    def _value(self, name: str, value: Any) -> str | Place:
        match value:
            case bool():
                return str(value).lower()
            case uuid.UUID():
                return self._by_uuid.get(value.hex, "<uuid>")
            case str():
                return self._text(name, value)
            case int() if value in _EPOCH:
                return "<moment>"
            case int():
                return self._number(name, str(value)) or str(value)
            case float() | Decimal():
                return "<span>" if _SPAN.search(name) else _exact(value)
            case datetime():
                return "<moment>"
            case date():
                return f"today{(value - self._today).days:+d}"
            case time():
                return "<time>"
            case _:
                return self._tree(name, value)

    def _text(self, name: str, value: str) -> str | Place:
        if _is_uuid(value):
            return self._by_uuid.get(_bare(value), "<uuid>")
        if value.isdigit() and (row := self._number(name, value)):
            return row
        return repr(self.wording.lines(value) if "\n" in value else self.wording.plain(value))

    def _number(self, name: str, digits: str) -> str | Place | None:
        """The row that a number in a column like ``order_id`` means; ``None`` if the column is none of these."""
        named = _NAMES_A_ROW.match(name)
        if not named:
            return None
        tables = {table for table, _ in self._rows.rows if table == named["of"] or table.endswith(f"_{named['of']}")}
        place = (tables.pop(), (digits,)) if len(tables) == 1 else None
        return place if place in self._rows.rows else "<id>"

    def _unique(self, value: str) -> str | Place:
        """A text nobody else has was made up, unless it speaks of the family or of something at Stripe."""
        if _is_uuid(value):
            return self._by_uuid.get(_bare(value), "<uuid>")
        return repr(re.sub(r"\d+", "<n>", self.wording.plain(value)))

    def _tree(self, name: str, value: Any) -> str:
        match value:
            case dict():
                known = [(str(k), v) for k, v in value.items() if not _SECRET.search(str(k))]
                parts = [f"{self.wording.plain(k)}: {self._tree(k, v)}" for k, v in known]
                return "{" + ", ".join(sorted(parts)) + "}"
            case list() | tuple():
                return "[" + ", ".join(self._tree(name, one) for one in value) + "]"
            case None:
                return "null"
            case str() if _NAMES_A_ROW.match(name):
                return repr(", ".join(sorted(self._name(name, part.strip()) for part in value.split(","))))
            case str() | int() | float():
                return self._name(name, value)
        return f"<{type(value).__name__}>"  # inet, ranges and the like

    def _name(self, name: str, value: Any) -> str:
        cell = self._value(name, value)
        return cell if isinstance(cell, str) else f"<{cell[0]}>"

    def _invented(self, family: str) -> Iterator[str]:
        """The unique texts that speak neither of the family nor of something at Stripe: order numbers and the like."""
        for row in self._rows.rows.values():
            unique = unique_columns(row.table)
            for column in row.table.columns:
                value = row.values[column.key]
                made_up = column.name in unique and isinstance(value, str) and value and family not in value.lower()
                if made_up and not _is_uuid(value) and not is_stripe_id(value):
                    yield value


def _exact(value: float | Decimal) -> str:
    """``60.00``, ``60`` and ``60.0`` are one amount, and SQLite keeps whichever it was given."""
    return f"{Decimal(str(value)).normalize():f}"


def _is_uuid(value: Any) -> bool:
    return bool(re.fullmatch(r"[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", str(value), re.IGNORECASE))


def _bare(value: str) -> str:
    return value.replace("-", "").lower()
