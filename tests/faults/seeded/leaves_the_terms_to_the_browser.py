"""Only the browser insists on the terms; the server takes a form without them.

``required`` on a checkbox is a courtesy, no check: any other client, or a slip of a script, buys without consent.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import View, wrap_view

FAMILY = 9
SCENARIOS = (
    "features/workshops/buying_sessions.feature::without_accepting_the_terms_nothing_can_be_bought",
    "features/courses/what_cannot_be_bought.feature::without_accepting_the_terms_nobody_is_enrolled",
)


def seed() -> None:
    def trusting(view: View) -> View:
        def unasked(request: Any, **arguments: Any) -> Any:
            request.POST = request.POST.copy()
            request.POST["terms_accepted"] = "true"
            return view(request, **arguments)

        return unasked

    wrap_view("workshops:cart_add", trusting)
    wrap_view("courses:enroll", trusting)
