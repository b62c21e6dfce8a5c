"""How the site hears of something: recorded by Stripe, subscribed to, sent, answered. The same for every occasion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pennydrop.diagnose.case import Source
from pennydrop.diagnose.finding import Finding, Link, State, broken, not_reached, ok, unseen
from pennydrop.gateway.lookup import EVENTS_KEPT

if TYPE_CHECKING:
    from datetime import datetime

    from pennydrop.diagnose.case import Case, Handover
    from pennydrop.gateway import RecordedEvent


@dataclass(frozen=True)
class Occasion:
    """Something the site has to hear of. ``types``: any of them will do; ``also`` are answered as well, if sent."""

    event: Link
    endpoint: Link
    delivery: Link
    answer: Link
    types: tuple[str, ...]
    also: tuple[str, ...] = ()


def news(case: Case, occasion: Occasion) -> RecordedEvent | None:
    """The latest event that tells of it."""
    found = case.events_of(*occasion.types)
    return found[-1] if found else None


def recorded(case: Case, occasion: Occasion, when: datetime) -> Finding:
    """Stripe has an event of it."""
    event = news(case, occasion)
    if event:
        return ok(occasion.event, f"{event.type} {event.id}")
    if case.now - when > EVENTS_KEPT:
        return unseen(
            occasion.event, f"Stripe shows events of {EVENTS_KEPT.days} days, and this was on {when:%d %B %Y}"
        )
    return broken(occasion.event, f"Stripe has recorded no {' or '.join(occasion.types)}")


def subscribed(case: Case, occasion: Occasion) -> Finding:
    """An enabled endpoint with the site's address takes it."""
    if Source.ENDPOINTS in case.unseen:
        return unseen(occasion.endpoint, case.unseen[Source.ENDPOINTS])
    event = news(case, occasion)
    type = event.type if event else occasion.types[0]
    takes = [it for it in case.subscriptions if it.takes(type)]
    if takes:
        return ok(occasion.endpoint, f"{takes[0].name} sends {type} to {takes[0].url}")
    hits = [it for it in case.subscriptions if it.hits]
    if not hits:
        others = ", ".join(it.url for it in case.subscriptions) or "none"
        return broken(occasion.endpoint, f"no endpoint is {case.webhook_url}; registered: {others}")
    if not any(it.enabled for it in hits):
        return broken(occasion.endpoint, f"{hits[0].name} is disabled")
    return broken(occasion.endpoint, f"{hits[0].name} does not send {type}; it sends {', '.join(hits[0].types)}")


def attempted(case: Case, occasion: Occasion) -> Finding:
    """Somebody has tried to hand it over."""
    event = news(case, occasion)
    if event is None:
        return not_reached(occasion.delivery, "there is no event to deliver")
    if Source.DELIVERIES in case.unseen:
        return unseen(occasion.delivery, case.unseen[Source.DELIVERIES])
    tried = case.handovers_of(event.id)
    gone = [it for it in tried if it.attempted]
    if gone:
        again = f", {len(gone)} attempts" if len(gone) > 1 else ""
        return ok(occasion.delivery, f"{event.id} at {gone[0].at:%H:%M:%S}{again}")
    if tried:
        return broken(occasion.delivery, f"{event.id} has not been handed over: {tried[-1].trouble}")
    if case.facts and case.facts.records_of(case.payment):
        # A journal begins with its stack: somebody has delivered it before.
        return unseen(
            occasion.delivery, "the journal of this stack has no delivery of it; the record shows that it came"
        )
    return broken(occasion.delivery, f"{event.id} was never sent to the site")


def answered(case: Case, occasion: Occasion) -> Finding:
    """The site has said 2xx in the end, to this and to what came along with it."""
    event = news(case, occasion)
    if event is None:
        return not_reached(occasion.answer, "there is no event to answer")
    if Source.DELIVERIES in case.unseen:
        return _by_what_is_pending(occasion, event)
    last = {it.id: _last(case, it) for it in [event, *case.events_of(*occasion.also)]}
    refused = [it for it in last.values() if it and it.failed]
    if refused:
        return broken(occasion.answer, f"{refused[0].type} {refused[0].event_id}: {refused[0].outcome}")
    under_way = [it for it in last.values() if it and not it.ended]
    if under_way:
        return Finding(occasion.answer, State.WAITING, f"{under_way[0].type} {under_way[0].event_id} is on its way")
    mine = last[event.id]
    if mine is None:
        return not_reached(occasion.answer, "nothing was handed over")
    failures = len([it for it in case.handovers_of(event.id) if it.failed])
    after = f", after {failures} failed attempts" if failures else ""
    took = f" in {mine.seconds:.2f} s" if mine.seconds is not None else ""
    return ok(occasion.answer, f"{mine.status}{took}{after}")


def _last(case: Case, event: RecordedEvent) -> Handover | None:
    gone = [it for it in case.handovers_of(event.id) if it.attempted]
    return gone[-1] if gone else None


def _by_what_is_pending(occasion: Occasion, event: RecordedEvent) -> Finding:
    """All that Stripe's API tells of deliveries: at how many endpoints they are still owed."""
    if event.pending:
        many = "one endpoint" if event.pending == 1 else f"{event.pending} endpoints"
        return broken(
            occasion.answer, f"pending_webhooks is {event.pending}: {many} has not answered {event.id} with 2xx"
        )
    return ok(occasion.answer, f"pending_webhooks of {event.id} is 0: every endpoint it was sent to has answered 2xx")
