from __future__ import annotations

from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "pennydrop.demo.courses"
    label = "courses"
