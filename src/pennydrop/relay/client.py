"""The relay as tests and steps see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import TracebackType
from typing import Any
from urllib.parse import quote

import requests
from urllib3.util import SKIP_HEADER

from pennydrop.errors import PennydropError, RelayUnreachable
from pennydrop.relay import CONTROL
from pennydrop.relay.delivery import Delivery
from pennydrop.relay.faults import Action
from pennydrop.relay.losing import Loss

SHORT = (2.0, 5.0)  # seconds to connect, to answer
LONG = (2.0, 90.0)  # the site is asked, and has 30 s for each delivery


class RelayRefused(PennydropError):
    """The relay answers, but not to this request: a wrong rule, or a delivery it does not know."""

    exit_code = RelayUnreachable.exit_code


@dataclass(frozen=True)
class Fault:
    """An active fault. Remove it, or use it in a ``with`` block."""

    id: str
    event_type: str
    contains: str
    action: Action
    _relay: Relay = field(repr=False, compare=False)

    def caught(self) -> list[Delivery]:
        """The deliveries it was applied to."""
        return self._relay.caught_by(self.id)

    def release(self, at_once: bool = False) -> list[Delivery]:
        """End the fault and send what it held, in order or at the same moment; returns those deliveries, finished."""
        return self._relay.release(self.id, at_once)

    def remove(self) -> None:
        """End the fault, like :meth:`release`. Removing it twice is fine."""
        self._relay.remove(self.id)

    def __enter__(self) -> Fault:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.remove()


class Relay:
    """The control API at ``url``. Every method may raise ``RelayUnreachable`` or ``RelayRefused``.

    ``contains`` is always literal text in the event: an e-mail, a session id, a PaymentIntent id.
    """

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._session = requests.Session()
        self._session.trust_env = False

    def close(self) -> None:
        """Give back the connections to the relay."""
        self._session.close()

    def ready(self) -> bool:
        """True when the relay answers."""
        try:
            self._ask("GET", "/ready")
        except (RelayUnreachable, RelayRefused):
            return False
        return True

    def deliveries(self, *contains: str, event_type: str | None = None) -> list[Delivery]:
        """Oldest first: the deliveries whose payload contains any of the texts; without a text, all."""
        return self._list("GET", "/deliveries", params={"contains": contains, "type": event_type})

    def pending(self, *contains: str) -> list[Delivery]:
        """The deliveries, chosen like :meth:`deliveries`, that are held or on their way."""
        return self._list("GET", "/pending", params={"contains": contains})

    def payload(self, delivery: Delivery) -> str:
        """The event as it was received, to the letter."""
        text: str = self._ask("GET", f"/deliveries/{delivery.number}").json()["payload"]
        return text

    def message(self, delivery: Delivery) -> tuple[str, list[tuple[str, str]]]:
        """The event as it was received, with its headers."""
        found = self._ask("GET", f"/deliveries/{delivery.number}").json()
        return found["payload"], [(name, value) for name, value in found["headers"]]

    def replay(
        self, delivery: Delivery, copies: int = 1, at_once: bool = False, signature: str | None = None
    ) -> list[Delivery]:
        """Send the same bytes and headers again, or with a new ``Stripe-Signature``; returns the new deliveries once
        all are finished."""
        options = {"copies": copies, "at_once": at_once, "signature": signature}
        return self._list("POST", f"/deliveries/{delivery.number}/replay", json=options, timeout=LONG)

    def deliver(self, delivery: Delivery, signature: str | None = None, body: str | None = None) -> Delivery:
        """Send one that is held now, as it is or with another signature or body, while the fault goes on holding the
        others; returns it finished."""
        options = {"signature": signature, "body": body}
        answer = self._ask("POST", f"/deliveries/{delivery.number}/deliver", json=options, timeout=LONG)
        return Delivery.from_json(answer.json())

    def post(self, body: bytes, headers: dict[str, str] | None = None, *, authentic: bool = True) -> Delivery:
        """Hand the site a message that Stripe never sent, verbatim; returns the finished delivery. It is on record
        whether the site has reason to believe it."""
        # Keeps requests and urllib3 from adding headers of their own.
        none: dict[str, str | None] = {"Accept": None, "User-Agent": SKIP_HEADER}
        how = {"params": {"authentic": str(authentic).lower()}, "headers": none | (headers or {})}
        answer = self._ask("POST", "/deliveries", data=body, **how, timeout=LONG)
        return Delivery.from_json(answer.json())

    def hold(self, event_type: str, contains: str, until: str | None = None, **priority: bool) -> Fault:
        """Keep matching deliveries back until the fault ends, or the site has answered the payment's ``until``.

        Like all faults it can be made with ``gives_way=True``: it then counts only where no other one does.
        """
        return self._fault(event_type, contains, Action.HOLD, until=until, **priority)

    def duplicate(
        self, event_type: str, contains: str, copies: int = 1, at_once: bool = False, **priority: bool
    ) -> Fault:
        """Deliver ``copies`` more of each matching delivery, after the first one or all at the same moment."""
        return self._fault(event_type, contains, Action.DUPLICATE, copies=copies, at_once=at_once, **priority)

    def drop(self, event_type: str, contains: str, **priority: bool) -> Fault:
        """Tell Stripe that matching deliveries arrived, and never hand them to the site."""
        return self._fault(event_type, contains, Action.DROP, **priority)

    def tamper(self, event_type: str, contains: str, **priority: bool) -> Fault:
        """Change one digit of matching deliveries, so that the signature no longer fits."""
        return self._fault(event_type, contains, Action.TAMPER, **priority)

    def lose(self, event_type: str, contains: str, way: Loss, **priority: bool) -> Fault:
        """Let matching deliveries fail on the network in this way; :meth:`replay` is Stripe's next attempt."""
        return self._fault(event_type, contains, Action.LOSE, way=way, **priority)

    def faults(self) -> list[Fault]:
        """The active faults of everybody who uses this relay."""
        return [self._active(fault) for fault in self._ask("GET", "/faults").json()["faults"]]

    def caught_by(self, fault_id: str) -> list[Delivery]:
        """The deliveries a fault was applied to."""
        return self._list("GET", "/deliveries", params={"fault": fault_id})

    def release(self, fault_id: str, at_once: bool = False) -> list[Delivery]:
        """End a fault and send what it held; see :meth:`Fault.release`."""
        options = {"at_once": at_once}
        return self._list("POST", f"/faults/{quote(fault_id, safe='')}/release", json=options, timeout=LONG)

    def remove(self, fault_id: str) -> None:
        """End a fault; no error if it has ended before."""
        self._ask("DELETE", f"/faults/{quote(fault_id, safe='')}", timeout=LONG)

    def _fault(self, event_type: str, contains: str, action: Action, **options: Any) -> Fault:
        rule = {"event_type": event_type, "contains": contains, "action": action, **options}
        return self._active(self._ask("POST", "/faults", json=rule).json())

    def _active(self, fault: dict[str, Any]) -> Fault:
        return Fault(fault["id"], fault["event_type"], fault["contains"], Action(fault["action"]), self)

    def _list(self, method: str, path: str, **request: Any) -> list[Delivery]:
        return [Delivery.from_json(fields) for fields in self._ask(method, path, **request).json()["deliveries"]]

    def _ask(self, method: str, path: str, **request: Any) -> requests.Response:
        try:
            answer = self._session.request(method, self.url + CONTROL + path, **{"timeout": SHORT} | request)
        except requests.RequestException as error:
            raise RelayUnreachable(f"the relay at {self.url} does not answer ({error}); is the stack up?") from error
        if not answer.ok:
            raise RelayRefused(f"the relay refused {method} {path} with {answer.status_code}: {answer.text}")
        return answer
