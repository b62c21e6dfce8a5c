"""What a teacher has earned: the dashboard, the breakdown of each area, and profit and loss."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

# By area: the words of the headline figure, and the pages that break it down.
BREAKDOWNS = {
    "Workshops": ("Your Workshop Revenue", ["/payments/finance/workshops/"]),
    "Courses": ("Your Course Revenue", ["/payments/finance/courses/"]),
    "Private Teaching": (
        "Your Teaching Revenue",
        ["/payments/finance/private-teaching/", "/payments/finance/private-teaching/by-subject/"],
    ),
}
PROFIT_AND_LOSS = "/payments/finance/profit-loss/"
CSV_REPORT = "/payments/finance/profit-loss/export-csv/"


def headline(page: Page, name: str) -> Locator:
    """A figure in the head of a finance page, as text such as ``£54.00``."""
    stat = page.locator("main .stat").filter(has=page.get_by_text(name, exact=True))
    return stat.locator(".stat-value")


class FinanceDashboard:
    """``/payments/finance/``, the last 30 days unless another range is chosen."""

    path = "/payments/finance/"

    def __init__(self, page: Page) -> None:
        self._page = page

    def open(self, days: int | None = None) -> None:
        """``days``: 7, 30 or 90."""
        self._page.goto(f"{self.path}?range={days}" if days else self.path)

    @property
    def total_revenue(self) -> Locator:
        """The teacher's earnings after commission."""
        return headline(self._page, "Total Revenue")

    @property
    def platform_fee(self) -> Locator:
        return headline(self._page, "Platform Fee")

    def area(self, name: str) -> Locator:
        """What one area has earned: ``Workshops``, ``Courses`` or ``Private Teaching``."""
        _, (path, *_) = BREAKDOWNS[name]
        return self._page.locator(f'main .card:not(:has(.card)):has(a[href^="{path}"]) .stat-value')


class FinanceBreakdown:
    """The pages at ``paths`` that say where the money of one area came from."""

    def __init__(self, page: Page, area: str) -> None:
        self._page = page
        self._headline, self.paths = BREAKDOWNS[area]

    @classmethod
    def all(cls, page: Page) -> list[FinanceBreakdown]:
        return [cls(page, area) for area in BREAKDOWNS]

    def open(self, path: str) -> None:
        self._page.goto(path)

    @property
    def revenue(self) -> Locator:
        return headline(self._page, self._headline)

    @property
    def gross(self) -> Locator:
        """Before commission."""
        return headline(self._page, "Gross Revenue")


class ProfitAndLoss:
    """``/payments/finance/profit-loss/``, for the current tax year."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def open(self) -> None:
        self._page.goto(PROFIT_AND_LOSS)

    def row(self, area: str) -> Locator:
        """The row of an area, or ``TOTAL``."""
        return self._page.get_by_role("row").filter(has=self._page.get_by_role("cell", name=area, exact=True))

    def report(self) -> list[str]:
        """Press **Download CSV Report**; the lines of the file that have anything in them."""
        with self._page.expect_download() as download:
            self._page.get_by_role("link", name="Download CSV Report", exact=True).click()
        text = Path(download.value.path()).read_text(encoding="utf-8-sig")
        return [line for line in text.splitlines() if line.strip()]
