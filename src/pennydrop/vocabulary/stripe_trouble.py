"""Stripe's API in trouble with what the site asks of it, for this scenario's requests alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from pytest_bdd import given, when

from pennydrop.gateway.trouble import MAKE_REFUND, OPEN_CHECKOUT, SLOW
from pennydrop.vocabulary.types import sentence

if TYPE_CHECKING:
    from pennydrop.bookkeeping.bookkeeper import Bookkeeper
    from pennydrop.gateway.trouble import TroubleDesk
    from pennydrop.vocabulary.cast import Cast
    from pennydrop.vocabulary.purchase import Purchase

NO_CHECKOUT = "Stripe opens no Checkout today."
OUT_OF_ORDER = "Stripe is out of order."
NO_REFUND = "Insufficient funds in your Stripe account for this refund."


@pytest.fixture
def troubles() -> Iterator[ExitStack]:
    """What is wrong with Stripe in this scenario; over when the scenario is."""
    with ExitStack() as stack:
        yield stack


@given(sentence("Stripe refuses to open a Checkout for {buyer:w}"))
def refuses_checkout(trouble_desk: TroubleDesk, troubles: ExitStack, cast: Cast, buyer: str) -> None:
    """Nothing is opened, and the site is told "Stripe opens no Checkout today."."""
    troubles.enter_context(trouble_desk.refuse(OPEN_CHECKOUT, cast[buyer].email, NO_CHECKOUT))


@given(sentence("Stripe opens a Checkout for {buyer:w} and tells the site that it failed"))
def loses_answer_to_checkout(trouble_desk: TroubleDesk, troubles: ExitStack, cast: Cast, buyer: str) -> None:
    """A server error after the work: the session is there, and nobody knows its address."""
    troubles.enter_context(trouble_desk.lose_answer(OPEN_CHECKOUT, cast[buyer].email))


@given(sentence("Stripe takes its time to open a Checkout for {buyer:w}"))
def slow_checkout(trouble_desk: TroubleDesk, troubles: ExitStack, cast: Cast, buyer: str) -> None:
    """One second and a half, as on a bad day."""
    troubles.enter_context(trouble_desk.delay(OPEN_CHECKOUT, cast[buyer].email, SLOW))


@given("Stripe refuses to give the money back")
def refuses_refund(trouble_desk: TroubleDesk, troubles: ExitStack, purchase: Purchase) -> None:
    """Any refund of the payment that the site asks for."""
    troubles.enter_context(trouble_desk.refuse(MAKE_REFUND, purchase.intent_id, NO_REFUND))


@given("Stripe gives the money back and tells the site that it failed")
def loses_answer_to_refund(trouble_desk: TroubleDesk, troubles: ExitStack, purchase: Purchase) -> None:
    """A server error after the work: the refund is made, and the site has to find out."""
    troubles.enter_context(trouble_desk.lose_answer(MAKE_REFUND, purchase.intent_id))


@given("Stripe is out of order for refunds")
def refunds_out_of_order(
    trouble_desk: TroubleDesk, troubles: ExitStack, purchase: Purchase, bookkeeper: Bookkeeper
) -> None:
    """Nothing is done, and the answer is a server error: asking again later can help."""
    bookkeeper.suspend(26, because="Stripe is out of order, and a site may ask for its message again")
    troubles.enter_context(trouble_desk.refuse(MAKE_REFUND, purchase.intent_id, OUT_OF_ORDER, status=503))


@when("Stripe works again")
def works_again(troubles: ExitStack, purchase: Purchase) -> None:
    """All trouble of this scenario is over."""
    troubles.close()
    purchase.something_happened()
