"""The workshop's page prints the meeting link for whoever looks at it.

The link is a field of the session, and the template lists the session's fields.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import View, wrap_view

FAMILY = 15
SCENARIOS = (
    "features/workshops/whose_place.feature::before_payment_there_is_no_meeting_link",
    "features/workshops/whose_place.feature::the_meeting_link_comes_with_the_place_and_to_nobody_else",
    "features/workshops/whose_place.feature::whoever_gives_the_place_back_loses_the_meeting_link",
)


def seed() -> None:
    from pennydrop.demo.workshops.models import WorkshopSession

    def with_links(view: View) -> View:
        def detail(request: Any, slug: str) -> Any:
            response = view(request, slug)
            links = WorkshopSession.objects.filter(workshop__slug=slug).values_list("meeting_url", flat=True)
            response.content += " ".join(links).encode()
            return response

        return detail

    wrap_view("workshops:detail", with_links)
