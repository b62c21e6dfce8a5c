"""The list of lessons in Stripe's metadata is cut off at 500 characters.

A value there holds no more. The order is completed by that list when the payment is confirmed, and a customer who buys
many lessons at once pays for more than are ever delivered.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from tests.faults.breaking import replace

FAMILY = 10
SCENARIOS = ("features/lessons/lesson_cart.feature::fourteen_lessons_are_bought_in_one_go",)


def seed() -> None:
    from pennydrop.demo.payments import checkouts
    from pennydrop.demo.private_teaching.goods import LessonGoods

    deliver = LessonGoods.deliver

    def cut_off(key: str, values: Iterable[Any]) -> dict[str, str]:
        return {key: ",".join(map(str, values))[: checkouts.METADATA_VALUE_LIMIT]}

    def deliver_what_is_listed(self: LessonGoods, item: Any, payment: Any) -> str:
        listed = str(uuid.UUID(item.object_id)) in item.checkout.metadata["lesson_ids"]
        return deliver(self, item, payment) if listed else ""

    replace(checkouts, "list_metadata", cut_off)
    replace(LessonGoods, "deliver", deliver_what_is_listed)
