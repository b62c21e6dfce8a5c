"""A registration is cancelled by whoever sends its key.

``get_object_or_404(Registration, pk=...)`` without the student: being logged in is all that is asked.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import View, wrap_view

FAMILY = 15
SCENARIOS = ("features/workshops/whose_place.feature::nobody_gives_back_another_s_place",)


def seed() -> None:
    from pennydrop.demo.workshops.models import WorkshopRegistration

    def for_everybody(view: View) -> View:
        def cancel(request: Any, registration_id: Any) -> Any:
            request.user = WorkshopRegistration.objects.get(pk=registration_id).student
            return view(request, registration_id)

        return cancel

    wrap_view("workshops:cancel", for_everybody)
