"""A Checkout nobody paid in may have been opened once more or once less."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pennydrop.sameness import render
from tests.sameness.shop import Run, made_up

Scenario = Callable[[], Run]


def test_one_more_checkout_that_was_left_is_no_difference(run: Scenario) -> None:
    straight, twice = run(), run()
    straight.order(straight.lesson())
    lesson = twice.lesson()
    twice.order(lesson, paid=False, status="failed")
    twice.order(lesson)
    assert render(straight.end().differences(twice.end())) == ""


def test_what_was_paid_twice_is_a_difference(run: Scenario) -> None:
    straight, twice = run(), run()
    straight.order(straight.lesson())
    lesson = twice.lesson()
    twice.order(lesson)
    twice.order(lesson)
    found = render(straight.end().differences(twice.end()))
    assert "purchase_order of Sam: only disturbed: status 'completed', total 40" in found
    assert "payment at Stripe: only disturbed: £40.00 paid, £0.00 refunded" in found


def test_with_as_many_left_in_both_their_records_are_compared(run: Scenario) -> None:
    first, second = run(), run()
    first.order(first.lesson(), paid=False)
    second.order(second.lesson(), paid=False, status="completed")
    found = first.end().differences(second.end())
    assert render(found) == "purchase_order of Sam: status  undisturbed 'pending'  disturbed 'completed'"


def test_a_paid_order_is_missed_though_one_was_left(run: Scenario) -> None:
    paid, left = run(), run()
    paid.order(paid.lesson())
    left.order(left.lesson(), paid=False)
    found = render(paid.end().differences(left.end()))
    assert "purchase_order of Sam: only undisturbed: status 'completed', total 40" in found
    assert "payment at Stripe: only undisturbed: £40.00 paid, £0.00 refunded" in found


def test_a_refused_card_leaves_no_difference_either(run: Scenario) -> None:
    """The site may note the PaymentIntent of a Checkout in which a card was refused."""
    straight, refused = run(), run()
    straight.order(straight.lesson())
    lesson = refused.lesson()
    refused.order(lesson, paid=False)
    refused.payments[0] = replace(refused.payments[0], intent_id=made_up("pi"))
    refused.add("intent", stripe_id=refused.payments[0].intent_id, refunded=0)
    refused.order(lesson)
    assert render(straight.end().differences(refused.end())) == ""
