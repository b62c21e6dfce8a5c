"""Where ``stripe listen`` opens its session and its websocket."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from pennydrop.emulator.core.journal import masked
from pennydrop.emulator.delivery.dispatch import Delivery
from pennydrop.emulator.web.auth import authenticate
from pennydrop.emulator.wire.errors import StripeError, not_emulated
from pennydrop.emulator.wire.form import decode

SESSIONS = "/v1/stripecli/sessions"
# Seconds; the CLI would otherwise redial every minute and could lose an answer that is on its way.
RECONNECT_DELAY = 86_400


async def open_session(request: Request) -> Response:
    world, form = request.app.state.world, decode(await request.body())
    answer: dict[str, Any]
    try:
        credentials = authenticate(world, request.headers.get("authorization", ""), form)
        credentials.require_secret()
        if "request_logs" in dict(form.get("websocket_features", {})).values():
            raise not_emulated("request logs for `stripe logs tail`", "websocket_features")
        answer, status = _session(request, credentials.account), 200
    except StripeError as refusal:
        answer, status = refusal.body(), refusal.status
    entry = {"id": world.ids.new("request"), "at": world.clock.now(), "method": "POST", "path": SESSIONS}
    world.requests.add({**entry, "status": status, "params": masked(form)})
    return JSONResponse(answer, status)


def _session(request: Request, account: Any) -> dict[str, Any]:
    delivery: Delivery = request.app.state.delivery
    session = delivery.cli_sessions.open(account)
    return {
        "websocket_url": f"ws://{request.headers['host']}{SESSIONS}/{session.id}",
        "websocket_id": session.id,
        "websocket_authorized_feature": "webhooks",
        "reconnect_delay": RECONNECT_DELAY,
        "secret": account.cli_secret,
        "default_version": account.api_version,
        "latest_version": account.api_version,
        "display_connect_filter_warning": False,
    }


async def socket(websocket: WebSocket) -> None:
    delivery: Delivery = websocket.app.state.delivery
    await delivery.cli_sessions.connect(websocket, websocket.path_params["session"])


routes = [
    Route(SESSIONS, open_session, methods=["POST"]),
    WebSocketRoute(f"{SESSIONS}/{{session}}", socket),
]
