"""The cart of private lessons."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

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

    def remove(self, lesson_id: UUID) -> None:
        with self._page.expect_navigation():
            self.remove_button(lesson_id).click()

    def clear(self) -> None:
        """Press **Clear Cart**, and yes: the page asks whether that is meant."""
        self._page.once("dialog", lambda dialog: dialog.accept())
        with self._page.expect_navigation():
            self._page.get_by_role("button", name="Clear Cart", exact=True).click()

    def remove_button(self, lesson_id: UUID) -> Locator:
        """There is one for each lesson in the cart."""
        return self._page.locator(f'form[action="/private-teaching/cart/remove/{lesson_id}/"] button')

    @property
    def content(self) -> Locator:
        """The page between header and footer; it says ``Items (2) £60.00 Total £60.00``."""
        return self._page.locator("main")

    @property
    def empty_notice(self) -> Locator:
        return self._page.get_by_role("heading", name="Your cart is empty", level=2)
