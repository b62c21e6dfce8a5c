"""One row of the site's database, as it was when it was read."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from pennydrop.errors import LedgerMismatch
from pennydrop.money import Money

# Arithmetic in binary floats leaves dust like 22.499999999999996; half a thousandth of a penny is not dust.
_FLOAT_DUST = Decimal("0.000001")


class NoSuchColumn(LedgerMismatch, AttributeError, KeyError):
    """The row has no such column."""

    __str__ = Exception.__str__  # KeyError would put the sentence in quotes


class NotAnAmount(AssertionError):
    """The site stored no amount, or a fraction of a penny, where money was expected."""


class Row(Mapping[str, Any]):
    """A frozen row: ``row.status``, ``row["status"]``, ``row.money("total_amount")``.

    Values are exact: ``Decimal``, ``uuid.UUID``, aware UTC ``datetime``; JSON is parsed.
    """

    _table: str
    _values: dict[str, Any]

    def __init__(self, table: str, values: Mapping[Any, Any]) -> None:
        self.__dict__.update(_table=table, _values=dict(values))

    def __getitem__(self, column: str) -> Any:
        try:
            return self._values[column]
        except KeyError:
            raise NoSuchColumn(no_such_column(self._table, column, self._values)) from None

    def __getattr__(self, column: str) -> Any:
        if column.startswith("_"):  # Python's own questions (copy, pickle), not ours
            raise AttributeError(column)
        return self[column]

    def __setattr__(self, column: str, value: object) -> None:
        raise TypeError(f"{self._table}: a row is what was read; write with ledger.writing() and book.change(...)")

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __hash__(self) -> int:
        return id(self)

    def __repr__(self) -> str:
        return f"{self._table}({', '.join(f'{name}={value!r}' for name, value in self.items() if value is not None)})"

    @property
    def table_name(self) -> str:
        """The table the row was read from."""
        return self._table

    def money(self, column: str, currency: str = "gbp") -> Money:
        """The column as money. ``NotAnAmount`` (an assertion) for NULL and for fractions of a penny."""
        value = self[column]
        where = f"{self._table}.{column}"
        if value is None:
            raise NotAnAmount(f"{where} is NULL, not an amount")
        if isinstance(value, float):
            value = _without_dust(value, Money(0, currency))
        try:
            return Money.from_major(value, currency)
        except ValueError as fraction:
            raise NotAnAmount(f"{where}: {fraction}") from None


def no_such_column(table: str, column: str, known: Mapping[str, Any]) -> str:
    """The sentence for a misspelt column."""
    return f"{table} has no column {column!r}{nearest(column, known)}"


def nearest(name: str, known: Mapping[str, Any] | list[str]) -> str:
    """``; did you mean 'status'?``, or nothing if no known name is close."""
    close = difflib.get_close_matches(name, list(known), n=3)
    return f"; did you mean {' or '.join(map(repr, close))}?" if close else ""


def _without_dust(value: float, unit: Money) -> Decimal:
    exact = Decimal(repr(value))
    rounded = round(exact * unit.units_per_major) / Decimal(unit.units_per_major)
    return rounded if abs(exact - rounded) < _FLOAT_DUST else exact
