"""Refunds that are in trouble once."""

from __future__ import annotations

from typing import Any

import pytest

from pennydrop.gateway.trouble import MAKE_REFUND
from pennydrop.storm.world_refunds import Refund500, RefundLostAnswer, RefundTimeout, RefundTrouble
from tests.storm.deliveries.conftest import COMPLETED, PAID, Stage, host, relay, relay_url, site, stage, stripe

__all__ = ["host", "relay", "relay_url", "site", "stage", "stripe"]


class Desk:
    """Notes the orders."""

    def __init__(self) -> None:
        self.orders: list[tuple[Any, ...]] = []

    def refuse(self, path: str, contains: str, message: str, status: int, **how: Any) -> Any:
        return self._order("refuse", path, contains, status, how)

    def lose_answer(self, path: str, contains: str, **how: Any) -> Any:
        return self._order("lose_answer", path, contains, 500, how)

    def delay(self, path: str, contains: str, seconds: float, **how: Any) -> Any:
        return self._order("delay", path, contains, seconds, how)

    def _order(self, *order: Any) -> Order:
        self.orders.append(order)
        self.made = Order()
        return self.made


class Order:
    """In force until the scenario ends."""

    met = 0

    def __enter__(self) -> Order:
        return self

    def __exit__(self, *raised: object) -> None:
        self.ended = True


ONCE = {"times": 1, "passing": True}


@pytest.mark.parametrize(
    ("kind", "order"),
    [
        (Refund500, ("refuse", MAKE_REFUND, "pi_1", 500, ONCE)),
        (RefundLostAnswer, ("lose_answer", MAKE_REFUND, "pi_1", 500, ONCE)),
        (RefundTimeout, ("delay", MAKE_REFUND, "pi_1", 1.5, {"times": 1})),
    ],
)
def test_the_first_refund_of_a_payment_is_in_trouble(
    stage: Stage, kind: type[RefundTrouble], order: tuple[Any, ...]
) -> None:
    desk = stage.scene.parts["trouble_desk"] = Desk()
    disturbance = kind()
    stage.go_through(disturbance, PAID, COMPLETED)
    assert (desk.orders, stage.scene.told) == ([order], [])

    desk.made.met = 1
    stage.look(disturbance)
    stage.look(disturbance)
    assert (len(desk.orders), stage.scene.told) == (1, [f"{kind.story} It was one of pi_1"])
