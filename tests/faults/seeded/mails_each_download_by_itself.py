"""A cart of several downloads brings one mail for each.

The mail was written when a purchase was one product, and is sent in the loop over the items.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 16
SCENARIOS = ("features/products/buying_downloads.feature::two_downloads_in_one_cart_are_one_payment_and_one_mail",)


def seed() -> None:
    from pennydrop.demo.core import outbox
    from pennydrop.demo.digital_products import notices

    purchased, post = notices.purchased, outbox.post

    def one_by_one(checkout: Any, purchases: list[Any]) -> None:
        for purchase in purchases:
            purchased(checkout, [purchase])

    replace(outbox, "post", lambda *, key="", **mail: post(key=f"{key}:{mail['subject']}", **mail))
    replace(notices, "purchased", one_by_one)
