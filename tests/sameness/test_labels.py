"""Labels depend on what rows hold and how they hang together, and on nothing else."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

import pytest

from pennydrop.sameness.labels import label
from pennydrop.sameness.reach import Place

Rows = Mapping[Place, Mapping[str, "str | Place"]]


def shown(rows: Rows) -> list[tuple[str, list[tuple[str, str]]]]:
    """The rows under their labels: what a state keeps of them."""
    labels = label(rows)
    return sorted(
        (labels[place], sorted((name, it if isinstance(it, str) else labels[it]) for name, it in cells.items()))
        for place, cells in rows.items()
    )


def renumbered(rows: Rows, chance: random.Random) -> Rows:
    """The same rows under other keys, in another order."""
    keys = chance.sample(range(1000), len(rows))
    to: dict[Any, Any] = {place: (place[0], (str(key),)) for place, key in zip(rows, keys, strict=True)}
    moved = [(to[place], {name: to.get(it, it) for name, it in cells.items()}) for place, cells in rows.items()]
    chance.shuffle(moved)
    return dict(moved)


@pytest.mark.parametrize("seed", range(60))
def test_other_keys_and_another_order_change_no_label(seed: int) -> None:
    """Rows of few words, so that many are alike, with references that go anywhere, also in circles."""
    chance = random.Random(seed)  # noqa: S311  # no secret
    places: list[Place] = [(chance.choice("ab"), (str(number),)) for number in range(chance.randint(2, 12))]
    anywhere: list[str | Place] = [*places, "null"]
    rows: dict[Place, dict[str, str | Place]] = {}
    for place in places:
        rows[place] = {"status": chance.choice(["new", "paid"])}
        rows[place] |= {name: chance.choice(anywhere) for name in ("owner", "next")[: chance.randint(0, 2)]}
    assert shown(rows) == shown(renumbered(rows, chance))


def test_rows_alike_are_told_apart_by_what_refers_to_them() -> None:
    first: Rows = {("a", ("1",)): {}, ("a", ("2",)): {}, ("b", ("1",)): {"of": ("a", ("2",))}}
    assert label(first)["a", ("1",)] != label(first)["a", ("2",)]
    second: Rows = {("a", ("1",)): {}, ("a", ("2",)): {}, ("b", ("1",)): {"of": ("a", ("1",))}}
    assert shown(first) == shown(second)


def test_pairs_of_rows_alike_stay_together() -> None:
    """Two orders alike with an item each: no label may lead an item to the other one's order."""
    rows: Rows = {("a", (n,)): {"next": ("b", (n,))} for n in "12"} | {("b", (n,)): {"of": ("a", (n,))} for n in "12"}
    assert shown(rows) == [
        ("a#1", [("next", "b#1")]),
        ("a#2", [("next", "b#2")]),
        ("b#1", [("of", "a#1")]),
        ("b#2", [("of", "a#2")]),
    ]
