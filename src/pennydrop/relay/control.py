"""The control API under ``/__pennydrop__/``: what was delivered, and what shall go wrong."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import partial
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from pennydrop.relay import CONTROL
from pennydrop.relay.dispatcher import Change, Dispatcher
from pennydrop.relay.faults import Rule, RuleRefused, copies_problems
from pennydrop.relay.journal import Record
from pennydrop.relay.message import Message
from pennydrop.relay.tampering import rewritten


class Control:
    """The endpoints of the control API."""

    def __init__(self, dispatcher: Dispatcher, forward_to: str) -> None:
        self._dispatcher = dispatcher
        self._forward_to = forward_to

    def routes(self) -> list[Route]:
        return [
            Route(CONTROL + path, endpoint, methods=[method])
            for method, path, endpoint in (
                ("GET", "/ready", self.ready),
                ("GET", "/deliveries", self.deliveries),
                ("POST", "/deliveries", self.forge),
                ("GET", "/deliveries/{number:int}", self.delivery),
                ("POST", "/deliveries/{number:int}/replay", self.replay),
                ("POST", "/deliveries/{number:int}/deliver", self.deliver),
                ("GET", "/pending", self.pending),
                ("GET", "/faults", self.faults),
                ("POST", "/faults", self.make_fault),
                ("DELETE", "/faults/{fault}", self.remove_fault),
                ("POST", "/faults/{fault}/release", self.release_fault),
            )
        ]

    async def ready(self, request: Request) -> JSONResponse:
        return JSONResponse({"forward_to": self._forward_to})

    async def deliveries(self, request: Request) -> JSONResponse:
        query = request.query_params
        exact = {"type": query.get("type"), "event_id": query.get("event"), "fault": query.get("fault")}
        return _listed(self._dispatcher.journal.select(query.getlist("contains"), **exact))

    async def delivery(self, request: Request) -> JSONResponse:
        record = self._record(request)
        headers = [[name.decode("latin-1"), value.decode("latin-1")] for name, value in record.message.headers]
        return JSONResponse(record.delivery.to_json() | {"headers": headers, "payload": record.event.text})

    async def forge(self, request: Request) -> JSONResponse:
        authentic = request.query_params.get("authentic") != "false"
        forged = await self._dispatcher.forge(await message_of(request), authentic=authentic)
        return JSONResponse(forged.delivery.to_json())

    async def replay(self, request: Request) -> JSONResponse:
        original = self._record(request)
        options = await _options(request)
        if problems := list(copies_problems(options)):
            raise HTTPException(400, "; ".join(problems))
        copies, at_once = options.get("copies", 1), options.get("at_once", False)
        return _listed(await self._dispatcher.replay(original, _change(options), copies, at_once))

    async def deliver(self, request: Request) -> JSONResponse:
        record = self._record(request)
        if not await self._dispatcher.deliver(record, _change(await _options(request))):
            raise HTTPException(409, f"delivery {record.delivery.number} is not held, it is {record.delivery.state}")
        return JSONResponse(record.delivery.to_json())

    async def pending(self, request: Request) -> JSONResponse:
        found = self._dispatcher.journal.select(request.query_params.getlist("contains"))
        return _listed(record for record in found if not record.delivery.finished)

    async def faults(self, request: Request) -> JSONResponse:
        return JSONResponse({"faults": [fault.to_json() for fault in self._dispatcher.faults]})

    async def make_fault(self, request: Request) -> JSONResponse:
        try:
            rule = Rule.parse(await _json(request))
        except RuleRefused as refused:
            raise HTTPException(400, str(refused)) from None
        return JSONResponse(self._dispatcher.faults.add(rule).to_json(), 201)

    async def remove_fault(self, request: Request) -> JSONResponse:
        return _listed(await self._dispatcher.end(request.path_params["fault"]))

    async def release_fault(self, request: Request) -> JSONResponse:
        options = await _json(request)
        at_once = options.get("at_once", False) if isinstance(options, dict) else None
        if not isinstance(at_once, bool):
            raise HTTPException(400, f"at_once must be true or false, it is {at_once!r}")
        return _listed(await self._dispatcher.end(request.path_params["fault"], at_once))

    def _record(self, request: Request) -> Record:
        number = request.path_params["number"]
        record = self._dispatcher.journal.get(number)
        if record is None:
            raise HTTPException(404, f"there is no delivery {number}; it never was, or it is too long ago")
        return record


async def message_of(request: Request) -> Message:
    """The request's headers and body, untouched."""
    return Message(tuple(request.headers.raw), await request.body())


async def _json(request: Request) -> Any:
    try:
        return json.loads(await request.body() or b"{}")
    except ValueError as error:
        raise HTTPException(400, f"the body is no JSON: {error}") from None


async def _options(request: Request) -> dict[str, Any]:
    options = await _json(request)
    if not isinstance(options, dict):
        raise HTTPException(400, "the body must be a JSON object")
    return options


def _change(options: dict[str, Any]) -> Change:
    """What becomes of the message: another signature, another body, or nothing."""
    signature, body = options.get("signature"), options.get("body")
    if not all(given is None or isinstance(given, str) for given in (signature, body)):
        raise HTTPException(400, "signature and body must be texts")
    return partial(rewritten, signature=signature, body=body)


def _listed(records: Iterable[Record]) -> JSONResponse:
    return JSONResponse({"deliveries": [record.delivery.to_json() for record in records]})
