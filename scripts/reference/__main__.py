"""Writes every generated table anew: ``make docs``."""

from __future__ import annotations

from scripts.reference.tables import TABLES

for table in TABLES:
    if table.is_current():
        continue
    table.write()
    print(f"{table.file}: {table.name} renewed")
