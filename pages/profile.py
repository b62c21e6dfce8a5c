"""What everybody is asked before anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page


class ProfileSetup:
    """``/accounts/profile/setup/``"""

    def __init__(self, page: Page) -> None:
        self._page = page

    def open(self) -> None:
        self._page.goto("/accounts/profile/setup/")

    def complete(self) -> None:
        """Press **Complete Profile** with what is filled in already; returns when the site has answered."""
        with self._page.expect_navigation():
            self._page.get_by_role("button", name="Complete Profile", exact=True).click()
