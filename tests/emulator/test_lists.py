"""Lists and expansion."""

from __future__ import annotations

import pytest

from tests.emulator.api import Api


@pytest.fixture
def names(api: Api) -> list[str]:
    """Twelve customers' ids, newest first."""
    return [api.post("customers", name=f"Customer {number}")["id"] for number in range(12)][::-1]


def ids(page: dict[str, list[dict[str, str]]]) -> list[str]:
    return [each["id"] for each in page["data"]]


def test_a_page_is_newest_first_and_ten_long(api: Api, names: list[str]) -> None:
    page = api.get("customers")
    assert (page["object"], page["url"], page["has_more"]) == ("list", "/v1/customers", True)
    assert ids(page) == names[:10]


def test_cursors_walk_in_both_directions(api: Api, names: list[str]) -> None:
    after = api.get("customers", limit=5, starting_after=names[4])
    assert (ids(after), after["has_more"]) == (names[5:10], True)
    before = api.get("customers", limit=2, ending_before=names[4])
    assert (ids(before), before["has_more"]) == (names[2:4], True)
    assert api.get("customers", starting_after=names[-1])["data"] == []


def test_limits_out_of_range_are_bent(api: Api, names: list[str]) -> None:
    assert len(api.get("customers", limit=0)["data"]) == 1
    assert len(api.get("customers", limit=999)["data"]) == len(names)


def test_cursors_that_make_no_sense_are_refused(api: Api, names: list[str]) -> None:
    error = api.refused("GET", "customers", starting_after="cus_none")
    assert (error["message"], error["param"]) == ("No such customer: 'cus_none'", "starting_after")
    both = api.refused("GET", "customers", starting_after=names[0], ending_before=names[1])
    assert both["message"] == "Received both starting_after and ending_before parameters. Please pass in only one."


def test_lists_are_narrowed_by_time_and_field(api: Api) -> None:
    old = api.post("customers", email="old@example.com")
    api.move_clock(1000)
    new = api.post("customers", email="new@example.com")
    assert ids(api.get("customers", created={"gt": old["created"]})) == [new["id"]]
    assert ids(api.get("customers", created={"lte": old["created"]})) == [old["id"]]
    assert ids(api.get("customers", email="old@example.com")) == [old["id"]]


def test_references_are_expanded_several_levels_deep(api: Api) -> None:
    session = api.open_session()
    api.pay(session["id"])
    path = "payment_intent.latest_charge.balance_transaction"
    expanded = api.get(f"checkout/sessions/{session['id']}", expand=[path, "line_items"])
    assert expanded["payment_intent"]["latest_charge"]["balance_transaction"]["object"] == "balance_transaction"
    assert expanded["line_items"]["data"][0]["description"] == "Lesson"


def test_members_of_a_list_are_expanded(api: Api) -> None:
    api.paid_intent()
    assert api.get("payment_intents", expand=["data.latest_charge"])["data"][0]["latest_charge"]["paid"] is True


@pytest.mark.parametrize(
    ("path", "expand", "message"),
    [
        ("payment_intents/{id}", "status", "This property cannot be expanded (status)."),
        ("payment_intents/{id}", "latest_charge.foo", "This property cannot be expanded (latest_charge.foo)."),
        (
            "payment_intents",
            "latest_charge",
            "This property cannot be expanded (latest_charge). You may want to try expanding 'data.latest_charge'"
            " instead.",
        ),
        (
            "payment_intents/{id}",
            "a.b.c.d.e",
            "You cannot expand more than 4 levels of a property. Property: a.b.c.d.e",
        ),
    ],
)
def test_what_cannot_be_expanded_is_refused(api: Api, path: str, expand: str, message: str) -> None:
    intent = api.paid_intent()
    assert api.refused("GET", path.format(id=intent["id"]), expand=[expand])["message"] == message


def test_a_deleted_customer_expands_to_a_tombstone(api: Api) -> None:
    customer = api.post("customers")["id"]
    intent = api.paid_intent(customer=customer)
    api.delete(f"customers/{customer}")
    assert api.get(f"payment_intents/{intent['id']}", expand=["customer"])["customer"]["deleted"] is True
