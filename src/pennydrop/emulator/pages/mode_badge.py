"""The mark of a page on which no money moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request

from pennydrop.emulator.pages.html import Html, render

if TYPE_CHECKING:
    from pennydrop.emulator.pages_api import PagesApi


def mode_badge(request: Request) -> Html | None:
    """ "Test mode", or nothing in live mode."""
    pages: PagesApi = request.app.state.pages
    return None if pages.live else render("test_mode_badge")
