"""Refunds: amounts, refusals, events."""

from __future__ import annotations

from typing import Any

import pytest

from tests.emulator.api import Api

REFUNDED = ["refund.created", "charge.refunded", "refund.updated", "charge.refund.updated"]


def refund(api: Api, **params: Any) -> dict[str, Any]:
    return api.post("refunds", **params)


def test_a_full_refund_empties_the_charge(api: Api) -> None:
    intent = api.paid_intent()
    made = refund(api, payment_intent=intent["id"], reason="requested_by_customer", metadata={"why": "ill"})
    assert (made["amount"], made["status"], made["reason"]) == (6000, "succeeded", "requested_by_customer")
    charge = api.get(f"charges/{made['charge']}")
    assert (charge["refunded"], charge["amount_refunded"], charge["status"]) == (True, 6000, "succeeded")
    assert api.event_types()[-4:] == REFUNDED
    assert api.get(f"balance_transactions/{made['balance_transaction']}")["net"] == -6000


def test_partial_refunds_add_up_and_the_event_says_what_was_before(api: Api) -> None:
    charge = api.paid_intent()["latest_charge"]
    refund(api, charge=charge, amount=1000)
    refund(api, charge=charge, amount=500)
    told = [event["data"] for event in api.get("events", type="charge.refunded")["data"]]
    assert [(data["object"]["amount_refunded"], data["object"]["refunded"]) for data in told] == [
        (1500, False),
        (1000, False),
    ]
    assert told[0]["previous_attributes"] == {"amount_refunded": 1000}
    assert refund(api, charge=charge)["amount"] == 4500


@pytest.mark.parametrize(
    ("before", "amount", "message", "code"),
    [
        (None, 6001, "Refund amount (£60.01) is greater than charge amount (£60.00)", None),
        (1000, 5001, "Refund amount (£50.01) is greater than unrefunded amount on charge (£50.00)", None),
        (6000, 1, "Charge {charge} has already been refunded.", "charge_already_refunded"),
        (6000, None, "Charge {charge} has already been refunded.", "charge_already_refunded"),
        (None, 0, "This value must be greater than or equal to 1.", "parameter_invalid_integer"),
    ],
)
def test_more_than_is_left_is_refused(
    api: Api, before: int | None, amount: int | None, message: str, code: str | None
) -> None:
    charge = api.paid_intent()["latest_charge"]
    if before:
        refund(api, charge=charge, amount=before)
    error = api.refused("POST", "refunds", charge=charge, amount=amount)
    assert (error["message"], error.get("code")) == (message.format(charge=charge), code)


def test_a_payment_that_never_succeeded_has_nothing_to_refund(api: Api) -> None:
    intent = api.post("payment_intents", amount=500, currency="gbp")["id"]
    error = api.refused("POST", "refunds", payment_intent=intent)
    assert error["message"] == f"This PaymentIntent ({intent}) does not have a successful charge to refund."


def test_a_pending_refund_succeeds_later(api: Api) -> None:
    made = refund(api, payment_intent=api.paid_intent("pm_card_pendingRefund")["id"])
    assert made["status"] == "pending"
    assert api.event_types()[-2:] == REFUNDED[:2]
    api.move_clock(60)
    assert api.get(f"refunds/{made['id']}")["status"] == "succeeded"
    assert api.event_types()[-4:] == REFUNDED


def test_a_failing_refund_gives_the_money_back_to_the_merchant(api: Api) -> None:
    made = refund(api, payment_intent=api.paid_intent("pm_card_refundFail")["id"])
    assert made["status"] == "succeeded"
    api.move_clock(60)
    failed = api.get(f"refunds/{made['id']}")
    assert (failed["status"], failed["failure_reason"]) == ("failed", "expired_or_canceled_card")
    assert api.get(f"charges/{made['charge']}")["amount_refunded"] == 0
    assert api.event_types()[-3:] == ["refund.failed", "refund.updated", "charge.refund.updated"]


def test_refunds_are_listed_by_payment_and_shown_in_the_charge_on_request(api: Api) -> None:
    intent = api.paid_intent()
    made = refund(api, payment_intent=intent["id"], amount=100)
    refund(api, payment_intent=api.paid_intent()["id"])
    assert [each["id"] for each in api.get("refunds", payment_intent=intent["id"])["data"]] == [made["id"]]
    charge = api.get(f"charges/{made['charge']}", expand=["refunds"])
    assert [each["id"] for each in charge["refunds"]["data"]] == [made["id"]]
