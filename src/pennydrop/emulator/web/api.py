"""Answers ``/v1``: finds the route in the schema, checks the parameters, runs the handler, renders its answer."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from starlette.types import Receive, Scope, Send

from pennydrop.emulator.core.account import Account
from pennydrop.emulator.core.event_log import render
from pennydrop.emulator.core.faults import Effect, Fault
from pennydrop.emulator.core.journal import masked
from pennydrop.emulator.core.keys import permission_for
from pennydrop.emulator.core.objects import Object
from pennydrop.emulator.core.request_info import RequestInfo
from pennydrop.emulator.core.world import World
from pennydrop.emulator.delivery.dispatch import Delivery
from pennydrop.emulator.domain import HANDLERS
from pennydrop.emulator.domain.registry import Answer, Call, Handler, Listing
from pennydrop.emulator.schema.shape import shape
from pennydrop.emulator.schema.table import Table
from pennydrop.emulator.web.asgi import receive_request, send_answer
from pennydrop.emulator.web.auth import Credentials, authenticate
from pennydrop.emulator.web.messages import ApiAnswer, ApiRequest
from pennydrop.emulator.web.routing import find_route, read_params
from pennydrop.emulator.web.versions import ApiVersion
from pennydrop.emulator.wire.errors import StripeError, not_emulated
from pennydrop.emulator.wire.expand import Expander
from pennydrop.emulator.wire.idempotency import SavedAnswer
from pennydrop.emulator.wire.lists import page

REFUSED = "invalid_request_error"


@dataclass
class _Exchange:
    """One request on its way through."""

    request: ApiRequest
    request_id: str
    version: ApiVersion
    credentials: Credentials | None = None
    headers: dict[str, str] = field(default_factory=dict)


class StripeApi:
    """The documented API and the private calls of Stripe's own programs, as an ASGI application."""

    def __init__(self, world: World, delivery: Delivery) -> None:
        self._world = world
        self._delivery = delivery

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = await receive_request(scope, receive)
        # Trouble is for the site: what a test does in the dashboard's place works.
        ours = request.from_the_harness
        fault = None if ours else self._world.faults.meet(request.method, request.path, request.text)
        if fault and fault.effect is Effect.DELAY:
            await asyncio.sleep(fault.seconds)
        answer = self.answer(request, fault)
        if fault and fault.effect is Effect.ANSWER_LAST:
            await self._delivery.flush_and_wait(fault.seconds)
        await send_answer(answer, send)

    def answer(self, request: ApiRequest, fault: Fault | None = None) -> ApiAnswer:
        """Answer one request. Nothing waits in here, so requests run one after the other and need no locks."""
        exchange = _Exchange(request, self._world.ids.new("request"), ApiVersion.default(self._world.settings))
        error = None
        try:
            _stumble(fault, Effect.REFUSE)
            status, body = self._handle(exchange)
            _stumble(fault, Effect.LOSE_ANSWER)
        except StripeError as refusal:
            error = refusal
            status, body = refusal.status, self._error_body(exchange, refusal)
        answer = ApiAnswer(status, body, self._headers(exchange, error) | exchange.headers)
        self._journal(exchange, status, error)
        return answer

    def _handle(self, exchange: _Exchange) -> tuple[int, bytes]:
        request = exchange.request
        exchange.credentials = authenticate(self._world, request.headers.get("authorization", ""), request.form)
        account = exchange.credentials.account
        exchange.version = ApiVersion.of(request.headers.get("stripe-version"), account)
        route, ids = find_route(request.method, request.path, exchange.version.table)
        handler = HANDLERS.get(route.name)
        if handler is None:
            raise not_emulated(f"{request.method} {route.path}")
        if not handler.for_browsers:
            exchange.credentials.require_secret()
        exchange.credentials.require(permission_for(request.method, route.path))
        key = request.idempotency_key
        asked = (request.method, request.path, request.body)
        saved = account.idempotency.replay(key, asked) if key else None
        if saved and key:
            exchange.headers = _idempotency_headers(key, saved.request_id) | {"Idempotent-Replayed": "true"}
            return saved.status, saved.body
        from_browser = exchange.credentials.from_browser
        params = read_params(route, handler, request.form, exchange.version, strict=not from_browser)
        if not handler.private and not from_browser:
            handler.refuse_unsupported(params)
        status, body = self._run(exchange, handler, params, ids)
        if key:
            account.idempotency.save(key, SavedAnswer(asked, exchange.request_id, status, body))
            exchange.headers = _idempotency_headers(key, exchange.request_id)
        return status, body

    def _run(self, exchange: _Exchange, handler: Handler, params: Object, ids: dict[str, str]) -> tuple[int, bytes]:
        """From here on the answer counts for its idempotency key, also when it is a refusal."""
        request, credentials = exchange.request, exchange.credentials
        assert credentials is not None  # noqa: S101 - _handle has set them
        info = RequestInfo(exchange.request_id, request.idempotency_key)
        try:
            with self._world.transaction(credentials.account, info) as tx:
                call = Call(tx, params, ids, request.base_url, credentials.from_browser)
                answer = handler.function(call)
                return 200, self._answer_body(answer, params, credentials.account, exchange.version.table)
        except StripeError as refusal:
            if not request.idempotency_key or refusal.code == "not_emulated":
                raise
            saved = SavedAnswer(
                (request.method, request.path, request.body),
                exchange.request_id,
                refusal.status,
                self._error_body(exchange, refusal),
            )
            credentials.account.idempotency.save(request.idempotency_key, saved)
            exchange.headers = _idempotency_headers(request.idempotency_key, exchange.request_id)
            raise

    def _answer_body(self, answer: Answer, params: Object, account: Account, table: Table) -> bytes:
        if isinstance(answer, Listing):
            listed = page(answer, params)
            shaped: Object = listed | {"data": [shape(each, table) for each in listed["data"]]}
        elif answer.get("deleted"):
            shaped = answer
        elif "state" in answer:
            # A payment page is no documented object; what is inside it is.
            shaped = {name: _shape_if_object(value, table) for name, value in answer.items()}
        else:
            shaped = shape(answer, table)
        expand = params.get("expand", [])
        Expander(account, table).expand(shaped, expand if isinstance(expand, list) else [])
        return render(shaped)

    def _error_body(self, exchange: _Exchange, error: StripeError) -> bytes:
        fields = {name: _shape_if_object(value, exchange.version.table) for name, value in error.fields().items()}
        account = exchange.credentials and exchange.credentials.account.id
        if account:
            mode = "" if self._world.settings.live else "/test"
            fields["request_log_url"] = (
                f"https://dashboard.stripe.com/{account}{mode}/workbench/logs?object={exchange.request_id}"
            )
        return render({"error": fields})

    def _headers(self, exchange: _Exchange, error: StripeError | None) -> dict[str, str]:
        headers = {"Request-Id": exchange.request_id, "Stripe-Version": exchange.version.name}
        if error:
            headers["Stripe-Should-Retry"] = "true" if error.should_retry else "false"
            if error.status == 401:
                headers["WWW-Authenticate"] = 'Basic realm="Stripe"'
        return headers

    def _journal(self, exchange: _Exchange, status: int, error: StripeError | None) -> None:
        request = exchange.request
        entry: dict[str, Any] = {
            "id": exchange.request_id,
            "at": self._world.clock.now(),
            "method": request.method,
            "path": request.path,
            "status": status,
            "params": masked(request.form),
        }
        if error:
            entry["error"] = error.message
        self._world.requests.add(entry)


def _stumble(fault: Fault | None, over: Effect) -> None:
    """Answer with the fault's error if it has this effect; what was done before stays done."""
    if fault and fault.effect is over:
        kind = "api_error" if fault.status >= 500 else REFUSED
        raise StripeError(fault.status, fault.message, kind=kind, should_retry=fault.passing)


def _idempotency_headers(key: str, original_request: str) -> dict[str, str]:
    return {"Idempotency-Key": key, "Original-Request": original_request}


def _shape_if_object(value: Any, table: Table) -> Any:
    return shape(value, table) if isinstance(value, dict) and "object" in value else value
