"""What deliveries, mails and requests there were about a scenario, in lines for the report."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any

import requests

from pennydrop.plugin.evidence import Correlation, Lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pennydrop.gateway import Gateway
    from pennydrop.mailbox.client import Mailbox
    from pennydrop.relay.client import Relay
    from pennydrop.relay.delivery import Delivery
    from pennydrop.settings import Settings

NOBODY_KNOWN = "nothing to look for: no step has named a customer, a Checkout Session or a PaymentIntent yet"
TIMEOUT = (2.0, 5.0)  # seconds to connect, to answer
MOST_REQUESTS = 40
LONGEST_PARAMS = 200
WORTH_TELLING = timedelta(seconds=0.1)  # shorter is the relay itself


def deliveries(relay: Relay, about: Correlation) -> list[str]:
    """One line per webhook delivery that names the scenario's customer or payment, in the order the site got them."""
    if not about.identifiers:
        return [NOBODY_KNOWN]
    found = sorted(relay.deliveries(*about.identifiers), key=lambda it: it.forwarded_at or it.received_at)
    return [_delivery(delivery) for delivery in found]


def mails(mailbox: Mailbox, settings: Settings, about: Correlation) -> list[str]:
    """One line per mail to the scenario's people, oldest first; in the live profile without their names."""
    if not about.emails:
        return [NOBODY_KNOWN]
    found = {
        mail.id: mail
        for address in about.emails
        for mail in mailbox.search(f"addressed:{address}")
        if mail.is_for(address)
    }
    for mail in found.values():
        settings.redact.learn(it.name for it in (mail.sender, *mail.recipients))
    return [f"{_clock(mail.created)}  {mail}" for mail in sorted(found.values(), key=lambda mail: mail.created)]


def stripe_requests(gateway: Gateway, settings: Settings, about: Correlation) -> Lines:
    """Who asked Stripe what. The emulator tells of the site's requests as well; Stripe itself only of our own."""
    if settings.profile != "local":
        return gateway.requests_as_text()
    if not about.identifiers:
        return [NOBODY_KNOWN]
    found = {entry["id"]: entry for text in about.identifiers for entry in _emulated(settings.stripe_api, text)}
    told = [_request(entry) for entry in sorted(found.values(), key=lambda entry: entry["at"])]
    return [f"{at}  {asked}{_times(many)}" for at, asked, many in _without_repetition(told)]


def _emulated(emulator: str, text: str) -> list[dict[str, Any]]:
    with requests.Session() as session:
        session.trust_env = False  # a proxy knows nothing of this machine's ports
        wanted: dict[str, str | int] = {"contains": text, "limit": MOST_REQUESTS}
        answer = session.get(f"{emulator}/__emulator__/requests", params=wanted, timeout=TIMEOUT)
    answer.raise_for_status()
    found: list[dict[str, Any]] = answer.json()["requests"]
    return found


def _delivery(delivery: Delivery) -> str:
    """``10:24:05.123  checkout.session.completed  attempt 1  200  12 ms  answered``; says how long it was held."""
    status = delivery.status if delivery.status is not None else "no answer"
    took = f"{delivery.duration_ms:.0f} ms" if delivery.duration_ms is not None else "-"
    cause = "" if delivery.cause == "stripe" else f", {delivery.cause}"
    reason = f" ({delivery.reason})" if delivery.reason else ""
    attempt = f"{delivery.type}  attempt {delivery.attempt}"
    began = delivery.forwarded_at or delivery.received_at
    waited = began - delivery.received_at
    held = f", {waited.total_seconds():.1f} s after Stripe had sent it" if waited >= WORTH_TELLING else ""
    return f"{_clock(began)}  {attempt}  {status}  {took}  {delivery.state}{cause}{held}{reason}"


def _request(entry: dict[str, Any]) -> tuple[str, str]:
    """``("10:24:05.000", 'POST /v1/refunds  200  {"payment_intent":"pi_1"}')``."""
    at = _clock(datetime.fromtimestamp(entry["at"], UTC))
    params = json.dumps(entry["params"], separators=(",", ":")) if entry["params"] else ""
    if len(params) > LONGEST_PARAMS:
        params = f"{params[:LONGEST_PARAMS]} ..."
    asked = [f"{entry['method']} {entry['path']}", str(entry["status"]), entry.get("error", ""), params]
    return at, "  ".join(part for part in asked if part)


def _without_repetition(told: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, int]]:
    """One entry for what was asked several times in a row, as a poll does, with the first time and the number."""
    for asked, group in groupby(told, key=lambda request: request[1]):
        times = [at for at, _ in group]
        yield times[0], asked, len(times)


def _times(many: int) -> str:
    return f"  ({many} times)" if many > 1 else ""


def _clock(moment: datetime) -> str:
    """The time of day in UTC, so that the sections can be read side by side."""
    return moment.astimezone(UTC).strftime("%H:%M:%S.%f")[:-3]
