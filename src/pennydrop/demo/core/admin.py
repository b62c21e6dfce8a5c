from __future__ import annotations

from django.contrib import admin

from .models import OutgoingMail


@admin.register(OutgoingMail)
class OutgoingMailAdmin(admin.ModelAdmin):
    list_display = ["subject", "recipient", "created_at", "sent_at", "last_error"]
    list_filter = ["sent_at"]
    search_fields = ["recipient", "subject"]
