"""What the site under test calls the tables and columns that the suite knows by other names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Names:
    """``tables`` maps the suite's name to the site's, ``columns`` the suite's ``table.column`` to the site's column."""

    tables: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)

    def of_table(self, ours: str) -> str:
        """The site's name of a table; the same if nobody said otherwise."""
        return self.tables.get(ours, ours)

    def our_table(self, theirs: str) -> str:
        """The suite's name of the site's table."""
        return next((ours for ours, name in self.tables.items() if name == theirs), theirs)

    def our_column(self, our_table: str, theirs: str) -> str:
        """The suite's name of a column of the table the suite calls ``our_table``."""
        renamed = (ours.rpartition(".") for ours, name in self.columns.items() if name == theirs)
        return next((column for table, _, column in renamed if table == our_table), theirs)
