"""A student's places in workshop sessions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


class WorkshopRegistrations:
    """``/workshops/my/registrations/``"""

    path = "/workshops/my/registrations/"

    def __init__(self, page: Page) -> None:
        self._page = page

    def open(self) -> None:
        self._page.goto(self.path)

    def ask_to_cancel(self, registration_id: UUID) -> None:
        """Press **Cancel** and look at what will come of it; nothing is cancelled yet."""
        self.cancel_button(registration_id).click()
        self._confirm_button.wait_for()

    def cancel(self, registration_id: UUID) -> None:
        """Press **Cancel** and confirm it; returns when the site has answered."""
        self.ask_to_cancel(registration_id)
        with self._page.expect_navigation():
            self._confirm_button.click()

    def cancel_button(self, registration_id: UUID) -> Locator:
        """There is one for each place the student holds."""
        return self._page.locator(f'button[onclick*="{registration_id}"]')

    def pay_now_link(self, price: str) -> Locator:
        """Beside a place that is offered and not paid yet; ``price`` such as ``£60.00``."""
        return self._page.locator("main").get_by_role("link", name=re.compile(f"Pay Now - {re.escape(price)}$"))

    @staticmethod
    def cancel_path(registration_id: UUID) -> str:
        """Where the confirmed cancellation is sent."""
        return f"/workshops/registration/{registration_id}/cancel/"

    @property
    def _confirm_button(self) -> Locator:
        return self._page.get_by_role("button", name="Yes, Cancel", exact=True)
