"""Very long lists, page by page: a million payments are ten thousand answers, and most of the work is reading them."""

from __future__ import annotations

import io
import time
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import orjson
import requests
import stripe

from pennydrop.errors import StripeUnreachable
from pennydrop.eventually import SYSTEM_CLOCK, Clock, DeadlinePassed, Patience, eventually
from pennydrop.gateway.transport import connect, explaining
from pennydrop.settings import Settings

PATIENCE = Patience(deadline=600.0, interval=1.0, slowest=60.0)
"""With a Stripe that says "too many requests". Without a Retry-After the pauses double, up to ``slowest``."""


@dataclass(frozen=True)
class _TooMany:
    """Stripe's 429; how many seconds to leave it alone."""

    pause: float


class Pages:
    """Reads objects as plain JSON and changes nothing. ``StripeUnreachable`` says what went wrong.

    ``requests`` is how many were made, ``seconds`` how long Stripe and its client took to bring the answers, ``paused``
    how often Stripe asked to slow down.
    """

    def __init__(self, settings: Settings, clock: Clock = SYSTEM_CLOCK) -> None:
        self._settings, self._clock = settings, clock
        self._client, self._http = connect(settings)
        self._http.hooks["response"].append(self._keep)
        self._body = b""
        self.requests, self.seconds, self.paused = 0, 0.0, 0

    def read(self, path: str, params: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The answer to ``GET path``."""
        try:
            return self._patiently(path, params or {})
        except stripe.StripeError as refusal:
            said = self._settings.redact(refusal.user_message or str(refusal))
            raise StripeUnreachable(f"Stripe refuses GET {path}: {said}") from refusal

    def find(self, path: str) -> dict[str, Any] | None:
        """The object at ``path``; ``None`` if Stripe knows of none."""
        try:
            return self.read(path)
        except StripeUnreachable as refusal:
            cause = refusal.__cause__
            if isinstance(cause, stripe.InvalidRequestError) and cause.code == "resource_missing":
                return None
            raise

    def account(self) -> str:
        """Its id; empty for a restricted key, which is seldom allowed to read it."""
        try:
            return str(self.read("/v1/account")["id"])
        except StripeUnreachable as refusal:
            if isinstance(refusal.__cause__, stripe.PermissionError):
                return ""
            raise

    def close(self) -> None:
        """Give back the connections."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _patiently(self, path: str, params: Mapping[str, Any]) -> dict[str, Any]:
        refused = 0

        def look() -> dict[str, Any] | _TooMany:
            nonlocal refused
            try:
                return self._ask(path, params)
            except stripe.RateLimitError as refusal:
                refused += 1
                self.paused += 1
                return _TooMany(_retry_after(refusal) or min(2.0 ** (refused - 1), PATIENCE.slowest))

        def pause(found: dict[str, Any] | _TooMany) -> float:
            return found.pause if isinstance(found, _TooMany) else 0.0

        try:
            found = eventually(
                f"Stripe answers GET {path}",
                look,
                lambda value: isinstance(value, dict),
                patience=PATIENCE,
                pause_after=pause,
                clock=self._clock,
            )
        except DeadlinePassed as never:
            raise StripeUnreachable(
                f"Stripe has answered GET {path} with 429 (too many requests) for {PATIENCE.deadline:.0f} s."
                " Somebody else uses up this account's limit: run again later, it goes on where it was"
            ) from never
        assert isinstance(found, dict)  # noqa: S101 - what `until` has seen to
        return found

    def _ask(self, path: str, params: Mapping[str, Any]) -> dict[str, Any]:
        self.requests += 1
        begun = time.monotonic()
        with explaining(self._settings):
            self._client.raw_request("get", path, **params)
        self.seconds += time.monotonic() - begun
        answer: dict[str, Any] = orjson.loads(self._body)
        return answer

    def _keep(self, answer: requests.Response, **_: object) -> requests.Response:
        """Take a good answer out of the SDK's hands, which needs five times as long to turn it into objects."""
        if answer.status_code != requests.codes.ok:
            return answer
        self._body = answer.content
        short = requests.Response()
        short.status_code, short.headers, short.raw = answer.status_code, answer.headers, io.BytesIO(b"{}")
        short.url, short.request, short.elapsed = answer.url, answer.request, answer.elapsed
        return short


def _retry_after(refusal: stripe.StripeError) -> float:
    """Seconds, as the header says; 0 without one."""
    headers = {name.lower(): value for name, value in (refusal.headers or {}).items()}
    try:
        return max(0.0, float(headers.get("retry-after", 0)))
    except ValueError:  # Retry-After may also be a date
        return 0.0
