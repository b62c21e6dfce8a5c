from __future__ import annotations

from django.contrib import admin

from .models import ExamBoard, ExamRegistration


@admin.register(ExamRegistration)
class RegistrationAdmin(admin.ModelAdmin):
    list_display = ["display_name", "student", "teacher", "fee_amount", "payment_status", "paid_at"]
    list_filter = ["payment_status", "exam_board"]


@admin.register(ExamBoard)
class BoardAdmin(admin.ModelAdmin):
    list_display = ["name", "is_active"]
