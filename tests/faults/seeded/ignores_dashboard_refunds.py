"""The site only knows refunds that it has made itself.

``charge.refunded`` is not subscribed to or not handled: the customer has the money and the goods, and the teacher is
paid for a sale that was undone.
"""

from __future__ import annotations

FAMILY = 12
SCENARIOS = ("features/refunds/dashboard_refunds.feature",)


def seed() -> None:
    from pennydrop.demo.payments import events

    del events.HANDLERS["charge.refunded"]
