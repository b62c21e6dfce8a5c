"""One table, read from the database's own catalogue, with what a plain reflection leaves out."""

from __future__ import annotations

import re

from sqlalchemy import Connection, Inspector, MetaData, Table, UniqueConstraint, inspect, text
from sqlalchemy.engine.interfaces import ReflectedColumn

from pennydrop.ledger.names import Names
from pennydrop.ledger.types import dressed

# Where there is no JSON type, Django keeps JSON as text and adds this check. It is the only mark of such a column.
_JSON_CHECK = re.compile(r"JSON_VALID\s*\(\s*[\"`]?(\w+)[\"`]?\s*\)", re.IGNORECASE)
_MARIADB_CHECKS = text(
    "SELECT check_clause FROM information_schema.check_constraints"
    " WHERE constraint_schema = DATABASE() AND table_name = :table"
)


def reflect(connection: Connection, ours: str, metadata: MetaData, names: Names) -> Table:
    """The table the suite calls ``ours``, its columns keyed by the suite's names, with types that store what the site
    would store. ``NoSuchTableError`` if there is none."""
    name = names.of_table(ours)
    json_columns = _json_columns(connection, name)

    def dress(inspector: Inspector, _table: Table, column: ReflectedColumn) -> None:
        column["type"] = dressed(column["type"], inspector.dialect, is_json=column["name"] in json_columns)
        column["key"] = names.our_column(ours, column["name"])  # type: ignore[typeddict-unknown-key]  # documented

    listeners = [("column_reflect", dress)]
    # Parents are reflected when somebody names them, not before.
    table = Table(name, metadata, autoload_with=connection, resolve_fks=False, listeners=listeners)
    table.info.update(ours=ours, names=names, unique=_unique_columns(connection, table))
    return table


def unique_columns(table: Table) -> frozenset[str]:
    """The columns that alone must be unique in a reflected ``table``; ``Column.unique`` does not tell."""
    found: frozenset[str] = table.info["unique"]
    return found


def our_name(table: Table) -> str:
    """What the suite calls a reflected ``table``."""
    return str(table.info["ours"])


def names_of(table: Table) -> Names:
    """How the suite's names and the site's belong together, for a reflected ``table``."""
    names: Names = table.info["names"]
    return names


def _unique_columns(connection: Connection, table: Table) -> frozenset[str]:
    rules = [index.columns for index in table.indexes if index.unique]
    rules += [rule.columns for rule in table.constraints if isinstance(rule, UniqueConstraint)]
    unique = {columns[0].name for columns in rules if len(columns) == 1}
    if connection.dialect.name == "sqlite":
        # Django's inline UNIQUE is kept only in automatic indexes, which reflection leaves out.
        automatic = inspect(connection).get_indexes(table.name, include_auto_indexes=True)
        unique |= {str(i["column_names"][0]) for i in automatic if i["unique"] and len(i["column_names"]) == 1}
    return frozenset(unique)


def _json_columns(connection: Connection, table: str) -> set[str]:
    if connection.dialect.name == "sqlite":
        checks = [check["sqltext"] for check in inspect(connection).get_check_constraints(table)]
    elif getattr(connection.dialect, "is_mariadb", False):
        checks = list(connection.execute(_MARIADB_CHECKS, {"table": table}).scalars())
    else:  # these have a JSON type
        checks = []
    return {column for check in checks for column in _JSON_CHECK.findall(check)}
