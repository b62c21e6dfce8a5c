"""The pages of a session that cannot be paid: complete, expired, or unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse

from pennydrop.emulator.pages.html import Html, render

if TYPE_CHECKING:
    from pennydrop.emulator.pages_api import SessionView

_TEXTS = {
    "complete": "Your payment was processed. There is nothing left to pay here.",
    "expired": "This checkout session has expired, and nothing was charged.",
}


def no_longer_open(session: SessionView, badge: Html | None) -> HTMLResponse:
    """Complete or expired: no form, and the way back to the shop."""
    link = session.cancel_url and render("notice_link", url=session.cancel_url, account_name=session.account_name)
    return _notice(200, badge, session.account_name, "You're all done here", _TEXTS[session.status], link)


def not_found(badge: Html | None) -> HTMLResponse:
    """No session of that id in any account."""
    text = (
        "The specified Checkout Session could not be found. The emulator keeps its sessions in memory:"
        " one that was opened before it was last started is gone."
    )
    return _notice(404, badge, "Something went wrong", "Something went wrong", text)


def _notice(
    status: int, badge: Html | None, title: str, heading: str, text: str, link: str | None = None
) -> HTMLResponse:
    page = render(
        "notice", mode_badge=badge, title=title, heading=heading, text=text, link=link, footer=render("footer")
    )
    return HTMLResponse(page, status_code=status)
