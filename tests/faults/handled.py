"""What several faults have in common: a site that repeats its work, and remembers in memory what it has done."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Hashable
from typing import Any

from tests.faults.breaking import replace

Event = dict[str, Any]


def handle_once(key: Callable[[Event], Hashable]) -> None:
    """Let only the key of an event tell whether it was handled: the state of what it is about does not count."""
    from pennydrop.demo.payments import events, fulfilment
    from pennydrop.demo.payments.models import Checkout

    dispatch, checkout_of = events.dispatch, fulfilment.checkout_of
    handled: set[Hashable] = set()
    locks: defaultdict[Hashable, threading.Lock] = defaultdict(threading.Lock)

    def once(event: Event) -> None:
        with locks[key(event)]:
            if key(event) not in handled:
                dispatch(event)
                handled.add(key(event))

    def always_open(session: dict[str, Any]) -> Checkout | None:
        checkout = checkout_of(session)
        if checkout is not None:
            checkout.state = Checkout.State.OPEN
        return checkout

    replace(events, "dispatch", once)
    replace(fulfilment, "checkout_of", always_open)
