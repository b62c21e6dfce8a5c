"""What teachers and staff see of the money: the dashboard, a breakdown for each area, and the older overview."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pennydrop.demo.accounts.access import teacher_required

from .. import finance
from ..sales import Sale

finance_page: Any = teacher_required("You must be a teacher to access finance dashboard.")


@dataclass(frozen=True)
class Breakdown:
    """One breakdown page: the sales of ``domain`` in rows, and the words it uses."""

    domain: str
    revenue: str
    total: str
    row: str
    by: Callable[[Sale], str]
    category: str = ""


WORKSHOPS = Breakdown(
    "workshops", "Your Workshop Revenue", "Total Registrations", "Workshop", lambda sale: sale.title, "Category"
)
COURSES = Breakdown("courses", "Your Course Revenue", "Total Enrollments", "Course", lambda sale: sale.title, "Grade")
LESSONS = Breakdown("private_teaching", "Your Teaching Revenue", "Total Lessons", "Student", lambda sale: sale.student)
SUBJECTS = Breakdown(
    "private_teaching", "Your Teaching Revenue", "Total Lessons", "Subject", lambda sale: sale.category
)


def chosen_range(request: HttpRequest, default: str) -> str:
    chosen = request.GET.get("range", default)
    return chosen if chosen in finance.RANGES else default


def overview(request: HttpRequest) -> dict[str, Any]:
    """The figures of the chosen range, in all and by area."""
    date_range = chosen_range(request, default="30")
    sales = finance.sales_of(request.user, finance.Period.last(date_range))
    return {
        "ranges": finance.RANGES.items(),
        "range": date_range,
        "total": finance.Figures(sales=sales),
        "areas": [(area, figures, area.split(figures)) for area, figures in finance.by_area(sales)],
        "recent": sales[:20],
    }


@finance_page
def dashboard(request: HttpRequest) -> HttpResponse:
    return render(request, "payments/finance_dashboard.html", overview(request))


@finance_page
def teacher_revenue(request: HttpRequest) -> HttpResponse:
    """The page teachers had before there was a dashboard; old links still lead here."""
    return render(request, "payments/teacher_revenue.html", overview(request))


@finance_page
def breakdown(request: HttpRequest, page: Breakdown) -> HttpResponse:
    period = finance.Period.last(chosen_range(request, default="all"))
    sales = finance.sales_of(request.user, period, page.domain)
    total = finance.Figures(sales=sales)
    context = {
        "page": page,
        "total": total,
        # Exam fees are teaching revenue, but no lessons.
        "count": total.of_kind("").active,
        "rows": finance.group(sales, page.by),
    }
    return render(request, "payments/finance_breakdown.html", context)
