"""Idempotency keys: replayed, refused for another request, not kept for what never began."""

from __future__ import annotations

from tests.emulator.api import Api

KEY = {"Idempotency-Key": "key-1"}


def test_the_same_request_again_gets_the_first_answer(api: Api) -> None:
    first = api.send("POST", "customers", KEY, name="Sophie")
    again = api.send("POST", "customers", KEY, name="Sophie")
    assert again.content == first.content
    assert "Idempotent-Replayed" not in first.headers
    assert again.headers["Idempotent-Replayed"] == "true"
    assert again.headers["Idempotency-Key"] == "key-1"
    assert again.headers["Original-Request"] == first.headers["Request-Id"] != again.headers["Request-Id"]
    assert len(api.get("customers")["data"]) == 1


def test_other_parameters_with_the_same_key_are_refused(api: Api) -> None:
    api.send("POST", "customers", KEY, name="Sophie")
    error = api.refused("POST", "customers", headers=KEY, name="Ben")
    assert error["type"] == "idempotency_error"
    assert error["message"].startswith("Keys for idempotent requests can only be used with the same parameters")
    assert "same endpoint" in api.refused("POST", "products", headers=KEY, name="Sophie")["message"]


def test_a_declined_payment_is_replayed_as_declined(api: Api) -> None:
    params = {"amount": 500, "currency": "gbp", "confirm": True, "payment_method_types": ["card"]}
    declined = [
        api.send("POST", "payment_intents", KEY, payment_method="pm_card_chargeDeclined", **params) for _ in "ab"
    ]
    assert [answer.status_code for answer in declined] == [402, 402]
    assert declined[0].json() == declined[1].json()
    assert len(api.get("charges")["data"]) == 1


def test_a_key_is_free_again_when_the_parameters_were_wrong(api: Api) -> None:
    assert api.send("POST", "customers", KEY, colour="red").status_code == 400
    assert api.send("POST", "customers", KEY, name="Sophie").status_code == 200


def test_keys_belong_to_an_account(api: Api) -> None:
    api.send("POST", "customers", KEY, name="Sophie")
    other = Api(api.client, api.emulator, "sk_test_other")
    assert other.send("POST", "customers", KEY, name="Ben").json()["name"] == "Ben"


def test_events_name_the_request_and_its_key(api: Api) -> None:
    answer = api.send("POST", "customers", KEY, name="Sophie")
    request = api.get("events")["data"][0]["request"]
    assert request == {"id": answer.headers["Request-Id"], "idempotency_key": "key-1"}
