"""Which sentences are two wordings of one idea, and which are not."""

from __future__ import annotations

import pytest

from pennydrop.lint.alike import gist


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("{buyer} sees the lessons as paid", "{student} sees lesson as paid"),
        ("the books show {amount} of the {goods} refunded", "the books show {goods} refunded {amount}"),
        ("{buyer}'s cart is empty", "the cart of {buyer} is empty"),
        ("no mail is sent", "no mails are sent"),
        ("{student} has paid for the course", "{student} paid for the courses"),
        ("in the cart {student} has two sessions", "{student} has two sessions in the cart"),
        ("the matches are cancelled", "the match is cancelled"),
    ],
)
def test_the_same_words_are_alike(one: str, other: str) -> None:
    assert gist(one) == gist(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("{student} can read the course's lessons", "{student} cannot read the course's lessons"),
        ("{buyer} is told the price", "{buyer} is not told the price"),
        ("no mail is sent", "no further mail is sent"),
        ("{one} cancels before {other}", "{one} cancels after {other}"),
        ("{buyer} pays for the {goods}", "{buyer} pays for the {goods} with {card}"),
        ("the books show the {goods} refunded: {amount}", "the books show {amount} of the {goods} refunded, and:"),
        ("{student} has asked for a refund", "{student} has opened a refund"),
        ("the class is full", "the glass is full"),
        (
            "{student:w} has put session {number:d} in the cart",
            "{guardian:w} has put the session of {child:w} in the cart",
        ),
        ("{student} has put the session in the cart", "{student} has put the session in the cart for {child}"),
    ],
)
def test_a_telling_word_more_or_another_is_another_idea(one: str, other: str) -> None:
    assert gist(one) != gist(other)
