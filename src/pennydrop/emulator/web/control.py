"""The emulator's own routes: readiness, journals, clock, faults; and what may be done to an account."""

from __future__ import annotations

import json

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from pennydrop.emulator.core.faults import FaultUnknown
from pennydrop.emulator.core.journal import Journal
from pennydrop.emulator.core.world import World
from pennydrop.emulator.schema.table import versions
from pennydrop.emulator.web import account_control
from pennydrop.emulator.web.package_version import package_version

PREFIX = "/__emulator__"
CLOCK_USAGE = 'send JSON with either {"advance": seconds} or {"now": seconds since 1970, "frozen": true or false}'


def _world(request: Request) -> World:
    world: World = request.app.state.world
    return world


async def ready(request: Request) -> Response:
    return JSONResponse({"version": package_version(), "api_versions": list(versions())})


async def requests(request: Request) -> Response:
    return _journal(request, "requests", _world(request).requests)


async def deliveries(request: Request) -> Response:
    return _journal(request, "deliveries", _world(request).deliveries)


def _journal(request: Request, name: str, journal: Journal) -> Response:
    limit = request.query_params.get("limit", "100")
    if not limit.isdigit():
        return PlainTextResponse(f"limit is {limit!r}; it must be a number\n", status_code=400)
    return JSONResponse({name: journal.find(request.query_params.get("contains", ""), int(limit))})


async def clock(request: Request) -> Response:
    """Read the emulator's clock, or set it; what becomes due happens before the answer."""
    world = _world(request)
    if request.method == "POST":
        try:
            asked = json.loads(await request.body())
            frozen = bool(asked.get("frozen", world.clock.frozen))
            now = float(asked["now"]) if "now" in asked else world.clock.now() + float(asked["advance"])
        except (ValueError, KeyError, TypeError, AttributeError):
            return PlainTextResponse(f"cannot read the time to set: {CLOCK_USAGE}\n", status_code=400)
        world.clock.set(now, frozen=frozen)
        world.timers.run_due()
        world.timers.clock_moved()
    return JSONResponse({"now": world.clock.now(), "frozen": world.clock.frozen})


async def faults(request: Request) -> Response:
    """Read the faults in force, or make one."""
    known = _world(request).faults
    if request.method == "GET":
        return JSONResponse({"faults": [fault.to_json() for fault in known]})
    try:
        return JSONResponse(known.add(json.loads(await request.body())).to_json(), 201)
    except (FaultUnknown, json.JSONDecodeError, TypeError) as problem:
        return PlainTextResponse(f"cannot make a fault of this: {problem}\n", status_code=400)


async def end_fault(request: Request) -> Response:
    _world(request).faults.remove(request.path_params["id"])
    return Response(status_code=204)


routes = [
    Route(f"{PREFIX}/ready", ready),
    Route(f"{PREFIX}/requests", requests),
    Route(f"{PREFIX}/deliveries", deliveries),
    Route(f"{PREFIX}/clock", clock, methods=["GET", "POST"]),
    Route(f"{PREFIX}/faults", faults, methods=["GET", "POST"]),
    Route(f"{PREFIX}/faults/{{id}}", end_fault, methods=["DELETE"]),
    *account_control.routes(PREFIX),
]
