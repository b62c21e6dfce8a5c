"""The cart of workshop sessions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


class WorkshopCart:
    """``/workshops/cart/``"""

    path = "/workshops/cart/"

    def __init__(self, page: Page) -> None:
        self._page = page

    def open(self) -> None:
        self._page.goto(self.path)

    def pay(self) -> None:
        """Press **Complete Payment** (at a total of zero **Complete Registration**)."""
        self._page.locator('form[action="/workshops/cart/process-payment/"] button').click()

    def remove_series(self) -> None:
        """Press **Remove Series**, which may be beside each of its sessions, and confirm it."""
        self._page.get_by_role("button", name=re.compile("Remove Series$")).first.click()
        self._page.get_by_role("button", name="Yes, Remove Entire Series", exact=True).click()

    @property
    def summary(self) -> Locator:
        """All that the page says; among it ``Cart Total``, ``3 sessions`` and the sum."""
        return self._page.locator("main")

    @property
    def items(self) -> Locator:
        """One **Remove** for each session in the cart."""
        return self._page.locator('form[action^="/workshops/cart/remove/"] button')

    @property
    def heading(self) -> Locator:
        return self._page.get_by_role("heading", name="Workshop Cart", level=1)
