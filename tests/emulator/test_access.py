"""Keys: who gets in, and to which account."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from pennydrop.emulator.settings import EmulatorSettings
from pennydrop.emulator.web.app import Emulator
from tests.emulator.api import Api


@pytest.fixture
def guarded() -> Iterator[TestClient]:
    """An emulator that knows one key only."""
    with TestClient(Emulator(EmulatorSettings(secret_keys=("sk_test_known",)))) as client:
        yield client


def ask(client: TestClient, authorization: str | None, method: str = "GET", path: str = "customers") -> Any:
    headers = {"Authorization": authorization} if authorization else {}
    return client.request(method, f"/v1/{path}", headers=headers)


def test_no_key_is_explained(guarded: TestClient) -> None:
    answer = ask(guarded, None)
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, 'Basic realm="Stripe"')
    assert answer.json()["error"]["message"].startswith("You did not provide an API key.")


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("sk_test_wrongkey", "sk_test_****gkey"),
        ("rk_test_knownkey", "rk_test_****nkey"),
        ("sk_live_abcdefgh", "sk_live_****efgh"),
        ("nonsense", "****ense"),
    ],
)
def test_a_wrong_key_is_refused_and_shown_starred(guarded: TestClient, key: str, shown: str) -> None:
    answer = ask(guarded, f"Bearer {key}")
    assert (answer.status_code, answer.json()["error"]["message"]) == (401, f"Invalid API Key provided: {shown}")


def test_the_key_may_come_as_basic_authentication(guarded: TestClient) -> None:
    assert ask(guarded, "Basic " + base64.b64encode(b"sk_test_known:").decode()).status_code == 200
    assert ask(guarded, "Basic !!!").status_code == 401


def test_live_keys_are_refused_also_when_any_test_key_is_welcome(api: Api) -> None:
    assert ask(api.client, "Bearer sk_live_abcdefgh").status_code == 401
    assert ask(api.client, "Bearer sk_test_anything").status_code == 200


def test_a_publishable_key_reads_no_merchant_data(guarded: TestClient) -> None:
    answer = ask(guarded, "Bearer pk_test_known")
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "secret_key_required")


def test_a_publishable_key_opens_the_account_of_its_secret_key(api: Api) -> None:
    card = {"card[number]": "4242424242424242", "card[exp_month]": "12", "card[exp_year]": "34"}
    made = api.client.post("/v1/payment_methods", data={"key": "pk_test_shop", "type": "card", **card}).json()
    assert api.get(f"payment_methods/{made['id']}")["card"]["last4"] == "4242"


def test_accounts_do_not_see_each_other(api: Api) -> None:
    customer = api.post("customers")["id"]
    other = Api(api.client, api.emulator, "sk_test_other")
    assert other.get("customers")["data"] == []
    assert other.refused("GET", f"customers/{customer}", 404)["code"] == "resource_missing"
    assert other.get("account")["id"] != api.get("account")["id"]
