"""The receipt names the price without the last penny."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.faults.breaking import replace


def seed() -> None:
    from pennydrop.demo.private_teaching import notices

    total = notices.total

    def rounded(items: Any) -> Decimal:
        return total(items) - Decimal("0.01")

    replace(notices, "total", rounded)
