"""Digital products: a product, the cart of them, and what is owned."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


class ProductPage:
    """``/products/product/<slug>/``"""

    def __init__(self, page: Page) -> None:
        self._page = page

    def open(self, slug: str) -> None:
        self._page.goto(f"/products/product/{slug}/")

    def add_to_cart(self, product_id: UUID) -> None:
        self._page.locator(f'main a[href^="{self.add_path(product_id)}"]').click()

    @staticmethod
    def add_path(product_id: UUID) -> str:
        return f"/products/cart/add/{product_id}/"

    @property
    def owned_mark(self) -> Locator:
        """**View My Downloads**, on the page of a product that one owns."""
        return self._page.locator("main").get_by_text("View My Downloads")


class ProductCart:
    """``/products/cart/``"""

    path = "/products/cart/"

    def __init__(self, page: Page) -> None:
        self._page = page

    def open(self) -> None:
        self._page.goto(self.path)

    def remove(self, product_id: UUID) -> None:
        self._page.locator(f'main a[href^="/products/cart/remove/{product_id}/"]').click()

    def pay(self) -> None:
        """Press **Proceed to Checkout**, which leads to Stripe."""
        self._page.get_by_role("button", name="Proceed to Checkout", exact=True).click()

    @property
    def items(self) -> Locator:
        """One **Remove** for each product in the cart."""
        return self._page.locator('main a[href^="/products/cart/remove/"]')


class Purchases:
    """``/products/my-purchases/``"""

    def __init__(self, page: Page) -> None:
        self._page = page

    def open(self) -> None:
        self._page.goto("/products/my-purchases/")

    def entry(self, title: str) -> Locator:
        return self._page.locator("main").get_by_text(title)
