"""Numbers for rows that depend neither on keys nor on times: ``lessons_lesson#1``.

Rows are told apart by what they hold, then by what the rows around them hold, and so on until nothing new is learnt
(colour refinement). Rows that are still alike are alike in all that counts; one of them is then called the first, and
the others are told apart by it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pennydrop.sameness.reach import Place

_DAY = re.compile(r"^today[+-]\d+$")


def label(rows: Mapping[Place, Mapping[str, str | Place]]) -> dict[Place, str]:
    """A label for each of ``rows``; equal sets of rows are given equal labels."""
    ranks = _refined(_ranked({place: _own(place, cells) for place, cells in rows.items()}), rows)
    while tied := _first_tie(ranks):
        # Twice the rank leaves room for one before each.
        ranks = _refined({place: 2 * rank - (place == tied) for place, rank in ranks.items()}, rows)
    numbers: dict[str, int] = {}
    labels = {}
    for table, key in sorted(ranks, key=lambda place: (place[0], ranks[place])):
        numbers[table] = numbers.get(table, 0) + 1
        labels[table, key] = f"{table}#{numbers[table]}"
    return labels


def _own(place: Place, cells: Mapping[str, str | Place]) -> Any:
    """What a row says by itself. A day too early or too late is no difference (see ``differences``)."""
    texts = [(column, "" if _DAY.match(cell) else cell) for column, cell in cells.items() if isinstance(cell, str)]
    return place[0], sorted(texts)


def _refined(ranks: dict[Place, int], rows: Mapping[Place, Mapping[str, str | Place]]) -> dict[Place, int]:
    """``ranks`` split by those of the neighbours until no rank splits any more."""
    while True:
        above: dict[Place, list[Any]] = {place: [] for place in rows}
        below: dict[Place, list[Any]] = {place: [] for place in rows}
        for place, cells in rows.items():
            for column, cell in cells.items():
                if not isinstance(cell, str):
                    above[place].append((column, ranks[cell]))
                    below[cell].append((place[0], column, ranks[place]))
        split = _ranked({place: (ranks[place], sorted(above[place]), sorted(below[place])) for place in rows})
        if len(set(split.values())) == len(set(ranks.values())):
            return split
        ranks = split


def _ranked(signs: Mapping[Place, Any]) -> dict[Place, int]:
    """The position of each row's sign among all that occur."""
    rank, last, ranks = 0, None, {}
    for place, sign in sorted(signs.items(), key=lambda item: item[1]):
        if sign != last:
            rank, last = rank + 1, sign
        ranks[place] = rank
    return ranks


def _first_tie(ranks: Mapping[Place, int]) -> Place | None:
    """One of the rows that share the lowest shared rank."""
    seen: dict[int, Place] = {}
    tied = [(rank, place) for place, rank in ranks.items() if seen.setdefault(rank, place) != place]
    return seen[min(rank for rank, _ in tied)] if tied else None
