"""Why a link may have broken: the checklist's chapter on trouble, each cause with what speaks for it here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from pennydrop.diagnose.finding import Cause, Finding, Link
from pennydrop.diagnose.links.refund import REFUND
from pennydrop.diagnose.links.webhook import PAYMENT

if TYPE_CHECKING:
    from pennydrop.diagnose.case import Case, Handover
    from pennydrop.diagnose.links.hearing import Occasion

Causes = Callable[["Case", Finding], Iterator[Cause]]
SECRET = "the site checks with another signing secret than Stripe signs with"  # noqa: S105 - a sentence
URL = "the endpoint's address is wrong"
TLS = "the site cannot be reached over https"
HANDLER = "the site's handler failed"
SWALLOWED = "an error was swallowed: the site answered 2xx and did not do the work"
METADATA = "the metadata of the session are missing, or name a domain that the site does not know"
NOT_SUBSCRIBED = "the endpoint is not subscribed to this event"
DISABLED = "the endpoint is disabled"
HELD_BACK = "the event was held back or dropped on its way"
NOT_FORWARDED = "nobody forwards Stripe's events to the site"
MAIL = "the mail could not be sent: mail settings, mail server or its quota"
NOT_WRITTEN = "the site never wrote that mail"
ORDER = "the status waits for an event that came before its record was there"
ARITHMETIC = "the site works a figure out differently from what it asked Stripe for"
WRONG_BUYER = "the payment is booked on the wrong account"
REFUND_IGNORED = "the site does not act upon charge.refunded"
DECLINED = "the customer's bank declined"
FOREIGN = "the payment was made by another shop on the same account"
TWICE = "the same event was worked in twice"


def causes(case: Case, finding: Finding) -> tuple[Cause, ...]:
    """The likely ones, likeliest first; none for a link that holds."""
    return tuple(_OF[finding.link](case, finding)) if finding.broken and finding.link in _OF else ()


def _paid(case: Case, finding: Finding) -> Iterator[Cause]:
    yield Cause(DECLINED, finding.says, "ask the customer to try another card; the site has done nothing wrong")


def _metadata(case: Case, finding: Finding) -> Iterator[Cause]:
    said = _log(case, r"[Uu]nknown domain|metadata|does not match|not opened by this site")
    yield Cause(METADATA, said or finding.says, "send the metadata with the call that creates the Checkout Session")
    yield Cause(FOREIGN, f"session {case.payment.session_id}", "if another program sells on this account, ignore it")


def _endpoint(case: Case, finding: Finding) -> Iterator[Cause]:
    hits = [it for it in case.subscriptions if it.hits]
    if not hits:
        yield Cause(
            URL, finding.says, f"register exactly {case.webhook_url} in the Dashboard, scheme and slash included"
        )
    elif not any(it.enabled for it in hits):
        yield Cause(DISABLED, finding.says, "mend what made it fail, then enable it in the Dashboard")
    else:
        where = "PENNYDROP_WEBHOOK_EVENTS" if hits[0].name == "stripe listen" else f"{hits[0].name} in the Dashboard"
        yield Cause(NOT_SUBSCRIBED, finding.says, f"add the event type to {where}")


def _delivery(case: Case, finding: Finding) -> Iterator[Cause]:
    tried = [it for it in case.handovers if not it.attempted]
    if tried:
        yield Cause(HELD_BACK, tried[-1].trouble, "end the relay's fault, or enable the endpoint, and send it again")
    else:
        yield Cause(NOT_FORWARDED, finding.says, "see that `stripe listen` runs, or that the endpoint was enabled then")
        yield Cause(NOT_SUBSCRIBED, finding.says, "see which event types the endpoint had when the event was recorded")


def _answer(occasion: Occasion) -> Causes:
    types = (*occasion.types, *occasion.also)

    def why(case: Case, finding: Finding) -> Iterator[Cause]:
        failed = [it for it in case.handovers if it.type in types and it.failed]
        if not failed:
            yield Cause(HANDLER, finding.says, "open the endpoint's deliveries in the Dashboard: they show the answer")
            return
        yield from _of_an_answer(case, failed[-1])

    return why


def _of_an_answer(case: Case, it: Handover) -> Iterator[Cause]:
    answer = f"{it.type}: {it.outcome}"
    match it.status:
        case None if re.search(r"(?i)certificate|ssl|tls", it.trouble):
            yield Cause(TLS, it.trouble, "renew the certificate, with its chain, and test the address with curl")
        case None:
            yield Cause(TLS, it.trouble, "see that the site runs and answers within 20 seconds, over https")
            yield Cause(URL, it.trouble, f"see that {case.webhook_url} is the site's webhook")
        case 400 | 401 | 403:
            said = _log(case, r"(?i)signature|refused|secret")
            mend = "copy the endpoint's signing secret (whsec_...) into STRIPE_WEBHOOK_SECRET and restart the server"
            yield Cause(SECRET, f"{answer}; log: {said}" if said else answer, mend)
        case status if status < 400 or status in (404, 405):
            yield Cause(
                URL, answer, f"register the address that answers itself, without a redirect: {case.webhook_url}"
            )
        case _:
            said = _error(case) or "the log shows no error"
            yield Cause(
                HANDLER, f"{answer}; log: {said}", "mend the error that the log shows, then send the event again"
            )


def _record(case: Case, finding: Finding) -> Iterator[Cause]:
    if case.facts and len(case.facts.records_of(case.payment)) > 1:
        yield Cause(TWICE, finding.says, "make the column of the PaymentIntent unique, and write with get_or_create")
        return
    if said := _log(case, r"[Uu]nknown domain|metadata|does not match|not opened by this site"):
        yield Cause(METADATA, said, "compare the session's metadata with what the handler reads of them")
    said = _error(case) or "no error in the log either"
    yield Cause(SWALLOWED, said, "let the handler fail instead (500): Stripe then sends the event again")


def _figures(case: Case, finding: Finding) -> Iterator[Cause]:
    if "booked on" in finding.says:
        yield Cause(WRONG_BUYER, finding.says, "take the buyer from the site's own order, not from another row")
    yield Cause(ARITHMETIC, finding.says, "compute in integer minor units, and store what the session says was paid")


def _status(case: Case, finding: Finding) -> Iterator[Cause]:
    events = ", ".join(f"{it.type} at {it.at:%H:%M:%S.%f}"[:-3] for it in case.handovers[:3])
    yield Cause(ORDER, events or finding.says, "make the session's event final by itself; Stripe promises no order")
    yield from _swallowed(case, finding)


def _swallowed(case: Case, finding: Finding) -> Iterator[Cause]:
    said = _error(case) or f"{finding.says}; no error in the log"
    yield Cause(SWALLOWED, said, "do delivery and record in one transaction, and let an error end in a 500")


def _goods(case: Case, finding: Finding) -> Iterator[Cause]:
    if "belongs to" in finding.says:
        yield Cause(WRONG_BUYER, finding.says, "deliver to the account that opened the Checkout")
    yield from _swallowed(case, finding)


def _mail(case: Case, finding: Finding) -> Iterator[Cause]:
    if "but of" in finding.says:
        yield Cause(ARITHMETIC, finding.says, "take the figure of the mail from the payment's record")
        return
    if said := _log(case, r"(?i)smtp|mail|ConnectionRefused"):
        yield Cause(MAIL, said, "check DEFAULT_FROM_EMAIL, the EMAIL_ settings, and the provider's limits")
    yield Cause(NOT_WRITTEN, f"{len(case.mails)} mails to the people concerned, none of them this one",
                "see whether the handler returns before it writes this mail")  # fmt: skip
    if not _log(case, r"(?i)smtp|mail"):
        yield Cause(MAIL, "nothing about mail in the log", "check DEFAULT_FROM_EMAIL and the EMAIL_ settings")


def _refund(case: Case, finding: Finding) -> Iterator[Cause]:
    yield Cause(REFUND_IGNORED, finding.says, "handle charge.refunded: book amount_refunded and take the goods back")
    if said := _error(case):
        yield Cause(SWALLOWED, said, "let an error end in a 500: Stripe then sends the event again")


def _error(case: Case) -> str:
    """The last error of the log, or else what was printed past it."""
    printed = [it.text for it in case.log if not it.stamped]
    return _log(case, r"ERROR|CRITICAL|Error\b|Exception") or (printed[-1] if printed else "")


def _log(case: Case, pattern: str) -> str:
    """The last line of the log about this payment that matches, or ``""``."""
    found = [it.text for it in case.log if re.search(pattern, it.text)]
    return found[-1] if found else ""


_OF: dict[Link, Causes] = {
    Link.PAID: _paid,
    Link.METADATA: _metadata,
    Link.ENDPOINT: _endpoint,
    Link.DELIVERY: _delivery,
    Link.ANSWER: _answer(PAYMENT),
    Link.RECORD: _record,
    Link.FIGURES: _figures,
    Link.STATUS: _status,
    Link.GOODS: _goods,
    Link.BUYER_MAIL: _mail,
    Link.SELLER_MAIL: _mail,
    Link.REFUND_ENDPOINT: _endpoint,
    Link.REFUND_DELIVERY: _delivery,
    Link.REFUND_ANSWER: _answer(REFUND),
    Link.REFUND_RECORD: _refund,
    Link.REFUND_GOODS: _refund,
    Link.REFUND_MAIL: _mail,
}
