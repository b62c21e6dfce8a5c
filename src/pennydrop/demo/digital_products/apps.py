from __future__ import annotations

from django.apps import AppConfig


class DigitalProductsConfig(AppConfig):
    name = "pennydrop.demo.digital_products"
    label = "digital_products"

    def ready(self) -> None:
        from pennydrop.demo.payments import goods

        from .goods import ProductGoods

        goods.register(ProductGoods())
