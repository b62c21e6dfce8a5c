"""What was typed into the registration form is lost on the way through Stripe.

The details wait in the cart; the registration is made from what the payment's metadata say, and they are not in there.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 10
SCENARIOS = ("features/workshops/registering_in_person.feature::contact_details_survive_the_payment",)


def seed() -> None:
    from pennydrop.demo.workshops.models import Contact, WorkshopCartItem

    def only_the_address(item: Any) -> dict[str, str]:
        return dict.fromkeys(Contact.FIELDS, "") | {"email": item.email}

    replace(WorkshopCartItem, "contact", only_the_address)
