"""The emulator's front page: what it is, how to point a program at it, and where to look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import HTMLResponse

from pennydrop.emulator.pages.html import render
from pennydrop.emulator.pages.mode_badge import mode_badge

if TYPE_CHECKING:
    from pennydrop.emulator.pages_api import PagesApi


async def index(request: Request) -> HTMLResponse:
    """``GET /``, for people who wonder what answers here."""
    pages: PagesApi = request.app.state.pages
    page = render(
        "index",
        address=str(request.base_url).rstrip("/"),
        mode_badge=mode_badge(request),
        mode="live" if pages.live else "test",
        cards=render("real_cards" if pages.live else "test_cards"),
        footer=render("footer"),
    )
    return HTMLResponse(page)
