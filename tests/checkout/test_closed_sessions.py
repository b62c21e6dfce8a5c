"""Sessions that cannot be paid have a page that says so."""

from __future__ import annotations

import requests
from playwright.sync_api import Page, expect

from pennydrop.checkout import HostedCheckout, card
from tests.checkout.shop import Shop


def test_an_open_session_can_be_paid(page: Page, shop: Shop) -> None:
    page.goto(shop.open_session()["url"])
    assert HostedCheckout(page).is_open()


def test_an_expired_session_leads_back_to_the_shop(page: Page, shop: Shop) -> None:
    session = shop.open_session()
    shop.expire(session["id"])
    page.goto(session["url"])
    checkout = HostedCheckout(page)
    assert not checkout.is_open()
    expect(checkout.closed_notice).to_have_text("You're all done here")
    checkout.back()
    page.wait_for_url(f"{shop.url}/cancel")


def test_a_paid_session_cannot_be_paid_again(page: Page, shop: Shop) -> None:
    session = shop.open_session()
    page.goto(session["url"])
    HostedCheckout(page).pay_with(card("Visa"))
    page.wait_for_url("**/success?*")
    page.go_back()
    assert not HostedCheckout(page).is_open()
    expect(page.get_by_text("Your payment was processed.")).to_be_visible()


def test_a_session_that_expires_under_the_customers_hands_says_so(page: Page, shop: Shop) -> None:
    session = shop.open_session()
    page.goto(session["url"])
    checkout = HostedCheckout(page)
    checkout.fill(card("Visa"))
    shop.expire(session["id"])
    checkout.submit()
    expect(checkout.closed_notice).to_be_visible()
    assert not checkout.is_open()


def test_a_session_the_emulator_has_forgotten_meanwhile_is_loaded_again(page: Page, shop: Shop) -> None:
    page.goto(shop.open_session()["url"])
    gone = {"error": {"type": "invalid_request_error", "message": "No such checkout.session"}}
    page.route("**/v1/payment_pages/**", lambda route: route.fulfill(status=404, json=gone))
    HostedCheckout(page).pay_with(card("Visa"))
    expect(page.locator("#cardNumber")).to_be_empty()


def test_an_unknown_session_is_not_found(page: Page, shop: Shop) -> None:
    answer = page.goto(f"{shop.stripe_url}/c/pay/cs_test_nobody")
    assert answer is not None
    assert answer.status == 404
    assert not HostedCheckout(page).is_open()
    expect(HostedCheckout(page).closed_notice).to_have_text("Something went wrong")


def test_the_front_page_says_how_to_use_the_emulator(shop: Shop) -> None:
    text = requests.get(shop.stripe_url + "/", timeout=10).text
    assert f"--api-base {shop.stripe_url}" in text
