"""The bank's challenge between Pay and the shop."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from pennydrop.checkout import HostedCheckout, ThreeDSecureChallenge, card
from pennydrop.emulator.pages.variants import VARIABLE
from tests.checkout.shop import Shop

NOT_AUTHENTICATED = (
    "We are unable to authenticate your payment method. Please choose a different payment method and try again."
)


def test_a_completed_challenge_leads_to_the_success_page(page: Page, shop: Shop) -> None:
    session = shop.open_session()
    page.goto(session["url"])
    HostedCheckout(page).pay_with(card("3-D Secure"))
    ThreeDSecureChallenge(page).complete()
    page.wait_for_url("**/success?*")
    assert shop.session(session["id"])["payment_status"] == "paid"


def test_a_failed_challenge_is_told_beside_the_button_and_leaves_the_session_open(page: Page, shop: Shop) -> None:
    session = shop.open_session()
    page.goto(session["url"])
    checkout = HostedCheckout(page)
    checkout.pay_with(card("3-D Secure"))
    ThreeDSecureChallenge(page).fail()
    expect(checkout.form_error).to_have_text(NOT_AUTHENTICATED)
    expect(checkout.error).to_have_count(0)
    assert shop.session(session["id"])["status"] == "open"


def test_after_a_failed_challenge_another_card_pays(page: Page, shop: Shop) -> None:
    page.goto(shop.open_session()["url"])
    checkout = HostedCheckout(page)
    checkout.pay_with(card("3-D Secure"))
    ThreeDSecureChallenge(page).fail()
    expect(checkout.form_error).to_be_visible()
    checkout.pay_with(card("Visa"))
    page.wait_for_url("**/success?*")


def test_a_second_challenge_can_pass(page: Page, shop: Shop) -> None:
    page.goto(shop.open_session()["url"])
    checkout = HostedCheckout(page)
    checkout.pay_with(card("3-D Secure"))
    ThreeDSecureChallenge(page).fail()
    expect(checkout.form_error).to_be_visible()
    checkout.submit()
    ThreeDSecureChallenge(page).complete()
    page.wait_for_url("**/success?*")


def test_the_bank_may_still_decline_a_card_that_passed(page: Page, shop: Shop) -> None:
    page.goto(shop.open_session()["url"])
    checkout = HostedCheckout(page)
    checkout.pay_with(card("3-D Secure then declined"))
    ThreeDSecureChallenge(page).complete()
    expect(checkout.error).to_contain_text("Your card was declined.")


def test_closing_the_window_is_a_refusal(page: Page, shop: Shop) -> None:
    page.goto(shop.open_session()["url"])
    checkout = HostedCheckout(page)
    checkout.pay_with(card("3-D Secure"))
    challenge = ThreeDSecureChallenge(page)
    expect(challenge.complete_button).to_be_visible()
    page.get_by_role("button", name="Cancel authentication").click()
    expect(checkout.form_error).to_have_text(NOT_AUTHENTICATED)
    expect(challenge.frame).to_have_count(0)


def test_buttons_that_do_not_work_yet_are_pressed_again(
    page: Page, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "late-challenge")
    page.goto(shop.open_session()["url"])
    HostedCheckout(page).pay_with(card("3-D Secure"))
    ThreeDSecureChallenge(page).complete()
    page.wait_for_url("**/success?*")


def test_the_frames_have_stripes_names(page: Page, shop: Shop) -> None:
    page.goto(shop.open_session()["url"])
    HostedCheckout(page).pay_with(card("3-D Secure"))
    expect(ThreeDSecureChallenge(page).complete_button).to_have_text("Complete")
    names = [frame.name for frame in page.frames[1:]]
    assert sum(name.startswith("__privateStripeFrame") for name in names) == 2, names
    assert "stripe-challenge-frame" in names


def test_only_a_challenge_is_framed(page: Page, emulator_url: str) -> None:
    answer = page.request.get(f"{emulator_url}/v3/three-ds-2-challenge.html?challenge=https://elsewhere.example/")
    assert answer.status == 400
    assert "must be the path of a 3D Secure challenge" in answer.json()["error"]["message"]
