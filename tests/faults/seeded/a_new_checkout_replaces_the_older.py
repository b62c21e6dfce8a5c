"""Opening Checkout anew forgets the one before, which can still be paid.

One open order per customer is kept, and nobody closes the old page at Stripe: who pays in the older tab has paid for an
order that is no longer there.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 7
SCENARIOS = (
    "features/races/second_tab.feature::the_older_of_two_tabs_can_be_paid_as_well_as_the_newer",
    "features/races/second_tab.feature::paying_in_both_tabs_is_paying_once[lessons-payment_confirmation_site]",
    "features/races/second_tab.feature::paying_in_both_tabs_is_paying_once[sessions-workshop_registration_confirmed_1_session_site]",
)


def seed() -> None:
    from pennydrop.demo.payments import checkouts
    from pennydrop.demo.payments.models import Checkout

    prepare = checkouts.prepare

    def and_forget_the_older(domain: str, reference: Any, student: Any, *rest: Any, **options: Any) -> Checkout:
        Checkout.objects.filter(student=student, state=Checkout.State.OPEN).delete()
        return prepare(domain, reference, student, *rest, **options)

    replace(checkouts, "prepare", and_forget_the_older)
