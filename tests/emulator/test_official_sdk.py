"""The official SDK, pointed at the emulator and otherwise unchanged."""

from __future__ import annotations

import uuid

import httpx2
import pytest
import stripe

from tests.emulator.conftest import Program

LINE: stripe.params.checkout.SessionCreateParamsLineItem = {
    "price_data": {"currency": "gbp", "unit_amount": 6000, "product_data": {"name": "Lesson"}},
    "quantity": 1,
}


@pytest.fixture
def key() -> str:
    """An account of the test's own."""
    return "sk_test_" + uuid.uuid4().hex


@pytest.fixture
def client(program: Program, key: str) -> stripe.StripeClient:
    return stripe.StripeClient(key, base_addresses={"api": program.url}, max_network_retries=0)


def pay(program: Program, key: str, session: str, number: str) -> int:
    card = {"number": number, "exp_month": "12", "exp_year": "34", "cvc": "123"}
    data = {f"payment_method_data[card][{name}]": value for name, value in card.items()}
    form = {**data, "payment_method_data[type]": "card", "key": key.replace("sk_", "pk_")}
    return httpx2.post(f"{program.url}/v1/payment_pages/{session}/confirm", data=form, trust_env=False).status_code


def test_a_purchase_and_its_refund(program: Program, key: str, client: stripe.StripeClient) -> None:
    session = client.v1.checkout.sessions.create(
        {
            "mode": "payment",
            "line_items": [LINE],
            "success_url": "http://shop.test/",
            "customer_email": "sophie@example.com",
            "metadata": {"order": "7"},
        }
    )
    assert pay(program, key, session.id, "4000000000000002") == 402
    assert pay(program, key, session.id, "4242424242424242") == 200
    paid = client.v1.checkout.sessions.retrieve(session.id, {"expand": ["payment_intent.latest_charge", "line_items"]})
    assert paid.metadata
    assert (paid.payment_status, paid.metadata["order"]) == ("paid", "7")
    assert paid.line_items
    assert paid.line_items.data[0].amount_total == 6000
    intent = paid.payment_intent
    assert isinstance(intent, stripe.PaymentIntent)
    refund = client.v1.refunds.create({"payment_intent": intent.id, "amount": 1000})
    assert refund.status == "succeeded"
    events = [event.type for event in client.v1.events.list({"limit": 100}).auto_paging_iter()]
    assert events.count("charge.refunded") == 1


def test_errors_become_the_sdks_exceptions(client: stripe.StripeClient, program: Program) -> None:
    with pytest.raises(stripe.InvalidRequestError) as missing:
        client.v1.payment_intents.retrieve("pi_none")
    assert (missing.value.code, missing.value.param) == ("resource_missing", "intent")
    with pytest.raises(stripe.CardError) as declined:
        client.v1.payment_intents.create(
            {"amount": 500, "currency": "gbp", "confirm": True, "payment_method": "pm_card_chargeDeclined",
             "return_url": "http://shop.test/"}
        )  # fmt: skip
    assert declined.value.error
    assert declined.value.error.decline_code == "generic_decline"
    wrong = stripe.StripeClient("sk_live_nothing", base_addresses={"api": program.url}, max_network_retries=0)
    with pytest.raises(stripe.AuthenticationError):
        wrong.v1.customers.list()


def test_what_is_not_emulated_is_not_retried(program: Program, key: str) -> None:
    patient = stripe.StripeClient(key, base_addresses={"api": program.url}, max_network_retries=2)
    with pytest.raises(stripe.APIError, match="Not emulated: GET /v1/invoices"):
        patient.v1.invoices.list()
    requests = httpx2.get(
        f"{program.url}/__emulator__/requests", params={"contains": "/v1/invoices"}, trust_env=False
    ).json()["requests"]
    assert len(requests) == 1


def test_an_application_that_pins_acacia(program: Program, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a site does it: module-level settings, ``payment_method_types``, parameters that later versions dropped."""
    monkeypatch.setattr(stripe, "api_base", program.url)
    pinned = {"api_key": key, "stripe_version": "2024-10-28.acacia"}
    session = stripe.checkout.Session.create(
        mode="payment",
        payment_method_types=["card"],  # type: ignore[call-arg]
        line_items=[LINE],
        success_url="http://shop.test/",
        cancel_url="http://shop.test/",
        **pinned,  # type: ignore[arg-type]
    )
    assert session.ui_mode == "hosted"
    assert pay(program, key, session.id, "4242424242424242") == 200
    paid = stripe.checkout.Session.retrieve(session.id, **pinned)  # type: ignore[arg-type]
    refund = stripe.Refund.create(payment_intent=str(paid.payment_intent), reason="requested_by_customer", **pinned)  # type: ignore[arg-type]
    assert refund.amount == 6000
