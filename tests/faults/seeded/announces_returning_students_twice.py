"""The instructor is told twice of a student who had given the place back and takes it again.

The code that looks for an earlier registration to revive finds one and announces it, and then announces the new one.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 16
SEEN_BY = "books"
SCENARIOS = ("features/workshops/cancelling.feature::a_place_that_was_given_back_can_be_bought_again",)


def seed() -> None:
    from pennydrop.demo.core import outbox
    from pennydrop.demo.workshops import notices
    from pennydrop.demo.workshops.models import WorkshopRegistration

    tell = notices.tell_instructor

    def tell_of_both(registration: Any) -> None:
        tell(registration)
        workshop = registration.session.workshop
        same = {"session": registration.session, "student": registration.student}
        for earlier in WorkshopRegistration.objects.filter(**same).exclude(pk=registration.pk):
            outbox.post(
                key=f"registration:{earlier.pk}:revived",
                to=workshop.instructor.email,
                subject=f"New Registration - {outbox.literal(workshop.title)}",
                template=f"{notices.MAIL}/registered_instructor.txt",
                context={"registration": earlier, "session": earlier.session, "workshop": workshop},
            )

    replace(notices, "tell_instructor", tell_of_both)
