"""A workshop with its sessions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


class WorkshopPage:
    """``/workshops/<slug>/``, for sessions online."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def open(self, slug: str) -> None:
        self._page.goto(self.path(slug))

    def add_to_cart(self, session_id: UUID) -> None:
        """Accept the terms and add the session."""
        form = self._form(session_id)
        form.locator("[name=terms_accepted]").check()
        form.get_by_role("button", name="Add to Cart").click()

    def add_child_to_cart(self, session_id: UUID, child: str) -> None:
        """As a guardian: say who attends, accept the terms and add the session."""
        self._page.locator(f'button[onclick*="{session_id}"]').click()
        form = self._page.locator("form:has([name=child_profile_id])")
        form.get_by_role("radio", name=re.compile(f"^{re.escape(child)}")).check()
        form.locator("[name=terms_accepted]").check()
        form.get_by_role("button", name="Add to Cart", exact=True).click()

    def add_series_to_cart(self) -> None:
        """Accept the terms and add all sessions; leads to the cart."""
        self._page.locator('form[action*="/workshops/cart/add-series/"] [name=terms_accepted]').check()
        self._page.get_by_role("button", name="Register for Full Series", exact=True).click()

    def add_without_accepting_terms(self, session_id: UUID) -> None:
        """Send the form with the terms unticked, past any check the browser makes: the server has to refuse it."""
        # The prototype's, because a control named "submit" would hide the form's own.
        self._form(session_id).evaluate("form => HTMLFormElement.prototype.submit.call(form)")

    @property
    def in_cart(self) -> Locator:
        """One mark for each session that is in the student's cart."""
        return self._page.get_by_role("button", name="✓ In Cart", exact=True)

    @staticmethod
    def path(slug: str) -> str:
        return f"/workshops/{slug}/"

    def _form(self, session_id: UUID) -> Locator:
        return self._page.locator(f'form[action="/workshops/cart/add/{session_id}/"]')
