"""The links in the mail name the product instead of its file.

The address was changed and the mail was not: who has paid clicks and finds nothing.
"""

from __future__ import annotations

from tests.faults.breaking import replace

FAMILY = 16
SCENARIOS = ("features/products/buying_downloads.feature::what_is_paid_can_be_downloaded",)


def seed() -> None:
    from pennydrop.demo.digital_products.models import ProductFile

    replace(ProductFile, "get_absolute_url", lambda file: f"/products/download/{file.product_id}/")
