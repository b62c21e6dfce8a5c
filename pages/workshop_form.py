"""Registering for a session in person, or for the waitlist of a full one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Page


class WorkshopForm:
    """``/workshops/<slug>/session/<uuid>/register/``"""

    def __init__(self, page: Page) -> None:
        self._page = page

    def open(self, slug: str, session_id: UUID) -> None:
        """From the workshop's page."""
        self._page.goto(f"/workshops/{slug}/")
        self._page.locator(f'main a[href="/workshops/{slug}/session/{session_id}/register/"]').click()

    def fill(self, details: Mapping[str, str]) -> None:
        """``details`` by field name; what the page has filled in itself stays."""
        for name, value in details.items():
            field = self._page.locator(f"[name={name}]")
            if name == "experience_level":
                field.select_option(value)
            else:
                field.fill(value)

    def add_to_cart(self) -> None:
        """Accept the terms and add the session; leads to the cart."""
        self._accept_terms_and_press("Add to Cart")

    def join_waitlist(self) -> None:
        """Accept the terms and join; leads to the page of the registration."""
        self._accept_terms_and_press("Join Waitlist")

    def _accept_terms_and_press(self, button: str) -> None:
        terms = "I have read and agree to the Terms and Conditions *"
        self._page.get_by_role("checkbox", name=terms, exact=True).check()
        self._page.locator("main").get_by_role("button", name=button, exact=True).click()
