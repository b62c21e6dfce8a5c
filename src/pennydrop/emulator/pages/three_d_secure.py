"""The 3-D Secure challenge: Stripe's frame, the bank's page inside it, and the customer's answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from pennydrop.emulator.pages.amounts import amount_text
from pennydrop.emulator.pages.html import render
from pennydrop.emulator.pages.variants import Variant, active_variants
from pennydrop.emulator.wire.errors import StripeError, invalid

if TYPE_CHECKING:
    from pennydrop.emulator.pages_api import PagesApi

# How long the buttons of the late-challenge variant do nothing, in milliseconds.
LATE = 400
_CHALLENGE_PATH = re.compile(r"/3d_secure_2_test/[^/]+/[^/]+/challenge")


async def outer_frame(request: Request) -> Response:
    """``GET /v3/three-ds-2-challenge.html?challenge=PATH``: Stripe's frame, which holds the bank's."""
    path = request.query_params.get("challenge", "")
    if not _CHALLENGE_PATH.fullmatch(path):
        refusal = invalid(f"challenge is {path!r}; it must be the path of a 3D Secure challenge", "challenge")
        return JSONResponse(refusal.body(), refusal.status)
    return HTMLResponse(render("three_ds_2_challenge", challenge=path))


async def helper_frame(request: Request) -> Response:
    """``GET /v3/m-outer.html``: one of the invisible frames that every page with Stripe's script has."""
    return HTMLResponse("<!doctype html><title>Secure payment helper</title>")


async def challenge(request: Request) -> Response:
    """``GET /3d_secure_2_test/{account}/{payment_intent}/challenge``: the bank's page."""
    pages: PagesApi = request.app.state.pages
    try:
        shown = pages.challenge(request.path_params["payment_intent"])
    except StripeError as error:
        return JSONResponse(error.body(), error.status)
    late = LATE if Variant.LATE_CHALLENGE in active_variants() else 0
    return HTMLResponse(render("challenge", amount=amount_text(shown.amount, shown.currency), late=late))


async def complete(request: Request) -> Response:
    """``POST .../challenge/complete``: the customer has proven who they are."""
    return _answer(request, succeeded=True)


async def fail(request: Request) -> Response:
    """``POST .../challenge/fail``: the customer has not, or has closed the window."""
    return _answer(request, succeeded=False)


def _answer(request: Request, *, succeeded: bool) -> Response:
    pages: PagesApi = request.app.state.pages
    try:
        pages.authenticate(request.path_params["payment_intent"], succeeded)
    except StripeError as error:
        return JSONResponse(error.body(), error.status)
    return Response(status_code=204)
