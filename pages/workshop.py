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
        # The prototype's, because a control named "submit" would hide the form's own.
        self._form(session_id).evaluate("form => HTMLFormElement.prototype.submit.call(form)")

    @property
    def in_cart(self) -> Locator:
        """One mark for each session that is in the student's cart."""
        return self._page.get_by_role("button", name="✓ In Cart", exact=True)

    def _form(self, session_id: UUID) -> Locator:
        return self._page.locator(f'form[action="/workshops/cart/add/{session_id}/"]')
