"""Every kind of discrepancy, by theme, in the order in which they are looked for and told."""

from __future__ import annotations

from pennydrop.reconcile.kinds import amounts, days, goods, records, refunds
from pennydrop.reconcile.kinds.kind import Kind

KINDS: tuple[Kind, ...] = (*records.KINDS, *amounts.KINDS, *goods.KINDS, *refunds.KINDS, *days.KINDS)

__all__ = ["KINDS", "Kind"]
