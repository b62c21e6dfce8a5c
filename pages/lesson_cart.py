"""The cart of private lessons."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


class LessonCart:
    """``/private-teaching/cart/``"""

    path = "/private-teaching/cart/"

    def __init__(self, page: Page) -> None:
        self._page = page

    def open(self) -> None:
        self._page.goto(self.path)

    def pay(self) -> None:
        """Press **Complete Payment**; the browser goes to Stripe Checkout."""
        self._page.get_by_role("button", name="Complete Payment", exact=True).click()

    @property
    def empty_notice(self) -> Locator:
        return self._page.get_by_role("heading", name="Your cart is empty", level=2)
