"""Leaving a course again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

# Two answers to one form, as a double click or a second tab would ask for them.
SEND_TWICE = """
form => {
  // Not form.action: a field of that name would hide it.
  const send = () => fetch(form.getAttribute("action") || "", { method: "post", body: new FormData(form) });
  return Promise.all([send(), send()]).then(() => null);
}
"""


class CourseCancellation:
    """``/courses/enrollment/<uuid>/request-cancellation/``, reached from **My Courses**."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def open(self, enrollment_id: UUID) -> None:
        self._page.goto("/courses/my-courses/")
        self._page.locator(f'main a[href="{self.path(enrollment_id)}"]').click()
        self.heading.wait_for()

    def submit(self, reason: str) -> None:
        """Give a reason and press **Submit Cancellation Request**; returns when the site shows the result."""
        self._reason.fill(reason)
        self._page.get_by_role("button", name="Submit Cancellation Request", exact=True).click()
        self._page.wait_for_url(re.compile(r"/courses/cancellation/[^/]+/status/$"))

    def submit_twice(self, reason: str) -> None:
        """The same form twice, with both requests on their way at the same moment."""
        self._reason.fill(reason)
        self._page.locator("form", has=self._reason).evaluate(SEND_TWICE)

    @staticmethod
    def path(enrollment_id: UUID) -> str:
        return f"/courses/enrollment/{enrollment_id}/request-cancellation/"

    @property
    def heading(self) -> Locator:
        return self._page.get_by_role("heading", name="Cancel Course Enrollment", level=1)

    @property
    def _reason(self) -> Locator:
        return self._page.locator("[name=reason]")
