"""Which cards may be typed, by a page object or by anything else that writes into a page.

Pennydrop types Stripe's published test cards in test mode, and no card at all where the money is real: there a person
types it.
"""

from __future__ import annotations

from pennydrop.card_numbers import card_numbers, test_card_numbers
from pennydrop.errors import SpendingRefused


def refuse_cards(text: str, *, live: bool) -> None:
    """``SpendingRefused``, which shows little of it, if ``text`` holds a card number that must not reach the page."""
    for number in card_numbers(text):
        a_test_card = number in test_card_numbers()
        if live:
            raise SpendingRefused(
                "a test card must not be typed where the money is real: Stripe declines it, and takes note of who tries"
                if a_test_card
                else "Pennydrop types no card where the money is real: a person does (`pennydrop golive pay`)"
            )
        if not a_test_card:
            raise SpendingRefused(
                f"a number of {len(number)} digits ending in {number[-2:]} could be somebody's real card. In test mode"
                " only Stripe's published test cards are typed: https://docs.stripe.com/testing"
            )
