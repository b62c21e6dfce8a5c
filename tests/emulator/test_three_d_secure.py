"""What follows when the customer passes or fails the bank's challenge."""

from __future__ import annotations

from typing import Any

from tests.emulator.api import Api

ALWAYS, THEN_DECLINED = "4000002760003184", "4000008400001629"


def challenged(api: Api, number: str = ALWAYS) -> tuple[str, str]:
    """A session whose payment waits for the bank, and its PaymentIntent."""
    session = api.open_session()["id"]
    return session, api.pay(session, number).json()["payment_intent"]["id"]


def authenticate(api: Api, intent: str, outcome: str) -> None:
    account = api.get("account")["id"]
    answer = api.client.post(f"/3d_secure_2_test/{account}/{intent}/challenge/{outcome}")
    assert answer.status_code == 204, answer.text


def test_passing_completes_the_session(api: Api) -> None:
    session, intent = challenged(api)
    authenticate(api, intent, "complete")
    assert api.get(f"payment_pages/{session}")["state"] == "complete"
    assert api.event_types() == [
        "payment_intent.created",
        "payment_intent.requires_action",
        "payment_intent.succeeded",
        "charge.succeeded",
        "checkout.session.completed",
        "charge.updated",
    ]
    card = api.get("charges")["data"][0]["payment_method_details"]["card"]
    assert card["three_d_secure"]["result"] == "authenticated"


def test_failing_leaves_the_session_open_and_makes_no_charge(api: Api) -> None:
    session, intent = challenged(api)
    authenticate(api, intent, "fail")
    page = api.get(f"payment_pages/{session}")
    error = page["payment_intent"]["last_payment_error"]
    assert (page["state"], page["payment_intent"]["status"]) == ("open", "requires_payment_method")
    assert error["code"] == "payment_intent_authentication_failure"
    assert error["message"].startswith("We are unable to authenticate your payment method.")
    assert api.get("charges")["data"] == []
    assert api.event_types()[-1] == "payment_intent.payment_failed"
    assert api.pay(session).json()["payment_intent"]["id"] == intent


def test_the_bank_may_decline_after_the_challenge(api: Api) -> None:
    session, intent = challenged(api, THEN_DECLINED)
    authenticate(api, intent, "complete")
    page = api.get(f"payment_pages/{session}")
    assert page["payment_intent"]["last_payment_error"]["decline_code"] == "generic_decline"
    assert api.event_types()[-2:] == ["charge.failed", "payment_intent.payment_failed"]


def test_a_challenge_ends_only_once(api: Api) -> None:
    _, intent = challenged(api)
    authenticate(api, intent, "complete")
    authenticate(api, intent, "fail")
    assert api.get(f"payment_intents/{intent}")["status"] == "succeeded"


def test_the_challenge_is_where_the_next_action_says(api: Api) -> None:
    _, intent = challenged(api)
    action = api.get(f"payment_intents/{intent}")["next_action"]
    account = api.get("account")["id"]
    assert action["type"] == "use_stripe_sdk"
    assert action["use_stripe_sdk"]["stripe_js"] == (
        f"http://127.0.0.1:4242/3d_secure_2_test/{account}/{intent}/challenge"
    )


def test_a_merchant_with_a_return_url_is_redirected(api: Api) -> None:
    intent = api.paid_intent("pm_card_authenticationRequired", return_url="http://shop.test/back")
    assert intent["next_action"]["redirect_to_url"]["return_url"] == "http://shop.test/back"


def test_off_session_the_payment_is_declined_instead(api: Api) -> None:
    params: dict[str, Any] = {
        "amount": 6000,
        "currency": "gbp",
        "confirm": True,
        "payment_method_types": ["card"],
        "off_session": True,
    }
    error = api.refused("POST", "payment_intents", 402, payment_method="pm_card_authenticationRequired", **params)
    assert error["code"] == error["decline_code"] == "authentication_required"


def test_three_d_secure_on_request(api: Api) -> None:
    wanted: dict[str, Any] = {"payment_method_options": {"card": {"request_three_d_secure": "any"}}}
    assert api.paid_intent("pm_card_threeDSecureOptional", **wanted)["status"] == "requires_action"
    assert api.paid_intent("pm_card_threeDSecureOptional")["status"] == "succeeded"
    assert api.paid_intent("pm_card_visa", **wanted)["status"] == "succeeded"
