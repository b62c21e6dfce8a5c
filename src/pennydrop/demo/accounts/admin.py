from __future__ import annotations

from django.contrib import admin

from .models import ChildProfile, UserProfile


@admin.register(UserProfile)
class UserProfileAdmin(admin.ModelAdmin):
    list_display = ["user", "is_student", "is_teacher", "is_guardian", "email_verified", "profile_completed"]
    list_filter = ["is_teacher", "is_guardian", "email_verified"]
    search_fields = ["user__email"]


admin.site.register(ChildProfile)
