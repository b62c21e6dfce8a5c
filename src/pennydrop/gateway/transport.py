"""The way to Stripe: the official client, told where it is, with a journal of its own requests."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import requests
import stripe

from pennydrop.errors import StripeUnreachable
from pennydrop.gateway.guard import GuardedClient, LiveGuard
from pennydrop.settings import Settings, refuse_live_key

TIMEOUT = 30.0  # seconds for one request; Stripe itself is rarely slower than one
RETRIES = 2
JOURNAL_LENGTH = 200
LOOPBACK = ("127.0.0.1", "localhost", "::1")

# The SDK would write an identifier into the home folder and report timings of a test to Stripe.
stripe.enable_telemetry = False
# Part of the User-Agent: Stripe's log shows who asked, and the emulator tells our questions from the site's.
stripe.set_app_info("pennydrop")


@dataclass(frozen=True)
class ApiRequest:
    """One request the gateway made. ``status`` is ``None`` when no answer came; ``ms`` are milliseconds."""

    method: str
    path: str
    status: int | None
    request_id: str | None
    ms: float

    def __str__(self) -> str:
        return f"{self.method} {self.path} -> {self.status or 'no answer'} {self.request_id or ''} {self.ms:.0f} ms"


class RecordingSession(requests.Session):
    """An HTTP session that keeps what was asked (never headers or bodies: they hold the key)."""

    def __init__(self) -> None:
        super().__init__()
        self.journal: deque[ApiRequest] = deque(maxlen=JOURNAL_LENGTH)

    def send(self, request: requests.PreparedRequest, **options: Any) -> requests.Response:
        started = time.monotonic()
        answer: requests.Response | None = None
        try:
            answer = super().send(request, **options)
            return answer
        finally:
            self.journal.append(_recorded(request, answer, time.monotonic() - started))


def connect(settings: Settings, guard: LiveGuard | None = None) -> tuple[stripe.StripeClient, RecordingSession]:
    """The official client for the account and address in ``settings``, and the session it speaks through.

    In the live profile it only reads, but for what ``guard`` lets through.
    """
    refuse_live_key(settings)  # again: these settings may not have been loaded from the environment
    session = RecordingSession()
    on_this_machine = urlsplit(settings.stripe_api).hostname in LOOPBACK
    session.trust_env = not on_this_machine  # a proxy for the internet knows nothing of this machine's ports
    client = stripe.StripeClient(
        settings.stripe_secret_key.get_secret_value(),
        base_addresses={"api": settings.stripe_api},
        # Repeating is safe for reads, and for writes by the idempotency key the SDK sends; an emulator that fails
        # once would fail again.
        max_network_retries=0 if on_this_machine else RETRIES,
        http_client=GuardedClient(guard or LiveGuard(settings), timeout=TIMEOUT, session=session),
    )
    return client, session


@contextmanager
def explaining(settings: Settings) -> Iterator[None]:
    """Turn "no answer" and "not with this key" into ``StripeUnreachable``; other answers pass through as they are."""
    try:
        yield
    except stripe.APIConnectionError as silence:
        raise StripeUnreachable(
            f"Stripe does not answer at {settings.stripe_api} ({_root(silence)}): {_to_do(settings)}"
        ) from silence
    except (stripe.AuthenticationError, stripe.PermissionError) as refusal:
        raise StripeUnreachable(
            f"{settings.stripe_api} refuses the key ({settings.redact(str(refusal))}):"
            " check PENNYDROP_STRIPE_SECRET_KEY and what that key may do"
        ) from refusal


def _to_do(settings: Settings) -> str:
    if settings.managed_emulator:
        return "the emulator is not running, start it with `pennydrop up`"
    return "check the network, and PENNYDROP_STRIPE_API_BASE if it is set"


def _root(error: BaseException) -> str:
    """The innermost cause ("Connection refused"); the layers above it only repeat it at length."""
    while (inner := error.__cause__ or error.__context__) is not None:
        error = inner
    return str(error)


def _recorded(request: requests.PreparedRequest, answer: requests.Response | None, seconds: float) -> ApiRequest:
    path = urlsplit(request.url or "").path
    status = None if answer is None else answer.status_code
    request_id = None if answer is None else answer.headers.get("Request-Id")
    return ApiRequest(request.method or "", path, status, request_id, seconds * 1000)
