"""What a teacher has earned."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


class FinanceDashboard:
    """``/payments/finance/``, the last 30 days."""

    path = "/payments/finance/"

    def __init__(self, page: Page) -> None:
        self._page = page

    def open(self) -> None:
        self._page.goto(self.path)

    @property
    def total_revenue(self) -> Locator:
        """The teacher's earnings after commission, as text such as ``£54.00``."""
        stat = self._page.locator("main .stat").filter(has=self._page.get_by_text("Total Revenue", exact=True))
        return stat.locator(".stat-value")
