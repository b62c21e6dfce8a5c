"""What deliveries, mails and ledger rows there were about a scenario, in lines for the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pennydrop.plugin.evidence import Correlation

if TYPE_CHECKING:
    from pennydrop.relay.client import Relay
    from pennydrop.relay.delivery import Delivery

NOBODY_KNOWN = "nothing to look for: no step has named a customer, a Checkout Session or a PaymentIntent yet"


def deliveries(relay: Relay, about: Correlation) -> list[str]:
    """One line per webhook delivery that names the scenario's customer or payment, oldest first."""
    if not about.identifiers:
        return [NOBODY_KNOWN]
    return [_delivery(delivery) for delivery in relay.deliveries(*about.identifiers)]


def _delivery(delivery: Delivery) -> str:
    """``10:24:05.123  checkout.session.completed  attempt 1  200  12 ms  answered``."""
    at = delivery.received_at.strftime("%H:%M:%S.%f")[:-3]
    status = delivery.status if delivery.status is not None else "---"
    took = f"{delivery.duration_ms:.0f} ms" if delivery.duration_ms is not None else "-"
    reason = f" ({delivery.reason})" if delivery.reason else ""
    kind = f"{delivery.type}  attempt {delivery.attempt}"
    return f"{at}  {kind}  {status}  {took}  {delivery.state}, {delivery.cause}{reason}"
