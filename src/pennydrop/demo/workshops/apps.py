from __future__ import annotations

from django.apps import AppConfig


class WorkshopsConfig(AppConfig):
    name = "pennydrop.demo.workshops"
    label = "workshops"

    def ready(self) -> None:
        from pennydrop.demo.payments import goods

        from . import signals  # noqa: F401 - connects
        from .goods import WorkshopGoods
        from .promotion_goods import PromotionGoods

        goods.register(WorkshopGoods())
        goods.register(PromotionGoods())
