"""Paying, or not, at Stripe Checkout.

``goods`` is a word of the suite's own ("lessons", "course"); its ``shop`` fixture knows the way to their Checkout.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect
from pytest_bdd import given, then, when

from pennydrop.checkout.three_d_secure import ThreeDSecureChallenge
from pennydrop.vocabulary.types import sentence

if TYPE_CHECKING:
    from pennydrop.checkout.cards import Card
    from pennydrop.gateway import Gateway
    from pennydrop.vocabulary.cast import Cast
    from pennydrop.vocabulary.postbag import Postbag
    from pennydrop.vocabulary.purchase import Purchase, Shop

# Stripe words a decline differently from one page load to the next; these cover every wording seen.
REFUSAL = re.compile(
    r"your (?:(?:credit|debit|prepaid) )?card (?:was|has been) declined"
    r"|card has insufficient funds"
    r"|card (?:is|has) expired"
    r"|security code is incorrect|CVC is incorrect"
    r"|error occurred while processing your card",
    re.IGNORECASE,
)
NOT_AUTHENTICATED = re.compile(r"unable to authenticate your payment method", re.IGNORECASE)


@given(sentence("{buyer:w} has opened Checkout for the {goods:w}"))
def checkout_is_open(purchase: Purchase, cast: Cast, buyer: str, goods: str) -> None:
    """The buyer has pressed the shop's pay button and looks at Stripe Checkout."""
    purchase.open_checkout(goods, cast[buyer])


@given(sentence("{buyer:w}'s {card:Card} card was refused at Checkout for the {goods:w}"))
def card_was_refused(purchase: Purchase, cast: Cast, buyer: str, card: Card, goods: str) -> None:
    """A first attempt in this Checkout failed; its page is still open."""
    checkout = purchase.open_checkout(goods, cast[buyer])
    checkout.pay_with(card)
    expect(checkout.error).to_have_text(REFUSAL)


@given(sentence("{buyer:w} has paid for the {goods:w} with the {card:Card} card"))
def has_paid(purchase: Purchase, postbag: Postbag, cast: Cast, buyer: str, card: Card, goods: str) -> None:
    """A purchase that is over and done with: paid, delivered, and its mails read."""
    purchase.open_checkout(goods, cast[buyer]).pay_with(card)
    purchase.arrive_back()
    purchase.settle()
    payment = purchase.payment()
    assert payment.paid, f"this Given needs a payment that succeeds, but Stripe says {payment}"
    postbag.mark_read()


@given(sentence("{buyer:w} went back from Checkout without paying for the {goods:w}"))
def went_back(purchase: Purchase, cast: Cast, buyer: str, goods: str) -> None:
    """The buyer opened Checkout and returned to the shop by its back link."""
    purchase.open_checkout(goods, cast[buyer]).back()
    purchase.arrive_back()


@given("the Checkout session has expired")
@when("the Checkout session expires")
def session_expires(gateway: Gateway, purchase: Purchase) -> None:
    """As it does after 24 hours, or when the shop closes it."""
    gateway.expire(purchase.session_id)
    purchase.something_happened()


@when(sentence("{buyer:w} pays for the {goods:w} with the {card:Card} card"))
def pays(purchase: Purchase, cast: Cast, buyer: str, goods: str, card: Card) -> None:
    """From the shop's shelf through Checkout and back to the shop."""
    purchase.open_checkout(goods, cast[buyer]).pay_with(card)
    purchase.arrive_back()


@when(sentence("{buyer:w} tries to go to Checkout for the {goods:w}"))
def tries_to_go_to_checkout(purchase: Purchase, shop: Shop, cast: Cast, buyer: str, goods: str) -> None:
    """Presses the shop's pay button and stays at the shop: a refusal is expected."""
    shop.to_checkout(goods, cast[buyer])
    purchase.something_happened()


@when(sentence("{buyer:w} pays with the {card:Card} card"))
def pays_in_the_open_checkout(purchase: Purchase, cast: Cast, buyer: str, card: Card) -> None:
    """In the Checkout that is open already."""
    purchase.turn_to(cast[buyer])
    purchase.checkout.pay_with(card)
    purchase.arrive_back()


@when(sentence("{buyer:w} tries to pay for the {goods:w} with the {card:Card} card"))
def tries_to_pay(purchase: Purchase, cast: Cast, buyer: str, goods: str, card: Card) -> None:
    """Submits the card and stays at Checkout: a refusal is expected."""
    purchase.open_checkout(goods, cast[buyer]).pay_with(card)
    purchase.something_happened()


@when(sentence("{buyer:w} pays for the {goods:w} with the {card:Card} card and confirms it with the bank"))
def pays_and_authenticates(purchase: Purchase, cast: Cast, buyer: str, goods: str, card: Card) -> None:
    """3-D Secure: the bank asks, the buyer confirms."""
    purchase.open_checkout(goods, cast[buyer]).pay_with(card)
    ThreeDSecureChallenge(purchase.page).complete()
    purchase.arrive_back()


@when(sentence("{buyer:w} tries to pay for the {goods:w} with the {card:Card} card but the bank does not confirm it"))
def fails_to_authenticate(purchase: Purchase, cast: Cast, buyer: str, goods: str, card: Card) -> None:
    """3-D Secure: the bank asks, and the answer is no."""
    purchase.open_checkout(goods, cast[buyer]).pay_with(card)
    ThreeDSecureChallenge(purchase.page).fail()
    purchase.something_happened()


@when(sentence("{buyer:w} goes back to the shop without paying"))
def goes_back(purchase: Purchase, cast: Cast, buyer: str) -> None:
    """By the back link of Checkout."""
    purchase.turn_to(cast[buyer])
    purchase.checkout.back()
    purchase.arrive_back()


@when(sentence("{buyer:w} types the address of the success page"))
def types_success_address(purchase: Purchase, cast: Cast, buyer: str) -> None:
    """The page of the shop that Stripe would lead to after the payment, whether there was one or not."""
    purchase.turn_to(cast[buyer])
    purchase.page.goto(purchase.payment().success_url or "")
    purchase.something_happened()


@when(sentence("{buyer:w} types the address of the cancel page"))
def types_cancel_address(purchase: Purchase, cast: Cast, buyer: str) -> None:
    """Where Checkout's back link leads; or it is found with the back button."""
    purchase.turn_to(cast[buyer])
    purchase.page.goto(purchase.payment().cancel_url or "")
    purchase.something_happened()


@then(sentence("Checkout tells {buyer:w} that the card was refused"))
def refusal_is_shown(purchase: Purchase, buyer: str) -> None:
    """In any of the wordings Stripe uses, under the card's fields."""
    expect(purchase.checkout.error).to_have_text(REFUSAL)


@then(sentence("Checkout tells {buyer:w} that the bank did not confirm the card"))
def failed_authentication_is_shown(purchase: Purchase, buyer: str) -> None:
    """Beside the pay button, where Stripe puts what is not about one field."""
    expect(purchase.checkout.form_error).to_have_text(NOT_AUTHENTICATED)


@then("Checkout can no longer be paid")
def checkout_is_closed(purchase: Purchase) -> None:
    """The page of a closed session has no pay button."""
    purchase.page.reload()
    expect(purchase.checkout.pay_button).to_have_count(0)
    expect(purchase.checkout.closed_notice).to_be_visible()
