"""Why the site did not hear of an event, or did not take it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from pennydrop.diagnose.causes import likely
from pennydrop.diagnose.causes.log import error, told
from pennydrop.diagnose.finding import Cause

if TYPE_CHECKING:
    from pennydrop.diagnose.case import Case, Handover
    from pennydrop.diagnose.finding import Finding
    from pennydrop.diagnose.links.hearing import Occasion


def endpoint(case: Case, finding: Finding) -> Iterator[Cause]:
    """Of an event that no endpoint hears."""
    hits = [it for it in case.subscriptions if it.hits]
    if not hits:
        yield Cause(
            likely.URL, finding.says, f"register exactly {case.webhook_url} in the Dashboard, scheme and slash included"
        )
    elif not any(it.enabled for it in hits):
        yield Cause(likely.DISABLED, finding.says, "mend what made it fail, then enable it in the Dashboard")
    else:
        where = "PENNYDROP_WEBHOOK_EVENTS" if hits[0].name == "stripe listen" else f"{hits[0].name} in the Dashboard"
        yield Cause(likely.NOT_SUBSCRIBED, finding.says, f"add the event type to {where}")


def delivery(case: Case, finding: Finding) -> Iterator[Cause]:
    """Of an event that was not handed over."""
    tried = [it for it in case.handovers if not it.attempted]
    if tried:
        yield Cause(
            likely.HELD_BACK, tried[-1].trouble, "end the relay's fault, or enable the endpoint, and send it again"
        )
    else:
        yield Cause(
            likely.NOT_FORWARDED, finding.says, "see that `stripe listen` runs, or that the endpoint was enabled then"
        )
        yield Cause(
            likely.NOT_SUBSCRIBED, finding.says, "see which event types the endpoint had when the event was recorded"
        )


def answer(occasion: Occasion) -> Callable[[Case, Finding], Iterator[Cause]]:
    """What tells the causes of an event of this occasion that was not answered with 2xx."""
    types = (*occasion.types, *occasion.also)

    def why(case: Case, finding: Finding) -> Iterator[Cause]:
        failed = [it for it in case.handovers if it.type in types and it.failed]
        if not failed:
            yield Cause(
                likely.HANDLER, finding.says, "open the endpoint's deliveries in the Dashboard: they show the answer"
            )
            return
        yield from _of_an_answer(case, failed[-1])

    return why


def _of_an_answer(case: Case, it: Handover) -> Iterator[Cause]:
    answer = f"{it.type}: {it.outcome}"
    match it.status:
        case None if re.search(r"(?i)certificate|ssl|tls", it.trouble):
            yield Cause(likely.TLS, it.trouble, "renew the certificate, with its chain, and test the address with curl")
        case None:
            yield Cause(likely.TLS, it.trouble, "see that the site runs and answers within 20 seconds, over https")
            yield Cause(likely.URL, it.trouble, f"see that {case.webhook_url} is the site's webhook")
        case 400 | 401 | 403:
            said = told(case, r"(?i)signature|refused|secret")
            mend = "copy the endpoint's signing secret (whsec_...) into STRIPE_WEBHOOK_SECRET and restart the server"
            yield Cause(likely.SECRET, f"{answer}; log: {said}" if said else answer, mend)
        case status if status < 400 or status in (404, 405):
            yield Cause(
                likely.URL, answer, f"register the address that answers itself, without a redirect: {case.webhook_url}"
            )
        case _:
            said = error(case) or "the log shows no error"
            yield Cause(
                likely.HANDLER, f"{answer}; log: {said}", "mend the error that the log shows, then send the event again"
            )
