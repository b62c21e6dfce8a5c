from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from . import models


class SessionInline(admin.TabularInline):
    model = models.WorkshopSession
    extra = 0


@admin.register(models.Workshop)
class WorkshopAdmin(admin.ModelAdmin):
    list_display = ["title", "instructor", "price", "status", "total_registrations"]
    list_filter = ["status", "delivery_method"]
    prepopulated_fields = {"slug": ["title"]}
    inlines = [SessionInline]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A workshop with paid registrations stays: money hangs on it."""
        paid = models.WorkshopRegistration.objects.filter(session__workshop=obj, payment_status="completed")
        return super().has_delete_permission(request, obj) and not (obj and paid.exists())


@admin.register(models.WorkshopRegistration)
class RegistrationAdmin(admin.ModelAdmin):
    list_display = ["student", "session", "status", "payment_status", "payment_amount"]
    list_filter = ["status", "payment_status"]


admin.site.register([models.WorkshopCategory, models.WorkshopTermsAndConditions])
