from __future__ import annotations

from django.urls import path

from .views import finance, profit_and_loss
from .webhook import webhook

app_name = "payments"
urlpatterns = [
    path("webhook/", webhook, name="webhook"),
    path("finance/", finance.dashboard, name="finance"),
    path("finance/workshops/", finance.breakdown, {"page": finance.WORKSHOPS}, name="finance_workshops"),
    path("finance/courses/", finance.breakdown, {"page": finance.COURSES}, name="finance_courses"),
    path("finance/private-teaching/", finance.breakdown, {"page": finance.LESSONS}, name="finance_lessons"),
    path(
        "finance/private-teaching/by-subject/", finance.breakdown, {"page": finance.SUBJECTS}, name="finance_subjects"
    ),
    path("finance/profit-loss/", profit_and_loss.page, name="profit_and_loss"),
    path("finance/profit-loss/export-csv/", profit_and_loss.export_csv, name="profit_and_loss_csv"),
]
