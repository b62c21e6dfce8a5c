from __future__ import annotations

from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "pennydrop.demo.courses"
    label = "courses"

    def ready(self) -> None:
        from pennydrop.demo.payments import goods

        from .goods import CourseGoods

        goods.register(CourseGoods())
