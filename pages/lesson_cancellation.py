"""Cancelling or moving a paid lesson: the student asks, the teacher decides."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


class CancellationForm:
    """``/private-teaching/lesson/<lesson>/cancel/``, as the student sees it."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def open(self, lesson_id: UUID) -> None:
        self._page.goto(f"/private-teaching/lesson/{lesson_id}/cancel/")

    def ask_to_cancel(self) -> None:
        self.choose_cancellation()
        self._submit("I cannot come.")

    def choose_cancellation(self) -> None:
        """And not another date; nothing is sent yet."""
        self._page.locator("[name=request_type][value=cancel_refund]").check()

    def ask_to_move(self, start: datetime) -> None:
        self._page.locator("[name=request_type][value=reschedule]").check()
        self._page.locator("[name=proposed_new_date]").fill(f"{start:%Y-%m-%d}")
        self._page.locator("[name=proposed_new_time]").fill(f"{start:%H:%M}")
        self._submit("Could we meet then instead?")

    def promise(self, amount: str = "") -> Locator:
        """The text that says that ``amount``, or anything, will be returned; shown before anything is sent."""
        promised = re.escape(amount) if amount else r"£(?!0\.00)"
        words = self._page.locator("main").get_by_text(re.compile(rf"\bEligible for refund:\s*{promised}"))
        return words.filter(visible=True)

    @property
    def submit_button(self) -> Locator:
        return self._page.get_by_role("button", name="Submit Request", exact=True)

    @property
    def pending_notice(self) -> Locator:
        """In the form's place while an earlier request waits for its answer."""
        return self._page.locator("main").get_by_text("Pending Request Exists")

    def _submit(self, message: str) -> None:
        self._page.locator("[name=student_message]").fill(message)
        with self._page.expect_navigation():
            self.submit_button.click()


class CancellationReview:
    """``/private-teaching/cancellation-request/<request>/``, as the teacher sees it."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def open(self, request_id: int) -> None:
        self._page.goto(f"/private-teaching/cancellation-request/{request_id}/")

    def approve(self) -> None:
        """A cancellation or a new date; a refund that is due is made before the page answers."""
        self._decide(self.approve_button)

    def reject(self) -> None:
        self._decide(self._page.get_by_role("button", name="Reject Request", exact=True))

    @property
    def approve_button(self) -> Locator:
        return self._page.locator("button[name=action][value=approve]")

    def _decide(self, button: Locator) -> None:
        self._page.locator("[name=teacher_response]").fill("As you like.")
        with self._page.expect_navigation():
            button.click()
