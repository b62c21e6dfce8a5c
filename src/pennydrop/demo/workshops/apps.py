from __future__ import annotations

from django.apps import AppConfig


class WorkshopsConfig(AppConfig):
    name = "pennydrop.demo.workshops"
    label = "workshops"

    def ready(self) -> None:
        from pennydrop.demo.payments import goods

        from .goods import WorkshopGoods

        goods.register(WorkshopGoods())
