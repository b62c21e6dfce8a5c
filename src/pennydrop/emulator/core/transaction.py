"""One transaction: the change of state and the events that tell of it, or neither."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Any

from pennydrop.emulator.core.account import Account
from pennydrop.emulator.core.event_log import Outgoing, RecordedEvent
from pennydrop.emulator.core.objects import Object
from pennydrop.emulator.core.request_info import RequestInfo
from pennydrop.emulator.wire.errors import StripeError, missing_resource

if TYPE_CHECKING:
    from pennydrop.emulator.core.world import World


class Transaction:
    """Write objects only through here. Nested values are replaced, never changed in place."""

    def __init__(self, world: World, account: Account, request: RequestInfo) -> None:
        self.world, self.account, self.request = world, account, request
        self._undo: list[Callable[[], None]] = []
        self._events: list[RecordedEvent] = []
        self._afterwards: list[Callable[[], None]] = []

    @property
    def now(self) -> int:
        """The emulator's time in whole seconds."""
        return self.world.clock.timestamp()

    def new_id(self, kind: str) -> str:
        return self.account.ids.new(kind)

    def get(self, kind: str, object_id: str, *, param: str | None = "id", status: int = 404) -> Object:
        """The object; ``StripeError`` "No such ..." when there is none."""
        found = self.account.store.find(kind, object_id)
        if found is None:
            raise missing_resource(kind, object_id, param=param, status=status)
        return found

    def add(self, created: Object) -> Object:
        """Store a new object. Its ``livemode`` is the account's; answers show it where Stripe documents it."""
        created["livemode"] = self.account.live
        self.account.store.put(created)
        self._undo.append(lambda: self.account.store.remove(created))
        return created

    def remove(self, stored: Object) -> None:
        """Forget an object (products, customers and endpoints can be deleted)."""
        self.account.store.remove(stored)
        self._undo.append(lambda: self.account.store.put(stored))

    def update(self, stored: Object, **changes: Any) -> Object:
        """Change an object; returns the earlier values of what really changed (``previous_attributes``)."""
        before = dict(stored)

        def restore() -> None:
            stored.clear()
            stored.update(before)

        self._undo.append(restore)
        previous = {name: before.get(name) for name, value in changes.items() if before.get(name) != value}
        stored.update(changes)
        return {name: value for name, value in previous.items() if not name.startswith("_")}

    def emit(self, event_type: str, subject: Object, previous: Object | None = None) -> None:
        """Record an event about ``subject`` as it is now."""
        recorded = self.world.events.record(self, event_type, subject, previous)
        self.add(recorded.event)
        self._events.append(recorded)

    def afterwards(self, action: Callable[[], None]) -> None:
        """Run ``action`` when the change is made for good (timers)."""
        self._afterwards.append(action)

    def __enter__(self) -> Transaction:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None or (isinstance(error, StripeError) and error.keeps_changes):
            self.world.outbox.extend(Outgoing(self.account, recorded) for recorded in self._events)
            for action in self._afterwards:
                action()
            return
        for undo in reversed(self._undo):
            undo()
