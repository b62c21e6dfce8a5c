"""What a teacher has earned; a teacher who has earned nothing sees the same figures, all of them nought."""

from __future__ import annotations

from pages.finance import BREAKDOWNS, FinanceBreakdown, FinanceDashboard, ProfitAndLoss
from tests.pages.scene import Scene
from tests.pages.visit import Facts
from tests.pages.visits import SiteVisit as Visit

AREAS = {"workshops": "Workshops", "courses": "Courses", "lessons": "Private Teaching"}
PATHS = [(area, path) for area, (_headline, paths) in BREAKDOWNS.items() for path in paths]


def nothing_sold(_scene: Scene) -> Facts:
    return AREAS | {path: path for _area, path in PATHS} | {"days": 7, "total": "TOTAL"}


VISITS = [
    Visit(FinanceDashboard, nothing_sold, "teacher", one="total_revenue platform_fee"),
    Visit(FinanceDashboard, nothing_sold, "teacher", "open:days", one=" ".join(f"area:{area}" for area in AREAS)),
    Visit(ProfitAndLoss, nothing_sold, "teacher", one="row:workshops row:courses row:total", do="report"),
    *(
        Visit(FinanceBreakdown, nothing_sold, "teacher", f"open:{path}", one="revenue gross", made_of=(area,))
        for area, path in PATHS
    ),
]
