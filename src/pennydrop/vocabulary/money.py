"""What Stripe itself says of the money, asked through the official SDK."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_bdd import given, then, when

from pennydrop.vocabulary.types import sentence

if TYPE_CHECKING:
    from pennydrop.gateway import Gateway
    from pennydrop.money import Money
    from pennydrop.vocabulary.cast import Cast
    from pennydrop.vocabulary.purchase import Purchase


@given("the shop has refunded the whole payment in the Stripe dashboard")
@when("the shop refunds the whole payment in the Stripe dashboard")
def refund_in_full(gateway: Gateway, purchase: Purchase) -> None:
    """Made at Stripe: the site only learns of it from ``charge.refunded``."""
    gateway.refund(purchase.intent_id)
    purchase.something_happened()


@given(sentence("the shop has refunded {amount:Money} of the payment in the Stripe dashboard"))
@when(sentence("the shop refunds {amount:Money} of the payment in the Stripe dashboard"))
def refund_in_part(gateway: Gateway, purchase: Purchase, amount: Money) -> None:
    """Made at Stripe, for a part of the amount."""
    gateway.refund(purchase.intent_id, amount)
    purchase.something_happened()


@then(sentence("Stripe has charged {buyer:w} {amount:Money} once"))
def charged_once(gateway: Gateway, purchase: Purchase, cast: Cast, buyer: str, amount: Money) -> None:
    """Exactly one succeeded PaymentIntent over all of the buyer's Checkouts, for exactly this amount."""
    purchase.wait_for_answers()
    charged = [payment.amount for payment in gateway.sessions_of(cast[buyer].email) if payment.paid]
    assert charged == [amount], f"Stripe charged {buyer} {_listed(charged)}, expected {amount} once"


@then(sentence("Stripe has charged {buyer:w} nothing"))
def charged_nothing(gateway: Gateway, purchase: Purchase, cast: Cast, buyer: str) -> None:
    """No PaymentIntent of the buyer has succeeded."""
    purchase.settle()
    charged = [payment.amount for payment in gateway.sessions_of(cast[buyer].email) if payment.paid]
    assert not charged, f"Stripe charged {buyer} {_listed(charged)}, expected nothing"


@then(sentence("Stripe was not asked for any payment by {buyer:w}"))
def stripe_not_asked(gateway: Gateway, purchase: Purchase, cast: Cast, buyer: str) -> None:
    """No Checkout Session was made for the buyer."""
    purchase.settle()
    asked = [payment.amount for payment in gateway.sessions_of(cast[buyer].email)]
    assert not asked, f"nobody is to be asked for money here, yet {buyer} was sent to Checkout for {_listed(asked)}"


@then(sentence("Stripe has returned {amount:Money} to {buyer:w}"))
def returned(gateway: Gateway, purchase: Purchase, cast: Cast, buyer: str, amount: Money) -> None:
    """The refunds of all of the buyer's payments add up to exactly this amount: nobody refunded twice."""
    purchase.settle()
    refunded = [payment.refunded for payment in gateway.sessions_of(cast[buyer].email) if payment.refunded.minor]
    assert refunded == [amount], f"Stripe returned {_listed(refunded)} to {buyer}, expected {amount}"


@then(sentence("Stripe has returned nothing to {buyer:w}"))
def returned_nothing(gateway: Gateway, purchase: Purchase, cast: Cast, buyer: str) -> None:
    """No refund of any of the buyer's payments."""
    purchase.settle()
    refunded = [payment.refunded for payment in gateway.sessions_of(cast[buyer].email) if payment.refunded.minor]
    assert not refunded, f"Stripe returned {_listed(refunded)} to {buyer}, expected nothing"


@then(sentence("Stripe has kept {amount:Money} of {buyer:w}'s money"))
def kept(gateway: Gateway, purchase: Purchase, cast: Cast, buyer: str, amount: Money) -> None:
    """What the buyer has paid in all Checkouts, less everything that went back."""
    purchase.settle()
    payments = gateway.sessions_of(cast[buyer].email)
    taken = [payment.amount for payment in payments if payment.paid]
    returned = [payment.refunded for payment in payments if payment.refunded.minor]
    assert sum(payment.kept for payment in payments) == amount.minor, (
        f"a customer pays once, for what they get: Stripe took {_listed(taken)} from {buyer} and returned"
        f" {_listed(returned)}, expected {amount} to be kept"
    )


def _listed(amounts: list[Money]) -> str:
    return ", ".join(map(str, amounts)) or "nothing"
