"""The news of a refund is worked in, and then answered with an error.

What comes after the commit, a line in a statistics table, fails. Stripe sends the message again for days, and in the
end switches the webhook off.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import View, wrap_view

FAMILY = 19
SEEN_BY = "books"
SCENARIOS = ("features/refunds/dashboard_refunds.feature::a_course_refunded_in_full_is_closed_again",)


def seed() -> None:
    wrap_view("payments:webhook", fails_after_the_work)


def fails_after_the_work(view: View) -> View:
    from django.http import HttpResponse

    def webhook(request: Any) -> Any:
        answer = view(request)
        done = answer.status_code == 200 and b'"type": "charge.refunded"' in request.body
        return HttpResponse(status=500) if done else answer

    webhook.csrf_exempt = True  # type: ignore[attr-defined]
    return webhook
