"""Revenue counts registrations with the status "registered", and no others.

Once a participant has been marked as attended or absent, or has cancelled too late for a refund, the money that was
earned disappears from the report.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 11
SCENARIOS = (
    "features/workshops/instructors.feature::who_stays_away_has_been_earned_from_all_the_same",
    "features/workshops/cancelling.feature::with_less_than_seven_days_notice_nothing_comes_back",
)


def seed() -> None:
    from pennydrop.demo.workshops import goods
    from pennydrop.demo.workshops.models import WorkshopRegistration
    from pennydrop.demo.workshops.sales import sales_of

    def of_the_registered(teacher: Any) -> list[Any]:
        registered = WorkshopRegistration.objects.filter(status=WorkshopRegistration.Status.REGISTERED)
        payments = set(registered.values_list("stripe_payment_intent_id", flat=True))
        return [sale for sale in sales_of(teacher) if sale.payment_intent in payments]

    replace(goods, "sales_of", of_the_registered)
