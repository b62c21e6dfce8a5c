"""A small shop whose books balance: Ann has bought a song of Ben's for £40.00. Tests change one thing in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from pennydrop.bookkeeping.chart import (
    MONEY,
    Chart,
    Goods,
    MailKind,
    OwnColumns,
    Payments,
    Places,
    RefundMail,
    Way,
    Wish,
)
from pennydrop.bookkeeping.facts import Facts, Heard, Item, Letter, Link, Record, Somebody
from pennydrop.gateway import Payment
from pennydrop.money import Money
from pennydrop.relay.delivery import Cause, Delivery, State

PRICE, COMMISSION, SHARE = Money(4000), Money(400), Money(3600)
ANN, BEN, CAT = (
    Somebody(number, name, f"{name.lower()}@example.com") for number, name in enumerate(("Ann", "Ben", "Cat"), 1)
)
CONFIRMED = MailKind(
    "Yours: .*", to="buyer", per="payment", figure=rf"Total: {MONEY}", unless=Wish("wish", "who", "mail", False)
)
SOLD = MailKind("Sold: .*", to="seller", per="item", figure=rf"Price: {MONEY}")
SONGS = Goods(
    "song",
    "song",
    buyer="buyer_id",
    owned={"status": "paid"},
    link=OwnColumns("intent", "session", "price", {"status": ("paid", "returned")}),
    same=("song_id", "buyer_id"),
    seller=Way("song_id", ("catalogue", "seller_id")),
    places=Places("song_id", "catalogue", "copies"),
    mails=(CONFIRMED, SOLD),
)
PAYMENTS = Payments(
    table="payment",
    session="session",
    intent="intent",
    buyer="buyer_id",
    total="total",
    currency="currency",
    status="status",
    refund="refund",
    commission="commission",
    share="share",
    commission_percent=Decimal(10),
)
CHART = Chart(ours="shop", payments=PAYMENTS, goods=(SONGS,), refund_mails=(RefundMail("Refund: .*", MONEY),))

PAID = Payment(
    session_id="cs_1",
    session_status="complete",
    payment_status="paid",
    intent_id="pi_1",
    intent_status="succeeded",
    charge_id="ch_1",
    amount=PRICE,
    refunded=Money(0),
    customer_email=ANN.email,
    metadata={"shop": "songs"},
    lines=(),
    created=datetime(2026, 1, 1, tzinfo=UTC),
    url=None,
)
RECORD = Record("1", "cs_1", "pi_1", ANN.id, PRICE, "gbp", "completed", Money(0), COMMISSION, SHARE)
LINK = Link("pi_1", "cs_1", PRICE, sold=True)
SONG = Item(SONGS, "7", ANN.id, BEN.id, owned=True, same=(7, ANN.id), place=7, links=(LINK,))
TO_ANN = Letter((ANN.email,), "Yours: a song", "Total: £40.00")
TO_BEN = Letter((BEN.email,), "Sold: a song", "Price: £40.00")
FACTS = Facts(
    people=(ANN, BEN, CAT),
    payments=(PAID,),
    records=(RECORD,),
    items=(SONG,),
    letters=(TO_ANN, TO_BEN),
    chart=CHART,
)
TAKEN_BACK = replace(SONG, owned=False)
RETURNED = replace(
    FACTS,
    payments=(replace(PAID, refunded=PRICE),),
    refunds={"pi_1": (PRICE,)},
    records=(replace(RECORD, status="refunded", refunded=PRICE),),
    items=(TAKEN_BACK,),
    letters=(TO_ANN, TO_BEN, Letter((ANN.email,), "Refund: a song", "£40.00 went back.")),
)
"""The same, after all the money went back."""


def delivery(status: int | None = 200, *, attempt: int = 1, authentic: bool = True, **fields: Any) -> Heard:
    """An answer to the confirmation of the payment."""
    known: dict[str, Any] = {
        "number": attempt,
        "event_id": "evt_1",
        "type": "checkout.session.completed",
        "object_id": "cs_1",
        "payment_intent": "pi_1",
        "attempt": attempt,
        "cause": Cause.STRIPE,
        "received_at": datetime(2026, 1, 1, tzinfo=UTC),
        "state": State.ANSWERED,
        "status": status,
    }
    return Heard(Delivery(**known | fields), authentic)
