"""One payment that a watch follows until all its links hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from pennydrop.diagnose.case import Source
from pennydrop.diagnose.doctor import Diagnosis
from pennydrop.diagnose.finding import Link, State

PAID = "paid"
OF_A_PAYMENT = (Link.PAID, Link.ANSWER, Link.RECORD, Link.GOODS, Link.BUYER_MAIL, Link.SELLER_MAIL)
OF_A_REFUND = (Link.REFUND_ANSWER, Link.REFUND_RECORD, Link.REFUND_GOODS, Link.REFUND_MAIL)


@dataclass
class Followed:
    """``until``: the moment of the watch's clock up to which it may be incomplete; time that was blind is added to it.

    ``since`` is when Stripe recorded what it is about, ``occasion`` says what: ``PAID``, or which refund.
    """

    session_id: str
    occasion: str
    since: datetime
    until: float
    late: bool = False
    complaints: set[str] = field(default_factory=set)
    """The failed deliveries that an alarm was raised for."""


def complete(diagnosis: Diagnosis) -> bool:
    """Whether every link holds that can be seen, among them the record."""
    if diagnosis.broken or Source.DATABASE in diagnosis.case.unseen:
        return False
    return all(it.state is not State.WAITING for it in diagnosis.findings)


def failed_deliveries(diagnosis: Diagnosis, since: datetime) -> dict[str, str]:
    """Each attempt since then that the site did not take, by a name that only this one has."""
    return {
        f"{it.event_id} {it.at.isoformat()}": f"{it.type} {it.event_id} -> {it.outcome}"
        for it in diagnosis.case.handovers
        if it.failed and it.at >= since
    }


def described(diagnosis: Diagnosis, followed: Followed, now: datetime) -> str:
    """What a line says of a payment whose links all hold: the milestones, and what nobody could look at."""
    milestones = OF_A_PAYMENT if followed.occasion == PAID else OF_A_REFUND
    states = {it.link: it.state for it in diagnosis.findings}
    reached = " > ".join(link for link in milestones if states.get(link) is State.OK)
    blind = [link for link in milestones if states.get(link) is State.UNSEEN]
    unseen = f"; not seen: {', '.join(blind)}" if blind else ""
    took = (now - followed.since).total_seconds()
    return f"{diagnosis.case.payment.amount} {followed.occasion} within {took:.0f} s: {reached}{unseen}"
