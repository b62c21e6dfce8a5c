"""Asking a teacher for lessons."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


class LessonBooking:
    """``/private-teaching/book/<teacher>/``: a row for each lesson, two of them blank from the start."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def open(self, teacher_id: int) -> None:
        self._page.goto(f"/private-teaching/book/{teacher_id}/")

    def choose_child(self, child_id: UUID) -> None:
        """For a guardian: whom the lessons are for."""
        self._page.locator(f'[name=child_profile][value="{child_id}"]').check()

    def fill(self, row: int, subject_id: int, start: datetime, minutes: int) -> None:
        """Rows count from 0; the lesson is online."""
        self._field(row, "subject").select_option(str(subject_id))
        self._field(row, "location").select_option("Online")
        self._field(row, "lesson_date").fill(f"{start:%Y-%m-%d}")
        self._field(row, "lesson_time").fill(f"{start:%H:%M}")
        self._field(row, "duration_in_minutes").select_option(str(minutes))

    def submit(self) -> None:
        """Returns when the site has answered."""
        with self._page.expect_navigation():
            self.submit_button.click()

    @property
    def submit_button(self) -> Locator:
        return self._page.get_by_role("button", name="Submit Request", exact=True)

    def _field(self, row: int, name: str) -> Locator:
        return self._page.locator(f"[name=lessons-{row}-{name}]")
