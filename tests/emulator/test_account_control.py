"""What only Stripe, the merchant's bank or the dashboard can do to an account: control routes do it here."""

from __future__ import annotations

from typing import Any

import pytest

from pennydrop.eventually import eventually
from tests.emulator.api import Api
from tests.emulator.receiver import receiving


def order(api: Api, what: str, method: str = "POST", **asked: Any) -> Any:
    answer = api.client.request(method, f"/__emulator__/{what}", json=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def complaint(api: Api, what: str, **asked: Any) -> str:
    answer = api.client.post(f"/__emulator__/{what}", json=asked)
    assert answer.status_code == 400, answer.text
    return answer.text


def test_an_account_is_sound_until_told_otherwise(api: Api) -> None:
    account = api.get("account")
    assert (account["charges_enabled"], account["payouts_enabled"]) == (True, True)
    assert account["requirements"]["currently_due"] == []
    assert account["capabilities"]["card_payments"] == "active"
    assert api.get(f"accounts/{account['id']}") == account


def test_an_account_can_lose_its_payouts_and_get_them_back(api: Api) -> None:
    account = api.get("account")["id"]
    due = {"currently_due": ["external_account"], "disabled_reason": "requirements.past_due"}
    order(api, "account", payouts_enabled=False, requirements=due)
    changed = api.get("account")
    assert (changed["payouts_enabled"], changed["charges_enabled"]) == (False, True)
    assert changed["requirements"]["currently_due"] == ["external_account"]
    assert changed["requirements"]["past_due"] == []
    order(api, "account", method="DELETE", account=account)
    assert api.get("account")["payouts_enabled"] is True


def test_an_order_that_cannot_be_followed_says_why(api: Api) -> None:
    assert "name one" in complaint(api, "account", payouts_enabled=False)
    api.get("account")
    assert "an account has no 'colour' to change" in complaint(api, "account", colour="red")
    assert "No such charge" in complaint(api, "disputes", charge="ch_x")
    assert "nothing to pay out" in complaint(api, "payouts", currency="gbp")
    assert "is no key of test mode" in complaint(api, "keys", key="sk_live_" + "x", account="shop")


def test_keys_that_look_alike_can_belong_to_two_accounts(api: Api) -> None:
    """The publishable key makes a token; only a secret key of the same account finds it."""
    order(api, "keys", key="sk_test_" + "aaaa", account="first")
    order(api, "keys", key="pk_test_" + "bbbb", account="first")
    order(api, "keys", key="pk_test_" + "aaaa", account="second")
    secret = Api(api.client, api.emulator, "sk_test_" + "aaaa")
    made = {name: _token(api, "pk_test_" + name) for name in ("aaaa", "bbbb")}
    assert secret.get(f"tokens/{made['bbbb']}")["type"] == "cvc_update"
    assert secret.refused("GET", f"tokens/{made['aaaa']}", 404)["message"] == f"No such token: '{made['aaaa']}'"


def _token(api: Api, key: str) -> str:
    answer = api.client.post("/v1/tokens", data={"key": key, "cvc_update[cvc]": "123"})
    assert answer.status_code == 200, answer.text
    found: str = answer.json()["id"]
    return found


def test_a_browser_reads_a_payment_intent_by_its_client_secret(api: Api) -> None:
    intent = api.paid_intent()
    browser = Api(api.client, api.emulator, "pk_test_shop")
    stranger = Api(api.client, api.emulator, "pk_test_other")
    path = f"payment_intents/{intent['id']}"
    assert browser.get(path, client_secret=intent["client_secret"])["id"] == intent["id"]
    assert browser.refused("GET", path)["param"] == "client_secret"
    assert browser.refused("GET", path, client_secret="pi_x_secret_y")["code"] == "resource_missing"
    assert stranger.refused("GET", path, 404, client_secret=intent["client_secret"])["code"] == "resource_missing"


@pytest.mark.parametrize(
    ("lacks", "method", "path", "missing"),
    [
        ("webhook_read", "GET", "webhook_endpoints", "rak_webhook_read"),
        ("webhook_read", "POST", "webhook_endpoints", "rak_webhook_write"),
        ("customer_write", "POST", "customers", "rak_customer_write"),
        ("checkout_session_read", "GET", "checkout/sessions", "rak_checkout_session_read"),
        ("charge_write", "POST", "refunds", "rak_charge_write"),
    ],
)
def test_a_restricted_key_is_told_which_permission_it_lacks(
    api: Api, lacks: str, method: str, path: str, missing: str
) -> None:
    key = "rk_test_" + "reader"
    order(api, "keys", key=key, account="shop", lacks=[lacks])
    error = Api(api.client, api.emulator, key).refused(method, path, 403)
    assert f"'{missing}' permission would allow this request to continue" in error["message"]
    assert key not in error["message"]


def test_a_restricted_key_may_read_what_it_may_not_write(api: Api) -> None:
    order(api, "keys", key="rk_test_" + "reader", account="shop", lacks=["customer_write"])
    assert Api(api.client, api.emulator, "rk_test_" + "reader").get("customers")["data"] == []


def test_pending_webhooks_counts_the_endpoints_that_have_not_taken_an_event(api: Api) -> None:
    with receiving("unused") as receiver:
        receiver.take = lambda body, signature: receiver.status  # type: ignore[method-assign]
        receiver.status = 500
        api.post("webhook_endpoints", url=receiver.url, enabled_events=["customer.created"])
        api.post("customers")
        event = api.get("events", delivery_success=False)["data"][0]
        assert event["pending_webhooks"] == 1
        assert api.get("events", delivery_success=True)["data"] == []
        receiver.status = 200
        api.move_clock(300)
        _until_delivered(api, event["id"])
        assert api.get("events", delivery_success=False)["data"] == []
        assert [each["id"] for each in api.get("events", delivery_success=True)["data"]] == [event["id"]]


def _until_delivered(api: Api, event: str) -> None:
    eventually("no endpoint is pending", lambda: api.get(f"events/{event}")["pending_webhooks"] == 0)


def test_a_dispute_takes_the_money_back(api: Api) -> None:
    charge = api.paid_intent()["latest_charge"]
    opened = order(api, "disputes", charge=charge, reason="product_not_received")
    found = api.get("disputes", charge=charge)["data"]
    assert [(each["id"], each["amount"], each["reason"]) for each in found] == [
        (opened["id"], 6000, "product_not_received")
    ]
    withdrawn = found[0]["balance_transactions"][0]
    assert (withdrawn["type"], withdrawn["reporting_category"], withdrawn["net"]) == ("adjustment", "dispute", -8000)
    assert api.get(f"charges/{charge}")["disputed"] is True
    assert api.event_types()[-2:] == ["charge.dispute.created", "charge.dispute.funds_withdrawn"]
    assert api.refused("POST", "refunds", charge=charge)["code"] == "charge_disputed"
    assert "cannot be disputed" in complaint(api, "disputes", charge=charge)


def test_a_payout_pays_what_is_available_and_lists_what_it_pays(api: Api) -> None:
    charge = api.get(f"charges/{api.paid_intent()['latest_charge']}")
    api.move_clock(3 * 86_400)
    paid = order(api, "payouts", currency="gbp")
    assert (paid["amount"], paid["status"]) == (6000 - 110, "paid")
    inside = api.get("balance_transactions", payout=paid["id"])["data"]
    assert {each["id"] for each in inside} == {charge["balance_transaction"], paid["balance_transaction"]}
    assert api.get("payouts")["data"][0]["id"] == paid["id"]
    assert api.get("balance")["available"][0]["amount"] == 0
    assert api.event_types()[-2:] == ["payout.created", "payout.paid"]


def test_a_failed_payout_leaves_the_money_on_the_balance(api: Api) -> None:
    api.paid_intent()
    api.move_clock(3 * 86_400)
    failed = order(api, "payouts", currency="gbp", status="failed")
    assert failed["failure_code"] == "account_closed"
    assert api.get("payouts", status="failed")["data"][0]["id"] == failed["id"]
    assert api.get("balance")["available"][0]["amount"] == 5890


def test_there_are_no_payouts_and_disputes_at_first(api: Api) -> None:
    for path in ("payouts", "disputes"):
        assert api.get(path) == {"object": "list", "data": [], "has_more": False, "url": f"/v1/{path}"}
