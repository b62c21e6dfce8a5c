"""PaymentIntents over the API: states, transitions, refusals."""

from __future__ import annotations

from typing import Any

from tests.emulator.api import Api

DIRECT = ["payment_intent.created", "charge.succeeded", "payment_intent.succeeded", "charge.updated"]


def test_confirmed_at_once_it_succeeds(api: Api) -> None:
    intent = api.paid_intent()
    assert (intent["status"], intent["amount_received"]) == ("succeeded", 6000)
    assert api.event_types() == DIRECT


def test_confirmed_later_it_succeeds(api: Api) -> None:
    intent = api.post("payment_intents", amount=500, currency="gbp", allowed_payment_method_types=["card"])
    assert intent["status"] == "requires_payment_method"
    updated = api.post(f"payment_intents/{intent['id']}", amount=700, payment_method="pm_card_visa")
    assert (updated["status"], updated["amount"]) == ("requires_confirmation", 700)
    assert api.post(f"payment_intents/{intent['id']}/confirm")["amount_received"] == 700


def test_the_balance_transaction_follows_with_charge_updated(api: Api) -> None:
    api.paid_intent()
    events = {event["type"]: event["data"] for event in api.get("events")["data"]}
    assert events["charge.succeeded"]["object"]["balance_transaction"] is None
    updated = events["charge.updated"]
    assert updated["previous_attributes"] == {"balance_transaction": None}
    transaction = api.get(f"balance_transactions/{updated['object']['balance_transaction']}")
    assert (transaction["amount"], transaction["fee"], transaction["net"]) == (6000, 110, 5890)
    assert api.get("balance")["pending"] == [{"amount": 5890, "currency": "gbp", "source_types": {"card": 5890}}]


def test_a_declined_one_exists_and_its_events_are_sent(api: Api) -> None:
    params: dict[str, Any] = {"amount": 6000, "currency": "gbp", "confirm": True, "payment_method_types": ["card"]}
    error = api.refused("POST", "payment_intents", 402, payment_method="pm_card_chargeDeclined", **params)
    intent = api.get(f"payment_intents/{error['payment_intent']['id']}")
    assert (intent["status"], intent["payment_method"]) == ("requires_payment_method", None)
    assert intent["last_payment_error"]["charge"] == intent["latest_charge"] == error["charge"]
    assert api.event_types() == ["payment_intent.created", "charge.failed", "payment_intent.payment_failed"]


def test_manual_capture_holds_the_money_until_it_is_captured(api: Api) -> None:
    held = api.paid_intent(capture_method="manual")
    assert (held["status"], held["amount_capturable"], held["amount_received"]) == ("requires_capture", 6000, 0)
    captured = api.post(f"payment_intents/{held['id']}/capture", amount_to_capture=4000)
    assert (captured["status"], captured["amount_received"]) == ("succeeded", 4000)
    assert api.event_types() == [
        "payment_intent.created",
        "charge.succeeded",
        "payment_intent.amount_capturable_updated",
        "charge.captured",
        "payment_intent.succeeded",
        "charge.updated",
    ]


def test_cancelling_lets_an_authorisation_go(api: Api) -> None:
    held = api.paid_intent(capture_method="manual")
    canceled = api.post(f"payment_intents/{held['id']}/cancel", cancellation_reason="abandoned")
    assert (canceled["status"], canceled["cancellation_reason"]) == ("canceled", "abandoned")
    assert api.event_types()[-2:] == ["charge.refunded", "payment_intent.canceled"]
    assert api.get("balance_transactions")["data"] == []


def test_what_its_state_forbids_is_refused(api: Api) -> None:
    intent = api.paid_intent()["id"]
    refusals = {action: api.refused("POST", f"payment_intents/{intent}/{action}") for action in ACTIONS}
    assert {error["code"] for error in refusals.values()} == {"payment_intent_unexpected_state"}
    assert {action: error["message"] for action, error in refusals.items()} == ACTIONS
    assert refusals["cancel"]["payment_intent"]["id"] == intent


ACTIONS = {
    "cancel": "You cannot cancel this PaymentIntent because it has a status of succeeded. Only a PaymentIntent with one"
    " of the following statuses may be canceled: requires_payment_method, requires_capture, requires_confirmation,"
    " requires_action, processing.",
    "capture": "This PaymentIntent could not be captured because it has a status of succeeded. Only a PaymentIntent"
    " with one of the following statuses may be captured: requires_capture.",
    "confirm": "You cannot confirm this PaymentIntent because it has already succeeded after being previously"
    " confirmed.",
}


def test_without_a_payment_method_it_cannot_be_confirmed(api: Api) -> None:
    intent = api.post("payment_intents", amount=500, currency="gbp")
    error = api.refused("POST", f"payment_intents/{intent['id']}/confirm")
    assert error["message"].startswith("You cannot confirm this PaymentIntent because it's missing a payment method.")


def test_redirecting_methods_need_a_return_url(api: Api) -> None:
    params: dict[str, Any] = {"amount": 500, "currency": "gbp", "confirm": True, "payment_method": "pm_card_visa"}
    assert "`return_url`" in api.refused("POST", "payment_intents", **params)["message"]
    assert api.post("payment_intents", **params, return_url="http://shop.test/")["status"] == "succeeded"


def test_a_payment_method_without_a_customer_pays_once(api: Api) -> None:
    method = api.post("payment_methods", type="card", card={"token": "tok_visa"})["id"]
    api.paid_intent(method)
    params: dict[str, Any] = {"amount": 500, "currency": "gbp", "confirm": True, "payment_method_types": ["card"]}
    error = api.refused("POST", "payment_intents", payment_method=method, **params)
    assert "It may not be used again" in error["message"]


def test_a_saved_payment_method_pays_for_its_customer_only(api: Api) -> None:
    customer = api.post("customers", email="sophie@example.com")["id"]
    method = api.post("payment_methods/pm_card_visa/attach", customer=customer)["id"]
    assert api.paid_intent(method, customer=customer)["status"] == "succeeded"
    assert api.paid_intent(method, customer=customer)["customer"] == customer
    params: dict[str, Any] = {"amount": 500, "currency": "gbp", "confirm": True, "payment_method_types": ["card"]}
    error = api.refused("POST", "payment_intents", payment_method=method, **params)
    assert f"belongs to the Customer {customer}" in error["message"]


def test_a_card_made_to_be_declined_cannot_be_attached(api: Api) -> None:
    customer = api.post("customers")["id"]
    error = api.refused("POST", "payment_methods/pm_card_chargeDeclined/attach", 402, customer=customer)
    assert error["decline_code"] == "generic_decline"
    assert api.post("payment_methods/pm_card_chargeCustomerFail/attach", customer=customer)["customer"] == customer


def test_card_numbers_are_refused_with_a_secret_key(api: Api) -> None:
    card = {"number": "4242424242424242", "exp_month": 12, "exp_year": 34}
    error = api.refused("POST", "payment_methods", 402, type="card", card=card)
    assert error["message"].startswith("Sending credit card numbers directly to the Stripe API is generally unsafe.")
