"""How the site answered: to Stripe's messages, and to the people's browsers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pennydrop.bookkeeping.discrepancy import Discrepancy
from pennydrop.bookkeeping.rules.promises import ANSWERS, NO_ERRORS
from pennydrop.relay.delivery import Delivery, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pennydrop.bookkeeping.facts import Facts


def accepted_in_the_end(facts: Facts) -> Iterator[Discrepancy]:
    """The last answer to each event is a 2xx; what was never authentic got a 4xx."""
    answered = (State.ANSWERED, State.UNREACHABLE)
    last = {
        it.delivery.event_id or it.delivery.number: it
        for it in facts.deliveries
        if it.authentic and it.delivery.state in answered
    }
    for heard in last.values():
        it = heard.delivery
        if not _is(2, it):
            yield Discrepancy(ANSWERS, _about(it), "a 2xx in the end", _answer(it))
    for heard in facts.deliveries:
        if not heard.authentic and not _is(4, heard.delivery):
            yield Discrepancy(ANSWERS, f"the unauthentic {_about(heard.delivery)}", "a 4xx", _answer(heard.delivery))


def no_errors(facts: Facts) -> Iterator[Discrepancy]:
    """No 5xx to Stripe nor to a browser, no uncaught error in a page, no page that would not load."""
    for heard in facts.deliveries:
        it = heard.delivery
        if it.state is State.UNREACHABLE or _is(5, it):
            yield Discrepancy(NO_ERRORS, _about(it), "an answer below 500", _answer(it))
    for incident in facts.incidents:
        yield Discrepancy(NO_ERRORS, "a browser", "no error", incident)


def _is(hundreds: int, delivery: Delivery) -> bool:
    return delivery.status is not None and delivery.status // 100 == hundreds


def _about(delivery: Delivery) -> str:
    return f"{delivery.type} {delivery.event_id}, attempt {delivery.attempt}"


def _answer(delivery: Delivery) -> str:
    return f"{delivery.status}" if delivery.status is not None else f"no answer ({delivery.reason})"
