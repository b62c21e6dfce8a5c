"""API versions: each request is checked against its own, each answer has its own keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from pennydrop.emulator.schema.table import Table, table_for, versions
from tests.emulator.api import Api

ACACIA, ENDIVE = "2024-10-28.acacia", "2026-10-28.endive"


def test_there_are_tables_for_both_versions() -> None:
    assert versions() == (ACACIA, ENDIVE)


@pytest.mark.parametrize(
    ("asked", "given"),
    [("2025-03-31.basil", ACACIA), ("2024-06-20", ACACIA), ("2020-08-27", ACACIA), ("2027-01-01.fig", ENDIVE)],
)
def test_the_nearest_older_table_serves_a_version_without_one(asked: str, given: str) -> None:
    assert table_for(asked).version == given


def test_a_parameter_is_known_in_one_version_and_unknown_in_another(api: Api) -> None:
    params: dict[str, Any] = {"amount": 500, "currency": "gbp", "payment_method_types": ["card"]}
    api.version = ACACIA
    assert api.post("payment_intents", **params)["payment_method_types"] == ["card"]
    api.version = ENDIVE
    assert api.refused("POST", "payment_intents", **params)["message"] == (
        "Received unknown parameter: payment_method_types. Did you mean allowed_payment_method_types?"
    )


def test_a_client_that_names_no_version_may_speak_an_older_one(api: Api) -> None:
    intent = api.post("payment_intents", amount=500, currency="gbp", payment_method_types=["card"])
    assert "customer_account" in intent, "the answer is still in the account's version"


def test_a_version_that_is_none_is_refused(api: Api) -> None:
    api.version = "yesterday"
    assert api.refused("GET", "customers")["message"] == "Invalid Stripe API version: yesterday"


def test_the_answer_says_its_version_and_has_its_keys(api: Api) -> None:
    api.version = ACACIA
    intent = api.open_session()["id"]
    api.pay(intent)
    answer = api.send("GET", "payment_intents")
    assert answer.headers["Stripe-Version"] == ACACIA
    assert "invoice" in answer.json()["data"][0]
    assert "customer_account" not in answer.json()["data"][0]
    assert api.get(f"checkout/sessions/{intent}")["ui_mode"] == "hosted"


@pytest.fixture
def everything(api: Api) -> Api:
    """An account with one object of each kind."""
    customer = api.post("customers", email="sophie@example.com")["id"]
    product = api.post("products", name="Book")["id"]
    api.post("prices", product=product, currency="gbp", unit_amount=100)
    api.post("webhook_endpoints", url="http://shop.test/hook", enabled_events=["invoice.paid"])
    api.post("payment_methods/pm_card_visa/attach", customer=customer)
    session = api.open_session()["id"]
    api.pay(session, "4000000000000002")
    api.pay(session)
    api.post("refunds", payment_intent=api.get(f"checkout/sessions/{session}")["payment_intent"])
    return api


PATHS = [
    "account",
    "balance",
    "balance_transactions",
    "charges",
    "checkout/sessions",
    "customers",
    "events",
    "payment_intents",
    "prices",
    "products",
    "refunds",
    "webhook_endpoints",
]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("version", [ACACIA, ENDIVE])
def test_objects_have_every_required_key_and_no_unknown_one(everything: Api, path: str, version: str) -> None:
    everything.version = version
    table = table_for(version)
    answer = everything.get(path, **({} if path in ("account", "balance") else {"limit": 100}))
    objects = answer["data"] if answer["object"] == "list" else [answer]
    assert objects
    for each in objects:
        assert list(faults(each, table.type_of(each["object"]), table)) == []


def faults(value: Any, type_name: str | None, table: Table, path: str = "") -> Iterator[str]:
    """What is missing in an object, or has no business in it, at any depth."""
    fields = table.types[type_name]["fields"] if type_name else {}
    if not isinstance(value, dict) or not fields:
        return
    missing = set(table.types[type_name or ""]["required"]) - set(value)
    yield from (f"{path}.{name} is missing" for name in sorted(missing))
    for name, inner in value.items():
        if name not in fields:
            yield f"{path}.{name} is unknown"
        elif isinstance(fields[name], dict) and "ref" in fields[name]:
            yield from faults(inner, fields[name]["ref"], table, f"{path}.{name}")


def test_an_event_keeps_the_shape_it_was_made_in(api: Api) -> None:
    api.paid_intent()
    api.version = ACACIA
    event = api.get("events", type="payment_intent.succeeded")["data"][0]
    assert event["api_version"] == ENDIVE
    assert "customer_account" in event["data"]["object"]
