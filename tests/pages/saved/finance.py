"""What a teacher has earned: every figure among others that look like it."""

from __future__ import annotations

from pages.finance import BREAKDOWNS, FinanceBreakdown, FinanceDashboard, ProfitAndLoss
from tests.pages.saved import Saved
from tests.pages.saved import SavedVisit as Visit

ROOT = "/payments/finance/"


def stat(name: str, value: str) -> str:
    return f'<div class="stat"><p>{name}</p><p class="stat-value"> {value} </p></div>'


def card(address: str) -> str:
    """An area's card, with a link to its breakdown."""
    return f'<div class="card"><a href="{address}?range=30">Details</a><p class="stat-value">£1.00</p></div>'


AREAS = "".join(card(paths[0]) for _headline, paths in BREAKDOWNS.values())
FIGURES = "".join(
    stat(*figure) for figure in [("Total Revenue this year", "£9"), ("Total Revenue", "£5"), ("Platform Fee", "£1")]
)
dashboard = {ROOT: f'{FIGURES}<div class="card"><h2>By area</h2>{AREAS}</div>'}
ROWS = "".join(f"<tr><td>{area}</td><td>£1.00</td></tr>" for area in ("Workshops", "Courses", "All Courses", "TOTAL"))
CSV = '<a href="data:text/csv,Net%20Profit" download="report.csv">Download CSV Report</a>'
profit = {f"{ROOT}profit-loss/": f"<table><tr><th>Area</th><th>Net</th></tr>{ROWS}</table>{CSV}"}
NAMES = {"area": "Courses", "total": "TOTAL", "days": 7}


def breakdown(area: str) -> Visit:
    headline, (path, *_) = BREAKDOWNS[area]
    figures = stat(headline, "£1.00") + stat("Gross Revenue", "£1.11") + stat("Gross Revenue, refunded", "£0.00")
    return Visit(
        FinanceBreakdown, Saved({path: figures}, {"path": path}), open="open:path", one="revenue gross", made_of=(area,)
    )


VISITS = [
    Visit(FinanceDashboard, Saved(dashboard, NAMES), open="open:days", one="total_revenue platform_fee area:area"),
    Visit(ProfitAndLoss, Saved(profit, NAMES), one="row:area row:total", do="report"),
    *(breakdown(area) for area in BREAKDOWNS),
]
