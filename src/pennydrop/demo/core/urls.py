from __future__ import annotations

from django.urls import path

from . import views

app_name = "core"
urlpatterns = [
    path("", views.landing, name="landing"),
    path("core/", views.home, name="home"),
    path("admin-portal/", views.admin_portal, name="admin_portal"),
    *(path(f"{page}/", views.information, {"page": page}, name=page) for page in views.INFORMATION),
    path("healthz", views.health, name="health"),
]
