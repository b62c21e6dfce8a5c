"""From ``session.url`` to the shop's success page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from pennydrop.checkout import HostedCheckout, card
from tests.checkout.shop import Shop


@pytest.mark.parametrize("name", ["Visa", "Visa debit", "Mastercard", "Amex", "refund fails later"])
def test_an_accepted_card_leads_to_the_success_page(page: Page, shop: Shop, name: str) -> None:
    session = shop.open_session()
    page.goto(session["url"])
    HostedCheckout(page).pay_with(card(name))
    page.wait_for_url(f"{shop.url}/success?session_id={session['id']}")
    assert shop.session(session["id"])["payment_status"] == "paid"


def test_two_clicks_pay_once(page: Page, shop: Shop) -> None:
    page.goto(shop.open_session()["url"])
    attempts: list[str] = []
    page.on("request", lambda request: attempts.append(request.url) if request.url.endswith("/confirm") else None)
    checkout = HostedCheckout(page)
    checkout.fill(card("Visa"))
    checkout.pay_button.dblclick()
    page.wait_for_url("**/success?*")
    assert len(attempts) == 1
    assert [payment["status"] for payment in shop.payments()] == ["succeeded"]


def test_the_back_link_leads_to_the_cancel_url_and_leaves_the_session_open(page: Page, shop: Shop) -> None:
    session = shop.open_session()
    page.goto(session["url"])
    HostedCheckout(page).back()
    page.wait_for_url(f"{shop.url}/cancel")
    assert shop.session(session["id"])["status"] == "open"


def test_without_a_cancel_url_there_is_no_way_back(page: Page, shop: Shop) -> None:
    page.goto(shop.open_session(cancel_url=None)["url"])
    expect(page.locator("a")).to_have_count(0)
    expect(page.locator(".Header-businessLink-name")).to_be_visible()


def test_the_known_address_cannot_be_changed(page: Page, shop: Shop) -> None:
    page.goto(shop.open_session(customer_email="ada@example.com")["url"])
    email = HostedCheckout(page).email
    expect(email).to_have_value("ada@example.com")
    expect(email).not_to_be_editable()


def test_an_unknown_address_is_asked_for(page: Page, shop: Shop) -> None:
    session = shop.open_session(customer_email=None)
    page.goto(session["url"])
    HostedCheckout(page).pay_with(card("Visa"), email="ada@example.com")
    page.wait_for_url("**/success?*")
    assert shop.session(session["id"])["customer_details"]["email"] == "ada@example.com"


def test_total_and_items_are_those_of_the_session(page: Page, shop: Shop) -> None:
    consort = {"name": "Consort <weekend> & concert", "unit_amount": 120_000}
    ticket = {"name": "Ticket", "unit_amount": 1500, "quantity": 2}
    page.goto(shop.open_session(consort, ticket)["url"])
    checkout = HostedCheckout(page)
    expect(checkout.total).to_have_text("£1,230.00")
    expect(checkout.line_items).to_have_text(["Consort <weekend> & concert", "Ticket"])
    expect(page.get_by_test_id("line-item-total-amount")).to_have_text(["£1,200.00", "£30.00"])
    expect(page.get_by_test_id("line-item-amount-detail")).to_have_text(["£15.00 each"])


@pytest.mark.parametrize(("submit_type", "text"), [(None, "Pay £60.00"), ("donate", "Donate"), ("book", "Book")])
def test_the_button_says_what_it_does(page: Page, shop: Shop, submit_type: str | None, text: str) -> None:
    page.goto(shop.open_session(submit_type=submit_type)["url"])
    shown = HostedCheckout(page).pay_button.locator(".SubmitButton-Text--current")
    expect(shown).to_have_text(text)


def test_the_button_follows_the_form(page: Page, shop: Shop) -> None:
    page.goto(shop.open_session()["url"])
    checkout = HostedCheckout(page)
    expect(checkout.pay_button).to_have_class(re.compile("SubmitButton--incomplete"))
    checkout.fill(card("Visa"))
    expect(checkout.pay_button).to_have_class(re.compile("SubmitButton--complete"))


def test_the_button_is_off_while_the_payment_is_on_its_way(page: Page, shop: Shop) -> None:
    page.goto(shop.open_session()["url"])
    page.route("**/confirm", lambda route: None)
    checkout = HostedCheckout(page)
    checkout.pay_with(card("Visa"))
    expect(checkout.pay_button).to_have_class(re.compile("SubmitButton--processing"))
    expect(checkout.pay_button).to_be_disabled()
    expect(checkout.pay_button.locator(".SubmitButton-Text--current")).to_have_text("Processing...")
    page.unroute_all(behavior="ignoreErrors")


def test_the_page_knows_its_session(page: Page, shop: Shop) -> None:
    session = shop.open_session()
    page.goto(session["url"] + "#fidkdWxOYHwnPyd1blpxYHZx")
    assert HostedCheckout(page).session_id == session["id"]


def test_another_page_has_no_session(page: Page, shop: Shop) -> None:
    page.goto(f"{shop.url}/cancel")
    with pytest.raises(LookupError, match=r"the browser is at http.*cancel, not at a Checkout Session"):
        _ = HostedCheckout(page).session_id


def test_the_postal_code_goes_by_the_country(page: Page, shop: Shop) -> None:
    page.goto(shop.open_session()["url"])
    for country, asked in [("US", "ZIP"), ("GB", "Postal code"), ("CA", "Postal code")]:
        page.locator("#billingCountry").select_option(country)
        expect(page.locator("#billingPostalCode")).to_have_attribute("placeholder", asked)
    page.locator("#billingCountry").select_option("IE")
    expect(page.locator("#billingPostalCode")).to_be_hidden()


def test_a_shop_that_needs_the_whole_address_gets_it(page: Page, shop: Shop) -> None:
    session = shop.open_session(billing_address_collection="required")
    page.goto(session["url"])
    HostedCheckout(page).pay_with(card("Visa"))
    page.wait_for_url("**/success?*")
    address = shop.session(session["id"])["customer_details"]["address"]
    assert (address["line1"], address["city"], address["country"]) == ("1 Penny Lane", "Liverpool", "GB")


def test_a_mobile_visitor_opens_the_summary(page: Page, shop: Shop) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(shop.open_session()["url"])
    items = HostedCheckout(page).line_items
    expect(items).to_be_hidden()
    page.get_by_test_id("header-view-details").click()
    expect(items).to_be_visible()
