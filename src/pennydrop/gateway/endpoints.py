"""The webhook endpoints of an account, and the events that have not reached them. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import stripe

from pennydrop.gateway.listing import PAGE, listed, moment
from pennydrop.gateway.transport import connect, explaining
from pennydrop.settings import Settings

EVERYTHING = "*"


@dataclass(frozen=True)
class Endpoint:
    """A registered endpoint. ``types`` may be ``*``: all but those that need explicit choice.

    ``api_version`` is that of its events; ``None``: the account's default.
    """

    id: str
    url: str
    enabled: bool
    live: bool
    types: tuple[str, ...]
    api_version: str | None
    created: datetime

    @classmethod
    def of(cls, endpoint: stripe.WebhookEndpoint) -> Endpoint:
        return cls(
            id=endpoint.id,
            url=endpoint.url,
            enabled=endpoint.status == "enabled",
            live=endpoint.livemode,
            types=tuple(endpoint.enabled_events),
            api_version=endpoint.api_version,
            created=moment(endpoint.created),
        )

    def takes(self, type: str) -> bool:
        """Whether events of this type are sent there."""
        return EVERYTHING in self.types or type in self.types


@dataclass(frozen=True)
class Undelivered:
    """An event that ``pending`` endpoints have not answered with success."""

    id: str
    type: str
    created: datetime
    pending: int

    @classmethod
    def of(cls, event: dict[str, Any]) -> Undelivered:
        return cls(event["id"], event["type"], moment(event["created"]), event["pending_webhooks"])


class Endpoints:
    """The account's endpoints. ``StripeUnreachable`` when Stripe does not answer or refuses the key."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._client, self._session = connect(settings)

    def all(self) -> tuple[Endpoint, ...]:
        """Every endpoint of the key's mode, newest first."""
        with explaining(self._settings):
            page = self._client.v1.webhook_endpoints.list({"limit": PAGE})
            return tuple(Endpoint.of(each) for each in page.auto_paging_iter())

    def undelivered(self, since: datetime) -> tuple[Undelivered, ...]:
        """Events made ``since`` then that an endpoint has not taken yet, or never did; oldest first."""
        with explaining(self._settings):
            found = list(listed(self._client, "/v1/events", since, delivery_success="false"))
        return tuple(Undelivered.of(each) for each in reversed(found))

    def latest_delivered(self, endpoint: Endpoint) -> str | None:
        """The newest event that ``endpoint`` has taken, with its type, made since it was registered."""
        with explaining(self._settings):
            found = listed(self._client, "/v1/events", endpoint.created, delivery_success="true")
            taken = (f"{each['type']} {each['id']}" for each in found if endpoint.takes(each["type"]))
            return next(taken, None)

    def default_version(self) -> str | None:
        """The account's default API version, as its latest event tells; ``None`` if there is no event."""
        with explaining(self._settings):
            events = self._client.v1.events.list({"limit": 1}).data
        return events[0].api_version if events else None

    def close(self) -> None:
        """Give back the connections."""
        self._session.close()
