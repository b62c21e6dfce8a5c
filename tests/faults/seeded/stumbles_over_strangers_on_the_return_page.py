"""The page that Stripe leads back to after downloads were paid takes everybody for signed in.

Sessions end while people look for their cards; those come back to an error page.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import View, wrap_view

FAMILY = 5
SEEN_BY = "storm"
SCENARIOS = ("features/products/buying_downloads.feature::what_is_paid_can_be_downloaded[session-lost]",)


def seed() -> None:
    def greeting(view: View) -> View:
        def success(request: Any) -> Any:
            request.greeting = f"Thank you, {request.user.email}!"
            return view(request)

        return success

    wrap_view("digital_products:checkout_success", greeting)
