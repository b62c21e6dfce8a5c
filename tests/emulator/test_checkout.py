"""Checkout Sessions from opening to the end."""

from __future__ import annotations

import pytest

from tests.emulator.api import Api

PAID = [
    "payment_intent.created",
    "charge.succeeded",
    "payment_intent.succeeded",
    "checkout.session.completed",
    "charge.updated",
]


def test_a_new_session_is_open_and_has_no_payment_intent(api: Api) -> None:
    session = api.open_session(metadata={"order": "7"}, client_reference_id="ref")
    assert (session["status"], session["payment_status"], session["payment_intent"]) == ("open", "unpaid", None)
    assert session["url"] == f"http://127.0.0.1:4242/c/pay/{session['id']}"
    assert session["expires_at"] == session["created"] + 86_400
    assert (session["metadata"], session["client_reference_id"]) == ({"order": "7"}, "ref")
    assert "line_items" not in session


def test_a_paid_session_is_complete_and_tells_in_stripes_order(api: Api) -> None:
    session = api.open_session()
    page = api.pay(session["id"], expected_amount=6000).json()
    assert (page["status"], page["payment_status"]) == ("complete", "paid")
    assert page["success_url"] == f"http://shop.test/done?session={session['id']}"
    assert api.event_types() == PAID
    done = api.get(f"checkout/sessions/{session['id']}")
    assert done["customer_details"]["email"] == "sophie@example.com"
    assert (done["url"], done["payment_intent"]) == (None, page["payment_intent"]["id"])


def test_the_charge_carries_what_the_customer_typed(api: Api) -> None:
    api.pay(api.open_session()["id"])
    billing = api.get("charges")["data"][0]["billing_details"]
    assert (billing["email"], billing["name"]) == ("sophie@example.com", "Sophie Lee")


def test_a_declined_attempt_leaves_the_session_open_and_its_payment_intent_is_used_again(api: Api) -> None:
    session = api.open_session()
    declined = api.pay(session["id"], "4000000000000002").json()["error"]
    assert declined["payment_intent"]["status"] == "requires_payment_method"
    assert api.get(f"checkout/sessions/{session['id']}")["status"] == "open"
    paid = api.pay(session["id"]).json()
    assert paid["payment_intent"]["id"] == declined["payment_intent"]["id"]
    assert api.event_types() == [PAID[0], "charge.failed", "payment_intent.payment_failed", *PAID[1:]]
    assert [charge["status"] for charge in api.get("charges")["data"]] == ["succeeded", "failed"]


def test_the_payment_intent_takes_what_the_session_said_about_it(api: Api) -> None:
    data = {"metadata": {"order": "7"}, "description": "Order 7"}
    intent = api.pay(api.open_session(payment_intent_data=data)["id"]).json()["payment_intent"]
    assert (intent["metadata"], intent["description"]) == ({"order": "7"}, "Order 7")
    assert api.get("charges")["data"][0]["metadata"] == {"order": "7"}


def test_a_completed_session_cannot_be_paid_again(api: Api) -> None:
    session = api.open_session()
    api.pay(session["id"])
    answer = api.pay(session["id"])
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "checkout_succeeded_session")
    assert len(api.get("charges")["data"]) == 1


def test_an_amount_that_the_page_did_not_show_is_not_charged(api: Api) -> None:
    answer = api.pay(api.open_session()["id"], expected_amount=1)
    assert (answer.status_code, answer.json()["error"]["param"]) == (400, "expected_amount")
    assert api.event_types() == []


def test_prices_by_id_and_quantities_add_up(api: Api) -> None:
    product = api.post("products", name="Recorder book")
    price = api.post("prices", product=product["id"], currency="gbp", unit_amount=1250)
    session = api.open_session(line_items=[{"price": price["id"], "quantity": 3}])
    assert session["amount_total"] == 3750
    items = api.get(f"checkout/sessions/{session['id']}/line_items")["data"]
    assert [(item["description"], item["quantity"], item["amount_total"]) for item in items] == [
        ("Recorder book", 3, 3750)
    ]


def test_prices_of_two_currencies_are_refused(api: Api) -> None:
    euros = {"currency": "eur", "unit_amount": 500, "product_data": {"name": "Reed"}}
    pounds = euros | {"currency": "gbp"}
    lines = [{"price_data": pounds, "quantity": 1}, {"price_data": euros, "quantity": 1}]
    error = api.refused("POST", "checkout/sessions", mode="payment", success_url="http://shop.test/", line_items=lines)
    assert "must have the same currency" in error["message"]
    assert api.get("products")["data"] == [], "what a refused request had begun is taken back"


def test_a_session_expires_after_a_day_on_the_emulators_clock(api: Api) -> None:
    session = api.open_session()
    api.move_clock(86_399 - 60)
    assert api.get(f"checkout/sessions/{session['id']}")["status"] == "open"
    api.move_clock(120)
    expired = api.get(f"checkout/sessions/{session['id']}")
    assert (expired["status"], expired["payment_status"], expired["url"]) == ("expired", "unpaid", None)
    assert api.event_types() == ["checkout.session.expired"]
    assert api.get("events")["data"][0]["request"]["id"] is None
    assert api.pay(session["id"]).status_code == 400


def test_a_paid_session_does_not_expire(api: Api) -> None:
    session = api.open_session()
    api.pay(session["id"])
    api.move_clock(2 * 86_400)
    assert api.get(f"checkout/sessions/{session['id']}")["status"] == "complete"


def test_expiring_by_hand_cancels_the_payment_intent_of_a_failed_attempt(api: Api) -> None:
    session = api.open_session()
    api.pay(session["id"], "4000000000000002")
    assert api.post(f"checkout/sessions/{session['id']}/expire")["status"] == "expired"
    assert api.get("payment_intents")["data"][0]["status"] == "canceled"
    assert api.event_types()[-2:] == ["checkout.session.expired", "payment_intent.canceled"]
    error = api.refused("POST", f"checkout/sessions/{session['id']}/expire")
    assert error["message"] == (
        'Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of'
        " `expired`."
    )


@pytest.mark.parametrize("offset", [60, 100_000])
def test_an_expiry_outside_stripes_limits_is_refused(api: Api, offset: int) -> None:
    session = api.open_session()
    answer = api.send(
        "POST",
        "checkout/sessions",
        mode="payment",
        success_url="http://shop.test/",
        line_items=[
            {"price_data": {"currency": "gbp", "unit_amount": 500, "product_data": {"name": "x"}}, "quantity": 1}
        ],
        expires_at=session["created"] + offset,
    )
    assert answer.json()["error"]["param"] == "expires_at"


def test_a_customer_is_made_when_the_session_asks_for_one(api: Api) -> None:
    session = api.open_session(customer_creation="always")
    api.pay(session["id"])
    customer = api.get("customers")["data"][0]
    assert (customer["email"], customer["name"]) == ("sophie@example.com", "Sophie Lee")
    assert api.get(f"checkout/sessions/{session['id']}")["customer"] == customer["id"]


def test_a_browser_may_send_parameters_nobody_knows(api: Api) -> None:
    assert api.pay(api.open_session()["id"], eid="NA", time_on_page="1234").status_code == 200
