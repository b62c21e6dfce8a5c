"""A shop of any size whose two sides agree, made up sale by sale: what Stripe would list, and what the ledger holds.

Everything about a sale follows from its number, so a million of them need no memory; ``faults`` are what differs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
PERIOD = timedelta(days=7)
OLD = timedelta(hours=8)
"""How long before the period the first sales are."""
HOUR = 3600
PLACES = {"jpy": 1}


@dataclass
class Pay:
    """A Checkout and what came of it. ``tries`` are the cards that were declined before."""

    id: str
    at: int
    amount: int
    currency: str
    order: str | None
    paid: bool = True
    known: bool = True
    """To Stripe."""
    refunds: list[tuple[int, str, int]] = field(default_factory=list)
    """Amount, status, moment."""
    dispute: tuple[int, str, int] | None = None
    tries: list[str] = field(default_factory=list)
    try_amount: int = 0

    @property
    def session(self) -> str:
        return f"cs_test_{self.id:0>20}"

    @property
    def intent(self) -> str:
        return f"pi_{self.id:0>24}"

    @property
    def charge(self) -> str:
        return f"ch_{self.id:0>18}_99999"

    @property
    def returned(self) -> int:
        return sum(amount for amount, status, _ in self.refunds if status != "failed")


@dataclass
class Record:
    """A row of ``shop_payment``; amounts in minor units, or text that is to be stored as it is."""

    pay: Pay
    total: int | str
    status: str = "completed"
    refund: int | str | None = None
    commission: int = 0
    share: int = 0
    currency: str = ""
    intent: str | None = None
    session: str | None = None


@dataclass
class Item:
    """A download, or a lesson with its order."""

    kind: str
    key: int
    price: int
    pay: Pay | None
    owned: bool = True
    film: int = 0
    session: str | None = None


@dataclass
class Sale:
    """Everything about one purchase."""

    number: int
    pays: list[Pay]
    records: list[Record]
    items: list[Item]

    @property
    def pay(self) -> Pay:
        return self.pays[0]

    @property
    def record(self) -> Record:
        return self.records[0]


Fault = Callable[[Sale], None]


@dataclass
class Shop:
    """``size`` sales, the last of them just now; ``faults`` by the number of the sale."""

    size: int
    faults: Mapping[int, Fault] = field(default_factory=dict)
    now: datetime = NOW

    @property
    def since(self) -> datetime:
        return self.now - PERIOD

    def moment(self, number: int) -> int:
        """When it was paid: evenly spread, from a little before the period until now."""
        begin = (self.since - OLD).timestamp()
        return int(begin + (self.now.timestamp() - begin) * (number + 0.5) / self.size)

    def number_in(self, share: float) -> int:
        """The sale at this part of the period, for a fault that needs neighbours."""
        return int(self.size * share)

    def sale(self, number: int) -> Sale:
        sale = self._sound(number)
        if fault := self.faults.get(number):
            fault(sale)
        return sale

    def __iter__(self) -> Iterator[Sale]:
        """Newest first, as Stripe lists."""
        return map(self.sale, range(self.size - 1, -1, -1))

    def _sound(self, number: int) -> Sale:
        currency = "jpy" if number % 50 == 7 else "usd" if number % 20 == 3 else "gbp"
        prices = [1000 + number % 40 * 125] + ([2500] if number % 10 == 4 else [])
        at, total = self.moment(number), sum(prices)
        pay = Pay(str(number), at, total, currency, order=f"order {number}")
        record = Record(pay, total, currency=currency)
        record.commission = due(total)
        record.share = total - record.commission
        kind = "download" if number % 2 else "lesson"
        items = [Item(kind, number * 2 + place, price, pay, film=place) for place, price in enumerate(prices)]
        sale = Sale(number, [pay], [record], items)
        self._ordinary(sale)
        return sale

    def _ordinary(self, sale: Sale) -> None:
        """What happens on any day, and is no discrepancy."""
        number, pay, record = sale.number, sale.pay, sale.record
        if number % 50 == 10:
            refund(pay, record, pay.amount, pay.at + HOUR)
            record.status = "refunded"
            for item in sale.items:
                item.owned = False
        elif number % 50 == 25:
            refund(pay, record, pay.amount // 3, pay.at + HOUR)
        if number % 40 == 11:
            pay.tries = [f"card {number}"]
        if number % 97 == 5:
            sale.pays.append(Pay(f"{number}f", pay.at, 700, "gbp", order=None))
        if number % 13 == 6:
            sale.pays.append(Pay(f"{number}u", pay.at, 900, "gbp", order=f"order {number}", paid=False))
        if number % 211 == 12:
            pay.dispute = (pay.amount, "won", pay.at + HOUR)
        if pay.at > (self.now - timedelta(minutes=10)).timestamp():
            sale.records, sale.items = [], []  # Stripe's message is on its way


def refund(pay: Pay, record: Record | None, amount: int, at: int, status: str = "succeeded") -> None:
    """Money back, on record too."""
    pay.refunds.append((amount, status, at))
    if record is not None:
        record.refund = amount


def due(amount: int) -> int:
    """12.5 %, half to even."""
    return int((Decimal(amount) * Decimal("0.125")).quantize(Decimal(1)))


def second(sale: Sale, **differently: Any) -> Pay:
    """Another payment of the same customer, five minutes later."""
    pay = replace(sale.pay, id=f"{sale.number}s", at=sale.pay.at + 300, refunds=[], tries=[], **differently)
    sale.pays.append(pay)
    return pay
