"""Trouble with Stripe's API, on order. Only Pennydrop's emulator takes such orders."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, TypedDict, Unpack

import requests

from pennydrop.errors import StripeUnreachable

OPEN_CHECKOUT = "/v1/checkout/sessions"
MAKE_REFUND = "/v1/refunds"
SLOW = 1.5  # seconds: customers grumble, no client of Stripe's gives up
TIMEOUT = (2.0, 5.0)  # seconds to connect, to answer


class How(TypedDict, total=False):
    """``times``: how many requests; unlimited without it. ``passing``: Stripe's client is told to ask again."""

    times: int
    passing: bool


@dataclass(frozen=True)
class Trouble:
    """An order in force. End it, or use it in a ``with`` block."""

    id: str
    _desk: TroubleDesk = field(repr=False, compare=False)

    @property
    def met(self) -> int:
        """How many requests were in this trouble so far."""
        return self._desk.met(self.id)

    def end(self) -> None:
        """From now on all is well. Ending it twice is fine."""
        self._desk.end(self.id)

    def __enter__(self) -> Trouble:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()


class TroubleDesk:
    """Takes orders at the emulator ``url``. Every method may raise ``StripeUnreachable``.

    ``path`` is a POST call of Stripe's API; ``contains`` is text in the request, such as a customer's address or a
    PaymentIntent, so that nobody else's requests are concerned, and neither are the gateway's own. An order is over
    after ``times`` requests, or when it is ended.
    """

    def __init__(self, url: str) -> None:
        self._faults = f"{url}/__emulator__/faults"
        self._session = requests.Session()
        self._session.trust_env = False

    def refuse(self, path: str, contains: str, message: str, status: int = 400, **how: Unpack[How]) -> Trouble:
        """Nothing is done; the site is told ``message``."""
        return self._order(path, contains, effect="refuse", message=message, status=status, **how)

    def delay(self, path: str, contains: str, seconds: float, **how: Unpack[How]) -> Trouble:
        """The answer comes ``seconds`` later."""
        return self._order(path, contains, effect="delay", seconds=seconds, **how)

    def lose_answer(self, path: str, contains: str, status: int = 500, **how: Unpack[How]) -> Trouble:
        """The work is done, and the site is told that it failed."""
        return self._order(path, contains, effect="lose_answer", status=status, **how)

    def met(self, id: str) -> int:
        """How many requests the order has met; none once it has ended."""
        found = self._ask("GET", self._faults).json()["faults"]
        return sum(fault["met"] for fault in found if fault["id"] == id)

    def answer_last(self, path: str, contains: str, longest: float = 10.0) -> Trouble:
        """The work is done and the site gets its events; the answer comes after them, or after ``longest`` seconds."""
        return self._order(path, contains, effect="answer_last", seconds=longest)

    def end(self, id: str) -> None:
        """End an order; no error if it has ended before."""
        self._ask("DELETE", f"{self._faults}/{id}")

    def close(self) -> None:
        """Give back the connections."""
        self._session.close()

    def _order(self, path: str, contains: str, **effect: Any) -> Trouble:
        order = {"method": "POST", "path": path, "contains": contains, **effect}
        return Trouble(self._ask("POST", self._faults, json=order).json()["id"], self)

    def _ask(self, method: str, url: str, **request: Any) -> requests.Response:
        try:
            answer = self._session.request(method, url, timeout=TIMEOUT, **request)
        except requests.RequestException as error:
            raise StripeUnreachable(f"the emulator does not answer {method} {url} ({error})") from error
        if not answer.ok:
            raise StripeUnreachable(f"the emulator refused {method} {url} with {answer.status_code}: {answer.text}")
        return answer
