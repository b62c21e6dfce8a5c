"""A place in a session that was full, from joining the waitlist until it is taken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


class OfferedPlace:
    """``/workshops/registration/<uuid>/confirm/``, and where the link in the mail leads."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def open(self, registration_id: UUID) -> None:
        self._page.goto(self.path(registration_id))

    def open_link(self, path: str) -> None:
        """Follow the link in the mail, on the site under test whatever host it names."""
        self._page.goto(path)

    def confirm(self) -> None:
        """Press **Confirm My Registration**; returns when the site has answered."""
        with self._page.expect_navigation():
            self._page.get_by_role("button", name=re.compile("Confirm My Registration$")).click()

    @property
    def pay_button(self) -> Locator:
        """**Pay Now**; it leads to Checkout."""
        return self._page.locator("main").get_by_role("button", name=re.compile("Pay Now$"))

    @property
    def waiting(self) -> Locator:
        """What somebody reads who has just joined the waitlist."""
        return self._page.get_by_role("heading", name="Added to Waitlist", level=1)

    @property
    def payment_cancelled(self) -> Locator:
        """The page for those who come back from Checkout without having paid."""
        return self._page.locator("main").filter(
            has=self._page.get_by_role("heading", name="Payment Cancelled", level=1)
        )

    @property
    def expired(self) -> Locator:
        return self._page.get_by_text("This promotion has expired.")

    @staticmethod
    def path(registration_id: UUID) -> str:
        return f"/workshops/registration/{registration_id}/confirm/"
