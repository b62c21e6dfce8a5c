"""Sums over sales."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from ..sales import Sale


@dataclass
class Figures:
    """Sums over a group of sales; ``gross`` is what was paid and not refunded, so it is ``share`` plus ``fee``."""

    title: str = ""
    category: str = ""
    sales: list[Sale] = field(default_factory=list)

    @property
    def share(self) -> Decimal:
        return sum((sale.share for sale in self.sales), Decimal(0))

    @property
    def fee(self) -> Decimal:
        return sum((sale.fee for sale in self.sales), Decimal(0))

    @property
    def gross(self) -> Decimal:
        return self.share + self.fee

    @property
    def refunded_amount(self) -> Decimal:
        return sum((sale.refunded for sale in self.sales), Decimal(0))

    @property
    def active(self) -> int:
        return sum(sale.net > 0 and not sale.fee_kept for sale in self.sales)

    @property
    def refunded(self) -> int:
        return len(self.sales) - self.active

    @property
    def address(self) -> str:
        """Where the goods of the group are offered; empty where they have no page."""
        return next((sale.address for sale in self.sales), "")

    def of_kind(self, kind: str) -> Figures:
        """The same for one kind of goods."""
        return Figures(sales=[sale for sale in self.sales if sale.kind == kind])


def group(sales: Iterable[Sale], by: Callable[[Sale], str]) -> list[Figures]:
    """One ``Figures`` for each value of ``by``, in alphabetical order."""
    groups: dict[str, Figures] = {}
    for sale in sales:
        figures = groups.setdefault(by(sale), Figures(title=by(sale), category=sale.category))
        figures.sales.append(sale)
    return sorted(groups.values(), key=lambda figures: figures.title)
