"""Profit and loss, as a page and as a file."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date

from ..finance.periods import tax_year
from ..finance.profit_and_loss import Statement, as_csv
from .finance import finance_page


def statement_for(request: HttpRequest) -> Statement:
    """For the days in the address; the current tax year where they are missing or make no sense."""
    first, last = tax_year(timezone.now().date())
    return Statement(request.user, day(request, "start_date") or first, day(request, "end_date") or last)


def day(request: HttpRequest, name: str) -> date | None:
    try:
        return parse_date(request.GET.get(name, ""))
    except ValueError:  # well formed, but no such day
        return None


@finance_page
def page(request: HttpRequest) -> HttpResponse:
    statement = statement_for(request)
    export = urlencode({"start_date": statement.first, "end_date": statement.last})
    return render(request, "payments/profit_and_loss.html", {"statement": statement, "export": export})


@finance_page
def export_csv(request: HttpRequest) -> HttpResponse:
    statement = statement_for(request)
    name = f"profit-loss-{statement.first}-{statement.last}.csv"
    return HttpResponse(
        as_csv(statement),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
