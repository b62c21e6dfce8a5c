"""A course in the catalogue, and a lesson behind its door."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


class CoursePage:
    """``/courses/<slug>/``"""

    def __init__(self, page: Page) -> None:
        self._page = page

    def open(self, slug: str) -> None:
        self._page.goto(f"/courses/{slug}/")

    def enrol(self, slug: str) -> None:
        """Accept the terms and press **Enroll Now**; a paid course leads to Stripe Checkout."""
        self._page.locator("[name=terms_accepted]").check()
        self.enrol_button(slug).click()

    def enrol_for_free(self, slug: str) -> None:
        """The same for a course that costs nothing; returns when the site has confirmed it."""
        self.enrol(slug)
        self._page.get_by_role("heading", name="Enrollment Confirmed!", level=1).wait_for()

    def enrol_child(self, child_id: UUID) -> None:
        """The same for a guardian: **Enroll a Child**, choose the child, and accept the terms for it."""
        self.enrol_child_link.click()
        self._page.locator(f'[name=child_id][value="{child_id}"]').check()
        self._page.locator("[name=terms_accepted]").check()
        self._page.get_by_role("button", name="Enroll Selected Child", exact=True).click()

    @property
    def enrol_child_link(self) -> Locator:
        return self._page.locator("main").get_by_role("link", name="Enroll a Child", exact=True)

    @staticmethod
    def enrol_path(slug: str) -> str:
        return f"/courses/{slug}/enroll/"

    def enrol_button(self, slug: str) -> Locator:
        """**Enroll Now**, or **Enroll Now (FREE)**."""
        return self._page.locator(f'form[action="{self.enrol_path(slug)}"] button')


class CourseLesson:
    """``/courses/lesson/<uuid>/``"""

    def __init__(self, page: Page) -> None:
        self._page = page

    def open(self, lesson_id: UUID) -> None:
        self._page.goto(f"/courses/lesson/{lesson_id}/")

    def text(self, words: str) -> Locator:
        """The lesson's own words, wherever they are shown."""
        return self._page.get_by_text(words)
