"""Requests that Stripe refuses, with the words, code and parameter it refuses them with."""

from __future__ import annotations

from typing import Any

import pytest

from tests.emulator.api import Api

PRICE = {"currency": "gbp", "unit_amount": 6000, "product_data": {"name": "Lesson"}}
SESSION: dict[str, Any] = {
    "mode": "payment",
    "success_url": "http://shop.test/done",
    "line_items": [{"price_data": PRICE, "quantity": 1}],
}
INTENT = {"amount": 6000, "currency": "gbp"}


def lines(quantity: int | None = 1, **price: Any) -> dict[str, Any]:
    return {"line_items": [{"price_data": {**PRICE, **price}, "quantity": quantity}]}


@pytest.mark.parametrize(
    ("path", "params", "message", "code", "param"),
    [
        (
            "payment_intents",
            INTENT | {"colour": "red"},
            "Received unknown parameter: colour",
            "parameter_unknown",
            "colour",
        ),
        (
            "payment_intents",
            INTENT | {"descripton": "x"},
            "Received unknown parameter: descripton. Did you mean description?",
            "parameter_unknown",
            "descripton",
        ),
        (
            "payment_intents",
            INTENT | {"a": 1, "shipping": {"name": "x", "address": {"planet": "y"}}},
            "Received unknown parameters: a, shipping[address][planet]",
            "parameter_unknown",
            "a",
        ),
        ("payment_intents", {"currency": "gbp"}, "Missing required param: amount.", "parameter_missing", "amount"),
        ("payment_intents", INTENT | {"amount": "six"}, "Invalid integer: six", "parameter_invalid_integer", "amount"),
        (
            "payment_intents",
            INTENT | {"amount": "6.00"},
            "Invalid integer: 6.00",
            "parameter_invalid_integer",
            "amount",
        ),
        ("payment_intents", INTENT | {"confirm": "yes"}, "Invalid boolean: yes", None, "confirm"),
        ("payment_intents", INTENT | {"shipping": "x"}, "Invalid object", None, "shipping"),
        (
            "payment_intents",
            INTENT | {"allowed_payment_method_types": "card"},
            "Invalid array",
            None,
            "allowed_payment_method_types",
        ),
        ("payment_intents", INTENT | {"amount": 29}, "Amount must be at least £0.30 gbp", "amount_too_small", "amount"),
        (
            "payment_intents",
            {"amount": 49, "currency": "usd"},
            "Amount must be at least $0.50 usd",
            "amount_too_small",
            "amount",
        ),
        (
            "payment_intents",
            INTENT | {"amount": 100_000_000},
            "Amount must be no more than £999,999.99",
            "amount_too_large",
            "amount",
        ),
        (
            "payment_intents",
            INTENT | {"amount": ""},
            "You passed an empty string for 'amount'. We assume empty values are an attempt to unset a parameter;"
            " however 'amount' cannot be unset. You should remove 'amount' from your request or supply a non-empty"
            " value.",
            "parameter_invalid_empty",
            "amount",
        ),
        (
            "payment_intents",
            INTENT | {"receipt_email": "nobody"},
            "Invalid email address: nobody",
            "email_invalid",
            "receipt_email",
        ),
        (
            "payment_intents",
            INTENT | {"payment_method": "pm_none"},
            "No such PaymentMethod: 'pm_none'",
            "resource_missing",
            "payment_method",
        ),
        (
            "checkout/sessions",
            SESSION | {"mode": "sale"},
            "Invalid mode: must be one of payment, setup, or subscription",
            None,
            "mode",
        ),
        (
            "checkout/sessions",
            SESSION | {"success_url": None},
            "Missing required param: success_url.",
            "parameter_missing",
            "success_url",
        ),
        ("checkout/sessions", SESSION | {"success_url": "/done"}, "Not a valid URL", "url_invalid", "success_url"),
        (
            "checkout/sessions",
            SESSION | {"line_items": None},
            "Missing required param: line_items.",
            "parameter_missing",
            "line_items",
        ),
        (
            "checkout/sessions",
            SESSION | {"line_items": [{"price_data": {"unit_amount": 1}, "quantity": 1}]},
            "Missing required param: line_items[0][price_data][currency].",
            "parameter_missing",
            "line_items[0][price_data][currency]",
        ),
        (
            "checkout/sessions",
            SESSION | lines(unit_amount=29),
            "The Checkout Session's total amount due must add up to at least £0.30 gbp",
            "amount_too_small",
            None,
        ),
        (
            "checkout/sessions",
            SESSION | lines(quantity=0),
            "This value must be greater than or equal to 1.",
            "parameter_invalid_integer",
            "line_items[0][quantity]",
        ),
        (
            "checkout/sessions",
            SESSION | lines(quantity=None),
            "Quantity is required. Add `quantity` to `line_items[0]`",
            None,
            "line_items[0][quantity]",
        ),
        (
            "checkout/sessions",
            SESSION | {"line_items": [{"price": "price_none", "quantity": 1}]},
            "No such price: 'price_none'",
            "resource_missing",
            "line_items[0][price]",
        ),
        (
            "checkout/sessions",
            SESSION | {"customer": "cus_none"},
            "No such customer: 'cus_none'",
            "resource_missing",
            "customer",
        ),
        (
            "refunds",
            {},
            "One of the following params should be provided for this request: payment_intent or charge.",
            None,
            None,
        ),
        (
            "refunds",
            {"payment_intent": "pi_none"},
            "No such payment_intent: 'pi_none'",
            "resource_missing",
            "payment_intent",
        ),
        ("webhook_endpoints", {"url": "x", "enabled_events": ["*"]}, "Not a valid URL", "url_invalid", "url"),
    ],
)
def test_a_wrong_parameter_is_refused_in_stripes_words(
    api: Api, path: str, params: dict[str, Any], message: str, code: str | None, param: str | None
) -> None:
    error = api.refused("POST", path, **params)
    assert (error["message"], error.get("code"), error.get("param")) == (message, code, param)
    assert error["type"] == "invalid_request_error"
    assert error.get("doc_url") == (code and f"https://stripe.com/docs/error-codes/{code.replace('_', '-')}")


