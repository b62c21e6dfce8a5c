from __future__ import annotations

from django.apps import AppConfig


class ExamsConfig(AppConfig):
    name = "pennydrop.demo.exams"
    label = "exams"

    def ready(self) -> None:
        from pennydrop.demo.payments import goods

        from .goods import ExamGoods

        goods.register(ExamGoods())
