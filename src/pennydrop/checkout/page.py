"""Stripe's hosted Checkout page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pennydrop.checkout.refusals import refuse_cards

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from pennydrop.checkout.cards import Card

_SESSION = re.compile(r"/(cs_(?:test|live)_\w+)")
_CLOSED = re.compile(r"all done here|something went wrong", re.IGNORECASE)
_SOMETHING = re.compile(r"\S")


def session_in(address: str) -> str:
    """The id of the Checkout Session that ``address`` leads to; empty if it leads somewhere else."""
    found = _SESSION.search(address)
    return found[1] if found else ""


class HostedCheckout:
    """Checkout in the browser page that ``session.url`` was opened in."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pay_button = page.get_by_test_id("hosted-payment-submit-button")
        self.closed_notice = page.get_by_role("heading", name=_CLOSED)
        self.email = page.locator("#email")
        self.total = page.get_by_test_id("product-summary-total-amount")
        self.line_items = page.get_by_test_id("line-item-product-name")
        # Every group of fields has such an element, empty until there is something to say.
        self.error = page.locator(".FieldError").filter(has_text=_SOMETHING).first
        self.form_error = page.locator(".ConfirmPaymentButton-Error, .ConfirmPayment-Error")

    @property
    def session_id(self) -> str:
        """The Checkout Session's id, ``cs_test_...``. ``LookupError`` when the browser is somewhere else."""
        found = session_in(self.page.url)
        if not found:
            raise LookupError(f"the browser is at {self.page.url}, not at a Checkout Session")
        return found

    def is_open(self) -> bool:
        """Whether the session can be paid: waits until the page shows the form, or says why there is none."""
        self.pay_button.or_(self.closed_notice).first.wait_for()
        return self.pay_button.is_visible()

    def wait_until_open(self) -> None:
        """Return when the form is there."""
        self.pay_button.wait_for()

    def pay_with(self, card: Card, *, email: str | None = None) -> None:
        """Fill in the card and press Pay. What comes of it (the shop, an error, 3-D Secure) is not waited for."""
        self.fill(card, email=email)
        self.submit()

    def fill(self, card: Card, *, email: str | None = None) -> None:
        """Enter the card, and ``email`` where the shop has not given the customer's address.

        ``SpendingRefused`` before the first keystroke for a real card, and for any card where the money is real.
        """
        page = self.page
        refuse_cards(card.number, live="/cs_live_" in page.url)
        if email is not None:
            self.email.fill(email)
        self._choose_card()
        page.locator("#cardNumber").fill(card.number)
        page.locator("#cardExpiry").fill(card.expiry)
        page.locator("#cardCvc").fill(card.cvc)
        page.locator("#billingName").fill(card.holder)
        self._fill_address(card)
        self._decline_to_be_remembered()

    def submit(self) -> None:
        """Press Pay."""
        self.pay_button.click()

    def back(self) -> None:
        """Go back to the shop by the link beside its name."""
        self.page.locator("a.Header-businessLink").click()

    def _choose_card(self) -> None:
        """Where there are several methods, the card's fields do not exist before it is chosen."""
        method: Locator = self.page.get_by_test_id("card-accordion-item")
        number = self.page.locator("#cardNumber")
        method.or_(number).first.wait_for()
        if not number.count():
            # The button inside is 0 pixels in size, so nobody can click it; the whole row takes the click.
            method.click()

    def _fill_address(self, card: Card) -> None:
        """As little as Stripe asks: it goes by the country and by what the shop wants to know."""
        country = self.page.locator("#billingCountry")
        if country.is_visible():
            country.select_option(card.country)
        answers = {
            "#billingAddressLine1": card.street,
            "#billingLocality": card.city,
            "#billingPostalCode": card.postal_code,
        }
        for selector, answer in answers.items():
            field = self.page.locator(selector)
            if field.is_visible():
                field.fill(answer)

    def _decline_to_be_remembered(self) -> None:
        """Ticked beforehand for some visitors, and then Stripe wants a phone number."""
        if self.page.locator("#enableStripePass:checked").count():
            # The box itself is invisible; its label takes the click.
            self.page.locator("label[for=enableStripePass]").click()
