from __future__ import annotations

from django.contrib import admin

from . import models


class TopicInline(admin.TabularInline):
    model = models.Topic
    extra = 0


@admin.register(models.Course)
class CourseAdmin(admin.ModelAdmin):
    list_display = ["title", "instructor", "cost", "status", "total_enrollments"]
    list_filter = ["status"]
    prepopulated_fields = {"slug": ["title"]}
    inlines = [TopicInline]


@admin.register(models.CourseEnrollment)
class EnrollmentAdmin(admin.ModelAdmin):
    list_display = ["student", "course", "payment_status", "payment_amount", "is_active"]
    list_filter = ["payment_status", "is_active"]


@admin.register(models.CourseCancellationRequest)
class CancellationAdmin(admin.ModelAdmin):
    list_display = ["enrollment", "student", "status", "refund_amount"]
    list_filter = ["status"]


admin.site.register([models.Lesson, models.CourseTermsAndConditions])
