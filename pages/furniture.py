"""What every page of the site has around its content."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


class Furniture:
    """Flash messages, the cart icon, and whatever can be read."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def message(self, text: str | re.Pattern[str]) -> Locator:
        """Flash messages saying ``text``. Static notices look the same, so they are told apart by their words.

        On ``/``, which has no ``main`` and messages of its own make, anywhere on the page.
        """
        return self._page.locator("main div.alert[role=alert], body:not(:has(main))").filter(has_text=text)

    @property
    def text(self) -> str:
        """All that can be read on the page now, an open pop-up included."""
        return self._page.locator("body").inner_text()

    @property
    def refusal(self) -> Locator:
        """Flash messages that bring bad news, or advice: none that says that something was done."""
        return self._page.locator("main div.alert[role=alert]:is(.alert-error, .alert-warning, .alert-info)")

    @property
    def empty_lesson_cart_icon(self) -> Locator:
        """The cart in the header while there is nothing in it; on pages below ``/private-teaching/``."""
        return self._page.get_by_role("link", name="Lesson cart, empty", exact=True)

    @property
    def user_menu(self) -> Locator:
        """There while somebody is logged in, on every page but ``/``."""
        return self._page.get_by_role("button", name=re.compile("^User menu for "))
