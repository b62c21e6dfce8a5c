"""Which rows of the site's database belong to a scenario, found by reflection alone.

A row belongs when a text column holds exactly one of the scenario's own words (a mail address, a Stripe id), or when
one of its foreign keys points to a row that belongs. Parents are never pulled in: what everybody shares (terms,
categories, sites) is referred to by rows of the scenario, and refers to none of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from pennydrop.ledger.reflection import names_of, our_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sqlalchemy import ColumnElement, Connection, Table

    from pennydrop.ledger import Ledger

# Where a row is: its table, by the suite's name, and the values of its primary key.
Place = tuple[str, tuple[Any, ...]]


@dataclass(frozen=True)
class Found:
    """A row that belongs to the scenario. ``values`` go by the suite's names of the columns."""

    place: Place
    table: Table = field(repr=False, compare=False)
    values: dict[str, Any] = field(compare=False)


@dataclass(frozen=True)
class Link:
    """``child.column`` refers to ``parent.key``; tables and columns by the suite's names."""

    child: str
    column: str
    parent: str
    key: str


class Reach:
    """The scenario's rows, and where each of their foreign keys leads."""

    def __init__(self, rows: Iterable[Found], links: Iterable[Link]) -> None:
        self.rows = {row.place: row for row in rows}
        self._links = {(link.child, link.column): link for link in links}
        self._by_key: dict[tuple[str, str, Any], Place] = {}
        for link in self._links.values():
            for row in self.rows.values():
                if row.place[0] == link.parent:
                    self._by_key[link.parent, link.key, row.values[link.key]] = row.place

    def parent_table(self, row: Found, column: str) -> str | None:
        """The table that a foreign key column refers to; ``None`` for other columns."""
        link = self._links.get((row.place[0], column))
        return link.parent if link else None

    def parent(self, row: Found, column: str) -> Place | None:
        """The row of the scenario that a column refers to, if it is one of the scenario's."""
        link = self._links.get((row.place[0], column))
        return self._by_key.get((link.parent, link.key, row.values[column])) if link else None


def reach(ledger: Ledger, words: Iterable[str]) -> Reach:
    """All rows that hold one of ``words``, and all that hang on them."""
    tables = {our_name(table): table for table in ledger.schema.tables()}
    links = [link for table in tables.values() for link in _links(table)]
    wanted = sorted(set(words))
    found: dict[Place, Found] = {}
    with ledger.looking() as connection:
        fresh = [row for table in tables.values() for row in _holding(connection, table, wanted)]
        while fresh:
            found.update((row.place, row) for row in fresh)
            candidates = _hanging_on(connection, tables, links, fresh)
            fresh = list({row.place: row for row in candidates if row.place not in found}.values())
    return Reach(found.values(), links)


def _links(table: Table) -> Iterator[Link]:
    names, child = names_of(table), our_name(table)
    for column in table.columns:
        for key in column.foreign_keys:
            theirs, _, target = key.target_fullname.rpartition(".")
            parent = names.our_table(theirs)
            yield Link(child, column.key, parent, names.our_column(parent, target))


def _holding(connection: Connection, table: Table, words: list[str]) -> list[Found]:
    # PostgreSQL refuses to look in an enumeration for what is none of its values.
    texts = [it for it in table.columns if isinstance(it.type, sa.String) and not isinstance(it.type, sa.Enum)]
    return _select(connection, table, [column.in_(words) for column in texts])


def _hanging_on(
    connection: Connection, tables: Mapping[str, Table], links: Iterable[Link], rows: Iterable[Found]
) -> Iterator[Found]:
    """The children of ``rows``: one query for each table that refers to any of theirs."""
    parents: dict[str, list[Found]] = {}
    for row in rows:
        parents.setdefault(row.place[0], []).append(row)
    asked: dict[str, list[ColumnElement[bool]]] = {}
    for link in links:
        if link.parent in parents:
            keys = [row.values[link.key] for row in parents[link.parent]]
            asked.setdefault(link.child, []).append(tables[link.child].columns[link.column].in_(keys))
    for child, either in asked.items():
        yield from _select(connection, tables[child], either)


def _select(connection: Connection, table: Table, either: list[ColumnElement[bool]]) -> list[Found]:
    if not either:
        return []
    selected = connection.execute(sa.select(table).where(sa.or_(*either))).mappings()
    return [_found(table, {column.key: row[column] for column in table.columns}) for row in selected]


def _found(table: Table, values: dict[str, Any]) -> Found:
    keys = [column.key for column in table.primary_key.columns] or list(values)
    return Found((our_name(table), tuple(str(values[key]) for key in keys)), table, values)
