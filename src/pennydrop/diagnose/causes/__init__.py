"""Why a link may have broken: the checklist's chapter on trouble, each cause with what speaks for it here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from pennydrop.diagnose.causes import checkout, mails, refund, site, webhook
from pennydrop.diagnose.finding import Cause, Finding, Link
from pennydrop.diagnose.links.refund import REFUND
from pennydrop.diagnose.links.webhook import PAYMENT

if TYPE_CHECKING:
    from pennydrop.diagnose.case import Case

Causes = Callable[["Case", Finding], Iterator[Cause]]
OF: dict[Link, Causes] = {
    Link.PAID: checkout.paid,
    Link.METADATA: checkout.metadata,
    Link.ENDPOINT: webhook.endpoint,
    Link.DELIVERY: webhook.delivery,
    Link.ANSWER: webhook.answer(PAYMENT),
    Link.RECORD: site.record,
    Link.FIGURES: site.figures,
    Link.STATUS: site.status,
    Link.GOODS: site.goods,
    Link.BUYER_MAIL: mails.mail,
    Link.SELLER_MAIL: mails.mail,
    Link.REFUND_ENDPOINT: webhook.endpoint,
    Link.REFUND_DELIVERY: webhook.delivery,
    Link.REFUND_ANSWER: webhook.answer(REFUND),
    Link.REFUND_RECORD: refund.refund,
    Link.REFUND_GOODS: refund.refund,
    Link.REFUND_MAIL: mails.mail,
}


def causes(case: Case, finding: Finding) -> tuple[Cause, ...]:
    """The likely ones, likeliest first; none for a link that holds."""
    return tuple(OF[finding.link](case, finding)) if finding.broken and finding.link in OF else ()