def test_an_empty_product_description_is_refused(api: Api) -> None:
    product = {"name": "Lesson", "description": ""}
    error = api.refused("POST", "checkout/sessions", **SESSION | lines(product_data=product))
    assert error["code"] == "parameter_invalid_empty"
    assert error["param"] == "line_items[0][price_data][product_data][description]"


def test_an_unsupported_currency_lists_the_supported_ones(api: Api) -> None:
    error = api.refused("POST", "payment_intents", amount=100, currency="xyz")
    assert error["message"].startswith(
        "Invalid currency: xyz. Stripe currently supports these currencies: usd, aed, afn, "
    )


@pytest.mark.parametrize(
    ("path", "message", "param"),
    [
        ("payment_intents/pi_x", "No such payment_intent: 'pi_x'", "intent"),
        ("charges/ch_x", "No such charge: 'ch_x'", "id"),
        ("checkout/sessions/cs_test_x", "No such checkout.session: 'cs_test_x'", "session"),
        ("refunds/re_x", "No such refund: 're_x'", "refund"),
        ("prices/price_x", "No such price: 'price_x'", "price"),
        ("products/prod_x", "No such product: 'prod_x'", "id"),
        ("payment_methods/pm_x", "No such PaymentMethod: 'pm_x'", "payment_method"),
    ],
)
def test_an_unknown_id_is_not_found(api: Api, path: str, message: str, param: str) -> None:
    error = api.refused("GET", path, 404)
    assert (error["message"], error["param"], error["code"]) == (message, param, "resource_missing")


def test_an_id_nobody_filled_in_is_no_session_id(api: Api) -> None:
    error = api.refused("GET", "checkout/sessions/{CHECKOUT_SESSION_ID}")
    assert error["message"] == "Invalid checkout.session id: {CHECKOUT_SESSION_ID}"


@pytest.mark.parametrize("path", ["checkout/sessions/", "nothing/here"])
def test_an_unknown_path_is_an_unrecognized_url(api: Api, path: str) -> None:
    error = api.refused("GET", path, 404)
    assert error["message"].startswith(f"Unrecognized request URL (GET: /v1/{path}).")


@pytest.mark.parametrize(
    ("method", "path", "params", "named"),
    [
        ("GET", "invoices", {}, "GET /v1/invoices"),
        ("POST", "subscriptions", {"customer": "cus_x"}, "POST /v1/subscriptions"),
        ("POST", "checkout/sessions", SESSION | {"mode": "subscription"}, "mode (here: subscription)"),
        ("POST", "checkout/sessions", SESSION | {"discounts": [{"coupon": "x"}]}, "discounts[coupon] (here: x)"),
        ("POST", "payment_intents", INTENT | {"on_behalf_of": "acct_x"}, "on_behalf_of (here: acct_x)"),
    ],
)
def test_what_is_valid_at_stripe_and_not_emulated_says_so(
    api: Api, method: str, path: str, params: dict[str, Any], named: str
) -> None:
    answer = api.send(method, path, **params)
    assert answer.status_code == 501
    assert answer.json()["error"]["code"] == "not_emulated"
    assert named in answer.json()["error"]["message"]
    assert answer.headers["Stripe-Should-Retry"] == "false"


def test_metadata_has_limits(api: Api) -> None:
    too_many = {f"key{number}": "x" for number in range(51)}
    assert "up to 50 keys" in api.refused("POST", "customers", metadata=too_many)["message"]
    assert "up to 500 characters" in api.refused("POST", "customers", metadata={"a": "x" * 501})["message"]
    assert "up to 40 characters" in api.refused("POST", "customers", metadata={"a" * 41: "x"})["message"]
    late = SESSION | {"payment_intent_data": {"metadata": too_many}}
    assert "up to 50 keys" in api.refused("POST", "checkout/sessions", **late)["message"]


def test_metadata_merges_and_empty_values_remove_keys(api: Api) -> None:
    customer = api.post("customers", metadata={"a": "1", "b": "2"})
    updated = api.post(f"customers/{customer['id']}", metadata={"a": "", "c": "3"})
    assert updated["metadata"] == {"b": "2", "c": "3"}
    assert api.post(f"customers/{customer['id']}", metadata="")["metadata"] == {}
