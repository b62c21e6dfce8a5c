"""The chart of accounts: what a suite declares of its shop's tables, status words and mails, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

Words = Mapping[str, object]
"""Columns, and the value, or the tuple of values, that each of them has."""
MONEY = r"([£€$][\d,]+\.\d\d)"


@dataclass(frozen=True)
class Payments:
    """The table with one row for each payment. The attributes up to ``share`` are names of its columns.

    ``completed`` and ``refunded`` are the words for a payment that was taken, and for one that went back in full.
    ``commission_percent`` is the platform's part of the total; ``None`` where the shop keeps none. ``created`` is the
    column with the moment of the row: who looks at a period has to know which rows belong to it.
    """

    table: str
    session: str
    intent: str
    buyer: str
    total: str
    currency: str
    status: str
    refund: str
    commission: str = ""
    share: str = ""
    commission_percent: Decimal | None = None
    completed: str = "completed"
    refunded: str = "refunded"
    created: str = ""


@dataclass(frozen=True)
class Accounts:
    """The table of the people who buy and sell: the columns of their address and of the parts of their name."""

    table: str
    email: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Way:
    """The way from a row to the key of something else.

    ``Way("course_id", ("courses_course", "instructor_id"))`` reads ``course_id``, finds the course of that id, and
    ends at its ``instructor_id``.
    """

    column: str
    then: tuple[str, str] | None = None
    and_then: tuple[str, str] | None = None

    @property
    def steps(self) -> tuple[tuple[str, str], ...]:
        """The tables to look into, each with the column to read there."""
        return tuple(step for step in (self.then, self.and_then) if step)


@dataclass(frozen=True)
class OwnColumns:
    """The row itself says which payment has bought it, and for how much. ``sold`` are the words of a row that has ever
    been bought, also when it was given back since; ``paid`` is the column with the moment when that was."""

    intent: str
    session: str
    price: str
    sold: Words
    paid: str = ""


@dataclass(frozen=True)
class ThroughOrders:
    """An order has bought it: ``items`` has a row for each thing in an order, with its ``price``.

    ``item`` and ``order`` are the columns of ``items`` that name thing and order; ``intent``, ``session`` and ``sold``
    are columns of ``orders``, and so are ``number``, by which customers know their order, and ``paid``, the moment when
    it was bought.
    """

    items: str
    item: str
    order: str
    price: str
    orders: str
    intent: str
    session: str
    sold: Words
    number: str = ""
    paid: str = ""


@dataclass(frozen=True)
class Places:
    """There is only so much of it: the rows owned of one ``of`` are at most the ``limit`` of that row in ``table``."""

    of: str
    table: str
    limit: str


@dataclass(frozen=True)
class Wish:
    """Whoever has ``value`` in ``column`` of the row of ``table`` that names them as ``person`` wants no such mail."""

    table: str
    person: str
    column: str
    value: object


@dataclass(frozen=True)
class MailKind:
    """A mail that a payment causes. ``subject`` is a regular expression for all of it.

    ``to``: ``buyer`` or ``seller``. ``per``: one for each ``payment``, ``seller`` of a payment or ``item`` of it.
    ``figure`` is a regular expression with one group, the amount that this mail is about; ``None`` if it has none.
    """

    subject: str
    to: str
    per: str
    figure: str | None = None
    unless: Wish | None = None


@dataclass(frozen=True)
class Goods:
    """One kind of what is sold: a row of ``table`` is somebody's as long as it has the words of ``owned``.

    ``same`` are the columns of which nobody may own two rows alike. ``seller`` is who earns by it.
    """

    name: str
    table: str
    buyer: str
    owned: Words
    link: OwnColumns | ThroughOrders
    same: tuple[str, ...]
    seller: Way
    places: Places | None = None
    mails: tuple[MailKind, ...] = ()


@dataclass(frozen=True)
class RefundMail:
    """A mail that tells a buyer of money going back; ``figure`` like that of :class:`MailKind`."""

    subject: str
    figure: str


@dataclass(frozen=True)
class Chart:
    """A shop's chart of accounts.

    ``ours`` is the key of a Checkout Session's metadata that only sessions made by this site have, ``values`` what it
    may say there (anything, if empty). Some things that a site need not offer can be left out of ``goods``;
    ``left_out`` says which, and why, for the summary of the run. ``accounts`` are looked up outside a run, where nobody
    knows the people beforehand.
    """

    ours: str
    payments: Payments
    goods: tuple[Goods, ...]
    refund_mails: tuple[RefundMail, ...] = ()
    left_out: tuple[str, ...] = ()
    accounts: Accounts | None = None
    values: tuple[str, ...] = ()

    def needed(self) -> dict[str, set[str]]:
        """The columns that have to be there, by table. The dates are not: only who looks at a period needs them."""
        found: dict[str, set[str]] = {}
        it = self.payments
        names = (it.session, it.intent, it.buyer, it.total, it.currency, it.status, it.refund, it.commission, it.share)
        found[it.table] = {name for name in names if name}
        for goods in self.goods:
            for table, columns in _needed(goods):
                found.setdefault(table, set()).update(columns)
        return found


def _needed(goods: Goods) -> list[tuple[str, set[str]]]:
    link, own = goods.link, {"id", goods.buyer, goods.seller.column, *goods.owned, *goods.same}
    needed = [(table, {"id", column}) for table, column in goods.seller.steps]
    if isinstance(link, OwnColumns):
        own |= {link.intent, link.session, link.price, *link.sold}
    else:
        needed.append((link.items, {link.item, link.order, link.price}))
        needed.append((link.orders, {"id", link.intent, link.session, *link.sold}))
    if goods.places:
        own.add(goods.places.of)
        needed.append((goods.places.table, {"id", goods.places.limit}))
    needed += [(it.unless.table, {it.unless.person, it.unless.column}) for it in goods.mails if it.unless]
    return [(goods.table, own), *needed]
