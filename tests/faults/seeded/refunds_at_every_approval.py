"""Every click on Approve makes a refund.

Nobody asks whether the request was answered before: two open tabs, or an impatient second click, and Stripe returns
the money of the lesson twice, as long as the order has any left.
"""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import Any

from tests.faults.breaking import replace

FAMILY = 12
SCENARIOS = ("features/lessons/refunding_lessons.feature::a_request_approved_twice_is_refunded_once",)


def seed() -> None:
    from pennydrop.demo.payments import refunds
    from pennydrop.demo.private_teaching import cancellations

    promise = refunds.promise

    def never_closed(request: Any, response: str) -> Any:
        return request

    def anew(payment: Any, subject: str, amount: Decimal, source: Any, **columns: Any) -> Any:
        return promise(payment, f"{subject}:{uuid.uuid4().hex}", amount, source, **columns)

    replace(cancellations, "lock", never_closed)
    replace(refunds, "promise", anew)
