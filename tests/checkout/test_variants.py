"""The awkward sides Stripe shows to some visitors: the same page object pays through all of them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from pennydrop.checkout import HostedCheckout, ThreeDSecureChallenge, card
from pennydrop.emulator.pages.variants import VARIABLE, Variant, parse_variants
from tests.checkout.shop import Shop

LAYOUTS = ["accordion", "link", "debit-wording", "accordion,link,debit-wording"]


@pytest.mark.parametrize("variant", LAYOUTS)
def test_every_layout_can_be_paid(page: Page, shop: Shop, monkeypatch: pytest.MonkeyPatch, variant: str) -> None:
    monkeypatch.setenv(VARIABLE, variant)
    page.goto(shop.open_session()["url"])
    checkout = HostedCheckout(page)
    checkout.pay_with(card("declined"))
    wording = "Try paying with a debit card instead." if "debit" in variant else "Please try a different card."
    expect(checkout.error).to_contain_text(wording)
    checkout.pay_with(card("3-D Secure"))
    ThreeDSecureChallenge(page).complete()
    page.wait_for_url("**/success?*")


def test_the_accordion_hides_the_card_behind_a_button_without_size(
    page: Page, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "accordion")
    page.goto(shop.open_session()["url"])
    expect(page.locator("#cardNumber")).to_have_count(0)
    button = page.get_by_test_id("card-accordion-item-button")
    assert button.evaluate("button => [button.offsetWidth, button.offsetHeight]") == [0, 0]
    button.dispatch_event("click")
    expect(page.locator("#cardNumber")).to_be_visible()
    expect(page.locator("#payment-method-accordion-item-title-card")).to_be_checked()


def test_another_method_takes_the_card_away_and_is_not_emulated(
    page: Page, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "accordion")
    page.goto(shop.open_session()["url"])
    checkout = HostedCheckout(page)
    checkout.fill(card("Visa"))
    page.get_by_test_id("klarna-accordion-item").click()
    expect(page.locator("#cardNumber")).to_have_count(0)
    checkout.submit()
    expect(checkout.form_error).to_have_text("Only cards are emulated: choose Card.")


def test_a_ticked_link_box_wants_a_phone_number(page: Page, shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "link")
    page.goto(shop.open_session()["url"])
    checkout = HostedCheckout(page)
    checkout.fill(card("Visa"))
    expect(page.locator("#phoneNumber")).to_be_hidden()
    page.locator("label[for=enableStripePass]").click()
    checkout.submit()
    expect(page.locator("#required-phoneNumber-fieldset")).to_be_visible()


def test_variants_are_a_comma_list() -> None:
    assert parse_variants(" accordion, link ,") == {Variant.ACCORDION, Variant.LINK}
    assert parse_variants("") == frozenset()


def test_an_unknown_variant_is_answered_with_those_there_are() -> None:
    with pytest.raises(ValueError, match=r"'acordion' is no variant of the Checkout page; there are accordion, link, "):
        parse_variants("acordion")
