"""A buyer whom the shop turns away, because Stripe has, and who tries again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pennydrop.storm.disturbance import Disturbance
from pennydrop.storm.world_opening import Stripe429, Stripe500, StripeLostAnswer, StripeTimeout, TurnedAway
from tests.storm.browser.conftest import Buying
from tests.storm.browser.shop import FakeShop

CAME = ["GET / *", "POST /pay *"]
Begin = Callable[[Disturbance], Buying]


class Desk:
    """Makes the shop refuse, as it does when Stripe refuses, until the order is over."""

    def __init__(self, shop: FakeShop, *, met: int = 3) -> None:
        self.shop, self.met, self.orders = shop, met, [""]

    def refuse(self, path: str, contains: str, message: str, status: int) -> Desk:
        self.orders = ["refuse", path, contains, str(status)]
        return self

    def lose_answer(self, path: str, contains: str) -> Desk:
        self.orders = ["lose_answer", path, contains]
        return self

    def delay(self, path: str, contains: str, seconds: float) -> Desk:
        self.orders = ["delay", path, contains, str(seconds)]
        return self

    def __enter__(self) -> Desk:
        self.shop.refusing = self.orders[0] != "delay"
        return self

    def end(self) -> None:
        self.shop.refusing = False

    def __exit__(self, *raised: Any) -> None:
        self.end()


SAM = ["/v1/checkout/sessions", "sam.tovabukire@example.com"]


@pytest.mark.parametrize(
    ("kind", "order"),
    [
        (Stripe500, ["refuse", *SAM, "500"]),
        (Stripe429, ["refuse", *SAM, "429"]),
        (StripeLostAnswer, ["lose_answer", *SAM]),
    ],
)
def test_the_buyer_is_turned_away_once(buying: Begin, shop: FakeShop, kind: type[TurnedAway], order: list[str]) -> None:
    sam = buying(kind())
    desk = sam.scene.parts["trouble_desk"] = Desk(shop)
    sam.to_checkout()
    sam.to_checkout()

    assert desk.orders == order
    assert shop.seen == [*CAME, "GET /sorry *", *CAME, *CAME]
    assert sam.scene.told == ["3 of Sam's requests for a Checkout failed; the customer tried again"]


def test_a_slow_stripe_turns_nobody_away(buying: Begin, shop: FakeShop) -> None:
    sam = buying(StripeTimeout())
    desk = sam.scene.parts["trouble_desk"] = Desk(shop)
    sam.to_checkout()

    assert desk.orders == ["delay", *SAM, "1.5"]
    assert (shop.seen, sam.scene.told) == (CAME, ["kept the shop waiting 1.5 s for cs_test_1"])
