from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "pennydrop.demo.accounts"
    label = "accounts"

    def ready(self) -> None:
        from . import signals  # noqa: F401
