"""The emulator's front page, for people."""

from __future__ import annotations

from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from pennydrop.emulator.domain import HANDLERS
from pennydrop.emulator.schema.table import versions

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Stripe emulator</title></head><body>
<h1>Stripe emulator</h1>
<p>This is Pennydrop's local Stripe. No money moves here. Point your Stripe library at this address.</p>
<p>API versions: {versions}</p>
<ul><li><a href="/__emulator__/requests">Requests</a></li><li><a href="/__emulator__/deliveries">Deliveries</a></li>
<li><a href="/__emulator__/clock">Clock</a></li></ul>
<h2>Emulated calls</h2><ul>{calls}</ul></body></html>
"""


async def index(request: Request) -> Response:
    calls = "".join(
        f"<li><code>{escape(name)}</code></li>" for name in sorted(HANDLERS, key=lambda name: name.split()[1])
    )
    return HTMLResponse(PAGE.format(versions=", ".join(versions()), calls=calls))


routes = [Route("/", index)]
