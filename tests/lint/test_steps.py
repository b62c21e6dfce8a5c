"""``pennydrop steps``: the phrase book of whatever suite is in the folder."""

from __future__ import annotations

import json

import pytest

from tests.lint.conftest import Command

pytestmark = pytest.mark.timeout(300)  # whole pytest runs, several at once, on whatever machine this is


def test_phrases_come_by_keyword_with_meaning_place_and_uses(pennydrop: Command) -> None:
    lines = [line.strip() for line in pennydrop("steps").stdout.splitlines() if line.strip()]

    assert lines == [
        *("Given", "a shop", "With something to sell.", "shop_steps.py:6, used once"),
        *("an open shop", "With something to sell.", "shop_steps.py:6, used once"),
        *("When", "{buyer} pays {amount}", "At the till.", "shop_steps.py:11, used once"),
        *("Then", "it is paid", "On the receipt.", "shop_steps.py:15, used twice"),
        "4 phrases",
    ]


def test_words_choose_phrases_and_uses_shows_every_place(pennydrop: Command) -> None:
    lines = [line.strip() for line in pennydrop("steps", "PAID", "receipt", "--uses").stdout.splitlines()]

    assert "features/shop/night.feature:4  Then it is paid" in lines
    assert "features/shop/paying.feature:5  Then it is paid" in lines
    assert lines[-1] == "1 of 4 phrases"


def test_json_says_the_same_to_programs(pennydrop: Command) -> None:
    book = json.loads(pennydrop("steps", "pays", "--json").stdout)

    assert book == [
        {
            "file": "shop_steps.py",
            "line": 11,
            "keyword": "When",
            "sentence": "{buyer} pays {amount}",
            "meaning": "At the till.",
            "chapter": "What the shop sells",
            "own": True,
            "uses": [{"file": "features/shop/paying.feature", "line": 4, "words": "When Sam pays £3"}],
        }
    ]
