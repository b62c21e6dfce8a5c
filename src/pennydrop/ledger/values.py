"""Values on their way into the database: converted where that is safe, refused where a database would alter them.

SQLite takes anything and PostgreSQL refuses or rounds; what is refused here is refused on both, with the column's name.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import Column

from pennydrop.errors import LedgerMismatch
from pennydrop.ledger.types import python_type
from pennydrop.money import Money

# SQLite does not say how many decimals Django keeps in a column; PostgreSQL would round what is too much.
_SCALE_OF_MONEY = 2


def stored(column: Column[Any], value: Any) -> Any:
    """``value`` as the column takes it; ``LedgerMismatch`` names the column if it would not come back the same."""
    convert = _CONVERTERS.get(python_type(column))
    if value is None or convert is None:  # inet and the like: the database is the better judge
        return value
    try:
        return convert(column, value)
    except _Refused as refused:
        raise LedgerMismatch(f"{column} takes {refused}, not {value!r}") from None


class _Refused(Exception):
    """Says what the column takes instead."""


def _text(column: Column[Any], value: Any) -> str:
    if not isinstance(value, str):
        raise _Refused("text")
    length = getattr(column.type, "length", None)
    if length is not None and len(value) > length:
        raise _Refused(f"at most {length} characters")
    return value


def _truth(_column: Column[Any], value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Refused("True or False")
    return value


def _integer(_column: Column[Any], value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise _Refused("a whole number")
    return value


def _decimal(column: Column[Any], value: Any) -> Decimal:
    if isinstance(value, bool | float) or not isinstance(value, Money | Decimal | int):
        raise _Refused("Money, a Decimal or a whole number")
    exact = value.major if isinstance(value, Money) else Decimal(value)
    precision, scale = getattr(column.type, "precision", None), getattr(column.type, "scale", None)
    scale = _SCALE_OF_MONEY if scale is None else scale
    if exact != round(exact, scale):
        raise _Refused(f"at most {scale} decimals")
    if precision is not None and abs(exact) >= 10 ** (precision - scale):
        raise _Refused(f"numbers below {10 ** (precision - scale)}")
    return exact


def _float(_column: Column[Any], value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, Money | Decimal | int | float):
        raise _Refused("a number")
    return float(value.major if isinstance(value, Money) else value)


def _moment(_column: Column[Any], value: Any) -> datetime:
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise _Refused("a date and time with a time zone (datetime.now(UTC))")
    return value


def _day(_column: Column[Any], value: Any) -> date:
    if isinstance(value, datetime) or not isinstance(value, date):
        raise _Refused("a date")
    return value


def _time_of_day(_column: Column[Any], value: Any) -> time:
    if not isinstance(value, time) or value.tzinfo is not None:
        raise _Refused("a time of day without a time zone")
    return value


def _uuid(_column: Column[Any], value: Any) -> uuid.UUID:
    try:
        return value if isinstance(value, uuid.UUID) else uuid.UUID(value)
    except (ValueError, AttributeError, TypeError):
        raise _Refused("a UUID") from None


def _json(_column: Column[Any], value: Any) -> Any:
    if isinstance(value, str):  # PostgreSQL would keep the text as one JSON string
        raise _Refused("a dict or a list")
    return value


_CONVERTERS: Mapping[type | None, Callable[[Column[Any], Any], Any]] = {
    str: _text,
    bool: _truth,
    int: _integer,
    Decimal: _decimal,
    float: _float,
    datetime: _moment,
    date: _day,
    time: _time_of_day,
    uuid.UUID: _uuid,
    dict: _json,
}
