"""More than five webhooks at once are answered with 429.

The limit was meant for visitors. Stripe takes it for a failure, and disables the endpoint if it lasts.
"""

from __future__ import annotations

import threading
from typing import Any

from tests.faults.breaking import View, wrap_view

FAMILY = 19
SEEN_BY = "storm"
SCENARIOS = (
    "features/lessons/buying_lessons.feature::two_lessons_bought_together_are_paid_once_and_everybody_is_told[duplicate-8-at-once]",
)
MOST = 5


def seed() -> None:
    from django.http import HttpResponse
    from django.views.decorators.csrf import csrf_exempt

    free = threading.Semaphore(MOST)

    def limited(view: View) -> View:
        def webhook(request: Any) -> Any:
            if not free.acquire(blocking=False):
                return HttpResponse(status=429)
            try:
                return view(request)
            finally:
                free.release()

        exempt: View = csrf_exempt(webhook)
        return exempt

    wrap_view("payments:webhook", limited)
