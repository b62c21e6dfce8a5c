"""The CSV report asks nobody who they are.

The pages are guarded one by one, and the export was added as a link: without a teacher to filter by it holds
everybody's sales.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from tests.faults.breaking import View, wrap_view

FAMILY = 15
SCENARIOS = (
    "features/finance/whose_figures.feature::a_student_sees_nobody_s_figures",
    "features/finance/whose_figures.feature::a_visitor_sees_nobody_s_figures",
)


def seed() -> None:
    staff = SimpleNamespace(is_authenticated=True, is_staff=True, profile=SimpleNamespace(is_teacher=False))

    def unguarded(view: View) -> View:
        def export_csv(request: Any) -> Any:
            if not (request.user.is_authenticated and request.user.profile.is_teacher):
                request.user = staff
            return view(request)

        return export_csv

    wrap_view("payments:profit_and_loss_csv", unguarded)
