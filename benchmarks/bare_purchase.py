"""The purchase of two private lessons as a bare Playwright script: the clicks, and nothing that Pennydrop would add."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from fixtures.people import LOGIN, Learner, csrf_token
from pennydrop.money import Money

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from fixtures.lessons import Lessons
    from fixtures.people import People
    from fixtures.teaching import Teaching
    from pennydrop.settings import Settings
    from pennydrop.vocabulary.cast import Person

RELOADS = 50


def test_bare_purchase(
    request: pytest.FixtureRequest,
    settings: Settings,
    people: People,
    lessons: Lessons,
    teaching: Teaching,
    took: Callable[[float], None],
) -> None:
    """Tells ``took`` the seconds from the new browser context to the page that says Paid."""
    # Asked for late, as steps do. Among its arguments pytest-playwright would make the browser a parameter of this
    # test, and pytest a new browser for each turn.
    browser: Browser = request.getfixturevalue("browser")
    arguments: dict[str, Any] = request.getfixturevalue("browser_context_args")
    sam, tina = people.student("Sam"), people.teacher("Tina")
    teaching.apply(Learner(sam), tina, status="accepted")
    lessons.accept(Learner(sam), tina, [Money(4000), Money(2000)])
    started = time.perf_counter()
    page = _signed_in(browser, arguments, settings.site, sam)
    _put_in_cart(page, *lessons.requests_of(sam))
    _pay(page)
    page.wait_for_url(re.compile(re.escape(settings.site)), wait_until="domcontentloaded")
    _reload_until_paid(page)
    took(time.perf_counter() - started)
    page.context.close()


def _signed_in(browser: Browser, arguments: dict[str, Any], site: str, person: Person) -> Page:
    """By the same two requests as in a scenario, where nobody types into the log-in form either."""
    context = browser.new_context(**arguments)
    context.add_init_script('localStorage.setItem("cookieNoticeAccepted", "true")')
    form = csrf_token(context.request.get(LOGIN).text())
    fields: dict[str, str | float | bool] = {
        "csrfmiddlewaretoken": form,
        "username": person.email,
        "password": person.password,
    }
    context.request.post(LOGIN, form=fields, headers={"Referer": site + LOGIN}, max_redirects=0)
    return context.new_page()


def _put_in_cart(page: Page, request_id: int) -> None:
    page.goto("/private-teaching/my-requests/")
    page.locator(f'form[action="/private-teaching/cart/add-all/{request_id}/"] button').click()
    page.get_by_role("alert").filter(has_text="to cart").first.wait_for()
    page.goto("/private-teaching/cart/")


def _pay(page: Page) -> None:
    page.get_by_role("button", name="Complete Payment", exact=True).click()
    page.locator("#cardNumber").fill("4242424242424242")
    page.locator("#cardExpiry").fill("12 / 34")
    page.locator("#cardCvc").fill("123")
    page.locator("#billingName").fill("Penny Drop")
    page.locator("#billingCountry").select_option("GB")
    page.locator("#billingPostalCode").fill("L18 1DE")
    page.get_by_test_id("hosted-payment-submit-button").click()


def _reload_until_paid(page: Page) -> None:
    """As fast as the page loads: the webhook may come after the customer."""
    for _ in range(RELOADS):
        page.reload()
        if page.get_by_text("Payment Completed").count():
            return
    raise AssertionError(f"{page.url} does not say Payment Completed after {RELOADS} reloads")
