"""A student's places in workshop sessions."""

from __future__ import annotations

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

    def cancel_button(self, registration_id: UUID) -> Locator:
        """There is one for each place the student holds."""
        return self._page.locator(f'button[onclick*="{registration_id}"]')
