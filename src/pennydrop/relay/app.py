"""The relay as an ASGI application: every POST goes to the site, ``/__pennydrop__/`` is the control API."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from pennydrop.relay import CONTROL
from pennydrop.relay.control import Control, message_of
from pennydrop.relay.dispatcher import Dispatcher
from pennydrop.relay.forwarder import Forwarder
from pennydrop.relay.journal import Journal


def create_app(forward_to: str, journal: Journal | None = None) -> Starlette:
    """An application that hands every webhook to ``forward_to``, whatever path it was sent to."""
    dispatcher = Dispatcher(journal or Journal(), Forwarder(forward_to))

    async def webhook(request: Request) -> Response:
        answer = await dispatcher.receive(await message_of(request))
        response = Response(answer.body, answer.status)
        response.raw_headers.extend(answer.headers)
        return response

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        await dispatcher.close()

    control = Control(dispatcher, forward_to)
    return Starlette(
        routes=[
            *control.routes(),
            Mount(CONTROL, routes=[]),  # the rest of it is 404 and never reaches the site
            Route("/{path:path}", webhook, methods=["POST"]),
        ],
        lifespan=lifespan,
    )
