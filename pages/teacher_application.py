"""Applying to study with a teacher, and the teacher's decision."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


class ApplicationForm:
    """``/private-teaching/apply/<teacher>/``, as a student or a guardian sees it."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def open(self, teacher_id: int) -> None:
        self._page.goto(f"/private-teaching/apply/{teacher_id}/")

    def choose_child(self, child_id: UUID) -> None:
        """For a guardian: whom the lessons are for."""
        self._page.locator(f'[name=child_profile][value="{child_id}"]').check()

    def submit(self) -> None:
        """Accept the terms and send the form; returns when the site has answered."""
        self._terms.check()
        with self._page.expect_navigation():
            self._page.get_by_role("button", name="Submit Application", exact=True).click()

    def submit_without_terms(self) -> None:
        """Past the button that waits for the terms: the server has to refuse it."""
        form = self._page.locator("form").filter(has=self._terms)
        with self._page.expect_navigation():
            # The prototype's, because a control named "submit" would hide the form's own.
            form.evaluate("form => HTMLFormElement.prototype.submit.call(form)")

    @property
    def _terms(self) -> Locator:
        return self._page.locator("[name=accept_terms]")


class ApplicationReview:
    """``/private-teaching/teacher/applications/<application>/``"""

    def __init__(self, page: Page) -> None:
        self._page = page

    def open(self, application_id: UUID) -> None:
        self._page.goto(f"/private-teaching/teacher/applications/{application_id}/")

    def decide(self, status: str) -> None:
        """``status`` is ``accepted``, ``waitlist`` or ``declined``; returns when the site has answered."""
        self._page.locator("select[name=status]").select_option(status)
        with self._page.expect_navigation():
            self._page.get_by_role("button", name="Update Status", exact=True).click()
