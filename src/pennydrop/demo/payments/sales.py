"""What was sold, item by item, and what became of the price."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from pennydrop.demo.core.money import commission


@dataclass(frozen=True)
class Sale:
    """One paid item. ``refunded`` went back for this item; ``fee_kept`` means that what is left is the platform's.

    ``domain`` and ``kind`` are those of the goods; ``address`` is where they are offered.
    """

    domain: str
    title: str
    category: str
    student: str
    sold_at: datetime
    price: Decimal
    payment_intent: str
    refunded: Decimal = Decimal(0)
    fee_kept: bool = False
    kind: str = ""
    address: str = ""

    @property
    def is_active(self) -> bool:
        return not self.refunded

    @property
    def domain_name(self) -> str:
        return self.domain.replace("_", " ").title()

    @property
    def net(self) -> Decimal:
        return self.price - self.refunded

    @property
    def fee(self) -> Decimal:
        return self.net if self.fee_kept else commission(self.net)

    @property
    def share(self) -> Decimal:
        return self.net - self.fee
