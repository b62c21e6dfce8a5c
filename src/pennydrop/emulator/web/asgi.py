"""Between ASGI and the emulator's own request and answer."""

from __future__ import annotations

from starlette.types import Receive, Scope, Send

from pennydrop.emulator.web.messages import ApiAnswer, ApiRequest

ALWAYS = {
    "Access-Control-Allow-Credentials": "true",
    "Access-Control-Allow-Methods": "GET, HEAD, PUT, PATCH, POST, DELETE",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Request-Id, Stripe-Manage-Version, Stripe-Should-Retry",
    "Cache-Control": "no-cache, no-store",
    "Content-Type": "application/json",
    "Vary": "Origin",
}


async def receive_request(scope: Scope, receive: Receive) -> ApiRequest:
    """The whole request."""
    body = b""
    more = True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    return ApiRequest(scope["method"], scope["path"], scope["query_string"].decode("latin-1"), headers, body)


async def send_answer(answer: ApiAnswer, send: Send) -> None:
    """The whole answer."""
    headers = ALWAYS | answer.headers | {"Content-Length": str(len(answer.body))}
    encoded = [(name.lower().encode(), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": answer.status, "headers": encoded})
    await send({"type": "http.response.body", "body": answer.body})
