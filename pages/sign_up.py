"""Making an account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.fields import enter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Locator, Page


class SignUp:
    """``/accounts/signup/``"""

    def __init__(self, page: Page) -> None:
        self._page = page

    def open(self) -> None:
        self._page.goto("/accounts/signup/")

    def choose_guardian(self) -> None:
        """Sign up to buy for a child; more is asked then."""
        self._page.locator("[name=account_type][value=parent_guardian]").check()

    def fill(self, details: Mapping[str, str]) -> None:
        """``details`` by field name."""
        for name, value in details.items():
            enter(self._page.locator(f"[name={name}]"), value)

    def submit(self) -> None:
        """Press **Create Account**; returns when the site has answered."""
        with self._page.expect_navigation():
            self._page.get_by_role("button", name="Create Account", exact=True).click()

    @property
    def check_your_mail(self) -> Locator:
        """What is shown once the account is made, whether or not the mail could be sent."""
        return self._page.get_by_role("heading", name="Check Your Email!", level=2)
