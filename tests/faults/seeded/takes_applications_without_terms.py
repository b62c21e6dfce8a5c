"""The terms of private lessons are left to the browser.

The button waits for the tick, and the server takes the form without it: any other client applies without consent.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import View, wrap_view

FAMILY = 9
SCENARIOS = ("features/lessons/becoming_a_student.feature::nobody_applies_without_accepting_the_terms",)


def seed() -> None:
    def trusting(view: View) -> View:
        def apply(request: Any, **arguments: Any) -> Any:
            if request.method == "POST":
                request.POST = request.POST.copy()
                request.POST["accept_terms"] = "on"
            return view(request, **arguments)

        return apply

    wrap_view("private_teaching:apply", trusting)
