"""Mailpit's REST API for the server itself: probes, version and counters, features, chaos."""

from __future__ import annotations

import time
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pennydrop import __version__
from pennydrop.mailbox.catcher import json_body
from pennydrop.mailbox.catcher.chaos import Chaos, ChaosRefused
from pennydrop.mailbox.catcher.intake import Intake
from pennydrop.mailbox.catcher.store import Store

_FEATURES: dict[str, Any] = {
    "Label": "Pennydrop",
    "MessageRelay": {
        "Enabled": False,
        "SMTPServer": "",
        "ReturnPath": "",
        "AllowedRecipients": "",
        "BlockedRecipients": "",
        "OverrideFrom": "",
        "PreserveMessageIDs": False,
        "RecipientAllowlist": "",
    },
    "SpamAssassin": False,
    "ChaosEnabled": True,
    "DuplicatesIgnored": False,
    "HideDeleteAllButton": False,
}


class ServerInfo:
    """The endpoints that are not about mails."""

    def __init__(self, store: Store, intake: Intake, chaos: Chaos) -> None:
        self._store = store
        self._intake = intake
        self._chaos = chaos
        self._started = time.monotonic()

    def routes(self) -> list[Route]:
        return [
            Route("/livez", self.alive),
            Route("/readyz", self.alive),
            Route("/api/v1/info", self.info),
            Route("/api/v1/webui", self.features),
            Route("/api/v1/chaos", self.chaos, methods=["GET"]),
            Route("/api/v1/chaos", self.set_chaos, methods=["PUT"]),
        ]

    async def alive(self, request: Request) -> Response:
        """SMTP listens before HTTP does, so whoever gets an answer may send."""
        return Response()

    async def info(self, request: Request) -> JSONResponse:
        total, unread = self._store.count()
        return JSONResponse(
            {
                "Version": f"pennydrop-{__version__}",
                "LatestVersion": "disabled",
                "Database": ":memory:",
                "DatabaseSize": 0,
                "Messages": total,
                "Unread": unread,
                "Tags": self._store.tag_counts(),
                "RuntimeStats": {
                    "Uptime": int(time.monotonic() - self._started),
                    "Memory": 0,
                    "MessagesDeleted": self._store.deleted,
                    "SMTPAccepted": self._intake.accepted,
                    "SMTPAcceptedSize": self._intake.accepted_size,
                    "SMTPRejected": self._intake.rejected,
                    "SMTPIgnored": 0,
                },
            }
        )

    async def features(self, request: Request) -> JSONResponse:
        return JSONResponse(_FEATURES)

    async def chaos(self, request: Request) -> JSONResponse:
        return JSONResponse(self._chaos.to_json())

    async def set_chaos(self, request: Request) -> JSONResponse:
        try:
            self._chaos.replace(json_body.read(await request.body()))
        except (json_body.BodyRefused, ChaosRefused) as refused:
            raise HTTPException(400, str(refused)) from None
        return JSONResponse(self._chaos.to_json())
