"""Words of the code are found in features, and the words of the business are left alone."""

from __future__ import annotations

import pytest

from pennydrop.lint.code_words import find_code_word


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("When Sam opens https://shop.example/cart", "an address"),
        ("When Sam opens /private-teaching/checkout/", "an address"),
        ("Then the session cs_test_a1B2 is paid", "an id"),
        ("Then pi_3Nabc has succeeded", "an id"),
        ("Given the order 3f2504e0-4f89-11d3-9a0c-0305e82c3301", "an id"),
        ("Given the token 9f86d081884c7d65", "an id"),
        ("Then SELECT count(*) FROM orders says 1", "SQL"),
        ("Given INSERT INTO lessons succeeds", "SQL"),
        ("When Sam clicks #pay-button", "a selector"),
        ("When Sam clicks .btn-primary", "a selector"),
        ("When Sam clicks div > button", "a selector"),
        ("When Sam fills [name=email]", "a selector"),
        ("Then //table/tr is there", "a selector"),
        ("Then the payment_status is paid", "a name of the database"),
        ("| Sam | private_teaching_order |", "a name of the database"),
    ],
)
def test_words_of_the_code_are_found(line: str, kind: str) -> None:
    found = find_code_word(line)
    assert found
    assert found[0] == kind


@pytest.mark.parametrize(
    "line",
    [
        "# see https://stripe.com/docs/testing",
        "@inv-7 @lessons",
        'Given the "checkout.session.completed" event reaches the site only after the "payment_intent.succeeded" event',
        "  | Sam | Payment Confirmation - {site} | Total Amount: £60.00 / Your Share: £36.00 |",
        'Then Sam is told "Payment was cancelled. Your cart items are still available."',
        "When Sam pays £1,234.50 with the <card_name> card",
        "Given Sam and/or Zoe have selected a session from the list",
        "Given 24/7 support, lesson #12, and the decade 2020-2030",
        "Scenario: Whoever has updated a set price is told ...",
        "Then the places are taken: 3/3",
    ],
)
def test_words_of_the_business_are_left_alone(line: str) -> None:
    assert find_code_word(line) is None
