"""The refunded amount is whatever the last message about a refund says.

Messages come again, and late. An old one about a part of the refund lowers what was returned, and the teacher's figures
rise again.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

FAMILY = 12
SCENARIOS = ("features/webhooks/early_and_old_refunds.feature::old_news_of_a_smaller_refund_takes_nothing_back",)


def seed() -> None:
    from pennydrop.demo.payments import events
    from pennydrop.demo.payments.models import StripePayment

    charge_refunded = events.HANDLERS["charge.refunded"]

    def overwrite(charge: dict[str, Any]) -> None:
        charge_refunded(charge)
        StripePayment.objects.filter(stripe_payment_intent_id=charge["payment_intent"]).update(
            refund_amount=Decimal(charge["amount_refunded"]) / 100
        )

    events.HANDLERS["charge.refunded"] = overwrite
