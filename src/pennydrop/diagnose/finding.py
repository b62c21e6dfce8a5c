"""What is said of one link of the chain."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Whether a link holds. ``WAITING`` is for somebody to act; ``UNSEEN``: these settings show nothing of it."""

    OK = "ok"
    BROKEN = "broken"
    WAITING = "waiting"
    NOT_REACHED = "not reached"
    UNSEEN = "not seen"


class Link(StrEnum):
    """The links from the payment to the mail, and on to the refund, in the order in which they break."""

    OPENED = "checkout opened"
    METADATA = "metadata complete"
    PAID = "paid"
    EVENT = "event recorded"
    ENDPOINT = "endpoint subscribed"
    DELIVERY = "delivery attempted"
    ANSWER = "answered 2xx"
    RECORD = "record written"
    FIGURES = "record right"
    STATUS = "status final"
    GOODS = "goods delivered"
    BUYER_MAIL = "mail to the buyer"
    SELLER_MAIL = "mail to the seller"
    REFUND_EVENT = "refund: event recorded"
    REFUND_ENDPOINT = "refund: endpoint subscribed"
    REFUND_DELIVERY = "refund: delivery attempted"
    REFUND_ANSWER = "refund: answered 2xx"
    REFUND_RECORD = "refund: on record"
    REFUND_GOODS = "refund: goods withdrawn"
    REFUND_MAIL = "refund: mail to the buyer"


@dataclass(frozen=True)
class Finding:
    """A link, whether it holds, and what was seen."""

    link: Link
    state: State
    says: str

    @property
    def broken(self) -> bool:
        return self.state is State.BROKEN


@dataclass(frozen=True)
class Cause:
    """Why a link may have broken: what is likely, what speaks for it, and what to do, in the imperative."""

    likely: str
    evidence: str
    mend: str


def ok(link: Link, says: str) -> Finding:
    """It holds."""
    return Finding(link, State.OK, says)


def broken(link: Link, says: str) -> Finding:
    """It does not hold."""
    return Finding(link, State.BROKEN, says)


def unseen(link: Link, why: str) -> Finding:
    """Nobody can tell from here."""
    return Finding(link, State.UNSEEN, why)


def not_reached(link: Link, why: str) -> Finding:
    """Nothing is due, because something before it is missing."""
    return Finding(link, State.NOT_REACHED, why)
