"""``EMULATOR_LIVE=1``: a live account's Stripe, in which test keys and test cards are worth nothing."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from pennydrop.emulator.settings import EmulatorSettings
from pennydrop.emulator.web.app import Emulator
from tests.emulator.api import LESSON, Api, encoded

KEY = "sk_live_" + "shop"
# Numbers the networks publish for tests of their own; Stripe takes them for ordinary ones.
REAL_CARDS = {"visa": "4111" + "1111" * 3, "diners": "3056" + "9309025904", "jcb": "35660000" + "20000410"}


@pytest.fixture
def settings() -> EmulatorSettings:
    return EmulatorSettings(account_name="Recorder School", live=True)


@pytest.fixture
def live(api: Api) -> Api:
    return Api(api.client, api.emulator, KEY)


def pay(live: Api, session_id: str, number: str) -> Any:
    """What the Checkout page does with a card, with the live publishable key."""
    card = {"number": number, "exp_month": 12, "exp_year": 34, "cvc": "123"}
    data = {"type": "card", "card": card, "billing_details": {"name": "Sophie Lee"}}
    form = encoded({"key": "pk_live_" + "shop", "payment_method_data": data})
    return live.client.post(f"/v1/payment_pages/{session_id}/confirm", data=form)


@pytest.mark.parametrize("key", ["sk_test_" + "shop", "pk_test_" + "shop", "rk_test_" + "shop"])
def test_test_keys_are_refused(api: Api, key: str) -> None:
    error = Api(api.client, api.emulator, key).refused("GET", "customers", 401)
    assert error["message"].startswith("Invalid API Key provided: " + key[:8])


def test_a_known_secret_key_has_to_be_of_the_same_mode() -> None:
    test_key, live_key = "sk_test_" + "a", "sk_live_" + "a"
    assert EmulatorSettings.from_environment({"EMULATOR_LIVE": "1", "EMULATOR_SECRET_KEYS": live_key}).live
    with pytest.raises(ValueError, match="not of live mode"):
        EmulatorSettings.from_environment({"EMULATOR_LIVE": "1", "EMULATOR_SECRET_KEYS": test_key})
    with pytest.raises(ValueError, match="not of test mode"):
        EmulatorSettings.from_environment({"EMULATOR_SECRET_KEYS": live_key})
    with pytest.raises(ValueError, match="EMULATOR_LIVE is 'yes'"):
        EmulatorSettings.from_environment({"EMULATOR_LIVE": "yes"})


@pytest.mark.parametrize(("brand", "number"), REAL_CARDS.items())
def test_a_real_card_pays_and_everything_says_live(live: Api, brand: str, number: str) -> None:
    session = live.open_session()
    assert session["id"].startswith("cs_live_")
    answer = pay(live, session["id"], number)
    assert answer.status_code == 200, answer.text
    paid = live.get(f"checkout/sessions/{session['id']}", expand=["payment_intent.latest_charge"])
    intent = paid["payment_intent"]
    charge = intent["latest_charge"]
    assert (paid["livemode"], intent["livemode"], charge["livemode"]) == (True, True, True)
    assert charge["payment_method_details"]["card"]["brand"] == brand
    assert {event["livemode"] for event in live.get("events", limit=100)["data"]} == {True}
    assert live.get("balance")["livemode"] is True


def test_what_a_merchant_makes_is_live(live: Api) -> None:
    product = live.post("products", **LESSON)
    price = live.post("prices", product=product["id"], currency="gbp", unit_amount=6000)
    customer = live.post("customers")
    endpoint = live.post("webhook_endpoints", url="https://shop.test/hook", enabled_events=["*"])
    assert [made["livemode"] for made in (product, price, customer, endpoint)] == [True] * 4


def test_a_test_card_is_declined(live: Api) -> None:
    answer = pay(live, live.open_session()["id"], "4242424242424242")
    error = answer.json()["error"]
    assert answer.status_code == 402
    assert (error["code"], error["decline_code"]) == ("card_declined", "live_mode_test_card")


def test_a_number_with_a_wrong_check_digit_is_no_card(live: Api) -> None:
    error = pay(live, live.open_session()["id"], REAL_CARDS["visa"][:-1] + "2").json()["error"]
    assert error["code"] == "incorrect_number"


def test_names_of_test_cards_are_refused(live: Api) -> None:
    params: dict[str, Any] = {"amount": 100, "currency": "gbp", "confirm": True, "payment_method_types": ["card"]}
    error = live.refused("POST", "payment_intents", payment_method="pm_card_visa", **params)
    assert error["message"].startswith("You cannot use the test ID 'pm_card_visa' in livemode.")
    token = live.refused("POST", "payment_methods", type="card", card={"token": "tok_visa"})
    assert token["code"] == "resource_missing"


def test_a_webhook_without_https_is_refused(live: Api) -> None:
    error = live.refused("POST", "webhook_endpoints", url="http://shop.test/hook", enabled_events=["*"])
    assert error["message"] == 'Invalid URL: http://shop.test/hook. URLs in livemode must begin with "https://"'


def test_a_refund_works_as_in_test_mode(live: Api) -> None:
    session = live.open_session()
    pay(live, session["id"], REAL_CARDS["visa"])
    intent = live.get(f"checkout/sessions/{session['id']}")["payment_intent"]
    assert live.post("refunds", payment_intent=intent)["status"] == "succeeded"


@pytest.mark.parametrize("is_live", [True, False])
def test_only_the_pages_of_test_mode_say_so(is_live: bool) -> None:
    with TestClient(Emulator(EmulatorSettings(live=is_live)), base_url="http://127.0.0.1:4242") as client:
        assert ("Test mode" in client.get("/").text) is not is_live
        assert ("Test mode" in client.get("/c/pay/cs_unknown").text) is not is_live
