"""The goods are delivered by the page that Stripe leads back to.

The confirmation is only noted; the return page does the rest. Whoever closes the tab, or is signed out by then, has
paid for nothing.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import View, replace, wrap_view

FAMILY = 5
SCENARIOS = (
    "features/races/leaving_after_paying.feature::a_tab_closed_right_after_paying_loses_nothing[sessions-workshop_registration_confirmed_1_session_site]",
    "features/races/leaving_after_paying.feature::a_tab_closed_right_after_paying_loses_nothing[course-course_enrollment_confirmed_first_tunes_site]",
    "features/races/leaving_after_paying.feature::who_was_signed_out_meanwhile_has_paid_all_the_same",
)


def seed() -> None:
    from django.db import transaction

    from pennydrop.demo.payments import fulfilment

    settle, noted = fulfilment.settle, []

    def note(session: dict[str, Any]) -> None:
        noted.append(session)

    def and_deliver(view: View) -> View:
        def success(request: Any, **arguments: Any) -> Any:
            if request.user.is_authenticated:
                with transaction.atomic():
                    for session in [each for each in noted if each["customer_email"] == request.user.email]:
                        settle(session)
            return view(request, **arguments)

        return success

    replace(fulfilment, "settle", note)
    for page in ("private_teaching:checkout_success", "workshops:checkout_success", "courses:checkout_success"):
        wrap_view(page, and_deliver)
