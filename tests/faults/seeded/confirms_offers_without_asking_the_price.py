"""The link in the mail registers whoever follows it, also where the place has a price.

The page behind the link confirms a promotion; that some promotions are paid for is known to another page.
"""

from __future__ import annotations

import uuid
from typing import Any

from tests.faults.breaking import View, wrap_view

FAMILY = 15
SCENARIOS = ("features/waitlist/promoting.feature::the_link_in_the_mail_confirms_nothing_that_has_a_price",)


def seed() -> None:
    from pennydrop.demo.workshops import promotions
    from pennydrop.demo.workshops.models import WorkshopRegistration

    def confirming(view: View) -> View:
        def from_mail(request: Any, registration_id: uuid.UUID) -> Any:
            promotions.enter(WorkshopRegistration.objects.get(pk=registration_id, student=request.user))
            return view(request, registration_id)

        return from_mail

    wrap_view("workshops:promotion", confirming)
