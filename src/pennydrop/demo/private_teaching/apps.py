from __future__ import annotations

from django.apps import AppConfig


class PrivateTeachingConfig(AppConfig):
    name = "pennydrop.demo.private_teaching"
    label = "private_teaching"

    def ready(self) -> None:
        from pennydrop.demo.payments import goods

        from .goods import LessonGoods

        goods.register(LessonGoods())
