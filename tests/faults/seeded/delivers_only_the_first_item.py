"""The order is completed when the first of its items is.

No transaction around the whole: an error at the second item leaves the first delivered and the order closed, and a
second delivery of the event finds it "already done".
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 4
SCENARIOS = (
    "features/lessons/buying_lessons.feature::two_lessons_bought_together_are_paid_once_and_everybody_is_told",
    "features/lessons/lessons_for_a_child.feature::the_guardian_pays_for_the_child_s_lessons",
)


def seed() -> None:
    from pennydrop.demo.private_teaching.goods import LessonGoods

    deliver = LessonGoods.deliver

    def only_the_first(self: LessonGoods, item: Any, payment: Any) -> Any:
        first = item.checkout.items.order_by("pk").first()
        return deliver(self, item, payment) if item.pk == first.pk else ""

    replace(LessonGoods, "deliver", only_the_first)
