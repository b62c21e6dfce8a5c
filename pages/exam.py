"""Exams: the teacher's form to register a student, and what the student sees and pays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import UUID

from pages.fields import enter

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


class ExamForm:
    """``/private-teaching/exams/create/``"""

    path = "/private-teaching/exams/create/"

    def __init__(self, page: Page) -> None:
        self._page = page

    def open(self) -> None:
        self._page.goto(self.path)

    def submit(self, **fields: str) -> None:
        """Enter ``fields`` by name and value, and press **Register Student for Exam**."""
        for name, value in fields.items():
            enter(self._page.locator(f"[name={name}]"), value)
        with self._page.expect_navigation():
            self._page.get_by_role("button", name="Register Student for Exam", exact=True).click()


class ExamPage:
    """``/private-teaching/exams/<uuid>/``"""

    def __init__(self, page: Page) -> None:
        self._page = page

    def open(self, exam_id: UUID) -> None:
        self._page.goto(f"/private-teaching/exams/{exam_id}/")

    def pay(self) -> None:
        """Press **Pay Now**; the browser goes to Stripe Checkout."""
        self.pay_button.click()

    @property
    def pay_button(self) -> Locator:
        return self._page.get_by_role("button", name="Pay Now", exact=True)

    @staticmethod
    def pay_path(exam_id: UUID) -> str:
        """Where **Pay Now** posts to."""
        return f"/private-teaching/exams/{exam_id}/pay/"


class MyExams:
    """``/private-teaching/my-exams/``"""

    path = "/private-teaching/my-exams/"

    def __init__(self, page: Page) -> None:
        self._page = page

    def open(self) -> None:
        self._page.goto(self.path)

    @property
    def payment_required(self) -> Locator:
        """There while a fee is open; a tile of the page has the same words at any time."""
        return self._page.get_by_role("heading", name="Payment Required", level=3, exact=True)


class ExamReceipt:
    """``/private-teaching/exams/<uuid>/payment/success/``"""

    def __init__(self, page: Page) -> None:
        self._page = page

    def open(self, exam_id: UUID) -> None:
        self._page.goto(f"/private-teaching/exams/{exam_id}/payment/success/")

    @property
    def confirmation(self) -> Locator:
        """What the page says once the fee is paid."""
        words = re.compile(r"Payment successful! Your exam registration for .+ is confirmed\.")
        return self._page.locator("main").get_by_text(words)
