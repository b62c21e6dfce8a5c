"""Takes each message on its way to the site: at once, or as the faults that concern it demand."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from pennydrop.relay.delivery import Cause, State
from pennydrop.relay.faults import Action, Concern, Fault, Faults, identifies
from pennydrop.relay.forwarder import Forwarder, SiteSilent
from pennydrop.relay.holding import Held, Holding, is_due
from pennydrop.relay.journal import Journal, Record
from pennydrop.relay.losing import Loss
from pennydrop.relay.message import Answer, Message
from pennydrop.relay.tampering import tampered

ANSWER_KEPT = 1000  # characters of the site's answer
Change = Callable[[Message], Message]


class Dispatcher:
    """Everything that happens to deliveries. Runs in one event loop; between two awaits nothing else happens."""

    def __init__(self, journal: Journal, forwarder: Forwarder) -> None:
        self.journal = journal
        self.faults = Faults()
        self._forwarder = forwarder
        self._holding = Holding(journal)
        self._background: set[asyncio.Task[Answer]] = set()

    async def receive(self, message: Message) -> Answer:
        """A delivery from Stripe's side. Gives the site's answer, or 200 for what the relay keeps or drops."""
        record = self.journal.add(message, Cause.STRIPE)
        if identifies(record):
            await self._decide_parked(record)
        return await self._handle(record)

    async def forge(self, message: Message, *, authentic: bool = True) -> Record:
        """Hand the site a message Stripe never sent. No fault applies, so that it disturbs nobody and nobody it."""
        record = self.journal.add(message, Cause.FORGED)
        self.journal.update(record, authentic=authentic)
        await self._forward(record)
        return record

    async def replay(self, original: Record, change: Change, copies: int, at_once: bool) -> list[Record]:
        """Send the message of ``original``, changed, again; returns when every copy is finished."""
        again = [self.journal.add(change(original.message), Cause.REPLAY) for _ in range(copies)]
        await self._forward_all(again, at_once)
        return again

    async def deliver(self, record: Record, change: Change) -> bool:
        """Send what is held now, changed, while its fault goes on; returns when it is finished, False if not held."""
        held = self._holding.take(lambda held: held.record is record)
        if held:
            await self._forward(record, change)
        return bool(held)

    async def end(self, fault_id: str, at_once: bool = False) -> list[Record]:
        """The fault is over: what it kept back goes out in the order it came, or all of it at the same moment.
        Returns those records, all finished."""
        self.faults.remove(fault_id)
        released = self._holding.take(lambda held: self._is_free(held, fault_id))
        await self._forward_all(released, at_once)
        return released

    async def close(self) -> None:
        for task in self._background:
            task.cancel()
        await asyncio.gather(*self._background, return_exceptions=True)
        await self._forwarder.close()

    async def _handle(self, record: Record) -> Answer:
        concern, fault = self.faults.concerning(record, self.journal.of_payment(record))
        if fault is None:
            return await self._forward(record)
        if concern is Concern.UNKNOWN:
            return self._holding.park(record, fault)
        return await self._apply(fault, record)

    async def _apply(self, fault: Fault, record: Record) -> Answer:
        self.journal.update(record, fault=fault.id)
        match fault.rule.action:
            case Action.HOLD:
                if is_due(fault, self.journal.of_payment(record)):
                    return await self._forward(record)
                return self._holding.hold(record, fault)
            case Action.DROP:
                reason = f"dropped by fault {fault.id}"
                self.journal.update(record, state=State.DROPPED, reason=reason)
                return Answer(200, reason.encode())
            case Action.DUPLICATE:
                copies = [self.journal.add(record.message, Cause.DUPLICATE, fault.id) for _ in range(fault.rule.copies)]
                return (await self._forward_all([record, *copies], fault.rule.at_once))[0]
            case Action.TAMPER:
                self.journal.update(record, authentic=False)
                return await self._forward(record, change=tampered)
            case Action.LOSE:
                return await self._lose(record, fault.rule.way or Loss.ERROR)

    async def _lose(self, record: Record, way: Loss) -> Answer:
        """Stripe is told 200: the next attempt is owed by who lost this one, not by Stripe's clock."""
        if way is Loss.ANSWER:
            await self._forward(record)
            how = f"the site answered {record.delivery.status}, and its answer was lost"
        else:
            self.journal.update(record, state=State.FORWARDING)
            how = await self._forwarder.lose(record.message, way)
        if record.delivery.state is not State.UNREACHABLE:
            self.journal.update(record, state=State.LOST, reason=how)
        return Answer(200, how.encode())

    async def _forward_all(self, records: Sequence[Record], at_once: bool) -> list[Answer]:
        if at_once:
            return await asyncio.gather(*(self._forward(record) for record in records))
        return [await self._forward(record) for record in records]

    async def _forward(self, record: Record, change: Change | None = None) -> Answer:
        self.journal.update(record, state=State.FORWARDING, reason=None, forwarded_at=datetime.now(UTC))
        message = change(record.message) if change else record.message
        started = time.perf_counter()
        try:
            answer = await self._forwarder.send(message)
        except SiteSilent as silent:
            self.journal.update(record, state=State.UNREACHABLE, reason=str(silent), duration_ms=_ms_since(started))
            return Answer(502, str(silent).encode())
        said = answer.body.decode("utf-8", "replace")[:ANSWER_KEPT]
        duration = _ms_since(started)
        self.journal.update(record, state=State.ANSWERED, status=answer.status, answer=said, duration_ms=duration)
        self._send_what_waited_for(record)
        return answer

    async def _decide_parked(self, identifying: Record) -> None:
        """Now that the payment has a name: a parked delivery that is nobody's fault goes first, as Stripe sent it."""
        payment = identifying.event.payment_intent
        for record in self._holding.take(lambda held: held.parked and held.record.event.payment_intent == payment):
            await self._handle(record)

    def _send_what_waited_for(self, answered: Record) -> None:
        """In the background: the sender of ``answered`` shall have its answer now."""
        payment = self.journal.of_payment(answered)
        for record in self._holding.take(
            lambda held: held.record in payment and not held.parked and is_due(held.fault, payment)
        ):
            task = asyncio.create_task(self._forward(record))
            self._background.add(task)
            task.add_done_callback(self._background.discard)

    def _is_free(self, held: Held, ended: str) -> bool:
        if not held.parked:
            return held.fault.id == ended
        payment = self.journal.of_payment(held.record)
        return self.faults.concerning(held.record, payment)[0] is not Concern.UNKNOWN


def _ms_since(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 3)
