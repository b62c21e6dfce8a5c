"""Nothing is written to a live account by default: not by the gateway, and not past it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import stripe

from pennydrop.errors import SpendingRefused
from pennydrop.gateway import Gateway
from pennydrop.gateway.guard import LiveGuard
from pennydrop.gateway.transport import connect
from pennydrop.money import Money
from pennydrop.settings import Settings

from .conftest import Payments

READ_ONLY = "the live profile is read-only: (POST|DELETE) http"
PAST_THE_GATEWAY: dict[str, Callable[[stripe.StripeClient, str], Any]] = {
    "a refund": lambda client, intent: client.v1.refunds.create({"payment_intent": intent}),
    "a raw request": lambda client, intent: client.raw_request("post", "/v1/refunds", payment_intent=intent),
    "a deletion": lambda client, intent: client.raw_request("delete", "/v1/webhook_endpoints/we_1"),
    "a change of metadata": lambda client, intent: client.v1.payment_intents.update(intent, {"metadata": {"a": "b"}}),
    "a cancellation": lambda client, intent: client.v1.payment_intents.cancel(intent),
    "a customer": lambda client, intent: client.v1.customers.create({"email": "ada@example.com"}),
}


@pytest.mark.parametrize("write", PAST_THE_GATEWAY.values(), ids=PAST_THE_GATEWAY)
def test_a_client_of_ours_only_reads(
    live: Settings, payments: Payments, write: Callable[[stripe.StripeClient, str], Any]
) -> None:
    intent = payments.paid(50)
    client, session = connect(live)

    with pytest.raises(SpendingRefused, match=READ_ONLY):
        write(client, intent)

    assert client.v1.payment_intents.retrieve(intent).status == "succeeded"
    assert payments.returned(intent) == Money(0)
    assert {request.method for request in session.journal} == {"GET"}


def test_the_gateways_own_client_only_reads(gateway: Gateway, payments: Payments) -> None:
    intent = payments.paid(50)

    with pytest.raises(SpendingRefused, match=READ_ONLY):
        gateway._client.v1.refunds.create({"payment_intent": intent})

    assert payments.returned(intent) == Money(0)


def test_the_licence_of_one_does_not_open_the_way_for_another_client(
    gateway: Gateway, guard: LiveGuard, live: Settings, payments: Payments, account: str
) -> None:
    intent = payments.paid(50)
    other, _ = connect(live)

    with guard.licensed("a scenario", account):
        with pytest.raises(SpendingRefused, match=READ_ONLY):
            other.v1.refunds.create({"payment_intent": intent})
        with pytest.raises(SpendingRefused, match=READ_ONLY):  # nor for what is not asked for by name
            gateway._client.v1.refunds.create({"payment_intent": intent})

    assert payments.returned(intent) == Money(0)


def test_a_gateway_without_a_guard_never_writes(live: Settings, payments: Payments) -> None:
    intent = payments.paid(50)
    gateway = Gateway(live)

    with pytest.raises(SpendingRefused, match="Tag the scenario @live"):
        gateway.refund(intent)

    gateway.close()


def test_the_licence_ends_with_its_block_also_after_an_error(
    gateway: Gateway, guard: LiveGuard, payments: Payments, account: str
) -> None:
    intent = payments.paid(50)
    with pytest.raises(RuntimeError), guard.licensed("a scenario", account):
        raise RuntimeError

    with pytest.raises(SpendingRefused, match="Tag the scenario @live"):
        gateway.refund(intent)

    assert payments.returned(intent) == Money(0)


def test_who_has_all_that_is_asked_for_writes(
    gateway: Gateway, guard: LiveGuard, payments: Payments, account: str
) -> None:
    intent = payments.paid(50)

    with guard.licensed("a scenario", account):
        gateway.refund(intent)

    assert payments.returned(intent) == Money(50)
