"""Hosted Checkout, where ``session.url`` leads: the page of an open session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import HTMLResponse

from pennydrop.emulator.pages import closed, order_summary, payment_form
from pennydrop.emulator.pages.amounts import amount_text
from pennydrop.emulator.pages.html import Html, render, script_data
from pennydrop.emulator.pages.mode_badge import mode_badge
from pennydrop.emulator.pages.variants import Variant, active_variants
from pennydrop.emulator.wire.errors import StripeError

if TYPE_CHECKING:
    from pennydrop.emulator.pages_api import PagesApi, SessionView


async def checkout(request: Request) -> HTMLResponse:
    """``GET /c/pay/{session}``: the payment form, or why there is none."""
    pages: PagesApi = request.app.state.pages
    try:
        session = pages.session(request.path_params["session"])
    except StripeError:
        return closed.not_found(mode_badge(request))
    if session.status != "open":
        return closed.no_longer_open(session, mode_badge(request))
    return _page(session, mode_badge(request))


def _page(session: SessionView, badge: Html | None) -> HTMLResponse:
    variants = active_variants()
    page = render(
        "checkout",
        account_name=session.account_name,
        mode_badge=badge,
        back_link=order_summary.back_link(session),
        summary_name=f"Pay {session.account_name}",
        subtotal=amount_text(session.amount_subtotal, session.currency),
        total=amount_text(session.amount_total, session.currency),
        line_items=order_summary.line_items(session),
        form_heading=payment_form.heading(variants),
        email=payment_form.email(session),
        methods=payment_form.methods(session, variants),
        link=payment_form.link(variants),
        submit_text=payment_form.submit_text(session),
        footer=render("footer"),
        session_data=_session_data(session, Variant.DEBIT_WORDING in variants),
    )
    # Somebody who comes back after paying must not see the form again from the browser's cache.
    return HTMLResponse(page, headers={"Cache-Control": "no-store"})


def _session_data(session: SessionView, debit_wording: bool) -> Html:
    """What ``checkout.js`` needs to know."""
    return script_data(
        {
            "id": session.id,
            "publishableKey": session.publishable_key,
            "amountTotal": session.amount_total,
            "successUrl": session.success_url,
            "debitWording": debit_wording,
        }
    )
