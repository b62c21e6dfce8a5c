"""Column types that carry values unchanged between Python, Django's conventions and each database.

Django stores a UUID as 32 hex digits, a time without zero decimals and JSON as text where the database has no such
type. Reflection cannot know that, and its plain types store what the site never finds again.
"""

from __future__ import annotations

from datetime import UTC, datetime, time
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import mysql, postgresql
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine


class UtcDateTime(TypeDecorator[datetime]):
    """Aware UTC in Python; in the database what Django writes: naive UTC, decimals only when there are any."""

    impl = sa.DateTime
    cache_ok = True
    python_type = datetime

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        # SQLAlchemy's own text form always has six decimals, and `=` would miss the site's rows.
        return sa.String() if dialect.name == "sqlite" else mysql.DATETIME(fsp=6) if _mysql(dialect) else sa.DateTime()

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        naive = value.astimezone(UTC).replace(tzinfo=None)
        return str(naive) if dialect.name == "sqlite" else naive

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        naive = datetime.fromisoformat(value) if isinstance(value, str) else value
        return naive.replace(tzinfo=UTC)


class TextTime(TypeDecorator[time]):
    """A time of day on SQLite, written like Django: decimals only when there are any."""

    impl = sa.String
    cache_ok = True
    python_type = time

    def process_bind_param(self, value: time | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> time | None:
        return None if value is None else time.fromisoformat(value)


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal on SQLite, bound as text and read without rounding, so that a stored fraction stays visible."""

    impl = sa.String
    cache_ok = True
    python_type = Decimal

    def __init__(self, precision: int | None, scale: int | None) -> None:
        super().__init__()
        self.precision, self.scale = precision, scale

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(str(value))


def dressed(reflected: TypeEngine[Any], dialect: Dialect, *, is_json: bool) -> TypeEngine[Any]:
    """The type to use instead of the ``reflected`` one; ``is_json``: a check demands valid JSON in this column."""
    if is_json:
        return sa.JSON(none_as_null=True)
    if isinstance(reflected, postgresql.JSONB):
        return postgresql.JSONB(none_as_null=True)
    if isinstance(reflected, sa.JSON):  # Python's None would become JSON's null, which passes NOT NULL
        return sa.JSON(none_as_null=True)
    if isinstance(reflected, sa.CHAR) and reflected.length == 32:
        return sa.Uuid(native_uuid=False)  # Django declares char(32) for UUIDField and for nothing else
    if isinstance(reflected, sa.DateTime) and not reflected.timezone:
        return UtcDateTime()
    if isinstance(reflected, sa.Float) and reflected.asdecimal:
        return sa.Double()  # MySQL's; the site sees a float
    if isinstance(reflected, mysql.TINYINT) and reflected.display_width == 1:
        return sa.Boolean()
    return _dressed_for_sqlite(reflected) if dialect.name == "sqlite" else reflected


def _dressed_for_sqlite(reflected: TypeEngine[Any]) -> TypeEngine[Any]:
    if isinstance(reflected, sa.Time):
        return TextTime()
    # A Float is no Numeric since SQLAlchemy 2.1; it was one before.
    if isinstance(reflected, sa.Numeric) and not isinstance(reflected, sa.Float):
        return ExactDecimal(reflected.precision, reflected.scale)
    return reflected


def python_type(column: sa.Column[Any]) -> type | None:
    """The type of the column's values in Python; ``None`` for types (inet and the like) that do not say."""
    if isinstance(column.type, sa.JSON):
        return dict
    try:
        return column.type.python_type
    except NotImplementedError:
        return None


def _mysql(dialect: Dialect) -> bool:
    return dialect.name in ("mysql", "mariadb")
