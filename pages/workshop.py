"""A workshop with its sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


class WorkshopPage:
    """``/workshops/<slug>/``, for an adult and an online workshop."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def open(self, slug: str) -> None:
        self._page.goto(f"/workshops/{slug}/")

    def add_to_cart(self, session_id: UUID) -> None:
        """Accept the terms and add the session."""
        form = self._form(session_id)
        form.locator("[name=terms_accepted]").check()
        form.get_by_role("button", name="Add to Cart").click()

    def add_without_accepting_terms(self, session_id: UUID) -> None:
        """Send the form with the terms unticked, past any check the browser makes: the server has to refuse it."""
        self._form(session_id).evaluate("form => form.submit()")

    def _form(self, session_id: UUID) -> Locator:
        return self._page.locator(f'form[action="/workshops/cart/add/{session_id}/"]')
