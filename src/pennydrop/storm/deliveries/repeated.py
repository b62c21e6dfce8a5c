"""Stripe delivers at least once: the same news twice, at the same moment, under another id, or all over again."""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING, ClassVar

from pennydrop.gateway import forgery
from pennydrop.relay.delivery import Cause, Delivery
from pennydrop.relay.faults import ANY_TYPE
from pennydrop.storm.deliveries.held import Burst, HeldDeliveries, RelayDisturbance, signature, told
from pennydrop.storm.disturbance import Disturbance, Scene

if TYPE_CHECKING:
    from pennydrop.relay.client import Fault


class Duplicate(RelayDisturbance):
    """The relay sends copies along with the original."""

    name = "duplicate"
    story = "Stripe delivers every event twice, one after the other."
    times: ClassVar[int] = 2
    at_once: ClassVar[bool] = False

    def __init__(self) -> None:
        self._told: set[int] = set()

    def order(self, scene: Scene, contains: str) -> Fault:
        return scene.relay.duplicate(ANY_TYPE, contains, self.times - 1, self.at_once, gives_way=True)

    def answered(self, scene: Scene) -> bool:
        how = "at the same moment" if self.at_once else "one after the other"
        events: dict[str | None, list[Delivery]] = {}
        for delivery in self.concerned(scene):
            if delivery.number not in self._told:
                events.setdefault(delivery.event_id, []).append(delivery)
        for copies in events.values():
            answers = ", ".join(str(delivery.status or delivery.state) for delivery in copies)
            scene.tell(f"delivered {copies[0].type} {copies[0].event_id} {len(copies)} times {how}: {answers}")
            self._told.update(delivery.number for delivery in copies)
        return False


class DuplicateAtOnce(Duplicate):
    name = "duplicate-2-at-once"
    story = "Stripe delivers every event twice at the same moment."
    at_once = True


class EightAtOnce(DuplicateAtOnce):
    name = "duplicate-8-at-once"
    story = "Eight copies of every event reach the site at the same moment."
    times = 8


class AnotherId(HeldDeliveries):
    """Stripe says so itself: compare the object's id and the event's type, not the event's id."""

    name = "another-id"
    story = "Stripe makes two events of every change, with different ids, and delivers both."

    def deliver(self, scene: Scene, burst: Burst) -> None:
        secret = scene.settings.webhook_secret.get_secret_value()
        for held in burst:
            first = scene.relay.deliver(held)
            event = json.loads(scene.relay.payload(held)) | {"id": f"evt_again{secrets.token_hex(9)}"}
            request = forgery.signed(event, secret)
            second = scene.relay.post(request.body, request.headers)
            scene.tell(f"delivered {told(first)}, and the same change as {told(second)}")


class ReplayLater(Disturbance):
    """Each time the site has answered everything. ``created`` is untouched, so it is old news in a new envelope.

    No clock is moved for it: the emulator's is everybody's, and nothing in an event but its signature tells when it
    is sent.
    """

    name = "replay-later"
    story = "When all is done, Stripe delivers everything once more, the latest first, and then again in order."
    needs_events = 1

    def __init__(self) -> None:
        self._replayed: set[int] = set()

    def answered(self, scene: Scene) -> bool:
        original = [delivery for delivery in scene.purchase.deliveries() if delivery.cause is Cause.STRIPE]
        if self._replayed.issuperset(delivery.number for delivery in original):
            return False
        for delivery in (*reversed(original), *original):
            body = scene.relay.payload(delivery)
            [again] = scene.relay.replay(delivery, signature=signature(scene, body))
            scene.tell(f"delivered again {told(again)}")
        self._replayed.update(delivery.number for delivery in original)
        return True


DISTURBANCES: tuple[type[Disturbance], ...] = (Duplicate, DuplicateAtOnce, EightAtOnce, AnotherId, ReplayLater)
