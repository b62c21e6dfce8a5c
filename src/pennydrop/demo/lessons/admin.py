from __future__ import annotations

from django.contrib import admin

from .models import Lesson


@admin.register(Lesson)
class LessonAdmin(admin.ModelAdmin):
    list_display = ["subject", "student", "teacher", "lesson_date", "approved_status", "payment_status", "is_deleted"]
    list_filter = ["approved_status", "payment_status", "is_deleted"]
    search_fields = ["student__email", "teacher__email"]
