"""Every teacher of an order is told of all its lessons.

The mail lists the order, as it did when an order had one teacher: each reads what the others earn.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 16
SCENARIOS = ("features/lessons/several_teachers.feature::each_teacher_is_told_once_of_the_lessons_that_are_theirs",)


def seed() -> None:
    from pennydrop.demo.core import outbox
    from pennydrop.demo.core.money import share
    from pennydrop.demo.private_teaching import notices
    from pennydrop.demo.private_teaching.models import OrderItem

    post = outbox.post

    def post_the_whole(*, template: str, context: dict[str, Any], **mail: Any) -> Any:
        if template.endswith("lessons_paid_teacher.txt"):
            one = context["lessons"][0]["lesson"]
            items = list(OrderItem.objects.filter(order__payment_status="completed", order__items__lesson=one))
            lessons = [{"lesson": item.lesson, "share": share(item.price_paid)} for item in items]
            context = context | {"lessons": lessons, "total": notices.total(items)}
        return post(template=template, context=context, **mail)

    replace(outbox, "post", post_the_whole)
