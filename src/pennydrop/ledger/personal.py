"""What a row says about a person: values that a live site's report must not repeat."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pennydrop.ledger.rows import Row

# By the name of the column; ids, amounts, dates of payments and status words tell nothing of anybody.
_PERSONAL = re.compile(
    r"name|e_?mail|phone|mobile|address|street|city|state_province|county|post|zip|contact|birth|message|note|comment"
    r"|reason|bio|requirement|expectation|user_agent|(^|_)ip($|_)",
    re.IGNORECASE,
)
_LONGEST = 200
"""A text that is longer is no name, and nobody looks for all of it in a report."""


def personal_values(rows: Iterable[Row]) -> Iterator[str]:
    """Every value of ``rows`` in a column that is about a person, and each word of a name that has several."""
    for row in rows:
        for column, value in row.items():
            if value in (None, "", True, False) or not _PERSONAL.search(column):
                continue
            text = str(value)
            yield text[:_LONGEST]
            if "name" in column.lower():
                yield from text.split()
