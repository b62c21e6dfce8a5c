"""The gate put together: SMTP passes through, and a control API says whose mail shall not."""

from __future__ import annotations

import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from pennydrop.mailbox.gate.conversation import serve_gate
from pennydrop.mailbox.gate.refusals import Refusals, RefusalUnknown


def create_app(listener: socket.socket, mailbox: tuple[str, int]) -> Starlette:
    """The HTTP side; it opens the SMTP side on ``listener`` before its first answer, and closes it at the end."""
    refusals = Refusals()

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        smtp = await serve_gate(listener, mailbox, refusals)
        yield
        smtp.close()

    async def ready(request: Request) -> Response:
        return JSONResponse({"forward_to": "{}:{}".format(*mailbox)})

    async def listed(request: Request) -> Response:
        return JSONResponse({"refusals": [refusal.to_json() for refusal in refusals]})

    async def refuse(request: Request) -> Response:
        try:
            return JSONResponse(refusals.add(json.loads(await request.body())).to_json(), 201)
        except ValueError as problem:  # no JSON, or RefusalUnknown
            what = problem if isinstance(problem, RefusalUnknown) else f"the body is no JSON: {problem}"
            return PlainTextResponse(f"{what}\n", 400)

    async def end(request: Request) -> Response:
        refusals.remove(request.path_params["id"])
        return Response(status_code=204)

    return Starlette(
        routes=[
            Route("/ready", ready),
            Route("/refusals", listed),
            Route("/refusals", refuse, methods=["POST"]),
            Route("/refusals/{id}", end, methods=["DELETE"]),
        ],
        lifespan=lifespan,
    )
