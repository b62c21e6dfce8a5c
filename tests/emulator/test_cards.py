"""Every test card at Checkout, by its row in the table, and the declines in Stripe's words."""

from __future__ import annotations

import pytest

from pennydrop.emulator.domain.cards import test_cards as card_table
from tests.emulator.api import Api

CARDS = card_table()
ORDINARY = [card for card in CARDS.values() if not card.decline and card.three_d_secure in ("optional", "unsupported")]
SUCCEEDING = [card.number for card in ORDINARY if "dispute" not in card.effects]
CHALLENGED = [
    card.number for card in CARDS.values() if card.three_d_secure in ("always", "unless_set_up", "on_session")
]

DECLINED = [
    ("4000000000000002", "card_declined", "generic_decline", "Your card was declined.", None),
    ("4000000000009995", "card_declined", "insufficient_funds", "Your card has insufficient funds.", None),
    ("4000000000009987", "card_declined", "lost_card", "Your card was declined.", None),
    ("4000000000009979", "card_declined", "stolen_card", "Your card was declined.", None),
    ("4000000000000069", "expired_card", "expired_card", "Your card has expired.", "exp_month"),
    ("4000000000000127", "incorrect_cvc", "incorrect_cvc", "Your card's security code is incorrect.", "cvc"),
    (
        "4000000000000119",
        "processing_error",
        "processing_error",
        "An error occurred while processing your card. Try again in a little bit.",
        None,
    ),
    (
        "4000000000006975",
        "card_declined",
        "card_velocity_exceeded",
        "Your card was declined for making repeated attempts too frequently or exceeding its amount limit.",
        None,
    ),
    ("4100000000000019", "card_declined", "fraudulent", "Your card was declined.", None),
    ("4000000000000341", "card_declined", "generic_decline", "Your card was declined.", None),
    ("4242424242424241", "incorrect_number", None, "Your card number is incorrect.", "number"),
]


def test_the_table_has_every_kind_of_card() -> None:
    assert (len(SUCCEEDING) > 80, len(CHALLENGED)) == (True, 10)


@pytest.mark.parametrize("number", SUCCEEDING)
def test_an_ordinary_card_pays_and_is_described(api: Api, number: str) -> None:
    session = api.open_session()
    assert api.pay(session["id"], number).json()["payment_status"] == "paid"
    charge = api.get("charges")["data"][0]
    shown, card = charge["payment_method_details"]["card"], CARDS[number]
    assert (shown["brand"], shown["country"], shown["funding"], shown["last4"]) == (
        card.brand,
        card.country,
        card.funding,
        number[-4:],
    )
    assert charge["outcome"]["risk_level"] == card.risk[0]


@pytest.mark.parametrize(("number", "code", "decline_code", "message", "param"), DECLINED)
def test_a_declined_card_is_told_in_stripes_words(
    api: Api, number: str, code: str, decline_code: str | None, message: str, param: str | None
) -> None:
    answer = api.pay(api.open_session()["id"], number)
    error = answer.json()["error"]
    assert answer.status_code == 402
    assert (error["type"], error["code"], error.get("decline_code")) == ("card_error", code, decline_code)
    assert (error["message"], error.get("param")) == (message, param)


@pytest.mark.parametrize("number", CHALLENGED)
def test_a_card_with_three_d_secure_asks_for_authentication(api: Api, number: str) -> None:
    page = api.pay(api.open_session()["id"], number).json()
    assert page["payment_intent"]["status"] == "requires_action"
    assert page["state"] == "challenge"
    assert page["payment_status"] == "unpaid"


@pytest.mark.parametrize("number", [card.number for card in CARDS.values() if "dispute" in card.effects])
def test_a_card_made_to_be_disputed_is_refused_as_not_emulated(api: Api, number: str) -> None:
    answer = api.pay(api.open_session()["id"], number)
    assert (answer.status_code, answer.json()["error"]["code"]) == (501, "not_emulated")


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"exp_month": 13}, "invalid_expiry_month"),
        ({"exp_year": 95}, "invalid_expiry_year"),
        ({"exp_year": 2020}, "invalid_expiry_year"),
        ({"cvc": "99"}, "invalid_cvc"),
        ({"number": "4111111111111111"}, "card_declined"),
        ({"number": "42"}, "incorrect_number"),
    ],
)
def test_mistyped_card_data_is_refused(api: Api, wrong: dict[str, object], code: str) -> None:
    card = {"number": "4242424242424242", "exp_month": 12, "exp_year": 34, "cvc": "123"} | wrong
    data = {"type": "card", "card": card}
    answer = api.pay(api.open_session()["id"], payment_method_data=data)
    assert (answer.status_code, answer.json()["error"]["code"]) == (402, code)
    assert api.get("payment_intents")["data"] == []


def test_a_failed_check_does_not_stop_the_payment(api: Api) -> None:
    api.pay(api.open_session()["id"], "4000000000000101")
    charge = api.get("charges")["data"][0]
    assert charge["payment_method_details"]["card"]["checks"]["cvc_check"] == "fail"
    assert charge["paid"] is True


def test_a_blocked_payment_never_reaches_the_bank(api: Api) -> None:
    api.pay(api.open_session()["id"], "4100000000000019")
    outcome = api.get("charges")["data"][0]["outcome"]
    assert (outcome["type"], outcome["network_status"]) == ("blocked", "not_sent_to_network")
