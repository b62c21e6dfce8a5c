"""What the relay keeps back: deliveries a fault holds, and parked ones whose payment nobody can name yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pennydrop.relay.delivery import State
from pennydrop.relay.faults import Fault
from pennydrop.relay.journal import Journal, Record
from pennydrop.relay.message import Answer


@dataclass(frozen=True)
class Held:
    """A record kept back. ``parked``: it is not known yet whether ``fault`` concerns it."""

    record: Record
    fault: Fault
    parked: bool


class Holding:
    """The records kept back, in the order they came. Their sender is answered 200: the relay owes the delivery now."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._held: dict[int, Held] = {}

    def hold(self, record: Record, fault: Fault) -> Answer:
        until = f"until {fault.rule.until} is answered" if fault.rule.until else "until it is released"
        return self._keep(Held(record, fault, parked=False), f"held by fault {fault.id} {until}")

    def park(self, record: Record, fault: Fault) -> Answer:
        why = f"parked: fault {fault.id} may concern it, which the payment's Checkout Session event will tell"
        return self._keep(Held(record, fault, parked=True), why)

    def take(self, when: Callable[[Held], bool]) -> list[Record]:
        """Stop keeping what ``when`` picks; the caller sends it."""
        taken = [number for number, held in self._held.items() if when(held)]
        return [self._held.pop(number).record for number in taken]

    def _keep(self, held: Held, reason: str) -> Answer:
        self._held[held.record.delivery.number] = held
        self._journal.update(held.record, state=State.HELD, reason=reason)
        return Answer(200, reason.encode())


def is_due(fault: Fault, payment: Sequence[Record]) -> bool:
    """True once the site has answered the event that ``fault`` waits for; never for a hold that waits for a release."""
    return fault.rule.until is not None and any(
        record.event.type == fault.rule.until and record.delivery.state is State.ANSWERED for record in payment
    )
