"""Where Stripe sends a student back to, and what the site says there of the order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


class LessonReceipt:
    """``/private-teaching/checkout/success/<order>/`` and its cancel twin."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def open(self, order_id: int) -> None:
        self._page.goto(f"/private-teaching/checkout/success/{order_id}/")

    def open_cancel_page(self, order_id: int) -> None:
        self._page.goto(f"/private-teaching/checkout/cancel/{order_id}/")

    @property
    def heading(self) -> Locator:
        return self._page.get_by_role("heading", name="Payment Successful!", level=1)

    @property
    def completed_badge(self) -> Locator:
        return self._badge("Payment Completed")

    @property
    def pending_badge(self) -> Locator:
        return self._badge("Payment Pending")

    @property
    def paid_lessons(self) -> Locator:
        """One badge for each lesson that is paid."""
        return self._badge("Paid")

    def _badge(self, text: str) -> Locator:
        return self._page.locator("main .badge").filter(has_text=re.compile(rf"^\s*{text}\s*$"))
