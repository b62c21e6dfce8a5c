"""Registered endpoints: signed, in order, again when they fail, and never when they are switched off."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from pennydrop.emulator.settings import EmulatorSettings
from pennydrop.eventually import eventually
from tests.emulator.api import Api
from tests.emulator.conftest import SIGNING_SECRET
from tests.emulator.receiver import Receiver, receiving


@pytest.fixture
def settings() -> EmulatorSettings:
    return EmulatorSettings(signing_secret=SIGNING_SECRET)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving(SIGNING_SECRET) as started:
        yield started


def register(api: Api, receiver: Receiver, *events: str, **params: Any) -> str:
    made = api.post("webhook_endpoints", url=receiver.url, enabled_events=list(events) or ["*"], **params)
    return str(made["id"])


def deliveries(api: Api, **params: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = api.client.get("/__emulator__/deliveries", params=params).json()["deliveries"]
    return found


def test_the_secret_is_shown_once(api: Api) -> None:
    made = api.post("webhook_endpoints", url="http://shop.test/", enabled_events=["*"])
    assert made["secret"] == SIGNING_SECRET
    assert "secret" not in api.get(f"webhook_endpoints/{made['id']}")


def test_a_payments_events_arrive_in_order_and_signed(api: Api, receiver: Receiver) -> None:
    register(api, receiver)
    api.pay(api.open_session()["id"])
    receiver.wait_for("charge.updated")
    assert receiver.types() == [
        "payment_intent.created",
        "charge.succeeded",
        "payment_intent.succeeded",
        "checkout.session.completed",
        "charge.updated",
    ]


def test_only_what_was_asked_for_is_sent(api: Api, receiver: Receiver) -> None:
    register(api, receiver, "payment_intent.succeeded", "customer.created")
    api.paid_intent()
    api.post("customers")
    receiver.wait_for("customer.created")
    receiver.wait_for("payment_intent.succeeded")
    assert len(receiver.events) == 2
    assert {event["type"] for event in receiver.events} == {"payment_intent.succeeded", "customer.created"}


def test_an_event_tells_how_many_endpoints_have_not_taken_it(api: Api, receiver: Receiver) -> None:
    register(api, receiver, "customer.created")
    register(api, receiver, "customer.created", "customer.updated")
    receiver.status = 500
    customer = api.post("customers")["id"]
    eventually("both attempts failed", lambda: ended(api) == 2)
    assert pending(api) == {"customer.created": 2}
    receiver.status = 200
    api.post(f"customers/{customer}", name="Ada")
    eventually("it was taken", lambda: pending(api)["customer.updated"] == 0)
    assert pending(api)["customer.created"] == 2
    api.move_clock(301)
    eventually("the others were, too", lambda: pending(api)["customer.created"] == 0)


def pending(api: Api) -> dict[str, int]:
    return {event["type"]: event["pending_webhooks"] for event in api.get("events")["data"]}


def test_an_endpoint_gets_the_version_it_was_registered_for(api: Api, receiver: Receiver) -> None:
    register(api, receiver, "payment_intent.created", api_version="2025-03-31.basil")
    api.paid_intent()
    event = receiver.wait_for("payment_intent.created")
    assert event.api_version == "2025-03-31.basil"
    assert "invoice" in event.data.object
    assert "customer_account" not in event.data.object


def test_a_failed_delivery_is_repeated_by_the_emulators_clock(api: Api, receiver: Receiver) -> None:
    register(api, receiver, "customer.created")
    receiver.status = 500
    api.post("customers")
    eventually("the first attempt failed", lambda: [each["status"] for each in deliveries(api)] == [500])
    receiver.status = 200
    api.move_clock(301)
    eventually("the second succeeded", lambda: [each["status"] for each in deliveries(api)] == [500, 200])
    assert [(each["attempt"], each["error"]) for each in deliveries(api)] == [(1, None), (2, None)]
    assert receiver.events[0].id == receiver.events[1].id
    api.move_clock(100_000)
    assert len(deliveries(api)) == 2


def test_after_three_repetitions_it_gives_up(api: Api, receiver: Receiver) -> None:
    register(api, receiver, "customer.created")
    receiver.status = 302
    api.post("customers")
    for attempt in range(1, 5):
        eventually(f"attempt {attempt} ended", lambda: ended(api), until=attempt.__eq__)
        api.move_clock(20_000)
    assert [each["attempt"] for each in deliveries(api)] == [1, 2, 3, 4]


def ended(api: Api) -> int:
    return sum(each["status"] is not None for each in deliveries(api))


def test_a_site_that_is_down_is_journalled(api: Api, receiver: Receiver) -> None:
    api.post("webhook_endpoints", url="http://127.0.0.1:1/hook", enabled_events=["*"])
    api.post("customers")
    eventually("the error is journalled", lambda: deliveries(api)[-1]["error"])
    assert deliveries(api, contains="customer.created")[-1]["error"].startswith("ConnectError")


def test_a_disabled_endpoint_gets_nothing_and_its_repetitions_stop(api: Api, receiver: Receiver) -> None:
    endpoint = register(api, receiver, "customer.created")
    receiver.status = 500
    api.post("customers")
    eventually("the attempt failed", lambda: ended(api) == 1)
    assert api.post(f"webhook_endpoints/{endpoint}", disabled=True)["status"] == "disabled"
    api.move_clock(301)
    api.post("customers")
    assert len(deliveries(api)) == 1


def test_an_event_is_sent_again_to_one_endpoint(api: Api, receiver: Receiver) -> None:
    api.post("customers")
    event = api.get("events")["data"][0]["id"]
    endpoint = register(api, receiver, "invoice.paid")
    api.post(f"events/{event}/retry", webhook_endpoint=endpoint)
    assert receiver.wait_for("customer.created").id == event


def test_a_deleted_endpoint_is_gone(api: Api) -> None:
    made = api.post("webhook_endpoints", url="http://shop.test/", enabled_events=["*"])
    assert api.delete(f"webhook_endpoints/{made['id']}")["deleted"] is True
    assert api.get("webhook_endpoints")["data"] == []


def test_an_answer_that_comes_last_comes_after_its_events(api: Api, receiver: Receiver) -> None:
    register(api, receiver)
    intent = api.paid_intent()["id"]
    receiver.wait_for("charge.updated")
    order = {"method": "POST", "path": "/v1/refunds", "contains": intent, "effect": "answer_last", "seconds": 10}
    assert api.client.post("/__emulator__/faults", json=order).status_code == 201
    refund = api.post("refunds", payment_intent=intent)
    assert refund["status"] == "succeeded"
    assert {"refund.created", "charge.refunded"} <= set(receiver.types())


def test_an_answer_does_not_wait_for_ever_for_a_site_that_is_silent(api: Api, receiver: Receiver) -> None:
    register(api, receiver)
    intent = api.paid_intent()["id"]
    receiver.wait_for("charge.updated")
    goes_on = threading.Event()

    def silent(body: bytes, signature: str) -> int:
        goes_on.wait(10)
        return Receiver.take(receiver, body, signature)

    receiver.take = silent  # type: ignore[method-assign]
    order = {"method": "POST", "path": "/v1/refunds", "contains": intent, "effect": "answer_last", "seconds": 0.05}
    assert api.client.post("/__emulator__/faults", json=order).status_code == 201
    assert api.post("refunds", payment_intent=intent)["status"] == "succeeded"
    assert "charge.refunded" not in receiver.types()
    goes_on.set()
    receiver.wait_for("charge.refunded")
