"""The facts of one scenario, as plain values: what the rules compare, whoever gathered it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pennydrop.money import Money

if TYPE_CHECKING:
    from pennydrop.bookkeeping.chart import Chart, Goods, MailKind
    from pennydrop.gateway import Payment
    from pennydrop.relay.delivery import Delivery

NOTHING = Money(0)


@dataclass(frozen=True)
class Somebody:
    """A person of the scenario; ``id`` is the site's key."""

    id: int
    name: str
    email: str


@dataclass(frozen=True)
class Record:
    """A row of the table of payments."""

    key: str
    session: str
    intent: str
    buyer: int | None
    total: Money | None
    currency: str
    status: str
    refunded: Money
    commission: Money | None = None
    share: Money | None = None

    def is_of(self, payment: Payment) -> bool:
        """Whether it is about this payment: by the PaymentIntent, or else by the Checkout Session."""
        return belongs(self.intent, self.session, payment)


@dataclass(frozen=True)
class Link:
    """That a payment is said to have bought an item at a price; not ``sold`` if it was never confirmed."""

    intent: str
    session: str
    price: Money
    sold: bool

    def is_of(self, payment: Payment) -> bool:
        """Whether it means this payment: by the PaymentIntent, or else by the Checkout Session."""
        return belongs(self.intent, self.session, payment)


@dataclass(frozen=True)
class Item:
    """A row of goods. ``same`` is what no two rows that are owned may have in common, ``place`` what has a limit.

    ``given``: a Given wrote it as owned.
    """

    goods: Goods
    key: str
    buyer: int
    seller: int | None
    owned: bool
    same: tuple[object, ...]
    place: object = None
    links: tuple[Link, ...] = ()
    given: bool = False

    @property
    def free(self) -> bool:
        """Whether nothing was ever paid for it."""
        return not any(link.sold and link.price.minor for link in self.links)

    @property
    def price(self) -> Money:
        """What the ledger says it cost."""
        return max((link.price for link in self.links), default=NOTHING)

    def __str__(self) -> str:
        return f"{self.goods.table} {self.key}"


@dataclass(frozen=True)
class Letter:
    """A mail: to whom it went, under which subject, with which text."""

    recipients: tuple[str, ...]
    subject: str
    text: str


@dataclass(frozen=True)
class Filled:
    """How many there are of something with a limit."""

    what: str
    limit: int
    taken: int


@dataclass(frozen=True)
class Heard:
    """A delivery to the webhook. ``authentic``: whether it was one that the site had to believe."""

    delivery: Delivery
    authentic: bool = True


@dataclass(frozen=True)
class Facts:
    """All that is known of a scenario once it is quiet.

    ``payments`` is what Stripe says; ``refunds`` the amounts that went back, by PaymentIntent. ``unheard`` are sessions
    whose confirmation was still held back when the scenario ended: the site cannot know of them.
    """

    people: tuple[Somebody, ...] = ()
    payments: tuple[Payment, ...] = ()
    refunds: dict[str, tuple[Money, ...]] = field(default_factory=dict)
    records: tuple[Record, ...] = ()
    items: tuple[Item, ...] = ()
    places: tuple[Filled, ...] = ()
    letters: tuple[Letter, ...] = ()
    unwilling: frozenset[tuple[MailKind, str]] = frozenset()
    deliveries: tuple[Heard, ...] = ()
    incidents: tuple[str, ...] = ()
    unheard: frozenset[str] = frozenset()
    chart: Chart | None = None

    @property
    def accounts(self) -> Chart:
        """The chart, for rules that are checked only with one."""
        if self.chart is None:
            raise LookupError("these facts come without a chart of accounts")
        return self.chart

    def ours(self) -> list[Payment]:
        """The paid sessions that this site has made and heard of; without a chart, all that were paid."""
        return [
            it
            for it in self.payments
            if it.paid and it.session_id not in self.unheard and (not self.chart or it.metadata.get(self.chart.ours))
        ]

    def kept(self) -> list[Payment]:
        """Those of which Stripe has not given everything back."""
        return [it for it in self.ours() if it.kept > 0]

    def items_of(self, payment: Payment) -> list[tuple[Item, Link]]:
        """What the ledger says this payment has bought, also if it was given back since."""
        return [(item, link) for item in self.items for link in item.links if link.sold and link.is_of(payment)]

    def superseded(self, payment: Payment, goods: Goods) -> list[Item]:
        """What this payment may have bought before it went back: rows that the buyer's later payment has taken over.

        A shop may have one row for a buyer and a thing, and write the next payment over the last.
        """
        if payment.kept > 0:
            return []
        if bought := self.items_of(payment):
            return [item for item, _ in bought if item.goods == goods and self.is_of_another(item, payment)]
        later = [
            it
            for it in self.ours()
            if it != payment
            and it.customer_email == payment.customer_email
            and it.created >= payment.created  # Stripe's clock knows whole seconds only
        ]
        return [
            item
            for item in self.items
            if item.goods == goods and any(link.is_of(it) for link in item.links for it in later)
        ]

    def is_of_another(self, item: Item, payment: Payment) -> bool:
        """Whether all of this payment went back, and another one that Stripe has kept has bought the same row."""
        others = [it for it in self.kept() if it != payment]
        return payment.kept <= 0 and any(link.sold and link.is_of(it) for link in item.links for it in others)

    def records_of(self, payment: Payment) -> list[Record]:
        """The rows of the table of payments about this payment."""
        return [record for record in self.records if record.is_of(payment)]

    def name(self, person_id: int | None) -> str:
        """Who that is."""
        return next((it.name for it in self.people if it.id == person_id), f"somebody else (id {person_id})")

    def email(self, person_id: int | None) -> str:
        """The address of somebody of the scenario; empty for others."""
        return next((it.email for it in self.people if it.id == person_id), "")

    def buyer_of(self, payment: Payment) -> Somebody | None:
        """Whom Stripe knows as the customer."""
        email = (payment.customer_email or "").lower()
        return next((it for it in self.people if it.email == email), None)

    def about(self, payment: Payment) -> str:
        """A payment in words: who, how much, which session."""
        buyer = self.buyer_of(payment)
        whose = buyer.name if buyer else payment.customer_email
        return f"{whose}'s payment {short(payment.intent_id or payment.session_id)}"


def belongs(intent: str, session: str, payment: Payment) -> bool:
    """A PaymentIntent decides, where one is on record; a session may have been replaced by a later one."""
    if intent and payment.intent_id:
        return intent == payment.intent_id
    return bool(session) and session == payment.session_id


def added(amounts: Sequence[Money], currency: str = "gbp") -> Money:
    """The sum of amounts in one currency."""
    return Money(sum(amount.minor for amount in amounts), currency)


def short(stripe_id: str) -> str:
    """An id of Stripe's that fits into a line."""
    return stripe_id if len(stripe_id) <= 30 else f"{stripe_id[:14]}...{stripe_id[-6:]}"
