"""A student's lesson requests, with what the teacher has accepted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import UUID

from pages.furniture import Furniture

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


class LessonRequests:
    """``/private-teaching/my-requests/``"""

    path = "/private-teaching/my-requests/"

    def __init__(self, page: Page) -> None:
        self._page = page

    def open(self) -> None:
        self._page.goto(self.path)

    def add_all_to_cart(self, request_id: int) -> None:
        """Put every accepted lesson of the request in the cart, and wait for the shop to say so."""
        with self._page.expect_navigation():  # the page may still show what it said of another request
            self._page.locator(f'form[action="/private-teaching/cart/add-all/{request_id}/"] button').click()
        Furniture(self._page).message(re.compile(r"Added \d+ lessons? to cart")).first.wait_for()

    def add_to_cart(self, lesson_id: UUID) -> None:
        """Put one accepted lesson in the cart."""
        with self._page.expect_navigation():
            self.add_button(lesson_id).click()

    def add_button(self, lesson_id: UUID) -> Locator:
        """Puts one lesson in the cart; gone or disabled where that cannot be done."""
        return self._page.locator(f'form[action="/private-teaching/cart/add/{lesson_id}/"] button:enabled')

    @property
    def cart_is_empty(self) -> bool:
        return Furniture(self._page).empty_lesson_cart_icon.count() > 0
