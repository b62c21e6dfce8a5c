"""Trouble on order: it meets the requests it was ordered for, and nobody else's."""

from __future__ import annotations

from typing import Any

import pytest

from tests.emulator.api import Api

SESSIONS = "/v1/checkout/sessions"
SOPHIE = {"method": "POST", "path": SESSIONS, "contains": "sophie@example.com"}


def order(api: Api, **fault: Any) -> dict[str, Any]:
    answer = api.client.post("/__emulator__/faults", json=SOPHIE | fault)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def sessions(api: Api) -> int:
    return len(api.get("checkout/sessions")["data"])


def open_session(api: Api, customer_email: str = "sophie@example.com") -> Any:
    return api.send(
        "POST",
        "checkout/sessions",
        mode="payment",
        line_items=[
            {"price_data": {"currency": "gbp", "unit_amount": 100, "product_data": {"name": "Tea"}}, "quantity": 1}
        ],
        success_url="http://shop.test/",
        customer_email=customer_email,
    )


def test_a_refused_request_does_nothing(api: Api) -> None:
    order(api, effect="refuse", status=400, message="Not today.")
    answer = open_session(api)
    assert (answer.status_code, answer.json()["error"]["message"]) == (400, "Not today.")
    assert answer.headers["stripe-should-retry"] == "false"
    assert sessions(api) == 0


def test_a_lost_answer_belongs_to_work_that_is_done(api: Api) -> None:
    order(api, effect="lose_answer")
    answer = open_session(api)
    assert (answer.status_code, answer.json()["error"]["type"]) == (500, "api_error")
    assert sessions(api) == 1


def test_a_passing_fault_asks_the_client_to_try_again(api: Api) -> None:
    order(api, effect="refuse", times=1, passing=True)
    assert open_session(api).headers["stripe-should-retry"] == "true"
    assert open_session(api).status_code == 200


def test_a_delayed_request_is_answered_as_ever(api: Api) -> None:
    order(api, effect="delay", seconds=0.05)
    assert open_session(api).status_code == 200


def test_other_customers_are_not_concerned(api: Api) -> None:
    order(api, effect="refuse")
    assert open_session(api, "zoe@example.com").status_code == 200


def test_what_a_test_itself_asks_is_not_concerned(api: Api) -> None:
    order(api, effect="refuse")
    api.client.headers["User-Agent"] = "Stripe/v1 PythonBindings/13.0.0 pennydrop"
    open_session(api)
    assert sessions(api) == 1


def test_it_ends_after_so_many_requests_or_when_it_is_removed(api: Api) -> None:
    order(api, effect="refuse", times=1)
    lasting = order(api, effect="refuse", status=503)
    assert [open_session(api).status_code for _ in range(2)] == [500, 503]
    api.client.delete(f"/__emulator__/faults/{lasting['id']}")
    assert open_session(api).status_code == 200
    assert [fault["met"] for fault in api.client.get("/__emulator__/faults").json()["faults"]] == [1]


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"effect": "explode"}, "refuse, delay, lose_answer"),
        ({"effect": "refuse", "contains": ""}, "contains"),
        ({"effect": "refuse", "colour": "red"}, "unknown: colour"),
        ({"effect": "delay", "seconds": 900}, "between 0 and 30"),
    ],
)
def test_an_order_that_makes_no_sense_is_explained(api: Api, wrong: dict[str, Any], reason: str) -> None:
    answer = api.client.post("/__emulator__/faults", json=SOPHIE | wrong)
    assert (answer.status_code, reason in answer.text) == (400, True)
