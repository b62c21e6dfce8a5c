"""Cards that Stripe or the page refuses: what is said where, and that the customer can go on."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from pennydrop.checkout import HostedCheckout, card
from pennydrop.checkout.cards import Card
from tests.checkout.shop import Shop

DECLINES = {
    "declined": "Your card was declined. Please try a different card.",
    "lost": "Your card was declined. Please try a different card.",
    "stolen": "Your card was declined. Please try a different card.",
    "insufficient funds": "Your credit card was declined because of insufficient funds."
    " Try paying with a debit card instead.",
    "expired": "Your card has expired.",
    "wrong CVC": "Your card's security code is incorrect.",
    "processing error": "An error occurred while processing your card. Try again.",
}

MISTAKES = {
    "Your card number is incomplete.": Card("42424242"),
    "Your card number is invalid.": Card("4242424242424241"),
    "Your card's expiration date is incomplete.": Card("4242424242424242", expiry="12 / 3"),
    "Your card's expiration year is in the past.": Card("4242424242424242", expiry="12 / 20"),
    "Your card's security code is incomplete.": Card("4242424242424242", cvc="12"),
    "Your postal code is invalid.": Card("4242424242424242", postal_code="12345"),
}


@pytest.mark.parametrize("name", DECLINES)
def test_a_declined_card_is_told_so_under_its_fields(page: Page, shop: Shop, name: str) -> None:
    session = shop.open_session()
    page.goto(session["url"])
    checkout = HostedCheckout(page)
    checkout.pay_with(card(name))
    expect(checkout.error).to_have_text(DECLINES[name])
    expect(page.locator("#cardNumber-fieldset [role=alert]")).to_have_text(DECLINES[name])
    assert shop.session(session["id"])["status"] == "open"


def test_after_a_decline_another_card_pays(page: Page, shop: Shop) -> None:
    page.goto(shop.open_session()["url"])
    checkout = HostedCheckout(page)
    checkout.pay_with(card("declined"))
    expect(checkout.error).to_be_visible()
    expect(page.locator("#billingName")).to_have_value("Penny Drop")
    checkout.pay_with(card("Visa"))
    page.wait_for_url("**/success?*")


@pytest.mark.parametrize("message", MISTAKES)
def test_a_mistake_is_told_without_asking_stripe(page: Page, shop: Shop, message: str) -> None:
    page.goto(shop.open_session()["url"])
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    checkout = HostedCheckout(page)
    checkout.pay_with(MISTAKES[message])
    expect(checkout.error).to_have_text(message)
    expect(page.locator("[aria-invalid=true]")).to_have_count(1)
    assert not asked


def test_an_empty_form_says_what_is_required_and_starts_at_the_top(page: Page, shop: Shop) -> None:
    page.goto(shop.open_session(customer_email=None)["url"])
    HostedCheckout(page).submit()
    for group in ("email", "cardNumber", "billingName", "country"):
        expect(page.locator(f"#required-{group}-fieldset")).to_be_visible()
    expect(page.locator("#email")).to_be_focused()


def test_an_address_without_a_host_is_incomplete(page: Page, shop: Shop) -> None:
    page.goto(shop.open_session(customer_email=None)["url"])
    checkout = HostedCheckout(page)
    checkout.pay_with(card("Visa"), email="ada")
    expect(checkout.error).to_have_text("Your email is incomplete.")


def test_correcting_a_field_takes_its_error_away(page: Page, shop: Shop) -> None:
    page.goto(shop.open_session()["url"])
    checkout = HostedCheckout(page)
    checkout.pay_with(MISTAKES["Your card number is invalid."])
    expect(checkout.error).to_be_visible()
    page.locator("#cardNumber").fill("4242424242424242")
    expect(checkout.error).to_have_count(0)
    expect(page.locator("[aria-invalid=true]")).to_have_count(0)


def test_a_number_is_grouped_and_its_brand_recognised(page: Page, shop: Shop) -> None:
    page.goto(shop.open_session()["url"])
    for typed, shown, brand in [
        ("4242424242424242", "4242 4242 4242 4242", "Visa"),
        ("5555555555554444", "5555 5555 5555 4444", "Mastercard"),
        ("378282246310005", "3782 822463 10005", "Amex"),
        ("30569309025904", "3056 930902 5904", "Diners"),
    ]:
        page.locator("#cardNumber").clear()
        page.locator("#cardNumber").press_sequentially(typed)
        expect(page.locator("#cardNumber")).to_have_value(shown)
        expect(page.locator("#cardBrand")).to_have_text(brand)


def test_a_digit_typed_in_the_middle_leaves_the_caret_there(page: Page, shop: Shop) -> None:
    page.goto(shop.open_session()["url"])
    number = page.locator("#cardNumber")
    number.press_sequentially("42424242")
    for key in ("Home", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "1", "2"):
        number.press(key)
    expect(number).to_have_value("4242 1242 42")


def test_an_expiry_is_given_its_slash(page: Page, shop: Shop) -> None:
    page.goto(shop.open_session()["url"])
    expiry = page.locator("#cardExpiry")
    for keys, shown in [("1234", "12 / 34"), ("534", "05 / 34"), ("12", "12 / ")]:
        expiry.clear()
        expiry.press_sequentially(keys)
        expect(expiry).to_have_value(shown)


def test_an_expiry_can_be_deleted_again(page: Page, shop: Shop) -> None:
    page.goto(shop.open_session()["url"])
    expiry = page.locator("#cardExpiry")
    expiry.press_sequentially("12")
    expiry.press("Backspace")
    expiry.press("Backspace")
    expiry.press("Backspace")
    expect(expiry).to_have_value("")


def test_a_stripe_that_does_not_answer_leaves_the_form_usable(page: Page, shop: Shop) -> None:
    page.goto(shop.open_session()["url"])
    page.route("**/confirm", lambda route: route.abort())
    checkout = HostedCheckout(page)
    checkout.pay_with(card("Visa"))
    expect(checkout.form_error).to_contain_text("The payment could not be sent")
    page.unroute_all()
    checkout.submit()
    page.wait_for_url("**/success?*")


def test_what_the_emulator_does_not_do_is_said_beside_the_button(page: Page, shop: Shop) -> None:
    page.goto(shop.open_session()["url"])
    checkout = HostedCheckout(page)
    checkout.pay_with(card("disputed"))
    expect(checkout.form_error).to_contain_text("Not emulated: disputes")
