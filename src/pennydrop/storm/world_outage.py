"""What the site itself relies on fails for a while around a payment: its mail server, its database."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from pennydrop.eventually import eventually
from pennydrop.ledger.reflection import our_name
from pennydrop.relay.delivery import CONFIRMATION, Cause, State
from pennydrop.storm.disturbance import Disturbance
from pennydrop.storm.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pennydrop.eventually import Patience
    from pennydrop.ledger import Ledger
    from pennydrop.mailbox.gate.client import Outage
    from pennydrop.relay.client import Fault
    from pennydrop.relay.delivery import Delivery
    from pennydrop.storm.disturbance import Scene
    from pennydrop.vocabulary.purchase import Visit

LOCKED_FOR = 0.6  # seconds: far below what a site's requests may take
ASKED_AGAIN = Outcome(
    means="the same in the end; the site may answer with a server error meanwhile, and be told again",
    suspends={26: "a site in trouble may ask for Stripe's message again"},
)


class MailDown(Disturbance):
    """What could not be sent is sent later, at the latest when Stripe delivers its messages again, as here it does."""

    name = "mail-down"
    story = "The mail server is down while the payment is made, and back when the site has answered everything."
    outcome = ASKED_AGAIN

    def __init__(self) -> None:
        self._outage: Outage | None = None

    def at_checkout(self, scene: Scene, visit: Visit) -> None:
        if self._outage is None:
            self._outage = scene.until_the_end.enter_context(scene.mail_gate.refuse(scene.cast.tag))

    def answered(self, scene: Scene) -> bool:
        if self._outage is None:
            return False
        outage, self._outage = self._outage, None
        refused = scene.mail_gate.refused(outage.recipient)
        outage.end()
        if not refused:
            return False
        again = [delivery for delivery in scene.purchase.deliveries() if delivery.cause is Cause.STRIPE]
        for delivery in again:
            scene.relay.replay(delivery)
        scene.tell(
            f"refused mail {refused} times, then let the mail server work again and delivered"
            f" {', '.join(delivery.type or '?' for delivery in again)} once more"
        )
        return True


class DatabaseBusy(Disturbance):
    """On SQLite nobody else can write for that moment, on PostgreSQL nobody to the table with most of Stripe's ids."""

    name = "database-busy"
    story = f"The database takes no writing for {LOCKED_FOR} seconds when Stripe's confirmation arrives."
    outcome = ASKED_AGAIN

    def __init__(self) -> None:
        self._held: list[Fault] = []

    def at_checkout(self, scene: Scene, visit: Visit) -> None:
        held = scene.relay.hold(CONFIRMATION, visit.session_id)
        self._held.append(scene.until_the_end.enter_context(held))

    def answering(self, scene: Scene) -> None:
        held, self._held = self._held, []
        for fault in held:
            if not self._is_on_its_way(scene, fault):
                fault.remove()
                continue
            during = release_during_a_lock(fault, scene.ledger, _most_of_stripe(scene), scene.settings.patience)
            for delivery in during:
                scene.tell(f"delivered {delivery.type} {delivery.event_id} to a busy database: {delivery.status}")
                if delivery.status is None or delivery.status >= 500:
                    scene.relay.replay(delivery)  # as Stripe does when it was told that something went wrong

    def _is_on_its_way(self, scene: Scene, fault: Fault) -> bool:
        """Whether there is a confirmation to wait for, and it is this hold that will have it."""
        if not scene.gateway.payment(fault.contains).paid:
            return False
        eventually(
            "Stripe's confirmation has come as far as the relay",
            lambda: scene.relay.deliveries(fault.contains, event_type=CONFIRMATION),
            until=lambda found: any(it.state is not State.RECEIVED for it in found),  # the relay has decided on it
            patience=scene.settings.patience,
        )
        return bool(fault.caught())


def release_during_a_lock(fault: Fault, ledger: Ledger, table: str, patience: Patience) -> Sequence[Delivery]:
    """Send what ``fault`` holds while nobody can write to ``table``; returns those deliveries, finished."""
    with ThreadPoolExecutor(1) as pool:
        with ledger.locked(table):
            begun = time.monotonic()
            released = pool.submit(fault.release)
            eventually(
                "the site has met the lock",
                lambda: released.done() or time.monotonic() - begun > LOCKED_FOR,
                patience=patience,
            )
        return released.result()


def _most_of_stripe(scene: Scene) -> str:
    """The table that keeps most of what Stripe names: payments are booked there, whatever the site calls it."""
    tables = scene.ledger.schema.tables()
    return our_name(max(tables, key=lambda table: sum("stripe" in column.name.lower() for column in table.columns)))


DISTURBANCES: tuple[type[Disturbance], ...] = (MailDown, DatabaseBusy)
