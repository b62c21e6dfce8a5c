"""Stripe's test cards under the names scenarios use. They only work in test mode."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Card:
    """What a customer types to pay. ``expiry`` is ``MM / YY``, ``country`` an ISO 3166 two-letter code.

    Of the address Checkout asks only what the country and the shop need.
    """

    number: str
    expiry: str = "12 / 34"
    cvc: str = "123"
    holder: str = "Penny Drop"
    street: str = "1 Penny Lane"
    city: str = "Liverpool"
    country: str = "GB"
    postal_code: str = "L18 1DE"


CARDS = {
    "Visa": Card("4242424242424242"),
    "Visa debit": Card("4000056655665556"),
    "Mastercard": Card("5555555555554444"),
    "Amex": Card("378282246310005", cvc="1234"),
    "declined": Card("4000000000000002"),
    "insufficient funds": Card("4000000000009995"),
    "lost": Card("4000000000009987"),
    "stolen": Card("4000000000009979"),
    "expired": Card("4000000000000069"),
    "wrong CVC": Card("4000000000000127"),
    "processing error": Card("4000000000000119"),
    "3-D Secure": Card("4000000000003220"),
    "3-D Secure then declined": Card("4000008400001629"),
    "refund fails later": Card("4000000000005126"),
    "disputed": Card("4000000000000259"),
}


def card(name: str) -> Card:
    """The card of that name. ``LookupError`` lists the names there are."""
    if name not in CARDS:
        raise LookupError(f"there is no card named {name!r}; the cards are: {', '.join(CARDS)}")
    return CARDS[name]
