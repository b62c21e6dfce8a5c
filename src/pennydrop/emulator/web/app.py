"""Puts the emulator together."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.types import ASGIApp, Receive, Scope, Send

from pennydrop.emulator.core.world import World
from pennydrop.emulator.delivery.dispatch import Delivery
from pennydrop.emulator.pages import routes as page_routes
from pennydrop.emulator.pages_api import PagesApi
from pennydrop.emulator.settings import EmulatorSettings
from pennydrop.emulator.web import cli_routes, control
from pennydrop.emulator.web.api import StripeApi


class Emulator:
    """The ASGI application. ``world`` is its state, for tests that look inside."""

    def __init__(self, settings: EmulatorSettings | None = None) -> None:
        self.world = World(settings or EmulatorSettings())
        self.delivery = Delivery(self.world)
        self._api = StripeApi(self.world, self.delivery)
        self._app = self._assemble()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # The API is most of the traffic and needs nothing of a web framework.
        is_api = scope["type"] == "http" and scope["path"].startswith("/v1/")
        app: ASGIApp = self._api if is_api and scope["path"] != cli_routes.SESSIONS else self._app
        try:
            await app(scope, receive, send)
        finally:
            # Events leave when the answer to their request is out, also if the client went away meanwhile.
            self.delivery.flush()

    def _assemble(self) -> Starlette:
        app = Starlette(routes=[*control.routes, *cli_routes.routes, *page_routes], lifespan=self._lifespan)
        app.state.world = self.world
        app.state.delivery = self.delivery
        app.state.pages = PagesApi(self.world)
        return app

    @asynccontextmanager
    async def _lifespan(self, app: Starlette) -> AsyncIterator[None]:
        timers = asyncio.create_task(self.world.timers.run(self.delivery.flush))
        yield
        timers.cancel()
        await self.delivery.close()
