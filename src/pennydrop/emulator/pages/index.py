"""The emulator's front page: what it is, how to point a program at it, and where to look."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse

from pennydrop.emulator.pages.html import render


async def index(request: Request) -> HTMLResponse:
    """``GET /``, for people who wonder what answers here."""
    return HTMLResponse(render("index", address=str(request.base_url).rstrip("/"), footer=render("footer")))
