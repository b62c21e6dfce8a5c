"""The webhook answers 200 to whatever is no POST.

``if request.method == "POST": ...`` and ``return HttpResponse()`` below it: a monitor, or a redirect that has turned
the POST into a GET, sees all well, and no event has arrived.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import View, wrap_view

FAMILY = 19
SCENARIOS = ("features/webhooks/unknown_events.feature::the_webhook_is_for_stripe_not_for_browsers",)


def seed() -> None:
    from django.http import HttpResponse
    from django.views.decorators.csrf import csrf_exempt

    def lenient(view: View) -> View:
        def webhook(request: Any) -> Any:
            return view(request) if request.method == "POST" else HttpResponse()

        exempt: View = csrf_exempt(webhook)
        return exempt

    wrap_view("payments:webhook", lenient)
