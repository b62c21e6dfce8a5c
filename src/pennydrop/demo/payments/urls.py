from __future__ import annotations

from django.urls import path

from . import views
from .webhook import webhook

app_name = "payments"
urlpatterns = [
    path("webhook/", webhook, name="webhook"),
    path("finance/", views.dashboard, name="finance"),
    path("finance/workshops/", views.breakdown, {"page": views.WORKSHOPS}, name="finance_workshops"),
    path("finance/courses/", views.breakdown, {"page": views.COURSES}, name="finance_courses"),
    path("finance/private-teaching/", views.breakdown, {"page": views.LESSONS}, name="finance_lessons"),
    path("finance/private-teaching/by-subject/", views.breakdown, {"page": views.SUBJECTS}, name="finance_subjects"),
]
