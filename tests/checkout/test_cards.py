"""The cards scenarios name."""

from __future__ import annotations

import pytest

from pennydrop.checkout import card
from pennydrop.checkout.cards import CARDS


def test_a_card_is_found_by_its_name() -> None:
    assert card("declined").number == "4000000000000002"


def test_an_unknown_name_is_answered_with_the_names_there_are() -> None:
    with pytest.raises(LookupError, match=r"no card named 'Vista'; the cards are: Visa, .*3-D Secure then declined"):
        card("Vista")


@pytest.mark.parametrize("name", CARDS)
def test_every_number_is_one_that_checkout_lets_through(name: str) -> None:
    """A mistyped digit would be refused in the browser and look like a decline."""
    digits = [int(digit) for digit in reversed(CARDS[name].number)]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]
    assert (sum(digits[::2]) + sum(doubled)) % 10 == 0


def test_no_number_is_there_twice() -> None:
    assert len({one.number for one in CARDS.values()}) == len(CARDS)
