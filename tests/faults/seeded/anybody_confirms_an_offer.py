"""The link in the mail works for whoever has it.

The registration is found by the id in the address alone, which is long enough to be thought a secret.
"""

from __future__ import annotations

import uuid
from typing import Any

from tests.faults.breaking import replace

FAMILY = 15
SCENARIOS = ("features/waitlist/free_places.feature::nobody_else_can_use_the_link",)


def seed() -> None:
    from pennydrop.demo.workshops.models import WorkshopRegistration
    from pennydrop.demo.workshops.views import promotion

    def by_id(request: Any, registration_id: uuid.UUID) -> Any:
        return WorkshopRegistration.objects.get(pk=registration_id)

    replace(promotion, "own_registration", by_id)
