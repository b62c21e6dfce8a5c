"""The instructor's view of who is registered for a session."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from playwright.sync_api import Page


class SessionRegistrations:
    """``/workshops/instructor/session/<uuid>/registrations/``"""

    def __init__(self, page: Page) -> None:
        self._page = page

    def open(self, session_id: UUID) -> None:
        self._page.goto(self.path(session_id))

    def apply(self, action: str, registration_ids: list[UUID]) -> None:
        """Choose ``action`` (``cancel_registration``, ``mark_attended``, ...) for these registrations and confirm it;
        returns when the site has answered."""
        for registration_id in registration_ids:
            self._page.locator(f'[name=registration_ids][value="{registration_id}"]').check()
        self._page.locator("[name=bulk_action]").select_option(action)
        self._page.once("dialog", lambda dialog: dialog.accept())
        with self._page.expect_navigation():
            self._page.get_by_role("button", name="Apply to Selected", exact=True).click()

    @staticmethod
    def path(session_id: UUID) -> str:
        return f"/workshops/instructor/session/{session_id}/registrations/"
