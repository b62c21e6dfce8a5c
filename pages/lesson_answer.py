"""A teacher's answer to a lesson request."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


class LessonAnswer:
    """``/private-teaching/teacher/request/<request>/``: a row for each lesson, in no order that is promised."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def open(self, request_id: int) -> None:
        self._page.goto(f"/private-teaching/teacher/request/{request_id}/")

    def decide(self, day: date, decision: str) -> None:
        """About the lesson on this day: ``Accepted``, ``Rejected`` or ``Pending``."""
        self._field(day, "approved_status").select_option(decision)

    def change_duration(self, day: date, minutes: int) -> None:
        """Of the lesson on this day; 30, 60 or 90."""
        self._field(day, "duration_in_minutes").select_option(str(minutes))

    def save(self) -> None:
        """Returns when the site has answered."""
        with self._page.expect_navigation():
            self.save_button.click()

    @property
    def save_button(self) -> Locator:
        return self._page.get_by_role("button", name="Save Changes & Notify Student", exact=True)

    def _field(self, day: date, name: str) -> Locator:
        dated = self._page.locator("[name$=-lesson_date]").and_(self._page.locator(f'[value="{day:%Y-%m-%d}"]'))
        row = (dated.get_attribute("name") or "").removesuffix("-lesson_date")
        return self._page.locator(f"[name={row}-{name}]")
