"""Logging in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


class LogIn:
    """``/accounts/login/``, or wherever else somebody is asked to log in."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def open(self) -> None:
        self._page.goto("/accounts/login/")

    def submit(self, email: str, password: str) -> None:
        """Press **Login**; returns when the site has answered."""
        self._page.locator("main [name=username]").fill(email)
        self._page.locator("main [name=password]").fill(password)
        with self._page.expect_navigation():
            self._page.locator("main").get_by_role("button", name="Login", exact=True).click()

    @property
    def refusal(self) -> Locator:
        """A text in the form, and no flash message."""
        return self._page.get_by_text("Please enter a correct username and password.").first
