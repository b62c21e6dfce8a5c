from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pennydrop.demo.accounts.access import teacher_required
from pennydrop.demo.payments import finance

from ..goods import DOMAIN


@teacher_required("You must be a teacher to access this page.")
def dashboard(request: HttpRequest) -> HttpResponse:
    """The teacher's products and what they have earned."""
    sales = finance.sales_of(request.user, domain=DOMAIN)
    context = {
        "total": finance.Figures(sales=sales),
        "rows": finance.group(sales, lambda sale: sale.title),
        "products": request.user.digital_products.order_by("title"),
    }
    return render(request, "digital_products/teacher_dashboard.html", context)
