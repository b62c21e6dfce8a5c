"""The catcher put together: one store, an SMTP door, Mailpit's REST API and pages for people."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.routing import Route

from pennydrop.mailbox.catcher.chaos import Chaos
from pennydrop.mailbox.catcher.intake import Intake
from pennydrop.mailbox.catcher.page import Pages
from pennydrop.mailbox.catcher.rest import Rest
from pennydrop.mailbox.catcher.server_info import ServerInfo
from pennydrop.mailbox.catcher.smtp import Handler, serve_smtp
from pennydrop.mailbox.catcher.store import Store


def create_app(smtp_listener: socket.socket, accept_any_login: bool = False) -> Starlette:
    """The HTTP side; it opens the SMTP side on ``smtp_listener`` before its first answer, and closes it at the end."""
    store, chaos = Store(), Chaos()
    intake = Intake(store)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        smtp = await serve_smtp(smtp_listener, Handler(intake, chaos), accept_any_login)
        yield
        smtp.close()

    routes: list[Route] = [
        *ServerInfo(store, intake, chaos).routes(),
        *Rest(store, intake).routes(),
        *Pages(store).routes(),
    ]
    app = Starlette(routes=routes, lifespan=lifespan)
    app.router.redirect_slashes = False  # Mailpit knows no address with a slash at its end
    return app
