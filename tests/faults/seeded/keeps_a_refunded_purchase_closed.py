"""A download that was refunded and bought again stays closed.

There is one row for each buyer and product: ``get_or_create`` finds the refunded one and leaves it as it is.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 13
SCENARIOS = ("features/products/owning_downloads.feature::what_was_refunded_can_be_bought_again",)


def seed() -> None:
    from pennydrop.demo.digital_products.models import ProductPurchase

    def find_or_create(self: Any, defaults: Any = None, **which: Any) -> Any:
        return self.get_or_create(defaults=defaults, **which)

    manager = type(ProductPurchase.objects)
    replace(manager, "update_or_create", find_or_create)
