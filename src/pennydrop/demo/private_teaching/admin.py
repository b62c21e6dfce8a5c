from __future__ import annotations

from django.contrib import admin

from . import models


class OrderItemInline(admin.TabularInline):
    model = models.OrderItem
    extra = 0


@admin.register(models.Order)
class OrderAdmin(admin.ModelAdmin):
    list_display = ["order_number", "student", "total_amount", "payment_status", "created_at"]
    list_filter = ["payment_status"]
    search_fields = ["order_number", "student__email"]
    inlines = [OrderItemInline]


@admin.register(models.TeacherStudentApplication)
class ApplicationAdmin(admin.ModelAdmin):
    list_display = ["applicant", "teacher", "status"]
    list_filter = ["status"]


@admin.register(models.LessonCancellationRequest)
class CancellationAdmin(admin.ModelAdmin):
    list_display = ["lesson", "student", "teacher", "request_type", "status", "refund_amount"]
    list_filter = ["status", "request_type"]


admin.site.register([models.Subject, models.LessonRequest, models.PrivateLessonTermsAndConditions])
