"""The chain: one function a link, each of which says what is known of it, or nothing where it does not concern."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from pennydrop.diagnose.finding import Finding
from pennydrop.diagnose.links import checkout, mails, refund, site, webhook

if TYPE_CHECKING:
    from pennydrop.diagnose.case import Case

Look = Callable[["Case"], Finding | None]
CHAIN: tuple[Look, ...] = (
    checkout.opened,
    checkout.metadata,
    checkout.paid,
    webhook.event,
    webhook.endpoint,
    webhook.delivery,
    webhook.answer,
    site.record,
    site.figures,
    site.status,
    site.goods,
    mails.buyer,
    mails.seller,
    refund.event,
    refund.endpoint,
    refund.delivery,
    refund.answer,
    refund.record,
    refund.goods,
    refund.mail,
)


def findings(case: Case) -> tuple[Finding, ...]:
    """Every link that concerns this payment, in their order."""
    return tuple(found for look in CHAIN if (found := look(case)))


def first_broken(found: Iterable[Finding]) -> Finding | None:
    """The link to look at: what comes after it may have broken because of it."""
    return next((it for it in found if it.broken), None)
