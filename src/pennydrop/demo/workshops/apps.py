from __future__ import annotations

from django.apps import AppConfig


class WorkshopsConfig(AppConfig):
    name = "pennydrop.demo.workshops"
    label = "workshops"
