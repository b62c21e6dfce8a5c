from __future__ import annotations

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "pennydrop.demo.payments"
    label = "payments"

    def ready(self) -> None:
        import stripe
        from django.conf import settings

        stripe.api_key = settings.STRIPE_SECRET_KEY
        stripe.api_version = "2024-10-28.acacia"
        stripe.max_network_retries = 1
        stripe.default_http_client = stripe.RequestsClient(timeout=15)
