"""Every kind of discrepancy, planted: what is changed in a sound sale, and what has to be found.

A fault returns the id that its finding has to name; it is the only finding of that sale.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from tests.reconcile.world import HOUR, OLD, PERIOD, Sale, Shop, refund, second


@dataclass(frozen=True)
class Planted:
    """``plant`` changes the sale; ``id`` is what the finding names."""

    kind: str
    plant: Callable[[Sale], None]
    id: Callable[[Sale], str] = lambda sale: sale.pay.intent
    name: str = ""


def _no_webhook(sale: Sale) -> None:
    sale.records, sale.items = [], []


def _no_record(sale: Sale) -> None:
    sale.records = []


def _no_payment(sale: Sale) -> None:
    sale.pay.known = False


def _unpaid(sale: Sale) -> None:
    sale.pay.paid = False


def _of_others(sale: Sale) -> None:
    sale.pay.order = None


def _two_records(sale: Sale) -> None:
    sale.records.append(replace(sale.record))


def _one_record(sale: Sale) -> None:
    sale.record.session = second(sale).session


def _pending(sale: Sale) -> None:
    sale.record.status = "pending"


def _fraction(sale: Sale) -> None:
    sale.record.total = f"{sale.pay.amount // 100}.005"


def _no_share(sale: Sale) -> None:
    sale.record.share = None  # type: ignore[assignment]


def _currency(sale: Sale) -> None:
    sale.record.currency = "eur"


def _penny_less(sale: Sale) -> None:
    sale.record.total = sale.pay.amount - 1


def _commission(sale: Sale) -> None:
    sale.record.commission += 1
    sale.record.share -= 1


def _share(sale: Sale) -> None:
    sale.record.share -= 1


def _gift_alone(sale: Sale) -> None:
    sale.pay.known, sale.records = False, []


def _too_soon(sale: Sale) -> None:
    sale.pay.paid, sale.records = False, []


def _nothing_bought(sale: Sale) -> None:
    sale.items = []


def _dearer(sale: Sale) -> None:
    sale.items[0].price += 500


def _lost_item(sale: Sale) -> None:
    sale.items[0].price -= 500


def _paid_twice(sale: Sale) -> None:
    _again(sale)
    first = sale.items[0]
    sale.items.append(replace(first, pay=sale.pays[-1], key=first.key if first.kind == "lesson" else first.key + 1))


def _paid_again(sale: Sale) -> None:
    _again(sale)


def _again(sale: Sale) -> None:
    pay = second(sale)
    sale.records.append(replace(sale.record, pay=pay))


def _still_owned(sale: Sale) -> None:
    refund(sale.pay, sale.record, sale.pay.amount, sale.pay.at + HOUR)
    sale.record.status = "refunded"


def _full(sale: Sale) -> None:
    refund(sale.pay, None, sale.pay.amount, sale.pay.at + HOUR)


def _partial(sale: Sale) -> None:
    refund(sale.pay, None, 300, sale.pay.at + HOUR)


def _on_record_only(sale: Sale) -> None:
    sale.record.refund = 300


def _failed_refund(sale: Sale) -> None:
    refund(sale.pay, sale.record, 300, sale.pay.at + HOUR, "failed")


def _other_amount(sale: Sale) -> None:
    refund(sale.pay, None, 300, sale.pay.at + HOUR)
    refund(sale.pay, None, 400, sale.pay.at + 2 * HOUR)
    sale.record.refund = 400


def _status_left(sale: Sale) -> None:
    refund(sale.pay, sale.record, sale.pay.amount, sale.pay.at + HOUR)
    for item in sale.items:
        item.owned = False


def _open_dispute(sale: Sale) -> None:
    sale.pay.dispute = (sale.pay.amount, "needs_response", sale.pay.at + HOUR)


def _lost_dispute(sale: Sale) -> None:
    sale.pay.dispute = (sale.pay.amount, "lost", sale.pay.at + HOUR)


def _second_id(sale: Sale) -> str:
    return sale.pays[-1].intent


def _session_id(sale: Sale) -> str:
    return sale.pay.session


PLANTED = (
    Planted("payment-without-record", _no_webhook),
    Planted("payment-without-record", _no_record, name="goods delivered"),
    Planted("record-without-payment", _no_payment),
    Planted("record-of-unpaid-checkout", _unpaid, _session_id),
    Planted("record-of-foreign-payment", _of_others),
    Planted("two-records", _two_records),
    Planted("one-record-for-two-payments", _one_record, _second_id),
    Planted("wrong-status", _pending),
    Planted("not-an-amount", _fraction, name="half a penny"),
    Planted("not-an-amount", _no_share, name="NULL"),
    Planted("wrong-currency", _currency),
    Planted("wrong-amount", _penny_less),
    Planted("wrong-commission", _commission),
    Planted("shares-do-not-add-up", _share),
    Planted("goods-without-money", _gift_alone),
    Planted("goods-of-unpaid-checkout", _too_soon, _session_id),
    Planted("money-without-goods", _nothing_bought),
    Planted("prices-do-not-add-up", _dearer, name="too much"),
    Planted("prices-do-not-add-up", _lost_item, name="too little"),
    Planted("paid-twice", _paid_twice, _second_id, name="same thing"),
    Planted("paid-twice", _paid_again, _second_id, name="same cart"),
    Planted("goods-after-full-refund", _still_owned),
    Planted("refund-not-on-record", _full),
    Planted("partial-refund-not-on-record", _partial),
    Planted("refund-on-record-only", _on_record_only),
    Planted("refund-failed", _failed_refund),
    Planted("wrong-refund", _other_amount),
    Planted("refund-status", _status_left),
    Planted("open-dispute", _open_dispute),
    Planted("lost-dispute", _lost_dispute),
)


def expected(planted: Planted, number: int, size: int) -> tuple[str, str]:
    """Kind and id of the finding, if ``planted`` is the fault of sale ``number``."""
    return planted.kind, planted.id(Shop(size, {number: planted.plant}).sale(number))


def quiet(shop: Shop) -> Iterator[int]:
    """Sales to which nothing happens but what is planted, from the first of the period to those of the last hours."""
    first = int(shop.size * (OLD / (OLD + PERIOD) + 0.005)) + 2
    for number in range(first, int(shop.size * 0.97)):
        bare = number % 50 not in (7, 10, 25) and number % 97 != 5 and number % 13 != 6 and number % 40 != 11
        if bare and number % 211 != 12 and number % 10 != 4:
            yield number
