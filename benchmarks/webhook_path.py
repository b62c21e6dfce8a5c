"""The way of an event from the emulator through the official Stripe CLI and the relay to a site that does nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import time
from typing import Any

import requests

from benchmarks.receiver import Receipt, Receiver, receiving
from benchmarks.timing import Bar, Measurement, Sample, Unit
from pennydrop.settings import Settings, load_settings
from pennydrop.stack import Stack

DELIVERY_BAR = 0.025
SITE_BAR = 0.005
WARM_UP = 5
PATIENCE = 10.0
PAYMENT = {"amount": 6000, "currency": "gbp", "confirm": "true", "payment_method_types[]": "card"}
MS = Unit.MILLISECONDS


@dataclass(frozen=True)
class Journey:
    """One payment's way, in Unix times: API asked, committed in the emulator, at the site and answered."""

    asked: float
    committed: float
    receipt: Receipt


def measure(payments: int) -> Measurement:
    """One payment after the other; the first few open connections and do not count."""
    with receiving() as site, _stack(site) as settings, _session(settings) as session:
        journeys = [_pay(session, settings.stripe_api, site) for _ in range(WARM_UP + payments)][WARM_UP:]
    path = Sample.of("from commit to the site's answer", [j.receipt.answered - j.committed for j in journeys], MS)
    whole = Sample.of("from API request to the site's answer", [j.receipt.answered - j.asked for j in journeys], MS)
    itself = Sample.of("of it the site itself", [j.receipt.answered - j.receipt.came for j in journeys], MS)
    return Measurement(
        "Webhook path: payment_intent.succeeded through emulator, Stripe CLI and relay",
        (path, whole, itself),
        (
            Bar("commit to answer, p50", path.median, DELIVERY_BAR, unit=MS),
            Bar("the site itself, p50", itself.median, SITE_BAR, unit=MS),
        ),
    )


@contextmanager
def _stack(site: Receiver) -> Iterator[Settings]:
    settings = load_settings(site_url=site.url)
    stack = Stack.start(settings)
    try:
        yield settings
    finally:
        stack.stop()


@contextmanager
def _session(settings: Settings) -> Iterator[requests.Session]:
    with requests.Session() as session:
        session.trust_env = False
        session.headers["Authorization"] = f"Bearer {settings.stripe_secret_key.get_secret_value()}"
        yield session


def _pay(session: requests.Session, stripe: str, site: Receiver) -> Journey:
    asked = time()
    answer = session.post(f"{stripe}/v1/payment_intents", data=PAYMENT | {"payment_method": "pm_card_visa"})
    answer.raise_for_status()
    receipt = site.receipts.get(timeout=PATIENCE)
    if receipt.object_id != answer.json()["id"]:
        raise RuntimeError(f"{answer.json()['id']} was paid, but the site was told of {receipt.object_id}")
    return Journey(asked, _committed(session, stripe, answer.headers["Request-Id"]), receipt)


def _committed(session: requests.Session, stripe: str, request_id: str) -> float:
    """When the emulator had carried the request out, by its journal: before it answered, or told anybody."""
    journal = session.get(f"{stripe}/__emulator__/requests", params={"contains": request_id}).json()
    entry: dict[str, Any] = journal["requests"][0]
    return float(entry["at"])
